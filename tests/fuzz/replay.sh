#!/bin/sh
# The kept inputs of every target, and no input at all: replay.sh PROGRAMS.
set -u
bin=$1
for folder in tests/fuzz/corpus/*/; do
    target=$(basename "$folder")
    if out=$("$bin/tests/fuzz/fuzz_$target" /dev/null "$folder" 2>"$bin/replay.err"); then
        echo "ok fuzz-$target: ${out:-all} kept"
    else
        echo "not ok fuzz-$target"
        tail -n 5 "$bin/replay.err"
    fi
done
