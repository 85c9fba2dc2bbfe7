#!/bin/sh
# Fuzzes targets one after the other: run.sh PROGRAMS SECONDS TARGET...
# New inputs go to PROGRAMS/corpus/TARGET, what fails to PROGRAMS/found; exit 1 where something did.
set -u
bin=$1
seconds=$2
shift 2
failed=0
for target in "$@"; do
    kept=tests/fuzz/corpus/$target
    mkdir -p "$bin/corpus/$target" "$bin/found" "$kept"
    dictionary=tests/fuzz/$target.dict
    # shellcheck disable=SC2046
    "$bin/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
        -print_final_stats=1 -artifact_prefix="$bin/found/$target-" \
        $([ -e "$dictionary" ] && echo "-dict=$dictionary") \
        "$bin/corpus/$target" "$kept" >"$bin/found/$target.log" 2>&1
    if [ $? -eq 0 ]; then word=ok; else word='not ok'; failed=1; fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$bin/found/$target.log")
    edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$bin/found/$target.log" | tail -n 1)
    echo "$word fuzz-$target: ${runs:-?} runs, ${edges:-?} edges"
    [ "$word" = ok ] || grep -E 'ERROR|not so|SUMMARY|Test unit' "$bin/found/$target.log"
done
exit $failed
