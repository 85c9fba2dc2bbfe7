#!/bin/sh
# The quick unit tests and the programs under valgrind: valgrind.sh PROGRAMS TEST...
# Prints "ok NAME" or "not ok NAME"; exit 1 where memory was used wrongly or lost.
set -u
bin=$(cd "$1" && pwd)
shift
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() {    # NAME COMMAND...
    name=$1
    shift
    if valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect \
        "$@" >"$work/out" 2>&1; then code=0; else code=$?; fi
    if [ $code -le 1 ]; then
        echo "ok valgrind-$name"
    else
        echo "not ok valgrind-$name"
        tail -n 30 "$work/out"
        failed=1
    fi
}
for test in "$@"; do
    case $test in
    *oracle*|*hostile|*langid|*charset|*steps|*inflect*) ;;        # minutes each; others have their code
    *) run "$(basename "$test")" "$test" ;;
    esac
done
cp -r seeds "$work/seeds"
cd "$work" || exit 1
unset STEMMA_DB
run add "$bin/stemma-index" add -q -j2 -d db seeds
run add-again "$bin/stemma-index" add -q -j2 -d db seeds
run search "$bin/stemma-search" -d db --json -o flight Minsk Gespräche '"direct flight"'
run remove "$bin/stemma-index" remove -q -d db --query flight
run compact "$bin/stemma-index" compact -q -d db
run check "$bin/stemma-index" check --deep -d db
run dump "$bin/stemma-index" dump -d db
exit $failed
