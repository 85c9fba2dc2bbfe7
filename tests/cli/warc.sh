#!/bin/sh
# Archives of web pages.
. "$(dirname "$0")/common"
# record TYPE URI CONTENT-TYPE <body
record() {
    cat >body
    printf 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\n' \
        "$1" "$2" "$3" "$(wc -c <body)"
    cat body
    printf '\r\n\r\n'
}
http() { printf 'HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n' "$1" "$2" "$3"; }
page() { printf '<html><head><title>%s</title><meta property="article:published_time" content="2024-03-09"></head><body><p>%s was the word of the day in the town, and nobody knew why.</p></body></html>' "$1" "$2"; }
{
    printf 'software: test\r\n' | record warcinfo '' application/warc-fields
    { http '200 OK' 'text/html; charset=utf-8' ''; page 'Old bridge' alphaword; } | record response https://x.example/a 'application/http; msgtype=response'
    { http '200 OK' 'text/html' "$(printf 'Transfer-Encoding: chunked\r\n ')"; page 'New bridge' betaword >p; printf '14;x=y\r\n'; head -c 20 p; printf '\r\n%x\r\n' $(($(wc -c <p) - 20)); tail -c +21 p; printf '\r\n0\r\n\r\n'; } \
        | record response https://x.example/b application/http
    { http '404 Not Found' 'text/html' ''; page Gone gammaword; } | record response https://x.example/c application/http
    { http '200 OK' 'image/png' ''; printf '\211PNG\r\n\032\n\0\0'; } | record response https://x.example/d.png application/http
    { http '200 OK' 'text/html; charset=koi8-r' ''; printf '<title>\355\317\323\324</title><p>\363\324\301\322\331\312 \315\317\323\324 \336\305\322\305\332 \322\305\313\325 \332\301\313\322\331\314\311 \316\301 \322\305\315\317\316\324.</p>'; } | record response '<https://x.example/e>' application/http
    printf 'Plain bridge\n\nThe deltaword stood here by itself.\n' | record conversion https://x.example/f text/plain
    { http '200 OK' 'text/html' "$(printf 'Content-Encoding: br\r\n ')"; printf '\001\002'; } | record response https://x.example/g application/http
    printf 'GET / HTTP/1.1\r\n\r\n' | record request https://x.example/a application/http
} >crawl.warc
out=$("$bin/stemma-index" add -d db --fields=fetched=WARC-Date crawl.warc 2>&1)
check summary 1 "$(printf '%s\n' "$out" | grep -c '^added 4 (3 en, 1 ru), updated 0, unchanged 0, removed 0, failed 1')"
check compressed-is-told 1 "$(printf '%s\n' "$out" | grep -c "line [0-9]*: its body is compressed (Content-Encoding)")"
hits() { search -d db --fields=id,date,fetched "$@" | tr '\t' ' ' | lines; }
check response 'https://x.example/a 2024-03-09 2026-01-02T03:04:05Z|' "$(hits alphaword)"
check chunks 'https://x.example/b 2024-03-09 2026-01-02T03:04:05Z|' "$(hits betaword)"
check chunks-are-joined 'New bridge' "$(search -d db --fields=title betaword)"
check not-found-is-passed '' "$(hits gammaword)"
check charset 'https://x.example/e  2026-01-02T03:04:05Z|' "$(hits река)"
check conversion 'https://x.example/f  2026-01-02T03:04:05Z|' "$(hits deltaword)"
check url 'https://x.example/f' "$(search -d db --fields=url deltaword)"
check again 1 "$("$bin/stemma-index" add -d db --fields=fetched=WARC-Date crawl.warc 2>&1 | grep -c 'added 0.*unchanged 4')"
check from-a-pipe 4 "$(index add -q -d pipe -t warc - <crawl.warc; search -d pipe -c '*')"
check by-content 4 "$(cp crawl.warc crawl; index add -q -d content crawl; search -d content -c '*')"
# what is no archive, or not all of one
said() { "$bin/stemma-index" add -d "$1" -t warc - 2>&1 <"$2" | sed -n 's/.*skipped.*: line/line/p' | lines; }
{ cat crawl.warc; printf 'junk\nmore junk\n'; } >junk.warc
check junk 'line [0-9]*: its body is compressed (Content-Encoding)|line [0-9]*: no record of an archive (WARC); passed up to the next one|' "$(said j junk.warc | sed 's/line [0-9]*/line [0-9]*/g')"
head -c 1000 crawl.warc >cut.warc
check cut-short 1 "$(said c cut.warc | grep -c 'the record is cut short')"
printf 'WARC/1.0\r\nWARC-Type: response\r\n\r\nx\n' >wrong.warc
check no-length 'line 1: a record without Content-Length|' "$(said w wrong.warc)"
printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nx\n' >long.warc
check too-long 'line 1: the record is longer than 256 MB|' "$(said l long.warc)"
printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\nx\n' >minus.warc
check negative 'line 1: a record without Content-Length|' "$(said m minus.warc)"
