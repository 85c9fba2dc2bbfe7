#!/bin/sh
# What is too long, too deep or too much: refused in words, or cut, and never slow.
# shellcheck source=tests/cli/common
. "$(dirname "$0")/common"
make_articles
index add -q -d db art
many() { awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s; print "" }'; }
batch() { timeout 10 "$bin/stemma-search" -d db --batch -c 2>search-err; }
check parentheses-63 0 "$({ many 63 '('; echo flight; many 63 ')'; } | tr -d '\n' | batch >/dev/null; echo $?)"
check parentheses-65 2 "$({ many 65 '('; echo flight; many 65 ')'; } | tr -d '\n' | batch >/dev/null; echo $?)"
check parentheses-are-told 1 "$(grep -c 'line 1 not searched' search-err)"
check parentheses-a-million 2 "$(many 1000000 '(' | batch >/dev/null; echo $?)"
check query-64-kb 0 "$({ echo 'flight '; many 65500 ' '; } | tr -d '\n' | batch >/dev/null; echo $?)"
check query-longer 2 "$({ echo 'flight '; many 65600 ' '; } | tr -d '\n' | batch >/dev/null; echo $?)"
check query-words-2000 2 "$(many 2000 'w ' | batch >/dev/null; echo $?)"
check query-a-phrase-of-1000 0 "$({ printf 'flight OR "'; many 1000 'w '; printf '"'; } | tr -d '\n' | batch >/dev/null; echo $?)"
check query-stars 0 "$(echo 'flight OR ********************' | batch >/dev/null; echo $?)"
words() { awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "flight%d ", i; print "flight" }'; }
check query-words-1000 0 "$(words 1000 | batch >/dev/null; echo $?)"
check query-words-1000-are-cut 1 "$(grep -c "cut: a long query; from 'flight[0-9]*' on not all forms" search-err)"
check query-words-10-are-not 0 "$(words 10 | batch >/dev/null; grep -c 'cut:' search-err)"
add() { timeout 20 "$bin/stemma-index" add -q -j1 -d "$1" "$1.txt" 2>err; }
{ printf 'Title\n\nBefore '; many 10000000 x; printf 'behind it stands more text.\n'; } >token.txt
check word-of-10-mb 0 "$(add token; echo $?)"
check word-of-10-mb-others-are-found 1 "$(search -d token -c before behind)"
{ printf 'Title\n\nBefore a'; many 1000000 "$(printf '\314\201')"; printf 'behind it stands more text.\n'; } >marks.txt
check a-million-marks 0 "$(add marks; echo $?)"
{ printf 'Title\n\nVorher '; many 1000000 ä; printf 'und nachher noch mehr Text.\n'; } >umlauts.txt
check a-million-umlauts 0 "$(add umlauts; echo $?)"
{ printf '<html><body>'; many 200000 '<div>'; printf 'The flight stands deep.'; } >deep.html
check html-200000-deep 0 "$(timeout 20 "$bin/stemma-index" add -q -j1 -d deep deep.html 2>err; echo $?)"
{ printf '{"id":"x","body":'; many 1000000 '['; } | tr -d '\n' >deep.jsonl
check json-a-million-deep 1 "$(timeout 20 "$bin/stemma-index" add -q -j1 -d deep deep.jsonl 2>err; echo $?)"
check json-a-million-deep-is-told 1 "$(grep -c 'too deep' err)"
printf '{"id":"%s","body":"a"}\n{"id":"good","body":"a"}\n' "$(many 4097 i)" >long-id.jsonl
check id-of-4097 1 "$(timeout 20 "$bin/stemma-index" add -q -j1 -d ids long-id.jsonl 2>err; echo $?)"
check id-of-4097-others-are-added 1 "$(search -d ids -c a)"
printf 'abc\0def' >binary.bin
check binary-is-refused 1 "$(timeout 20 "$bin/stemma-index" add -q -d bins binary.bin 2>err; echo $?)"
mkfifo pipe
check a-pipe-in-a-folder-does-not-block 0 "$(mkdir p; mv pipe p; cp art/a.txt p; timeout 20 "$bin/stemma-index" add -q -d pipes p 2>err; echo $?)"
