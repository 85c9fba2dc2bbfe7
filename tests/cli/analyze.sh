#!/bin/sh
# stemma-index analyze.
. "$(dirname "$0")/common"
make_articles
words() { index analyze "$@" | grep '^ ' | sed 's/^ *//' | tr '\t' ' ' | lines; }
check stems '0 Die die die|1 Gespräche gespräche gesprach|2 waren waren war|' "$(words --lang=de 'Die Gespräche waren')"
check stems-of-another-language '0 Die die die|1 Gespräche gesprache gesprach|2 waren waren waren|' "$(words --lang=en Die Gespräche waren)"
check not-stemmed '0 waren waren waren|' "$(words --lang=nl waren)"
check declared 1 "$(index analyze --lang=ru встречи | grep -c '^language  ru, as declared')"
check identified 1 "$(index analyze 'Мэр провел встречу с гостями из Омска и других городов' | grep -c '^language  ru, [0-9]* % sure')"
check file-title 'title     Gespräche in Perm' "$(index analyze art/c.txt | grep '^title  ' | head -n 1)"
check file-date 'date      --05-17' "$(index analyze art/c.txt | grep '^date')"
check zone-gap '19' "$(index analyze art/c.txt | grep 'Die' | sed -n 2p | cut -f 1 | tr -d ' ')"
check zone-weight 1 "$(index analyze art/c.txt | grep -c '^lead      x 1.20: Die Gespräche')"
check stdin 1 "$(printf 'Flug sp\344t' | index analyze - | grep -c 'charset   windows-1252, [0-9]* % sure')"
check records 'r 1' "$(index analyze records.jsonl | sed -n 's/^id *//p')"
check type 'title     Heading' "$(index analyze -t html '<html><body><h1>Heading</h1><p>A text.</p></body></html>' | grep '^title  ' | head -n 1)"
check json '{"v":1,"id":"text","lang":"en","stemmer":"en","lang_declared":true,"confidence":1.00,"title":"Trades","date":"","zones":[{"zone":"lead","weight":1.20,"text":"Trades","words":[{"position":0,"token":"Trades","form":"trades","stem":"trade"}]}]}' \
    "$(index analyze --json --lang en Trades)"
check too-long '0   |1 end end end|' "$(index analyze --lang en "$(printf '%0300d end' 0)" | grep '^ ' | sed 's/^ *//; s/0000*//' | tr '\t' ' ' | lines)"
check binary 1 "$(status "$bin/stemma-index" analyze "$bin/stemma-index")"
check files 'art/a.txt|art/c.txt|' "$(index analyze art/a.txt art/c.txt | sed -n 's/^id *//p' | lines)"
check words-are-no-files 'art/a.txt and' "$(index analyze art/a.txt and | sed -n 's/^title *//p')"
check absent 1 "$(index analyze art/nowhere.html >out; grep -c "note: there is no file 'art/nowhere.html'" err)"
check words-with-a-stroke 0 "$(index analyze 'his and/or her' >out; grep -c note err)"
check nothing 2 "$(status "$bin/stemma-index" analyze)"
