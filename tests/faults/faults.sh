#!/bin/sh
# Each call of the programs fails once, and from then on: whatever happens, the index is the
# old or the new one, and the new one where the program said so.
# faults.sh PROGRAMS LIBRARY [quick|long|control]: prints "ok NAME" or "not ok NAME".
# quick: every 5th call, every 61st of memory; long: every one;
# control: with a rename that removes its target first, damage must be found.
set -u
bin=$(cd "$1" && pwd)
library=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
form=${3:-quick}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset STEMMA_DB
order=
[ "$form" = control ] && order=unlink-first
nothing=$(cksum </dev/null)
cases=0
bad=0

article() {    # FILE WORD NUMBER
    printf 'A flight to %s\n\nThe flight number %s to %s was opened in April. Trade grows.\n' "$2" "$3" "$2" >"$1"
}
mkdir first second
for i in 1 2 3 4 5 6; do article first/$i.txt Minsk $i; done
for i in 4 5 6 7 8; do article second/$i.txt Perm $i; done
printf '{"id":"r1","lang":"de","body":"Die Gespräche waren gut."}\n{"id":"r2","lang":"ru","body":"Мэр провел встречу."}\n' >records.jsonl
printf '{"id":"r2","lang":"ru","body":"Мэр снова провел встречу."}\n{"id":"r3","body":"Trade in the town grows."}\n' >newer.jsonl

