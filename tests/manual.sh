#!/bin/sh
# manual.sh BIN [write]: the lists of options in docs/man agree with the programs' tables, and mandoc
# finds nothing to say about the pages. `write` puts the lists into the pages.
set -u
bin=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The page with its list, which stands between two comments, from the program.
renew() { # PROGRAM
    "$bin/$1" --generate=man >"$work/list"
    awk -v list="$work/list" '
        /^\.\\" generated: end/ { inside = 0 }
        !inside { print }
        /^\.\\" generated: begin/ { inside = 1; while ((getline line < list) > 0) print line }
    ' "docs/man/$1.1"
}

for program in stemma-search stemma-index; do
    renew $program >"$work/page"
    if [ "${2-}" = write ]; then
        cp "$work/page" docs/man/$program.1
    elif cmp -s "$work/page" docs/man/$program.1; then
        echo "ok manual-has-the-options-of-$program"
    else
        echo "not ok manual-has-the-options-of-$program: run 'make manual'"
    fi
done
for page in docs/man/*.[1-8]; do
    if ! command -v mandoc >/dev/null; then
        echo "skipped: lint-$page (mandoc is not there)"
    # Debian's mandoc only knows the pages that are installed; ours refer to each other
    elif mandoc -T lint "$page" 2>&1 | grep -v 'referenced manual not found\|outdated mandoc.db' >"$work/lint"; then
        echo "not ok lint-$page: $(head -n 1 "$work/lint")"
    else
        echo "ok lint-$page"
    fi
done
