#!/bin/sh
# What hits look like in each format, and output that cannot be written.
. "$(dirname "$0")/common"
make_articles
printf '{"id":"e,1","lang":"en","title":"A \\"quoted\\" <b> & flight","body":"\360\237\233\253 The flight & the <mark>forged</mark> flight, said Tom.\\n\\nA second paragraph, which goes on and on and on and on, until it\\nis wrapped here, not a flight."}\n' >e.jsonl
index add -q -d db art
index add -q -d e e.jsonl
s() { search -d "$@"; }
e() { s e --no-config "$@"; }
check tsv-fields 'e,1|A "quoted" <b> & flight|en' "$(e --tsv --fields=id,title,lang flight | tr '\t' '|')"
check csv 'score,path,lang,date,title,snippet|"e,1","A ""quoted"" <b> & flight",en|' \
    "$({ e --csv zzz; e --csv --fields=path,title,lang flight | tail -n 1; } | tr -d '\r' | lines)"
check csv-header-once 'qid,score|1,0|2,0|' "$(printf 'flight\nflight\n' | e --batch --csv | tr -d '\r' \
    | sed 's/^\(qid,[a-z]*\),.*/\1/; s/^\([0-9]*,[0-9]\)[.].*/\1/' | lines)"
check csv-lines-end-so 2 "$(e --csv flight | grep -c "$(printf '\r')")"
check fields-in-json '{"id":"e,1","via":"exact"}' "$(e --jsonl --fields=id,via flight)"
check fields-in-batch '1|e,1' "$(echo flight | e --batch --tsv --fields=qid,id | tr '\t' '|')"
check fields-unknown "stemma-search: --fields: there is no field 'x'; the fields are rank, id, score, path, lang, date, title, snippet, passages, charset, similar, occurrences, via, qid, fields" \
    "$(e --fields=id,x flight; head -n 1 search-err)"
check mark 'A "quoted" <b> & [flight]' "$(e --tsv --fields=title '--mark=[,]' flight)"
check mark-spaces 1 "$(s db --tsv '--mark=[,]' april | grep -c 'was opened in \[April\]\.$')"
check mark-spaces-2 1 "$(s db --tsv '--mark=[,]' fancy book | grep -c 'A flight of \[fancy\]	Nothing.*of the \[book\]\.$')"
check mark-spaces-3 1 "$(s db --tsv '--mark=[,]' direct reader | grep -c 'Nothing \[direct\] about this flight, said the \[reader\] of')"
check mark-neighbours 1 "$(s db --tsv '--mark=[,]' of fancy | grep -c 'A flight \[of\] \[fancy\]	')"
check neighbours-stay-apart 1 "$(s db --tsv of fancy | grep -c 'A flight of fancy	')"
check mark-one-sign '*A "quoted*" <b> & flight' "$(e --format '{title}' '--mark=*' '"A quoted"')"
check mark-for-people 3 "$(e --explain --color=never '--mark=<<,>>' forged flight | grep -c '<<flight>>')"
check mark-is-not-for-json 2 "$(status "$bin/stemma-search" -d e --json '--mark=*' flight)"
check fields-are-not-for-html 2 "$(status "$bin/stemma-search" -d e --html --fields=id flight)"
check offsets-are-not-for-tsv 2 "$(status "$bin/stemma-search" -d e --tsv --offsets=bytes flight)"
spans() { e --jsonl "$@" flight | grep -o '"passages":.*spans":\[\[[0-9]*,[0-9]*' | sed 's/.*\[//'; }
check offsets-chars 6,12 "$(spans --snippets=1)"
check offsets-bytes 9,15 "$(spans --snippets=1 --offsets=bytes)"
check offsets-utf16 7,13 "$(spans --snippets=1 --offsets=utf16)"
check html-escaped-once 1 "$(e --html flight | grep -c '🛫 The <mark>flight</mark> &amp; the &lt;mark&gt;forged&lt;/mark&gt; <mark>flight</mark>')"
check html-title 1 "$(e --html flight | grep -c 'A &quot;quoted&quot; &lt;b&gt; &amp; <mark>flight</mark></a>')"
check html-elements 0 "$(e --html flight | grep -c '<b>\|<script')"
check html-query 1 "$(e --html '<i>flight' | grep -c '<h1>&lt;i&gt;flight</h1>')"
printf '{"id":"u","url":"javascript:alert(1)","body":"A scheme that acts."}\n{"id":"w","url":"https://x.org/?a=1&b=2","body":"A page of the web that acts."}\n' >u.jsonl
index add -q -d u u.jsonl
check html-no-scheme-acts 0 "$(s u --html acts | grep -c 'href="javascript:')"
check html-web-address 1 "$(s u --html acts | grep -c 'href="https://x.org/?a=1&amp;b=2"')"
check full-paragraphs 2 "$(e --full --jsonl --fields=passages flight | grep -o '"text":' | grep -c .)"
check full-spans 3 "$(e --full --tsv --fields=snippet '--mark=<<,>>' flight | grep -o '<<flight>>' | grep -c .)"
check full-is-whole 1 "$(e --full --tsv --fields=snippet flight | grep -c 'Tom. A second paragraph, which goes on and on and on and on, until it is wrapped here, not a flight.$')"
check format-version 0 "$(status "$bin/stemma-search" -d e --json --format-version=1 flight)"
check format-version-unknown 2 "$(status "$bin/stemma-search" -d e --json --format-version=2 flight)"
check stats 1 "$(e --stats flight >out; grep -c '1 articles in 1 segments, queries 1, found 1, hits 1; opened in' search-err)"
check colours 3 "$(STEMMA_COLORS='match=4:title=' "$bin/stemma-search" -d e --explain --color=always flight | grep -c "$(printf '\033\\[4mflight\033\\[0m')")"
STEMMA_COLORS='match=4m:meta=2' "$bin/stemma-search" -d e flight >out 2>err
check colours-wrong 1 "$(grep -c "note: STEMMA_COLORS: 'match=4m' is not" err)"
check date-for-people 1 "$(s db --explain gespräch | grep -c '^   de · 17 May · ')"
check width 0 "$(s db --explain --width=30 -F flight | grep -v ' = idf' | LC_ALL=C.UTF-8 awk 'length > 30' | grep -c .)"
check long-word 3 "$(printf '{"id":"l","title":"x","body":"%050d"}\n' 7 >l.jsonl; index add -q -d l l.jsonl
    s l --explain --width=23 "$(printf '%050d' 7)" | grep -c '^ *0000')"
