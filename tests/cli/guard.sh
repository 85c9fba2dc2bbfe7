#!/bin/sh
# Files of an index that become shorter or unreadable under a program that reads them.
# shellcheck source=tests/cli/common
. "$(dirname "$0")/common"
make_articles
for i in 1 2 3 4 5 6 7 8 9; do sed "s/r 1/r $i/; s/flight/flight number$i/" records.jsonl; done >many.jsonl
index add -q -d db many.jsonl
# two queries of a batch: the file is cut between them
mkfifo queries
"$bin/stemma-search" -d db --jsonl --batch <queries >answers 2>err &
searcher=$!
exec 3>queries
echo flight >&3
tries=0
while [ ! -s answers ] && [ $tries -lt 500 ]; do sleep 0.02; tries=$((tries + 1)); done
segment=$(ls db/seg-*.mdb)
cp "$segment" kept
: >"$segment"
echo number7 >&3
exec 3>&-
wait $searcher
check cut-under-a-search-is-an-error 2 $?
check cut-under-a-search-is-told 1 "$(grep -c 'a file of the index became shorter' err)"
check cut-under-a-search-has-a-hint 1 "$(grep -c 'hint: .*stemma-index check' err)"
check cut-before-it-answered 9 "$(grep -c '"qid":"1"' answers)"
check cut-after-it-did-not 0 "$(grep -c '"qid":"2"' answers)"
search -d db flight
check empty-segment 2 $?
index check -d db
check empty-segment-is-named 1 "$(grep -c "$segment.*is missing or has not the size" err)"
cp kept "$segment"
check whole-again 0 "$(status "$bin/stemma-index" check -d db)"
