#!/bin/sh
# An index is sound whenever its writer is killed, and the next run completes it.
# kill.sh PROGRAMS [KILLS [ARTICLES]]: prints "ok NAME" or "not ok NAME".
# A round lasts two runs over the articles: fewer of them for many kills.
set -u
bin=$(cd "$1" && pwd)
kills=${2:-20}
articles=${3:-12000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset STEMMA_DB

# eight parts; later ones replace some articles of earlier ones: segments,
# deletions and merges (--memory is small) all are under way at some time
awk -v all="$articles" 'BEGIN { srand(11); for (d = 0; d < all; d++) {
    f = "part" int(d * 8 / all) ".jsonl"
    printf "{\"id\":\"n%d\",\"lang\":\"%s\",\"body\":\"", (d % 5 == 0 && d > all / 4) ? d / 5 : d, (d % 3 == 0) ? "de" : "en" >f
    for (w = 0; w < 120; w++) printf "w%d ", int(exp(rand() * 9)) >f
    print "\"}" >f } }'
add() { for p in part*.jsonl; do "$bin/stemma-index" add -q --memory 16M -j "$1" -d "$2" "$p" 2>>err || return; done; }

begun=$(date +%s%3N)
add 2 whole
lasts=$(($(date +%s%3N) - begun))
want=$("$bin/stemma-search" -d whole -c w1 2>/dev/null)
bad=0
unfinished=0
i=0
while [ $i -lt "$kills" ]; do
    rm -rf db
    signal=KILL
    [ $((i % 4)) -eq 3 ] && signal=INT
    # each kill falls a little later in the run
    ms=$((i * (lasts + lasts / 10) / kills + 2))
    setsid sh -c "for p in part*.jsonl; do \"$bin/stemma-index\" add -q --memory 16M -j 2 -d db \$p 2>/dev/null || exit 1; done" &
    group=$!
    sleep "$((ms / 1000)).$(printf '%03d' $((ms % 1000)))"
    kill -$signal -- -$group 2>/dev/null
    wait $group 2>/dev/null
    while kill -0 -- -$group 2>/dev/null; do sleep 0.02; done
    if [ -e db/MANIFEST ]; then
        "$bin/stemma-index" check -d db >/dev/null 2>err || { bad=$((bad + 1)); cat err; }
    fi
    i=$((i + 1))
    add 1 db
    [ "$("$bin/stemma-search" -d db -c w1 2>/dev/null)" = "$want" ] || unfinished=$((unfinished + 1))
    [ "$(find db -name '*.tmp' | grep -c .)" = 0 ] || unfinished=$((unfinished + 1))
done
[ $bad = 0 ] && echo "ok sound-after-$kills-kills" || echo "not ok sound-after-$kills-kills: $bad damaged"
[ $unfinished = 0 ] && echo "ok completed-after-$kills-kills" || echo "not ok completed-after-$kills-kills: $unfinished differ"
