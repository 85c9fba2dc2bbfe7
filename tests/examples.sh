#!/bin/sh
# examples.sh BIN: runs the examples of README.md and docs/man, in order, in a folder with what they
# are about. An example is good where its status is 0 and no program complains of its use.
#
# In README.md they are indented lines that begin with stemma-, or contain it behind a pipe; in the
# manual lines of a display that begin with "$ ". One that needs a program that is not there, or a
# person at a terminal (fzf), is skipped by name.
set -u
bin=$(cd "$1" && pwd)
docs=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset STEMMA_DB STEMMA_OPTIONS
PATH=$bin:$PATH
export PATH

of_readme() { sed -n 's/^    \(.*stemma-\(index\|search\) .*\)$/\1/p' "$1" | grep -v '^export'; }
of_manual() {
    awk '/^\.Bd -literal/ { inside = 1; next } /^\.Ed/ { inside = 0 } inside' "$1" \
        | sed 's/\\(aq/'\''/g; s/\\(dq/"/g; s/\\e/\\/g; s/\\&//g' \
        | awk '/^\$ / { if (line) print line; line = substr($0, 3); open = sub(/\\$/, "", line); next }
               open { open = sub(/\\$/, "", $0); line = line $0; next }
               { if (line) print line; line = "" }
               END { if (line) print line }'
}

# The programs of a line that are neither ours nor the shell's.
foreign() { printf '%s\n' "$1" | sed "s/'[^']*'//g" | tr '|' '\n' | sed 's/^ *//; s/ .*//' | grep -v '^stemma-\|^echo$\|^printf$'; }

missing() {
    for program in $(foreign "$1") $(printf '%s\n' "$1" | sed -n 's/.*xargs -0 \([a-z]*\).*/\1/p'); do
        command -v "$program" >/dev/null || echo "$program"
    done
}

# A server is asked once and ended; at any port that is free.
run_server() {    # LINE
    sh -c "exec $(printf '%s' "$1" | sed 's/--serve/--serve=127.0.0.1:0/; s/  *#.*//')" >out 2>err </dev/null &
    server=$!
    tries=0
    while [ $tries -lt 100 ] && ! grep -q 'serving at' err; do sleep .05; tries=$((tries + 1)); done
    curl -sf "$(sed -n 's/.*serving at //p' err)search?q=flight" >out
    found=$?
    kill $server
    wait $server
    return $found
}

run() {    # PAGE, LINE
    name=$(printf '%s' "$2" | sed 's/  *#.*//' | cut -c 1-70)
    case $2 in
    fzf*) printf '%s\n' "skipped: example of $1 (fzf wants a person at a terminal): $name"; return ;;
    esac
    lost=$(missing "$2" | head -n 1)
    if [ -n "$lost" ]; then
        printf '%s\n' "skipped: example of $1 ($lost is not there): $name"
        return
    fi
    case $2 in
    *--serve*) run_server "$2" && printf '%s\n' "ok example of $1: $name" || printf '%s\n' "not ok example of $1: $name"; return ;;
    esac
    if sh -c "$2" >out 2>err </dev/null && ! grep -q 'not known\|cannot\|Try ' err; then
        printf '%s\n' "ok example of $1: $name"
    else
        printf '%s\n' "not ok example of $1: $name: $(head -n 1 err)"
    fi
}

cd "$work" || exit 1
cp -r "$docs/seeds" articles
printf '{"id":"m1","lang":"en","title":"More trade","date":"2024-05-17","body":"Trade will grow."}\n' >more.jsonl
gzip more.jsonl
printf '{"id":"x1","headline":"A flight","text":"The export of a flight."}\n' >export.jsonl
stemma-index add -q -d news articles 2>/dev/null
for page in "$docs"/README.md "$docs"/docs/man/*.[1-8]; do
    case $page in
    *.md) of_readme "$page" ;;
    *) of_manual "$page" ;;
    esac >lines
    while IFS= read -r line; do
        run "${page##*/}" "$line"
    done <lines
done
# the live search of the manual, as fzf would run it
of_manual "$docs/docs/man/stemma-search.1" | grep '^fzf' >fzf
reload=$(sed 's/.*change:reload:\(.*\) || true.*/\1/; s/{q}/flight/' fzf)
preview=$(sed "s/.*--preview '\(.*\)'.*/\1/; s/{q}/flight/; s/{1}/perm-visit-minsk/" fzf)
if [ -n "$reload" ] && sh -c "$reload" | grep -q '^perm-visit-minsk	' \
    && sh -c "$preview" | grep -q "$(printf '\033')"; then
    echo "ok live-search-of-the-manual"
else
    echo "not ok live-search-of-the-manual"
fi
