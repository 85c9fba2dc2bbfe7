#!/bin/sh
# stemma-index compact and merge.
. "$(dirname "$0")/common"
make_articles
hits() { search "$@" --jsonl -n 0 -o --explain --collapse=off 'flight trade Gespräche Handel встреча'; }
segments() { index stats -d "$1" | sed -n 's/^segments *//p'; }

# an index of four segments with a deletion in one
for file in art/a.txt art/b.txt art/c.txt art/d.txt; do index add -q -d db "$file"; done
index add -q -d db records.jsonl
index remove -q -d db a
before=$(hits -d db)
check before 4 "$(printf '%s\n' "$before" | wc -l)"
index compact -q -d db -o new
check compacted-elsewhere 1 "$(segments new)"
check compacted-elsewhere-finds-the-same "$before" "$(hits -d new)"
check compacted-elsewhere-is-sound 0 "$(status "$bin/stemma-index" check -d new)"
check old-one-stays "$before" "$(hits -d db)"
check compact-into-what-is-there 2 "$(status "$bin/stemma-index" compact -d db -o new)"
check compact-refused-changes-nothing "$before" "$(hits -d new)"
index add -q -d db records.jsonl art
index remove -q -d db d
before=$(hits -d db)
index compact -d db
check compact-tells '4 articles in 1 segments' "$(sed 's/,.*//' err)"
check compacted 'documents 4,deleted 0,segments 1,' "$(index stats -d db | sed -n '1,3s/  */ /p' | tr '\n' ',')"
check compacted-finds-the-same "$before" "$(hits -d db)"
check compacted-is-sound 0 "$(status "$bin/stemma-index" check -d db)"
check one-segment-file 1 "$(ls db | grep -c mdb)"
check no-deletion-file 0 "$(ls db | grep -c del)"
generation=$(index stats -d db | grep generation)
index compact -q -d db
check nothing-to-compact "$generation" "$(index stats -d db | grep generation)"
index add -q -d gone art
index remove -q -d gone a b c d
index compact -q -d gone
check compact-to-nothing 0 "$(segments gone)"
check empty-is-sound 0 "$(status "$bin/stemma-index" check -d gone)"
index add -q -d gone art
check added-to-empty 4 "$(index list -d gone | wc -l)"
check compact-no-index 2 "$(status "$bin/stemma-index" compact -d nodb)"
check compact-makes-no-index 2 "$(status ls nodb)"

# two indexes of different articles are searched as one; merged they give the same
index add -q -d one art/a.txt art/c.txt
index add -q -d one art/c.txt records.jsonl
index remove -q -d one 'r 1'
index add -q -d two art/b.txt art/d.txt
both=$(hits -d one -d two)
index merge -q -d all one two
check merged "$both" "$(hits -d all)"
check merged-is-sound 0 "$(status "$bin/stemma-index" check -d all)"
check inputs-stay 2 "$(index list -d one | wc -l)"
printf 'Another flight\n\nThe flight of another day.\n' >art/a.txt
index add -q -d three art/a.txt
index merge -d all three
check later-is-said 1 "$(grep -c 'note: 1 ids were in more than one' err)"
check later-counts 'Another flight' "$(index list -d all a | cut -f 4)"
check four-articles 4 "$(index list -d all | wc -l)"
check replaced-is-sound 0 "$(status "$bin/stemma-index" check -d all)"
check merge-into-itself 2 "$(status "$bin/stemma-index" merge -d all two ./all)"
check merge-of-none 2 "$(status "$bin/stemma-index" merge -d made nodb)"
check merge-of-none-makes-none 2 "$(status ls made)"
index add -q -d kept art
index compact -q -d kept -o kept-new
check compact-keeps-the-files 1 "$("$bin/stemma-index" update -d kept-new 2>&1 | grep -c 'unchanged [1-9]')"
