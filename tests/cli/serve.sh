#!/bin/sh
# Queries by HTTP.
. "$(dirname "$0")/common"
make_articles
index add -q -d db art
serve() {    # ADDRESS: in the background; waits until it says where
    : >served
    "$bin/stemma-search" --no-config -d db "--serve=$1" 2>served &
    server=$!
    i=0
    while [ $i -lt 100 ] && ! grep -q serving served; do sleep .05; i=$((i + 1)); done
}
serve "unix:$work/s"
ask() { path=$1; shift; curl -s --unix-socket "$work/s" "$@" "http://x$path"; }
check said "stemma-search: serving at unix:$work/s" "$(cat served)"
check owner-alone 600 "$(stat -c %a s)"
check as-json "$(search -d db --json direct flight)" "$(ask '/search?q=direct+flight')"
check arguments 'b|' "$(ask '/search?q=flight&tsv=1&fields=id&sort=-id&n=1' | lines)"
check encoded 'd|' "$(ask '/search?q=%D0%9E%D0%BC%D1%81%D0%BA%D0%B0&tsv=1&fields=id' | lines)"
check flag-off '{"v":1' "$(ask '/search?q=flight&csv=0' | cut -c 1-6)"
check without-query '{"v":1,"error":"no query: q is it"}' "$(ask '/search')"
check without-query-but-a-day 200 "$(ask '/search?since=2020' -o out -w '%{http_code}')"
check unknown-argument "{\"v\":1,\"error\":\"there is no argument 'db'; q is the query, others are named like options of stemma-search\"}" "$(ask '/search?q=a&db=x')"
check not-for-requests 400 "$(ask '/search?q=a&lexicon=x' -o out -w '%{http_code}')"
check wrong-value 400 "$(ask '/search?q=a&sort=7up' -o out -w '%{http_code}')"
check unknown-field 400 "$(ask '/search?q=a&fields=price' -o out -w '%{http_code}')"
check no-limit 400 "$(ask '/search?q=a&n=0' -o out -w '%{http_code}')"
check next-is-as-before "$(search -d db --json flight)" "$(ask '/search?q=flight')"
check no-such-path '404 {"v":1,"error":"there are / and /search"}' "$(ask '/etc/passwd' -w '%{http_code} ' -o out; cat out)"
check other-methods 405 "$(ask '/search?q=a' -o out -w '%{http_code}' -d x=1)"
check head 200 "$(ask '/search?q=a' -I -o out -w '%{http_code}')"
check too-long 400 "$(ask "/search?q=$(head -c 70000 /dev/zero | tr '\0' a)" -o out -w '%{http_code}')"
check far-too-long 4 "$(ask "/search?q=$(head -c 130000 /dev/zero | tr '\0' a)" -o out -w '%{http_code}' | cut -c 1)"
check nul 400 "$(ask '/search?q=a&lang=e%00n' -o out -w '%{http_code}')"
check page 1 "$(ask '/?q=flight' | grep -c '<mark>flight</mark> of fancy')"
check page-escapes 'value="&lt;script&gt;&quot;"|<h1>&lt;script&gt;&quot;</h1>|' "$(ask '/?q=%3Cscript%3E%22' | grep -o 'value="[^"]*"\|<h1>.*</h1>' | lines)"
check page-counts 1 "$(ask '/?q=fancy' | grep -c '^<p>1 of 4 articles</p>$')"
check page-without-query 200 "$(ask '/' -o out -w '%{http_code}')"
check headers 4 "$(ask '/?q=a' -D - -o out | grep -ci '^\(x-content-type-options: nosniff\|content-security-policy: default-src\|cache-control: no-store\|content-type: text/html; charset=utf-8\)')"
index add -q -d db records.jsonl
check sees-a-commit 'r 1|' "$(ask '/search?q=town&tsv=1&fields=id' | lines)"
rm -r db
check keeps-what-it-has 200 "$(ask '/search?q=town' -o out -w '%{http_code}')"
kill -TERM $server
wait $server
check ends-well 0 $?
check leaves-a-socket yes "$([ -S s ] && echo yes)"
index add -q -d db art
serve "unix:$work/s"
check takes-the-socket-again 200 "$(ask '/search?q=a' -o out -w '%{http_code}')"
check in-use 2 "$(status "$bin/stemma-search" -d db "--serve=unix:$work/s")"
kill -INT $server
wait $server
check ends-by-interrupt 0 $?
serve 127.0.0.1:0
url=$(sed -n 's/.*serving at //p' served)
check port "$(search -d db --json flight)" "$(curl -s "${url}search?q=flight")"
check foreign-name 403 "$(curl -s -o out -w '%{http_code}' -H 'Host: evil.example' "${url}search?q=flight")"
check own-name 200 "$(curl -s -o out -w '%{http_code}' -H 'Host: localhost:1' "${url}search?q=flight")"
kill -TERM $server
wait $server
for where in 0.0.0.0:80 example.org:80 8047x 127.0.0.1:65536 127.0.0.1: unix: ::1; do
    check "refused-$where" 2 "$(status "$bin/stemma-search" -d db "--serve=$where")"
done
check with-a-query 2 "$(status "$bin/stemma-search" -d db --serve=unix:t flight)"
check no-index 2 "$(status "$bin/stemma-search" -d none --serve=unix:t)"
