#!/bin/sh
# stemma-index check --repair.
# shellcheck source=tests/cli/common
. "$(dirname "$0")/common"
make_articles
index add -q -d whole art/a.txt art/b.txt
index add -q -d whole - <records.jsonl
printf 'A flight of books\n\nAnother text about the reader.\n' >art/b.txt
index add -q -d whole art/b.txt art/c.txt
index remove -q -d whole a
# segments 1 (a removed, b replaced), 2 (r 1), 3 (b, c)
fresh() { rm -rf db; cp -r whole db; }
spoil() { printf '\125\125\125\125\125\125\125\125' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null; }
repair() { "$bin/stemma-index" check --repair -d db >lost 2>err; }
ids() { "$bin/stemma-index" list -d db 2>/dev/null | cut -f 1 | sort | lines; }

fresh
repair
check nothing-to-repair 0 $?
check nothing-is-changed "$(cksum <whole/MANIFEST)" "$(cksum <db/MANIFEST)"
check all-there 'b|c|r 1|' "$(ids)"

# a segment: its articles are named, its files are read again
fresh
truncate -s 8192 db/seg-000003.mdb
index check -d db
check check-names-the-file 1 "$(grep -c 'seg-000003.mdb' err)"
check check-says-what-to-do 1 "$(grep -c 'hint: .*check --repair' err)"
repair
check segment-lost 1 $?
check segment-tells-its-files '	art/b.txt|	art/c.txt|' "$(lines <lost)"
check segment-others-stay 'r 1|' "$(ids)"
check segment-is-kept-aside 1 "$(find db -name 'damaged-seg-000003.mdb' | grep -c .)"
check segment-then-sound 0 "$(status "$bin/stemma-index" check --deep -d db)"
index update -q -d db      # which takes a, whose file is there, in again
check segment-read-again 'a|b|c|r 1|' "$(ids)"
check damaged-file-stays 1 "$(find db -name 'damaged-seg-000003.mdb' | grep -c .)"

# one that can be read in part tells ids too, also of articles that no file has
fresh
spoil db/seg-000002.mdb 4200
repair
check part-lost 1 $?
check part-tells-its-articles 'r 1	http://x/1|' "$(lines <lost)"
check part-others-stay 'b|c|' "$(ids)"
fresh
rm db/seg-000002.mdb
repair
check missing-segment 1 $?
check missing-segment-is-said 1 "$(grep -c 'given up: .*seg-000002.mdb.* missing' err)"

# deletions: of b the newer copy counts, a is back and that is said
fresh
spoil db/seg-000001.del-* 20
repair
check deletions-lost 0 $?
check deletions-newer-counts 'a|b|c|r 1|' "$(ids)"
check deletions-are-said 1 "$(grep -c 'articles that were removed may be back: .*seg-000001.del' err)"
check deletions-newer-text 1 "$(search -d db --jsonl books | grep -c '"id":"b"')"

# the memory of the files
fresh
spoil db/files-* 12
check files-are-checked 2 "$(status "$bin/stemma-index" check -d db)"
check files-damaged-add-fails 2 "$(status "$bin/stemma-index" update -d db)"
repair
check files-lost 0 $?
check files-all-articles-stay 'b|c|r 1|' "$(ids)"
check files-add-works 0 "$(status "$bin/stemma-index" add -d db art)"

# MANIFEST, damaged and gone
for how in spoil rm; do
    fresh
    [ $how = rm ] && rm db/MANIFEST || spoil db/MANIFEST 60
    check manifest-$how-is-an-error 2 "$(status "$bin/stemma-search" -d db flight)"
    repair
    check manifest-$how 0 $?
    check manifest-$how-articles 'b|c|r 1|' "$(ids)"
    check manifest-$how-sound 0 "$(status "$bin/stemma-index" check --deep -d db)"
    check manifest-$how-files 'unchanged' "$(index update -v -d db; grep -o 'unchanged' err | head -n 1)"
done

# what is of another version is not damaged
rm -rf db
cp -r "$format/2" db
repair
check other-version 2 $?
check other-version-stays "$(ls "$format/2")" "$(ls db | grep -v LOCK)"
mkdir empty
check no-index 2 "$(status "$bin/stemma-index" check --repair -d empty)"
check no-folder 2 "$(status "$bin/stemma-index" check --repair -d nowhere)"
