#!/bin/sh
# Options, help, and what is said where one is wrong.
. "$(dirname "$0")/common"
make_articles
index add -d db art
says() { "$@" 2>&1 >/dev/null | head -n 1; }
check short-help-fits-a-screen 1 "$([ "$("$bin/stemma-search" -h | wc -l)" -le 23 ] && [ "$("$bin/stemma-index" -h | wc -l)" -le 23 ] && echo 1)"
check help-is-80-wide 0 "$({ "$bin/stemma-search" --help; "$bin/stemma-index" --help; } | LC_ALL=C.UTF-8 awk 'length > 80' | wc -l)"
check help-of-a-command 1 "$("$bin/stemma-index" stats --help | grep -c -- '--top-terms\[')"
check help-has-only-its-options 0 "$("$bin/stemma-index" stats --help | grep -c -- --deep)"
check option-before-command 0 "$(status "$bin/stemma-index" -d db check)"
check foreign-option "stemma-index: --deep is no option of stats" "$(says "$bin/stemma-index" stats -d db --deep)"
check foreign-option-2 2 "$(status "$bin/stemma-index" check -d db --memory 1M)"
check foreign-option-3 2 "$(status "$bin/stemma-index" update -d db -g '*.txt')"
check command-unknown 1 "$(says "$bin/stemma-index" frob -d db | grep -c "'frob' is no command; the commands are: add, update")"
check command-meant 1 "$(says "$bin/stemma-index" stat -d db | grep -c "'stat' is no command (did you mean 'stats'?); the")"
check letter-m-is-n 1 "$(search -d db -m1 --jsonl -o flight trade | grep -c .)"
check limit-below-0 "stemma-search: --limit takes a number from 0 to 4294967295, not '-1'" "$(says "$bin/stemma-search" -d db --limit=-1 x)"
check cut-name '{"n":2}' "{\"n\":$(search -d db --coun flight)}"
check did-you-mean "stemma-search: option '--limt' not known; did you mean '--limit'? (a query that starts with '-' goes after '--')" \
    "$(says "$bin/stemma-search" --limt 3 x)"
# STEMMA_OPTIONS stand before the command line's
with() { STEMMA_OPTIONS=$1; shift; STEMMA_OPTIONS=$STEMMA_OPTIONS "$bin/stemma-search" -d db "$@" 2>err; }
check variable '1 a|' "$(with "-n1 --format '{rank} {id}\\n'" -o flight april | lines)"
check variable-is-weaker '1 a|2 b|' "$(with "-n1 --format '{rank} {id}\\n'" -n 5 -o flight april | lines)"
check variable-quotes 'a "|' "$(with '--format "{id} \"\n"' april | lines)"
index add -q -d other records.jsonl
check variable-index 2 "$(STEMMA_OPTIONS='-d db' "$bin/stemma-search" -c -o flight april trade 2>err)"
check variable-index-is-weaker 1 "$(STEMMA_OPTIONS='-d db' "$bin/stemma-search" -d other -c -o flight april trade 2>err)"
check variable-off 2 "$(with '--no-such-option' --no-config -c flight)"
check variable-wrong 2 "$(status env STEMMA_OPTIONS=--no-such-option "$bin/stemma-search" -d db flight)"
check variable-operand "stemma-search: STEMMA_OPTIONS: 'x' is no option" "$(with '-c x' flight; head -n 1 err)"
check variable-quote "stemma-search: STEMMA_OPTIONS: a quote does not end" "$(with '-c "x' flight; head -n 1 err)"
STEMMA_OPTIONS='-n 1 --tsv' index list -d db --query flight >list.out
check variable-not-for-programs 2 "$(grep -c . list.out)"
# completions are the table's, and the shells take them
for program in stemma-search stemma-index; do
    for shell in bash zsh fish; do
        "$bin/$program" --generate=$shell >"$program.$shell"
        if command -v $shell >/dev/null; then
            check "$program-$shell-reads-it" 0 "$(status $shell -n "$program.$shell")"
        else
            echo "skipped: $program-$shell-reads-it ($shell is not there)"
        fi
    done
done
cat >complete.bash <<'BASH'
# complete.bash FILE PROGRAM WORD...: what completes the last word
. "./$1"; shift
compopt() { :; }
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
"_${1//-/_}"
printf '%s ' "${COMPREPLY[@]}"
BASH
if command -v bash >/dev/null; then
    complete() { bash complete.bash "$1.bash" "$@"; }
    check bash-options '--count --collapse= --color= ' "$(complete stemma-search --co)"
    check bash-words 'auto always ' "$(complete stemma-search --color = a)"
    check bash-letters-value 'art ' "$(complete stemma-search -d ar)"
    check bash-commands 'check compact ' "$(complete stemma-index -d db c)"
    check bash-options-of-a-command '--db= --deep ' "$(complete stemma-index check --d)"
fi
if command -v fish >/dev/null; then
    check fish-words '--color=always|--color=auto|--color=never|' "$(fish -c 'source stemma-search.fish
complete -C "stemma-search --color="' | cut -f 1 | lines)"
    check fish-commands 'check|compact|' "$(fish -c 'source stemma-index.fish
complete -C "stemma-index c"' | cut -f 1 | lines)"
fi
