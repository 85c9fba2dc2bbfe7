#!/bin/sh
# The query language as it is typed, and the options that choose among articles.
. "$(dirname "$0")/common"
make_articles
index add -d db art records.jsonl
hits() { search -d db --xlang=off --sort=id --fields=id "$@" | lines; }
note() { "$bin/stemma-search" -d db "$@" 2>&1 >/dev/null | sed -n 1p; }
check or 'a|b|d|' "$(hits 'fancy OR Омска OR April')"
check and-or 'b|' "$(hits 'flight (fancy OR Омска)')"
check not-alone 'c|d|' "$(hits -- '-flight')"
check not-in-words 'b|r 1|' "$(hits 'flight NOT April')"
check near 'a|b|' "$(hits 'direct NEAR/3 flight')"
check adjacent-in-order 'a|' "$(hits 'direct ADJ/1 flight')"
printf '{"id":"n","lang":"en","title":"Title","body":"Here xabc zz xdef stand. This sentence has many words, and then xabc alone."}\n' >near.jsonl
index add -d near near.jsonl
spans() { search -d near --json "$@" | grep -o '"spans":\[[][0-9,]*\]' | lines; }
check near-marks-what-is-near '"spans":[]|"spans":[[5,9],[13,17]]|' "$(spans 'xabc NEAR/2 xdef')"
check adjacent-marks-what-is-near '"spans":[]|"spans":[[5,9],[13,17]]|' "$(spans 'xabc ADJ/2 xdef')"
check slop 'a|b|' "$(hits '"direct flight"~3')"
check field-title 'a|b|' "$(hits 'title:flight')"
check field-group 'r 1|' "$(hits 'title:(trade grows)')"
check lang 'c|' "$(hits 'lang:de')"
check lang-many 'c|d|' "$(hits 'lang:de lang:ru')"
check lang-option 'c|d|' "$(hits --lang=de,ru)"
check date 'r 1|' "$(hits 'date:2024-05 flight')"
check date-words 'c|r 1|' "$(hits 'date:"17 мая"')"
check date-option 'r 1|' "$(hits --since=2024 --until=2024-05-17)"
check date-option-none '' "$(hits --since=2024-06)"
check path 'a|' "$(hits 'path:art/a*')"
check ext 'a|b|c|d|' "$(hits 'ext:txt')"
check everything 5 "$(search -d db -c '*')"
check count-of-a-tree 3 "$(search -d db -c 'fancy OR Омска OR April')"
check limit-and-offset 'b|' "$(search -d db --xlang=off --sort=id --fields=id -n 1 --offset=1 flight | lines)"
check offset-rank '{"rank":2,' "$(search -d db -n 1 --offset=1 --jsonl flight | cut -c 1-10)"
check min-score-none 1 "$(status "$bin/stemma-search" -d db --min-score=50 flight)"
check min-score-wrong 2 "$(status "$bin/stemma-search" -d db --min-score=x flight)"
check like 'b' "$(search -d db --fields=id -n 1 --like=a)"
check like-itself 0 "$(search -d db --fields=id --like=a | grep -c '^a$')"
check like-nothing 2 "$(status "$bin/stemma-search" -d db --like=none)"
check facets '"facets":{"lang":[["en",3]],"month":[["",2],["2024-05",1]]}' \
    "$(search -d db --json -n 1 --facets=lang,month flight | grep -o '"facets":{[^}]*}')"
check facets-wrong 2 "$(status "$bin/stemma-search" -d db --facets=lang,lang flight)"
check recency 'r 1' "$(search -d db --fields=id -n 1 --recency=100000 --sort=score 'flight OR trade')"
check recency-explained yes "$(search -d db -n 1 --json --explain --recency=100000 'flight' \
    | sed 's/.*"hits"//' | tr ',{}[]' '\n' | awk -F: '/"score"/ { if (n++ == 0) total = $2; else sum += $2 } /"recency"/ { factor = $2 }
        END { d = total - sum * factor; print (factor > .5 && factor < 1 && d < .002 && d > -.002) ? "yes" : total " " sum " " factor }')"
check recency-explained-alone 0 "$(search -d db -n 1 --json --explain flight | grep -c '"recency"')"
check parse 'a OR (b "c d"~2 -date:2024-05)|' "$(search -d db --parse 'a OR b AND "c d"~2 -date:2024-05' | lines)"
check parse-nothing 1 "$(status "$bin/stemma-search" -d db --parse '')"
check literal "stemma-search: note: 'OR' has nothing to join; taken as a word" "$(note 'flight OR')"
check literal-date "stemma-search: note: 'date:' has no value that can be used; taken as a word" "$(note 'flight date:soon')"
check since-wrong "stemma-search: --since: 'soon' is no date such as 2024-05-17, 2024-05 or 7d" "$(note --since=soon flight)"
check lang-wrong 2 "$(status "$bin/stemma-search" -d db --lang= flight)"
check deep 2 "$(status "$bin/stemma-search" -d db "$(printf '(%.0s' $(seq 70))a")"
check many 2 "$(status "$bin/stemma-search" -d db "$(seq -s ' ' 1025)")"
# what is excluded as typed leaves other forms
cat >neg.jsonl <<'LINES'
{"id":"a","lang":"en","title":"One","body":"The direct flight was opened in April to Perm."}
{"id":"b","lang":"en","title":"Two","body":"All direct flights were cancelled in April from Perm."}
{"id":"c","lang":"en","title":"Three","body":"April has no planes, flights neither."}
{"id":"d","lang":"de","title":"Vier","body":"Der April und das Haus am Fluss."}
{"id":"e","lang":"de","title":"Fuenf","body":"Der April und die Häuser am Fluss."}
LINES
index add -q -d negdb neg.jsonl
excluding() { check "finds $1" "$2" "$(search -d negdb --xlang=off --format '{id}\n' -n 20 -- "$1" | sort | tr -d '\n')"; }
excluding 'April -"direct flight"' bcde
excluding 'April -"direct flights"' acde
excluding 'April -~"direct flight"' cde
excluding 'April -=haus' abce
excluding 'April -=Häuser' abcd
excluding 'April -flight' de
excluding 'April -=flights -=haus' ae
excluding '-"direct flight"' bcde
excluding 'April -(Perm OR "direct flight")' cde
excluding 'April -(Perm "direct flight")' bcde
excluding 'April -(lang:en "direct flight")' bcde
excluding 'April -(lang:de "direct flight")' abcde
excluding 'April -(id:b "direct flight")' abcde
excluding '"direct flight" OR lang:de' ade
check excluded-count 4 "$(search -d negdb -c -- '-=haus')"
