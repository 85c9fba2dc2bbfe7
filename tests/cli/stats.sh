#!/bin/sh
# stemma-index stats.
. "$(dirname "$0")/common"
make_articles
index add -q -d db art
index add -q -d db records.jsonl
index remove -q -d db b
stat() { index stats -d db "$@" | tr '\t' ' '; }
check numbers 'documents 4|deleted 1|segments 2|' "$(stat | sed -n '1,3s/  */ /p' | lines)"
check languages 'en 2|de 1|ru 1|' "$(stat | sed -n 's/^\(en\|de\|ru\)  *\([0-9]*\) documents of .*/\1 \2/p' | lines)"
check zones 'title|lead|' "$(stat | sed -n 's/^zone  *\([a-z]*\) .*/\1/p' | sed -n 1,2p | lines)"
check charsets 'utf-8 3 documents|records 1 documents|' "$(stat | sed -n 's/^charset  *//p' | lines)"
check segment-files 'seg-000001.mdb 3 documents 1 deleted|seg-000002.mdb 1 documents 0 deleted|' \
    "$(stat | sed -n 's/^segment  *\(seg.* deleted\) .*/\1/p' | lines)"
# 'flight' is in b too, which is deleted: three times there
check top-terms 'term en trade 2 documents 3 times|term en the 2 documents 3 times|term en flight 2 documents 3 times|' \
    "$(stat --top-terms=100 --lang=en | sed -n 's/^term  */term /p' | grep ' 2 documents 3 ' | sort -r | lines)"
check top-terms-number 'de de en en ru ru ' "$(stat --top-terms=2 | sed -n 's/^term  *\([a-z]*\) .*/\1/p' | sort | tr '\n' ' ')"
check language-alone 'de' "$(stat --lang=de | sed -n 's/^\(en\|de\|ru\) .*/\1/p')"
check json-terms 1 "$(stat --json --top-terms=1 --lang=ru | grep -c '"langs":{"ru":{"documents":1,"average_length":[0-9.]*,"top_terms":\[{"term":"[^"]*","df":1,"cf":[0-9]*}\]}}')"
check json-files 1 "$(stat --json | grep -c '"charsets":{"utf-8":3,"records":1},"fields":\["url"\],"files":\[{"name":"seg-000001.mdb","documents":3,"deleted":1,"bytes":[0-9]*},{')"
check wrong-number 2 "$(status "$bin/stemma-index" stats -d db --top-terms=many)"
index compact -q -d db
check deleted-terms-gone '' "$(stat --top-terms=1000 | grep fancy)"
