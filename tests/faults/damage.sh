#!/bin/sh
# Damaged indexes of three shapes: see damage.c.
# damage.sh PROGRAMS [quick|long] [SEED]: prints "ok NAME" or "not ok NAME".
# quick: 390 damages of each shape and every 97th byte of a small index; long: 7 800, every byte.
set -u
bin=$(cd "$1" && pwd)
form=${2:-quick}
seed=${3:-1}
damage=$bin/tests/faults/damage
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset STEMMA_DB

index() { "$bin/stemma-index" "$@" >/dev/null 2>err || cat err; }
# articles COUNT WORDS FIRST: a line of JSON each, of words w1, w2 ... where low numbers are common
articles() {
    awk -v count="$1" -v words="$2" -v first="$3" 'BEGIN { srand(first + 7); for (d = first; d < first + count; d++) {
        printf "{\"id\":\"n%d\",\"mark\":\"m%d\",\"lang\":\"%s\",\"title\":\"Title w%d\",\"body\":\"", d, d % 4, (d % 3 == 0) ? "de" : "en", d
        for (w = 0; w < words; w++) printf "w%d%s ", int(exp(rand() * 8)), (w % 12 == 11) ? "." : ""
        print "\"}" } }'
}
run() {    # NAME ARGUMENTS...
    name=$1
    shift
    "$damage" "$@" w1 'w1 w2' '"w1 w2"' 'w5 -w1' 'w30 w31' 'w700' 'id:n7 w1' '"title w9"' 'w1 mark:m1' >out 2>err
    if [ $? -eq 0 ]; then echo "ok $name: $(tail -n 1 out)"; else echo "not ok $name"; cat out err; fi
}

# small: five articles. short: many small ones, much structure. long: few long ones, mostly
# texts. parts: four segments, deletions, the state of files
articles 12 30 1 >small.jsonl
index add -q -j1 --fields=mark -d small small.jsonl
articles 1200 12 1 >short.jsonl
index add -q -j1 --fields=mark -d short short.jsonl
articles 40 6000 1 >long.jsonl
index add -q -j1 --fields=mark -d long long.jsonl
for part in 1 2 3; do
    articles 60 80 $((part * 50 - 49)) >part.jsonl
    index add -q -j1 --fields=mark -d parts - <part.jsonl
done
index remove -q -d parts n3 n57 n120
cases=390
step=97
[ "$form" = long ] && cases=7800 && step=1
for shape in short long parts; do run "damaged-$shape" kinds $shape $cases "$seed"; done
run damaged-bytes bytes small $step "$seed"
