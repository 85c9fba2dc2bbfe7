#!/bin/sh
# stemma-index check --deep.
. "$(dirname "$0")/common"
make_articles
index add -q -d db art
index add -q -d db records.jsonl art/a.txt
index remove -q -d db b
check deep 0 "$(status "$bin/stemma-index" check --deep -d db)"
postings=$(index check -d db | sed 's/.* terms, //; s/ postings.*//')
check deep-says-how-many "db: 5 texts have the $postings postings that the index holds" "$(index check --deep -d db | tail -n 1)"
index compact -q -d db
check deep-after-a-merge 0 "$(status "$bin/stemma-index" check --deep -d db)"
index add -q -d bare --store=none art
check deep-without-texts 1 "$(index check --deep -d bare | grep -c '; 4 texts are not stored and could not be compared')"
check deep-no-index 2 "$(status "$bin/stemma-index" check --deep -d nodb)"
