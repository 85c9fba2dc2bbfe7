#!/bin/sh
# A search opens nothing for writing, makes nothing and needs no permission to.
# shellcheck source=tests/cli/common
. "$(dirname "$0")/common"
export ASAN_OPTIONS=detect_leaks=0     # it cannot look for them while it is traced
make_articles
index add -q -d db art
if ! strace -o /dev/null true 2>/dev/null; then
    echo "skipped: strace cannot trace here"
    exit 0
fi
# (but what a build for coverage writes)
writes() { grep -vE '\.gcda"|F_GETFL' "$1" | grep -cE 'O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|^[0-9 ]*(creat|rename|renameat2?|unlink|unlinkat|mkdir|mkdirat|ftruncate|truncate|chmod|fchmod|link|symlink)\('; }
trace() { strace -f -o calls "$bin/stemma-search" -d db "$@" >/dev/null 2>&1; }
for query in flight '"direct flight"' 'Gespräch*' fligt~1 'встреча OR Minsk'; do
    trace --json "$query"
    check search-opens-nothing-for-writing 0 "$(writes calls)"
    check search-opens-the-index 1 "$(grep -c 'db/MANIFEST' calls | sed 's/[1-9][0-9]*/1/')"
done
printf 'flight\nMinsk\n' >queries
trace --batch=queries
check batch-opens-nothing-for-writing 0 "$(writes calls)"
strace -f -o calls "$bin/stemma-index" add -q -d db records.jsonl >/dev/null 2>&1
check the-indexer-is-seen-to-write 1 "$(writes calls | sed 's/[1-9][0-9]*/1/')"
# nor any other program, nor the network
trace flight
check search-starts-nothing 0 "$(grep -cE 'execve\(|socket\(|connect\(|fork\(' calls | sed 's/^1$/0/')"
# it gives up the right to (base/confine.h), where the kernel takes it, and says nothing where not
landlocks() { grep -c 'landlock_restrict_self(.* = 0$' calls; }
if nm "$bin/stemma-search" | grep -q gcov; then
    echo "skipped: the programs write what of them is reached"
elif ! grep -q 'landlock_create_ruleset(NULL, .* = [1-9]' calls; then
    echo "skipped: this kernel has no Landlock"
else
    check search-is-confined 1 "$(landlocks)"
    trace --batch=queries
    check batch-is-confined 1 "$(landlocks)"
    # but not where a pager may start, which may want to save a file or to start an editor
    on_terminal() { script -qec "stty rows 24 columns 80; strace -f -o calls $bin/stemma-search -d db $* flight" /dev/null </dev/null >/dev/null; }
    on_terminal --no-pager
    check on-a-terminal-without-a-pager-is-confined 1 "$(landlocks)"
    PAGER=cat on_terminal
    check on-a-terminal-with-no-real-pager-is-confined 1 "$(landlocks)"
    PAGER=less on_terminal
    check a-pager-is-not-confined 0 "$(landlocks)"
    for call in landlock_create_ruleset landlock_restrict_self prctl; do
        strace -f -o calls -e inject=$call:error=ENOSYS "$bin/stemma-search" -d db --json flight >out 2>err
        code=$?
        check "without-$call-nothing-changes" "0 $(search -d db --json flight | cksum)" "$code $(cksum <out)"
        check "without-$call-nothing-is-said" 0 "$(grep -vc '^stemma-search: note' err)"
    done
fi
# in a folder that cannot be written to, as somebody who may only read
chmod -R a+rX . && chmod a-w db db/*
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    as() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
else
    as() { "$@"; }
fi
chmod a+x "$work" 2>/dev/null
cp "$bin/stemma-search" . 2>/dev/null
check reader-of-another-user 3 "$(as ./stemma-search -d db -c flight 2>err)"
chmod -R u+w db