index() { "$bin/stemma-index" "$@"; }
# Prepares db for the command of a scenario: prepare NAME
prepare() {
    rm -rf db tree
    case $1 in
    create) ;;
    replace)
        mkdir tree && cp records.jsonl tree && index add -q -d db tree first
        cp newer.jsonl tree/records.jsonl ;;
    merge|compact)
        for i in 1 2 3; do index add -q -d db first/$i.txt; done
        [ $1 = merge ] || index remove -q -d db 2 ;;
    remove) index add -q -d db records.jsonl first ;;
    update)
        cp -r first tree && index add -q -d db tree
        rm tree/1.txt && cp second/*.txt tree ;;
    esac
} >/dev/null
command_of() {
    case $1 in
    create) echo add -q -j1 -d db first ;;
    replace) echo add -q -j2 -d db tree ;;
    merge) echo add -q -j1 -d db first/4.txt ;;
    compact) echo compact -q -d db ;;
    remove) echo remove -q -d db r1 3 ;;
    update) echo update -q -j1 -d db ;;
    esac
}
# A sum of what the index holds, the same for none and an empty one; or "damaged"
state() {
    if [ -z "$(ls db/MANIFEST db/*.mdb 2>/dev/null)" ]; then
        echo "$nothing"
    elif index check --deep -d db >/dev/null 2>state-err; then
        index dump -d db | sort | cksum
    else
        echo damaged
        cat state-err
    fi
}
tell() {    # WHAT
    bad=$((bad + 1))
    [ "$form" = control ] || printf '%s %s: %s\n' "$scenario" "$fault" "$1"
}

# One run with a fault. False when the call never came.
run_one() {
    rm -rf db tree hit
    cp -r "kept-$scenario"/. .
    # shellcheck disable=SC2046 # a command of words
    timeout 20 env LD_PRELOAD="$library" STEMMA_FAULT="$fault" STEMMA_FAULT_HIT=hit \
        STEMMA_FAULT_ORDER=$order "$bin/stemma-index" $(command_of "$scenario") >out 2>err
    code=$?
    [ -s hit ] || return 1
    cases=$((cases + 1))
    [ $code -le 2 ] || tell "ended with $code"
    [ $code -ne 2 ] || [ -s err ] || tell "no word about what failed"
    grep 'wrong memory access' err && tell "wrong memory access"
    case $fault in
    write:*SHORT:always|write:*ENOSPC:always)
        [ $code -eq 0 ] || grep -q 'No space left' err || tell "not told that there is no space: $(head -1 err)" ;;
    esac
    now=$(state)
    case "$now" in
    "$new") ;;
    "$old") [ $code -ne 0 ] || tell "success, but the index is the old one" ;;
    damaged*) tell "$now" ;;
    *) grep -q ': skipped ' err || tell "neither the old nor the new index (exit $code, $(head -1 err))" ;;
    esac
    [ "$scenario:$now" = "remove:$new" ] && return 0    # nothing to remove is an error
    # shellcheck disable=SC2046
    timeout 20 "$bin/stemma-index" $(command_of "$scenario") >out 2>err || tell "cannot be done again: $(cat err)"
    [ "$now" = "$new" ] || [ "$(state)" = "$new" ] || tell "done again, it is not the new index: $(state)"
    [ -z "$(find db -name '*.tmp')" ] || tell "left $(find db -name '*.tmp')"
    return 0
}

# All answers of a search that says it succeeded are right.
search_one() {
    rm -f hit
    timeout 20 env LD_PRELOAD="$library" STEMMA_FAULT="$fault" STEMMA_FAULT_HIT=hit \
        "$bin/stemma-search" -d kept-compact/db --json -o flight Perm Gespräche "trade grows" >out 2>err
    code=$?
    [ -s hit ] || return 1
    cases=$((cases + 1))
    case $code in
    0) cmp -s out want || tell "another answer" ;;
    2) [ -s err ] || tell "no word about what failed"
       [ -s out ] && tell "an answer and an error" ;;
    *) tell "ended with $code" ;;
    esac
    grep 'wrong memory access' err && tell "wrong memory access"
    return 0
}

# Every call of a kind, in the scenario: until no fault is hit.
walk() {    # ERRORS KIND STEP RUN
    for error in $1; do
        for mode in once always; do
            [ "$error:$mode" = EINTR:always ] && continue    # no system does that for ever
            n=1
            fault=$2:$n:$error:$mode
            while $4; do
                n=$((n + $3))
                fault=$2:$n:$error:$mode
            done
        done
    done
}
step=1
memory_step=1
[ "$form" = quick ] && step=5 && memory_step=61
walk_all() {    # RUN
    if [ "$form" = quick ]; then
        walk EIO open $step "$1"; walk EIO read $step "$1"
    else
        walk 'EIO ENOSPC EMFILE' open 1 "$1"; walk 'EIO EINTR' read 1 "$1"
    fi
    walk ENOMEM map $step "$1"
    walk ENOMEM memory $memory_step "$1"
}
walk_writes() {
    if [ "$form" = quick ]; then
        walk 'SHORT EINTR' write 2 run_one; walk EIO sync 3 run_one; walk ENOSPC rename 2 run_one
    else
        walk 'ENOSPC EIO EINTR SHORT' write 1 run_one; walk 'EIO ENOSPC EINTR' sync 1 run_one
        walk 'ENOSPC EIO' rename 1 run_one
    fi
    walk EIO truncate 1 run_one
    walk EIO unlink 1 run_one
}
report() {    # NAME
    [ $bad = 0 ] && echo "ok $1-$cases-faults" || echo "not ok $1-$cases-faults: $bad failed"
    total=$((total + cases))
    cases=0
    bad=0
}

total=0
for scenario in create replace merge compact remove update; do
    prepare $scenario
    mkdir "kept-$scenario"
    for f in db tree; do [ -e $f ] && cp -r $f "kept-$scenario"; done
    old=$(state)
    # shellcheck disable=SC2046
    index $(command_of $scenario) >/dev/null || echo "not ok $scenario: $(command_of $scenario)"
    new=$(state)
    if [ "$form" = control ]; then
        walk ENOSPC rename 1 run_one
        [ $bad -gt 0 ] && echo "ok $scenario-without-its-order-is-damaged" \
            || echo "not ok $scenario-without-its-order: no damage was found in $cases"
        bad=0
        cases=0
        continue
    fi
    walk_all run_one
    walk_writes
    report $scenario
done
if [ "$form" != control ]; then
    scenario=search
    "$bin/stemma-search" -d kept-compact/db --json -o flight Perm Gespräche "trade grows" >want 2>/dev/null
    walk_all search_one
    report search
    echo "ok faults-in-all-$total"
fi
