#!/bin/sh
# The index in step with its folders: add again, update, watch.
# shellcheck source=tests/cli/common
. "$(dirname "$0")/common"
counts() { sed 's/.*"added":\([0-9]*\),"updated":\([0-9]*\),"unchanged":\([0-9]*\),"removed":\([0-9]*\),"failed":\([0-9]*\).*/\1 \2 \3 \4 \5/'; }
run() { "$bin/stemma-index" "$@" --json 2>err | counts; }
all() { "$bin/stemma-index" list -d "$1" | cut -f 1 | sort | lines; }
make_articles
printf '{"id":"r1","body":"red fox"}\n{"id":"r2","body":"grey fox"}\n' >art/r.jsonl
touch -d 2020-01-01 art/*
check first '6 0 0 0 0' "$(run add -d db art)"
check again '0 0 6 0 0' "$(run add -d db art)"
check again-writes-nothing 1 "$(sed -n 's/^generation //p' db/MANIFEST)"
touch art/a.txt
check touched-is-unchanged '0 0 6 0 0' "$(run add -d db art)"
printf '{"id":"r1","body":"red fox"}\n' >art/r.jsonl
rm art/b.txt
echo 'A new line.' >>art/a.txt
cp -r db before
check dry-run '0 2 2 1 0' "$(run add -n -d db art)"
check dry-run-changes-nothing '' "$(diff -r db before)"
check records-and-files-go '0 1 3 2 0' "$(run add -d db art)"
check left 'a|c|d|r1|' "$(all db)"
check sound 0 "$(status "$bin/stemma-index" check -d db)"
rm art/c.txt
check no-delete '0 0 3 0 0' "$(run add --no-delete -d db art)"
check removal-alone '0 0 3 1 0' "$(run update -d db)"
check removal-published 'a|d|r1|' "$(all db)"
mkdir elsewhere
echo 'News of elsewhere.' >art/n.txt
check update-from-elsewhere '1 0 3 0 0' "$(cd elsewhere && run update -d ../db)"
check paths-stay art/n.txt "$("$bin/stemma-search" -d db -l elsewhere)"
# moved from one file to another, the article stays
mv art/r.jsonl art/s.jsonl
check moved-record 'a|d|n|r1|' "$(run add -d db art >/dev/null; all db)"
# contents alone
printf 'x1\n' >art/n.txt
touch -r art/a.txt art/n.txt
run add -d db art >/dev/null
printf 'x2\n' >art/n.txt
touch -r art/a.txt art/n.txt
check same-time-and-size '0 0 4 0 0' "$(run add -d db art)"
check checksum '0 1 3 0 0' "$(run add --checksum -d db art)"
# a root that vanished
mv art away
check vanished-root-status 1 "$(status "$bin/stemma-index" update -d db)"
"$bin/stemma-index" update -d db 2>err
check vanished-root-said 1 "$(grep -c "'art': No such file or directory; its 4 articles are kept" err)"
mkdir art
check empty-other-folder 1 "$(status "$bin/stemma-index" update -d db)"
check vanished-root-kept 'a|d|n|r1|' "$(all db)"
rmdir art
mv away art
# what is walked
mkdir -p w/.h w/deep/er w/build
for f in w/.h/hidden w/deep/er/deep w/build/built w/top w/skip; do echo "Words of $f" >$f.txt; done
printf 'build/\n/skip.txt\n' >w/.gitignore
ln -s ../top.txt w/deep/link.txt
ln -s .. w/deep/loop
mkfifo w/pipe.txt
check walked 'deep/er/deep|top|' "$(run add -d w1 w >/dev/null; all w1)"
check no-ignore 'build/built|deep/er/deep|skip|top|' "$(run add -d w2 --no-ignore w >/dev/null; all w2)"
check hidden '.h/hidden|deep/er/deep|top|' "$(run add -d w3 --hidden w >/dev/null; all w3)"
check follow 'deep/er/deep|deep/link|top|' "$(run add -d w4 -L w >/dev/null; all w4)"
check glob 'deep/er/deep|' "$(run add -d w5 -g 'deep/**' w >/dev/null; all w5)"
mkdir -p kinds && echo 'A river of words' >kinds/a.rst && echo 'A lake of words' >kinds/b.odd && printf '\037\213\010\000' >kinds/c.gz
check kinds-unknown '1 1' "$("$bin/stemma-index" add -q -d k1 kinds 2>err; echo $? "$(grep -c 'no file .* 3 are of no known kind' err)")"
check kinds-asked-for 'a|' "$(run add -d k2 -g '*.rst' kinds >/dev/null; all k2)"
check kinds-asked-for-again '0 0 1 0 0' "$(run update -d k2)"
printf '[\n  {"id": "j1",\n   "body": "One river"},\n  {"id": "j2", "body": "A lake"}\n]\n' >many.json
check json-of-many-lines 'j1|j2|' "$(run add -d j1 many.json >/dev/null; all j1)"
wide() { iconv -f UTF-8 -t UTF-16 >"$1"; }
printf 'id\tbody\nu1\tEin Haus am See\n' | wide wide.tsv
printf '[{"id":"u2","body":"Größe und Maß"}]' | wide wide.json
printf '<title>Haus</title><p>Ein Haus' | wide wide.x
check wide-records 'u1|u2|wide|' "$(run add -d wide -- wide.tsv wide.json wide.x >/dev/null; all wide)"
check wide-is-read 'u1 wide ' "$("$bin/stemma-search" -d wide --format '{id} ' Haus | tr ' ' '\n' | sort | grep . | tr '\n' ' ')"
for i in $(seq 1 30); do echo "no json $i"; done >wrong.jsonl
"$bin/stemma-index" add -q -d j2 wrong.jsonl 2>err
check wrong-lines-are-told '20 1' "$(grep -c ': line ' err) $(grep -c 'and 10 more' err)"
"$bin/stemma-index" add -q -v -d j2 wrong.jsonl 2>err
check wrong-lines-are-all-told 30 "$(grep -c ': line ' err)"
{ for i in $(seq 1 40); do echo "This is what was said of the river in the year $i, and of the town that stands beside it."; echo
      echo '• Menu'; echo; done
  for i in $(seq 1 300); do echo "[CVE-2005-$i]: https://www.example.org/news/vulnerabilities.html#CVE-2005-$i"; done; } >list.txt
check a-list-tells-no-language en "$("$bin/stemma-index" analyze list.txt | sed -n 's/^language *\([a-z]*\).*/\1/p')"
check glob-excludes 'top|' "$(run add -d w6 -g '!deep' w >/dev/null; all w6)"
echo 'More hidden words' >w/.h/more.txt
check update-remembers-options '1 0 3 0 0' "$(run update -d w3)"
head -c 3000 /dev/zero | tr '\0' 'a' >w/large.txt
check max-size '0 0 2 0 0' "$(run add -d w1 --max-size=2K w)"
check own-folder '3 0 0 0 0' "$(run add -d w/db w)"
check fifo-operand 1 "$(status "$bin/stemma-index" add -d w1 w/pipe.txt)"
check device-operand 1 "$(status "$bin/stemma-index" add -d w1 /dev/null)"
# files of one folder, each given with options of its own
mkdir own && printf 'key\tprose\n7\tA bridge of wood\n' >own/t.tsv
echo 'Мост закрыт мэром города' | iconv -f UTF-8 -t WINDOWS-1251 >own/r.txt
echo 'A lake of words' >own/p.txt
run add -d own/db --fields=id=key,body=prose own/t.tsv >/dev/null
run add -d own/db -E windows-1251 own/r.txt >/dev/null
check options-of-other-files-stay '1 0 0 0 0' "$(run add -d own/db own/p.txt)"
check options-of-files-unchanged '0 0 3 0 0' "$(run update -d own/db)"
printf '8\tA bridge of stone\n' >>own/t.tsv
echo 'Мост открыт мэром города' | iconv -f UTF-8 -t WINDOWS-1251 >own/r.txt
check options-of-files-remembered '1 1 2 0 0' "$(run update -d own/db)"
check options-of-files-read 'r windows-1251|' "$("$bin/stemma-index" list -d own/db --format='{id} {charset}\n' | grep windows | tr '\n' '|')"
check options-of-a-file-change '0 1 0 0 0' "$(run add -d own/db -E koi8-r own/r.txt)"
check options-of-a-file-changed '4 0 0 4 0 0' "$("$bin/stemma-index" stats -d own/db | sed -n 's/^documents *//p') $(run update -d own/db)"
# names are bytes
mkdir names
new=$(printf 'a\nb')
bad=$(printf 'x\377y')
echo 'First words' >"names/$new.txt"
echo 'Second words' >"names/$bad.txt"
check names '2 0 0 0 0' "$(run add -d names-db names)"
check names-again '0 0 2 0 0' "$(run add -d names-db names)"
check files-from '2 0 0 0 0' "$(find names -name '*.txt' -print0 | run add -d from-db --files-from=- -0)"
check files-from-ids 1 "$("$bin/stemma-search" -d from-db -0 first | tr '\0\n' '||' | grep -c '^names/a|b.txt|$')"
# overlapping roots
check inner-root-after '0 0 1 0 0' "$(run add -d w1 w/deep)"
check inner-root-said 1 "$(grep -c "'w/deep' is inside 'w'" err)"
run add -d over w/deep >/dev/null
check outer-root-after 'deep/er/deep|large|top|' "$(run add -d over w >/dev/null; all over)"
# one id, two roots
mkdir one two
echo 'The first article' >one/x.txt
echo 'The second article' >two/x.txt
run add -d same one two >/dev/null
check same-id-named 1 "$(grep -c "the id 'x' is in 'one/x.txt' and in 'two/x.txt'" err)"
check same-id-last two/x.txt "$("$bin/stemma-search" -d same -l article)"
rm one/x.txt
run update -d same >/dev/null
check same-id-stays two/x.txt "$("$bin/stemma-search" -d same -l article)"
# a file that was read and is unreadable now keeps its articles
if [ "$(id -u)" != 0 ]; then
    echo 'More' >>two/x.txt
    chmod 0 two/x.txt
    check unreadable 1 "$(status "$bin/stemma-index" update -d same)"
    chmod 644 two/x.txt
