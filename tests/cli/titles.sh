#!/bin/sh
# stemma-index: --title, --overwrite, list QUERY, --color.
. "$(dirname "$0")/common"
make_articles
printf 'first line here\nSecond line of the page that goes on for a while, as lines of prose do, until it ends.\n\nThe flight was long.\n' >first.txt
printf '<title>Name of the page</title><h1>Heading of the page</h1><p>Some prose about the flight that goes on for a while.</p>' >page.html
titles() { search -d "$1" --format '{id}={title}|' --sort=id '*'; }
index add -q -d first --title=first-line first.txt page.html records.jsonl
check first-line 'first=first line here|page=Heading of the page|r 1=Trade grows|' "$(titles first)"
index add -q -d none --title=none first.txt page.html records.jsonl
check none 'first=|page=|r 1=Trade grows|' "$(titles none)"
check none-is-still-text 1 "$(search -d none -c '"first line here"')"
check none-sound 0 "$(status "$bin/stemma-index" check --deep -d none)"
index add -q -d plain --zones=off --title=none first.txt
check none-plain 'first=|' "$(titles plain)"
index analyze --title=first-line 'one line of text' >out
check analyze-title 1 "$(grep -c '^title *one line of text' out)"
# the options of a folder are those it was added with, also for `update`
mkdir folder && cp first.txt folder/a.txt
index add -q -d kept --title=none --zones=off folder
printf 'another first line\nand a second one.\n' >folder/a.txt
index update -q -d kept
check update-keeps-them 'a=|' "$(titles kept)"
index add -q -d kept folder
check other-options-read-anew 1 "$(index add -d kept --overwrite folder; titles kept | grep -c 'a=another')"
printf 'A line for the filter.\n' >folder/b.xyz
index add -q -d filtered --filter='xyz:sed s/line/word/ %s' folder
printf 'Another line for the filter.\n' >folder/b.xyz
check update-filters 0 "$(status "$bin/stemma-index" update -d filtered)"
check update-filtered 'b|' "$(search -d filtered --format '{id}|' '"another word for the filter"')"
# --overwrite
index add -q -d over art records.jsonl
check overwrite-tells 1 "$(index add -d over --overwrite art/a.txt page.html; grep -c 'added 1.*unchanged 1.*removed 4' err)"
check overwrite 'a=Direct flight to Minsk|page=Heading of the page|' "$(titles over)"
check overwrite-sound 0 "$(status "$bin/stemma-index" check --deep -d over)"
index update -d over
check overwrite-forgets-folders 1 "$(grep -c 'unchanged 2, removed 0' err)"
index add -q -d over --overwrite - <records.jsonl
check overwrite-by-records 'r 1=Trade grows|' "$(titles over)"
check overwrite-makes-an-index 0 "$(status "$bin/stemma-index" add -d fresh --overwrite art)"
check overwrite-and-dry-run 2 "$(status "$bin/stemma-index" add -n -d over --overwrite art)"
# operands of list: names, else a query
index add -q -d list art records.jsonl
ids() { cut -f 1 | lines; }
check list-names 'a|c|' "$(index list -d list a art/c.txt | ids)"
check list-query 'a|' "$(index list -d list flight april | ids)"
check list-query-or-name 'a|b|r 1|' "$(index list -d list flight | ids)"
index list -d list a no-such-article >out
check list-name-and-unknown '1 a|' "$(grep -c "no article has the id or path 'no-such-article'" err) $(ids <out)"
check list-nothing 1 "$(status "$bin/stemma-index" list -d list zzzz)"
check list-colour 1 "$(index list -d list --color=always a | grep -c "$(printf '\033\\[1mDirect flight to Minsk\033\\[0m')")"
check list-no-colour 0 "$(index list -d list a | grep -c "$(printf '\033')")"
