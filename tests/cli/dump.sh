#!/bin/sh
# stemma-index dump and load: what is loaded is found as before, with the same scores.
. "$(dirname "$0")/common"
make_articles
cat >art/page.html <<'END'
<html><head><title>Flights of the week - Site</title></head><body><nav><a href=x>News</a> <a href=y>Trade</a></nav>
<article><h1>Flights of the week</h1><p>Trade flights went from the town on Monday, and the reader of the book was on one of them.</p>
<p>Another flight was late, as the pilot told in Perm.</p></article></body></html>
END
printf 'Flug\n\nDer Flug nach Perm war sp\344t, sagte der Pilot den G\344sten.\n' >art/latin.txt
printf 'Flight\n\nA flight "quoted" with a \\ and a tab\there.\n' >"art/$(printf 'n\344me').txt"
: >art/empty.txt
cp art/b.txt art/copy.txt
index add -q -d one art/a.txt art/c.txt
index add -q -d one records.jsonl
index add -q -d one art
index remove -q -d one a
check articles 9 "$(index list -d one | wc -l)"
index dump -d one >one.dump
check lines 9 "$(wc -l <one.dump)"
index load -q -d two one.dump
check loaded 0 $?
index dump -d two >two.dump
check dumped-again "$(sort one.dump)" "$(sort two.dump)"
index load -q -d three <two.dump
all_queries() {
    for query in flight 'trade flight' 'Perm Flug' 'встреча' '"direct about"' 'Monday' 'id:c' 'quoted' 'book -Monday'; do
        search "$@" -n 0 --json --explain -- "$query"
        search "$@" -n 0 --json --explain -o --collapse=off -- "$query"
    done
}
all_queries -d one >one.hits
all_queries -d two >two.hits
all_queries -d three >three.hits
check something-found 1 "$(grep -c '"id":"page"' one.hits | sed 's/^[1-9][0-9]*$/1/')"
check same-results "$(cat one.hits)" "$(cat two.hits)"
check same-results-again "$(cat one.hits)" "$(cat three.hits)"
check loaded-is-sound 0 "$(status "$bin/stemma-index" check -d two)"
index load -d two one.dump
check loaded-twice 'loaded 0, updated 0, unchanged 9, failed 0' "$(cat err)"
index add -d two art/c.txt
check unchanged-for-add 1 "$(grep -c 'unchanged 1' err)"
check raw-id 1 "$(index list -0 -d two | tr '\0' '\n' | grep -ac "^$(printf 'n\344me')\$")"
index add -q -d four one.dump
check records-for-add 9 "$(index list -d four | wc -l)"

# lines that are none
head -n 1 one.dump | sed 's/"zones":"[a-z]*:[0-9]*/&1/' >bad.dump
echo '{"id":"x","body":"A text."}' >>bad.dump
echo '{"id":"x"' >>bad.dump
head -n 1 one.dump | sed 's/"title_at":"[^"]*"/"title_at":"99999999999+1"/' >>bad.dump
head -n 1 one.dump | sed 's/"zones":"/&lead:9999999999 /' >>bad.dump
head -n 1 one.dump >>bad.dump
index load -d five bad.dump no-such-file
check bad-lines-status 1 $?
check bad-lines 'loaded 1, updated 0, unchanged 0, failed 6' "$(tail -n 1 err)"
check bad-lines-named 5 "$(grep -c "skipped 'bad.dump': line [1-5]: " err)"
check load-json '{"v":1,"added":0,"updated":0,"unchanged":1,"failed":5}' "$(index load --json -d five bad.dump)"

index add -q -d none --store=none art/a.txt
check without-texts 2 "$(status "$bin/stemma-index" dump -d none)"
index dump -d none >none.dump
check without-texts-said 1 "$(grep -c 'store=none' err)"
check dump-no-index 2 "$(status "$bin/stemma-index" dump -d nodb)"
printf '{"id":"x","lang":"de","body":"Das Land und die L\303\244nder. Die Waren des Landes."}\n{"id":"y","lang":"de","body":"Das alte Land."}\n' >t.jsonl
printf '{"id":"z","lang":"de","body":"Ein Land."}\n{"id":"y","lang":"de","body":"Das neue Land."}\n' >u.jsonl
index add -q -d t t.jsonl
index add -q -d t --no-delete u.jsonl
check dump-terms '{"term":"land","lang":"de","df":3,"cf":5,"forms":{"land":4,"landes":1,"länder":1}}' "$("$bin/stemma-index" dump -d t --terms | grep '"land"')"
check dump-postings '{"term":"land","lang":"de","postings":[{"id":"x","tf":3,"weight":3.60,"positions":[1,4,8]},{"id":"z","tf":1,"weight":1.20,"positions":[1]},{"id":"y","tf":1,"weight":1.20,"positions":[2]}]}' \
    "$("$bin/stemma-index" dump -d t --postings | grep '"land"')"
check dump-terms-without-deleted 0 "$("$bin/stemma-index" dump -d t --terms | grep -c '"alt"')"