# output that cannot be written is an error, whatever the format
if [ -w /dev/full ]; then
    for option in --tsv --json --html --csv -c -l --help -V --generate=man; do
        check "full-device $option" 2 "$("$bin/stemma-search" -d db $option flight >/dev/full 2>err; echo $?)"
    done
    for command in list stats dump 'list --json' 'analyze art/a.txt' --help; do
        # shellcheck disable=SC2086 # a command and its option
        check "index-full-device $command" 2 "$("$bin/stemma-index" $command -d db >/dev/full 2>err; echo $?)"
    done
    check full-device-is-named 1 "$(grep -c 'No space left' err)"
fi
check closed-output 2 "$("$bin/stemma-search" -d db flight >&- 2>err; echo $?)"
check closed-output-is-named 1 "$(grep -c 'standard output' err)"
cp -r db closed
"$bin/stemma-index" list -d closed >&- 2>err
check index-closed-output 2 $?
check closed-output-harms-no-index 0 "$(status "$bin/stemma-index" check --deep -d closed)"
"$bin/stemma-index" add -q -v --json -d closed e.jsonl >&- 2>&-
check closed-outputs-harm-no-index-2 0 "$(status "$bin/stemma-index" check --deep -d closed)"
check early-reader 0 "$({ search -d db -o flight gespräch; echo $? >left; } | head -c 1 >/dev/null; sleep 0.1; [ "$(cat left)" = 0 ] || [ "$(cat left)" = 141 ]; echo $?)"
# a file that is opened must not get the number of a closed output
check closed-outputs-get-no-file 0 "$("$bin/stemma-index" add -v -d closed2 art >&- 2>&-; echo $?)"
check closed-outputs-get-no-file-2 4 "$(s closed2 -c '*')"
check closed-input 0 "$(status "$bin/stemma-search" -d db flight <&-)"
# ids instead of paths
check ids-alone 'a|b|' "$(s db -l --fields=id --sort=id flight | lines)"
check ids-with-nul 'a|b|' "$(s db -0 --fields=id --sort=id flight | tr '\0' '|')"
check ids-one-column 2 "$(status "$bin/stemma-search" -d db -l --fields=id,title flight)"
# what is said of a query that finds nothing
note() { s db -- "$1" >out; lines <search-err; }
check note-empty 'stemma-search: note: the query holds no word|' "$(note '')"
check note-empty-parentheses 'stemma-search: note: the query holds no word|' "$(note '()')"
check note-once "stemma-search: note: '...' holds no word; left out|" "$(note '...')"
check note-excluded 'stemma-search: note: no match for: flight -flight|' "$(note 'flight -flight')"
s db --lang=de,, flight >out
check lang-is-no-list "stemma-search: --lang: 'de,,' is no list of values with commas between them" "$(head -n 1 search-err)"
check batch-behind-a-mark 'q1|2|' "$(printf '\357\273\277q1\tflight\n' | s db --batch -c | tr '\t\n' '||')"
# a menu shows what the article does not say, and not what it says again
cat >"aside.html" <<'EOF'
<title>Water</title><nav><ul><li>Home<li>Ferries of the town<li>Harbour</ul></nav><article><h1>Water</h1>
<p>The ferries were late again, said the captain, who had waited for them since the early morning.</p>
<p>Nobody was surprised, since the river had risen by a metre, and the pier could not be seen any more.</p></article>
EOF
"$bin/stemma-index" add -q -d aside aside.html
passages() { "$bin/stemma-search" -d aside --json "$@" | grep -o '"zone":"[a-z]*"' | tr '\n' ' '; }
check aside-says-it-again '"zone":"lead" ' "$(passages ferries)"
check aside-says-more '"zone":"lead" "zone":"menu" ' "$(passages -o ferries harbour)"
