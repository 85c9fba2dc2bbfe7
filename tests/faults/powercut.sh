#!/bin/sh
# The power is cut after each change of the disk: see powercut.c.
# powercut.sh PROGRAMS [quick|long|control]: prints "ok NAME" or "not ok NAME".
# quick: 4 images a cut; long: 40 for each of 5 seeds; control: without any single one of
# the syncs there must be an image that is not sound.
set -u
bin=$(cd "$1" && pwd)
form=${2:-quick}
powercut=$bin/tests/faults/powercut
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset STEMMA_DB

run() {
    LD_PRELOAD=$bin/tests/faults/faults.so STEMMA_RECORD=$work/log STEMMA_RECORD_FOLDER=$work/db \
        "$bin/stemma-index" "$@" >/dev/null 2>err || cat err
    "$powercut" state log db
}
article() { printf 'A flight to %s\n\nThe flight number %s was opened in April.\n' "$2" "$3" >"tree/$1.txt"; }
mkdir tree
for i in 1 2 3; do article $i Minsk $i; done
run add -q -j1 -d db tree
article 2 Perm 2
rm tree/3.txt
run update -q -j1 -d db
for i in 4 5 6; do
    printf '{"id":"r%s","lang":"de","body":"Die Gespräche am %s. Mai waren gut."}\n' $i $i >r$i.jsonl
    run add -q -j1 -d db r$i.jsonl     # the last ones end in a merge
done
run remove -q -d db r5
run compact -q -d db

replay() { "$powercut" replay log image "$@" >out; }    # IMAGES SEED DROPPED
case $form in
quick)
    replay 4 1 0 && echo "ok sound-after-$(sed 's/ cuts.*//' out)-power-cuts" || { echo not ok power-cuts; cat out; } ;;
long)
    for seed in 1 2 3 4 5; do
        replay 40 $seed 0 && echo "ok power-cuts-seed-$seed: $(cat out)" || { echo "not ok power-cuts-seed-$seed"; cat out; }
    done ;;
control)
    replay 1 1 0 || { echo not ok power-cuts; cat out; exit 1; }
    syncs=$(sed 's/.* different, \([0-9]*\) syncs.*/\1/' out)
    needless=
    for n in $(seq 1 "$syncs"); do
        # what one image in hundreds shows too
        replay 8 1 "$n" && replay 100 2 "$n" && needless="$needless $n"
    done
    [ -z "$needless" ] && echo "ok unsound-without-each-of-$syncs-syncs" \
        || echo "not ok needless-syncs:$needless of $syncs" ;;
esac
