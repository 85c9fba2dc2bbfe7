#!/bin/sh
# One writer that watches a folder, four searchers, changes, deletions, merges, kills.
# soak.sh PROGRAMS SECONDS: prints "ok NAME" or "not ok NAME", and what was done.
#
# Searches never fail, an article that was there before is found, the writer holds no more
# files and little more memory at the end than after its first round, the index takes no more
# than three times the disk that it takes compacted.
set -u
bin=$(cd "$1" && pwd)
seconds=$2
work=$(mktemp -d)
cd "$work" || exit 1
unset STEMMA_DB
writer=
searchers=
stop() {
    touch stop
    # shellcheck disable=SC2086 # several
    kill $writer $searchers 2>/dev/null
    wait
    rm -rf "$work"
}
trap stop EXIT

article() {    # FILE NUMBER
    awk -v n="$2" 'BEGIN { srand(n); printf "The title of number %d\n\nThe anchor word is in each.", n
        for (i = 0; i < 150; i++) printf " w%d%s", int(exp(rand() * 8)), (i % 15 == 14) ? "." : ""; print "" }' >"$1"
}
mkdir tree
for i in $(seq 1 40); do article tree/always-$i.txt "$i"; done
"$bin/stemma-index" add -q -d db tree
want=40

watch() {
    "$bin/stemma-index" watch -q --wait=5 -d db >/dev/null 2>>writer-err &
    writer=$!
}
# Each search finds the forty that are always there, and more or less of the others.
search() {    # NUMBER
    while [ ! -e stop ]; do
        found=$("$bin/stemma-search" -d db -c anchor title 2>"search-err-$1")
        status=$?
        echo "$status $found" >>"searches-$1"
        [ $status -eq 0 ] && [ "$found" -ge $want ] || { echo "$status: $found"; cat "search-err-$1"; } >>"failed-$1"
    done
}
segments() { grep -c '^segment ' db/MANIFEST; }
fds() { find "/proc/$writer/fd" 2>/dev/null | grep -c .; }
rss() { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$writer/status" 2>/dev/null; }

watch
for s in 1 2 3 4; do
    search $s &
    searchers="$searchers $!"
done
end=$(($(date +%s) + seconds))
round=0
kills=0
since_kill=0
bad=0
first_rss=
open=
now=
while [ "$(date +%s)" -lt $end ]; do
    round=$((round + 1))
    since_kill=$((since_kill + 1))
    for i in 1 2 3 4 5; do
        article "tree/some-$(((round * 7 + i * 31) % 300)).txt" "$((round * 10 + i))"
        rm -f "tree/some-$(((round * 13 + i * 17) % 300)).txt"
    done
    sleep 1
    if [ $((round % 20)) -eq 0 ]; then
        kill -9 $writer
        wait $writer 2>/dev/null
        kills=$((kills + 1))
        "$bin/stemma-index" check -d db >/dev/null 2>err || { bad=$((bad + 1)); cat err; }
        watch
        since_kill=0
        first_rss=
    elif ! kill -0 $writer 2>/dev/null; then
        bad=$((bad + 1))
        tail -n 3 writer-err
        watch
        since_kill=0
        first_rss=
    elif [ $since_kill -eq 4 ]; then
        first_rss=$(rss)
    elif [ $since_kill -gt 4 ] && [ -n "$first_rss" ]; then
        # a file for each segment, twice while they are merged or a commit is taken up; there may have
        # been more of them when the files were counted than there are a moment later
        before=$(segments)
        open=$(fds)
        after=$(segments)
        most=$((16 + 3 * (before > after ? before : after)))
        now=$(rss)
        [ "$open" -le $most ] || { echo "files open: $open, at most $most"; bad=$((bad + 1)); }
        [ "${now:-0}" -le $((first_rss * 3 / 2 + 8192)) ] || { echo "memory: $now KB, was $first_rss"; bad=$((bad + 1)); }
    fi
done
touch stop
kill $writer
wait $writer 2>/dev/null
# shellcheck disable=SC2086 # several
wait $searchers 2>/dev/null
searchers=
"$bin/stemma-index" update -q -d db
"$bin/stemma-index" check --deep -d db >/dev/null 2>err || { bad=$((bad + 1)); cat err; }
files=$(find tree -type f | grep -c .)
found=$("$bin/stemma-search" -d db -c anchor)
size=$(du -sk db | cut -f 1)
"$bin/stemma-index" compact -q -d db
least=$(du -sk db | cut -f 1)
searches=$(cat searches-* | grep -c .)
failed=$(cat failed-* 2>/dev/null | grep -c .)
cat failed-* 2>/dev/null | head -n 5
name="$seconds-s: $round rounds, $searches searches, $kills kills, writer $open files $now KB"
[ $bad = 0 ] && echo "ok soak-$name" || echo "not ok soak-$name: $bad bad"
[ "$failed" = 0 ] && echo "ok searches-under-writing" || echo "not ok searches-under-writing: $failed"
[ "$found" = "$files" ] && echo "ok all-is-found" || echo "not ok all-is-found: $found of $files"
[ "$size" -le $((least * 3)) ] && echo "ok disk: $size KB, compacted $least KB" || echo "not ok disk: $size KB, compacted $least KB"