else
    echo "skipped: root may read every file"
fi
check unreadable-stays two/x.txt "$("$bin/stemma-search" -d same -l article)"
# what is damaged is named
cp -r db bad-db
printf 'X' | dd of="$(echo bad-db/files-*)" bs=1 seek=12 conv=notrunc 2>/dev/null
check damaged-state 2 "$(status "$bin/stemma-index" update -d bad-db)"
check update-without-index 2 "$(status "$bin/stemma-index" update -d nowhere)"
check update-makes-none 2 "$(status ls nowhere)"
# watch: new files, new folders, files that go; ^C
"$bin/stemma-index" watch -d db 2>watch.err &
pid=$!
wait_for() {  # WANT: at most 10 seconds
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        [ "$(all db)" = "$1" ] && break
        sleep .5
    done
    all db
}
sleep 1
mkdir art/new
echo 'A file in a new folder' >art/new/f.txt
rm art/n.txt
check watch-sees 'a|d|new/f|r1|' "$(wait_for 'a|d|new/f|r1|')"
echo 'Another in it' >art/new/g.txt
check watch-sees-new-folders 'a|d|new/f|new/g|r1|' "$(wait_for 'a|d|new/f|new/g|r1|')"
kill -TERM $pid
wait $pid 2>/dev/null
check watch-ends-by-the-signal 143 $?
check watch-leaves-it-sound 0 "$(status "$bin/stemma-index" check -d db)"
