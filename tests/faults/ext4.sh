#!/bin/sh
# The power is cut on a real ext4, in a file that is mounted: what reached the file is what a disk has.
# ext4.sh PROGRAMS [quick|long|control]: prints "ok NAME" or "not ok NAME"; needs root and loop devices.
# After each command, and at moments within it (quick: 2, long: 200), the file is copied, and the copy is
# mounted, by which ext4 replays its journal. control: with each single sync left out, cut after the command;
# ext4 commits its journal in order, so the sync of a folder before another sync is not missed there
# (powercut.sh, which reorders, misses each): of those of data and the last ones an older or damaged index must come.
set -u
bin=$(cd "$1" && pwd)
form=${2:-quick}
work=$(mktemp -d)
disk=$work/disk
cut=$work/cut
unmount_all() { umount "$disk" 2>/dev/null; umount "$cut" 2>/dev/null; rm -rf "$work"; }
trap unmount_all EXIT
cd "$work" || exit 1
unset STEMMA_DB
mkdir disk cut tree
truncate -s 16M image
# without the flush that ext4 makes of itself where a file is renamed over another
mount_image() { mount -o "loop,commit=300,noauto_da_alloc" "$1" "$2" 2>/dev/null; }
if ! mkfs.ext4 -q image 2>/dev/null || ! mount_image image disk; then
    echo "skipped: ext4 cannot be mounted here"
    exit 0
fi
umount disk
article() { printf 'A flight to %s\n\nThe flight number %s was opened in April.\n' "$2" "$3" >"tree/$1.txt"; }
prepare() {
    case $1 in
    create) for i in 1 2 3; do article $i Minsk $i; done ;;
    update) article 2 Perm 2; rm tree/3.txt ;;
    add) printf '{"id":"r1","lang":"de","body":"Die Gespräche waren gut."}\n' >r1.jsonl ;;
    esac
}
command_of() {
    case $1 in
    create) echo add -q -j1 -d disk/db tree ;;
    update) echo update -q -j1 -d disk/db ;;
    add) echo add -q -j1 -d disk/db r1.jsonl ;;
    remove) echo remove -q -d disk/db r1 ;;
    compact) echo compact -q -d disk/db ;;
    esac
}
# shellcheck disable=SC2046 # a command of words
run() { "$bin/stemma-index" $(command_of "$1") >/dev/null 2>err; }
state() {    # FOLDER
    if [ ! -e "$1/db/MANIFEST" ]; then
        if ls "$1"/db/*.mdb >/dev/null 2>&1; then echo damaged; else cksum </dev/null; fi
    elif "$bin/stemma-index" check --deep -d "$1/db" >/dev/null 2>state-err; then
        "$bin/stemma-index" dump -d "$1/db" | sort | cksum
    else
        echo damaged
    fi
}
# What a disk has now; the program that writes must not run.
after_cut() {
    cp image copied
    if mount_image copied cut; then
        state cut
        umount cut
    else
        echo "cannot be mounted"
    fi
}
fail() { bad=$((bad + 1)); echo "# $1"; }
cut_within() {    # COMMAND TIMES
    for n in $(seq 1 "$2"); do
        cp before image
        mount_image image disk
        # the counts of a build for coverage go elsewhere: stopped, it may hold the lock of their files
        # shellcheck disable=SC2046
        GCOV_PREFIX=$work/counts "$bin/stemma-index" $(command_of "$1") >/dev/null 2>err &
        sleep "0.0$(printf %03d $((n * 60 / $2 + 1)))"
        kill -STOP $! 2>/dev/null
        now=$(after_cut)
        [ "$now" = "$old" ] || [ "$now" = "$new" ] || fail "$1: cut within: $now"
        kill -CONT $! 2>/dev/null
        wait $!
        umount disk
        cuts=$((cuts + 1))
    done
}
leave_out() {    # COMMAND: each of its syncs
    n=1
    while
        cp before image
        mount_image image disk
        rm -f hit
        # shellcheck disable=SC2046
        LD_PRELOAD=$bin/tests/faults/faults.so STEMMA_FAULT=sync:$n:LOST:once STEMMA_FAULT_HIT=hit \
            "$bin/stemma-index" $(command_of "$1") >/dev/null 2>err
        now=$(after_cut)
        umount disk
        [ -s hit ]
    do
        syncs=$((syncs + 1))
        [ "$now" = "$new" ] || missed=$((missed + 1))
        n=$((n + 1))
    done
}
within=2
[ "$form" = long ] && within=200
cuts=0
bad=0
for name in create update add remove compact; do
    prepare $name
    cp image before
    mount_image image disk
    old=$(state disk)
    run $name || fail "$name: $(cat err)"
    new=$(state disk)
    now=$(after_cut)
    cuts=$((cuts + 1))
    [ "$now" = "$new" ] || fail "$name: cut after it was done: $now"
    umount disk
    cp image done
    missed=0
    syncs=0
    if [ "$form" = control ]; then
        leave_out $name
        [ $missed -gt 0 ] && echo "ok ext4-$name-misses-$missed-of-its-$syncs-syncs" || echo "not ok ext4-$name misses no sync"
    else
        cut_within $name $within
    fi
    cp done image
done
[ "$form" = control ] && exit 0
[ $bad = 0 ] && echo "ok ext4-sound-after-$cuts-power-cuts" || echo "not ok ext4-sound-after-$cuts-power-cuts: $bad failed"
