#!/bin/sh
# Runs every test program and the command-line cases; the last line counts them.
# FAULTS=long: the long form of the tests of failing calls.
set -u
bin=$1
shift
passed=0
failed=0
for program in "$@"; do
    out=$("$program" 2>&1)
    status=$?
    p=$(printf '%s\n' "$out" | grep -c '^\[       OK \]')
    # cmocka names a failed test when it fails and again in its list
    f=$(printf '%s\n' "$out" | grep '^\[  FAILED  \] [a-z_0-9]*$' | sort -u | grep -c .)
    if [ $status -ne 0 ]; then
        printf '%s\n' "$out"
        [ "$f" -gt 0 ] || f=1
    fi
    echo "$program: $p passed, $f failed"
    passed=$((passed + p))
    failed=$((failed + f))
done
faults() {
    sh tests/fuzz/replay.sh "$bin"
    sh tests/faults/damage.sh "$bin" quick
    [ -e "$bin/tests/faults/faults.so" ] || return 0     # no sanitizer bears it
    sh tests/faults/powercut.sh "$bin" quick
    sh tests/faults/ext4.sh "$bin" quick
    sh tests/faults/ext4.sh "$bin" control
    for form in control "${FAULTS:-quick}"; do
        sh tests/faults/faults.sh "$bin" "$bin/tests/faults/faults.so" $form
    done
}
out=$(for script in tests/cli.sh $(ls tests/cli/*.sh 2>/dev/null); do sh "$script" "$bin"; done; sh tests/manual.sh "$bin"; sh tests/examples.sh "$bin"; sh tests/kill.sh "$bin" 12; faults)
printf '%s\n' "$out" | grep -v '^ok '
p=$(printf '%s\n' "$out" | grep -c '^ok ')
f=$(printf '%s\n' "$out" | grep -c '^not ok ')
echo "command lines, manual, kills, faults: $p passed, $f failed"
passed=$((passed + p))
failed=$((failed + f))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
