#!/bin/sh
# Fields of the user's own: from every format into the index, in queries and in what hits tell.
. "$(dirname "$0")/common"
cat >r.jsonl <<'END'
{"id":"a","lang":"en","title":"Iron bridge","body":"The iron bridge opened on Monday.","author":"Jane Austen","cost":12.5,"tags":["Novel","1813","Novel"],"day":"2024-03-15"}
{"id":"b","lang":"en","title":"Wooden bridge","body":"The wooden bridge was closed.","author":{"name":"Иван Крутой"},"cost":7,"tags":"Sport","day":"2024-04-01","open":true}
{"id":"c","lang":"en","title":"No bridge","body":"There is no bridge here at all.","cost":null,"tags":[],"author":[{"x":1}]}
{"id":"d","lang":"en","title":"Old bridge","body":"An old bridge for the people.","cost":"-3","tags":[["deep"],{"name":"Local News"}],"author":"Anna Müller"}
END
fields='--fields=price=cost,tag=tags,day,open'
check added 0 "$(status "$bin/stemma-index" add -d db "$fields" r.jsonl)"
hits() { search -d db --sort=id --fields=id "$@" | lines; }
check words 'a|' "$(hits author:austen)"
check case 'a|' "$(hits 'author:"JANE austen"')"
check not-in-parts '' "$(hits author:aust)"
check script 'b|' "$(hits author:крутой)"
check umlaut 'd|d|d|' "$(hits author:Müller; hits author:mueller; hits author:muller)"
check pattern 'a|d|' "$(hits 'tag:(nov* OR "local n*")')"
check pattern-of-one-letter 'a|' "$(hits 'tag:18?3')"
check any 'a|b|d|' "$(hits 'price:*')"
check none 'c|' "$(hits 'bridge -price:*')"
check list 'a|' "$(hits tag:1813)"
check number 'b|' "$(hits price:7.0)"
check boolean 'b|' "$(hits open:true)"
check range 'a|' "$(hits price:10..20)"
check range-with-its-ends 'a|b|' "$(hits 'price:[7 TO 12.5]')"
check range-open 'a|b|' "$(hits 'price:>=7')"
check range-without-its-end 'a|' "$(hits 'price:>7')"
check range-of-negative-numbers 'd|' "$(hits 'price:-5..0')"
check range-below 'b|d|' "$(hits 'price:<12.5')"
check range-of-texts 'a|' "$(hits day:2024-01..2024-03)"
check words-and-field 'a|' "$(hits 'iron author:austen')"
check never-scores yes "$([ "$(search -d db --fields=score iron)" = "$(search -d db --fields=score iron author:austen)" ] && echo yes)"
check no-such-field 'https' "$(search -d db --parse 'https:x' | cut -c 1-5)"
check parse 'price:[10 TO 20] tag:"a b" day:"*"|' "$(search -d db --parse 'price:10..20 tag:"a b" day:*' | lines)"
check parse-quoted-is-no-range 'price:"10..20"|' "$(search -d db --parse 'price:"10..20"' | lines)"
check columns 'a,12.5,"Novel, 1813, Novel"|b,7,Sport|c,,|d,-3,Local News|' \
    "$(search -d db --csv --sort=id --fields=id,price,tag bridge | sed 1d | tr -d '\r' | lines)"
check json '{"id":"a","price":["12.5"],"tag":["Novel","1813","Novel"]}' "$(search -d db --jsonl --fields=id,price,tag iron)"
check json-fields '"fields":{"author":["Jane Austen"],"price":["12.5"],"tag":["Novel","1813","Novel"],"day":["2024-03-15"]}}' \
    "$(search -d db --jsonl iron | grep -o '"fields".*')"
check json-without 0 "$(search -d db --jsonl 'no here' | grep -c '"fields"')"
check template 'a Jane Austen|b Иван Крутой|c nobody|d Anna Müller|' \
    "$(search -d db --sort=id --format '{id} {author|open}\n' bridge | sed 's/^c $/c nobody/' | lines)"
check sort 'd|b|a|c|' "$(search -d db --sort=price --fields=id bridge | lines)"
check sort-down 'a|b|d|c|' "$(search -d db --sort=-price --fields=id bridge | lines)"
check facets '"facets":{"tag":[["",1],["1813",1],["Local News",1],["Novel",1],["Sport",1]]}' \
    "$(search -d db --json --facets=tag bridge | grep -o '"facets":{[^}]*}')"
message() { "$bin/stemma-search" -d db "$@" 2>&1 >/dev/null | grep -c "there is no field 'cost'; the fields are rank, .*author, price, tag"; }
says() { "$bin/stemma-search" -d db "$@" 2>&1 >/dev/null; }
check unknown-in-sort "stemma-search: --sort: there is no field 'cost'; the fields are score, date, title, path, id, lang, author, price, tag, day, open" "$(says --sort=cost bridge)"
check unknown-in-template 1 "$(message --format '{cost}' bridge)"
check unknown-in-facets "stemma-search: --facets: there is no field 'cost'; the fields are lang, year, month, zone, ext, charset, author, price, tag, day, open" "$(says --facets=cost bridge)"
check unknown-in-fields 1 "$(message --fields=cost bridge)"
check stats "author|day|open|price|tag|" "$("$bin/stemma-index" stats -d db | sed -n "s/^field *//p" | sort | lines)"
check unknown-status 2 "$(status "$bin/stemma-search" -d db --sort=cost bridge)"
check list-json '"fields":{"author":["Anna Müller"],"price":["-3"],"tag":["Local News"]}' \
    "$("$bin/stemma-index" list -d db --json d | grep -o '"fields":{[^}]*}')"
