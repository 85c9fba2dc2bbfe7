#!/bin/sh
# stemma-index add --id: what names an article.
. "$(dirname "$0")/common"
mkdir folder
printf '<title>Mill on the Orne</title><link rel="canonical" href="https://x.example/mill"><p>The old mill on the Orne was repaired last week.</p>' >folder/p.html
printf 'A text without an address.\n\nIt has a paragraph of its own.\n' >folder/t.txt
printf '%s\n' '{"url":"https://x.example/r1","title":"Barley","body":"Barley was sown."}' \
    '{"id":"own","url":"https://x.example/r2","title":"Oats","body":"Oats were sown."}' \
    '{"title":"Rye","body":"Rye was sown."}' >folder/r.jsonl
ids() { index list -d "$1" --format='{id}|' | tr -d '\n'; }
index add -q -d path --id=path folder
check path 'p|r.jsonl:1|own|r.jsonl:3|t|' "$(ids path)"
index add -q -d url --id=url folder
check url 'https://x.example/mill|https://x.example/r1|https://x.example/r2|r.jsonl:3|t|' "$(ids url)"
check url-text-is-read 1 "$(search -d url -c 'repaired mill')"
index add -q -d hash --id=hash folder
check hash-digits 5 "$(index list -d hash --format='{id}\n' | grep -cE '^[0-9a-f]{16}$')"
check hash-differs 5 "$(index list -d hash --format='{id}\n' | sort -u | grep -c .)"
name=$(search -d hash --format '{id}' mill)
mv folder/p.html folder/q.html
index update -q -d hash
check hash-outlives-a-name "$name=folder/q.html" "$(search -d hash --format '{id}={path}' mill | sed "s,=.*/folder,=folder,")"
cp folder/q.html folder/s.html
index update -d hash
check hash-of-copies-is-told 1 "$(grep -c "the id '$name' is in" err)"
check hash-of-copies "1 5" "$(search -d hash -c mill) $(index list -d hash --format='{id}\n' | grep -c .)"
rm folder/q.html
index update -q -d hash
check hash-of-the-other-copy "$name" "$(search -d hash --format '{id}' mill)"
sed -i 's/last week/last year/' folder/s.html
index update -q -d hash
check hash-changes-with-the-text "1 1" "$(search -d hash -c mill) $(search -d hash --format '{id}\n' mill | grep -vc "$name")"
# a folder remembers it
printf '<title>Weir</title><link rel="canonical" href="https://x.example/weir"><p>The weir was built of oak.</p>' >folder/w.html
index update -q -d url
check url-is-remembered 'https://x.example/weir' "$(search -d url --format '{id}' weir)"
check url-sound 0 "$(status "$bin/stemma-index" check --deep -d url)"
check stream 'https://x.example/s|' "$(printf '{"id":"1","url":"https://x.example/s","body":"Sorrel."}\n' | index add -q -d stream --id=url -; ids stream)"
check wrong-kind 2 "$(status "$bin/stemma-index" add -d path --id=name folder)"
# what an article is does not depend on its id: markup that changes is read
sed -i 's,<p>The weir was built of oak.</p>,<nav><a href="/">The weir was built of oak.</a></nav>,' folder/w.html
index update -d url
check markup-that-changes-is-read 1 "$(grep -c 'updated 1' err)"
