#!/bin/sh
# What the compiler and the loader do against whoever finds a mistake in the programs.
# shellcheck source=tests/cli/common
. "$(dirname "$0")/common"
case ${BUILD:-$(basename "$bin")} in
asan|tsan|cov|debug|fuzz) echo "skipped: only a release is hardened"; exit 0 ;;
esac
has() { readelf -W "$1" "$bin/$program" | grep -cE "$2" | sed 's/^[1-9][0-9]*$/yes/; s/^0$/no/'; }
for program in stemma-index stemma-search; do
    check $program-at-any-address yes "$(has -h 'Type: *DYN')$([ "$(has -d 'FLAGS_1.* PIE')" = yes ] || echo ' no PIE')"
    check $program-relocations-read-only 'yes yes' "$(has -l GNU_RELRO) $(has -d 'FLAGS.*BIND_NOW|FLAGS_1.* NOW')"
    check $program-stack-not-executable yes "$(has -l 'GNU_STACK.* RW ')"
    check $program-nothing-written-and-executed no "$(has -l ' (RWE|W E) ')"
    check $program-stack-is-watched yes "$(has --dyn-syms '__stack_chk_fail')"
    check $program-sizes-are-checked yes "$(has --dyn-syms '__(memcpy|memmove|snprintf|vsnprintf|fprintf|read|strcpy)_chk')"
    check $program-takes-libraries-of-the-system-only no "$(has -d 'R(UN)?PATH|TEXTREL')"
done