check sound 0 "$(status "$bin/stemma-index" check --deep -d db)"

# dump and load, merge, compact: nothing gets lost
"$bin/stemma-index" dump -d db >dump.jsonl
check load 0 "$(status "$bin/stemma-index" load -d again dump.jsonl)"
check dump-again yes "$("$bin/stemma-index" dump -d again | cmp -s - dump.jsonl && echo yes)"
printf '{"id":"e","lang":"en","body":"A rope bridge.","colour":"red"}\n' >more.jsonl
index add -d more --fields=colour more.jsonl
index merge -d all db more
index compact -d all
check merged 'a|e|' "$(search -d all --sort=id --fields=id 'price:10..20 OR colour:red' | lines)"
check merged-sound 0 "$(status "$bin/stemma-index" check --deep -d all)"

# other options read the same files again
index add -d db --fields=price=none,tag=tags r.jsonl
check read-again '' "$(hits 'tag:* price:*')"

# other formats
printf 'id;text;cost;tags\n1;A bridge of stone.;5;x, y\n' >t.csv
printf -- '---\ntitle: Rope bridge\ntags: [rope, "long one"]\nsection:\n  - Travel\n  - Asia\n---\n\nA rope bridge spans the valley.\n' >m.md
cat >h.html <<'END'
<html><head><title>Steel bridge</title><meta name="author" content="A. B."><meta property="article:section" content="Tech">
<link rel="canonical" href="https://b.example/y"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Steel bridge",
"keywords":["steel","town"],"wordCount":120}</script></head><body><p>A steel bridge was built in the town.</p></body></html>
END
printf 'From: A <a@example.org>\nSubject: Bridge\nDate: Fri, 17 May 2024 11:34:00 +0300\nMessage-ID: <x@y>\nX-Topic: =?utf-8?q?Br=C3=BCcken?=\n\nA letter about the bridge.\n' >l.eml
index add -d f '--fields=body=text,cost,tag=tags,tag=keywords,section,section=article:section,words=wordCount,topic=X-Topic' t.csv m.md h.html l.eml
told() { search -d f --jsonl "$@" | grep -o '"fields".*'; }
check of-a-table '"fields":{"cost":["5"],"tag":["x, y"]}}' "$(told stone)"
check of-front-matter '"fields":{"tag":["rope","long one"],"section":["Travel","Asia"]}}' "$(told rope)"
check of-html '"fields":{"section":["Tech"],"tag":["steel","town"],"words":["120"],"author":["A. B."],"url":["https://b.example/y"]}}' "$(told steel)"
check of-mail '"fields":{"topic":["Brücken"],"author":["A"]}}' "$(told letter)"
check analyze 1 "$("$bin/stemma-index" analyze --fields=topic=X-Topic l.eml | grep -c '^topic     Brücken$')"

# what cannot be
wrong() { "$bin/stemma-index" add -d w "$1" r.jsonl 2>&1 | head -n 1 | cut -d: -f2-; }
check taken " --fields: 'score' cannot be a field's name; it has small letters, digits, '-' and '_', up to 32, and no meaning of its own" "$(wrong --fields=score)"
check capitals 2 "$(status "$bin/stemma-index" add -d w --fields=Price r.jsonl)"
check no-name 2 "$(status "$bin/stemma-index" add -d w --fields==x r.jsonl)"
check too-many 2 "$(status "$bin/stemma-index" add -d w "--fields=$(seq -s , -f 'f%g' 33)" r.jsonl)"
printf '{"id":"l","body":"A long bridge.","x":"%s"}\n' "$(head -c 5000 /dev/zero | tr '\0' y)" >l.jsonl
check too-long-is-told 1 "$("$bin/stemma-index" add -d l --fields=x l.jsonl 2>&1 | grep -c "its own fields are too long")"
check too-long-is-cut 4096 "$(search -d l --fields=x long | head -c -1 | wc -c)"
check zone-of-a-passage lead "$(search -d db --jsonl iron | grep -o '"passages":[[]{"zone":"[a-z]*' | sed 's/.*"//')"
check list-template 'Jane Austen 12.5|Иван Крутой 7|c |Anna Müller -3|' "$("$bin/stemma-index" list -d again --format '{author|id} {price}\n' | lines)"
check list-template-unknown 2 "$(status "$bin/stemma-index" list -d again --format '{cost}')"
check list-template-of-a-query 'd|' "$("$bin/stemma-index" list -d again --format '{id}\n' author:muller | lines)"
