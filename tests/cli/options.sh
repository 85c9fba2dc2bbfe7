#!/bin/sh
# Options, help, and what is said where one is wrong.
. "$(dirname "$0")/common"
make_articles
index add -d db art
says() { "$@" 2>&1 >/dev/null | head -n 1; }
check short-help-fits-a-screen 1 "$([ "$("$bin/stemma-search" -h | wc -l)" -le 23 ] && [ "$("$bin/stemma-index" -h | wc -l)" -le 23 ] && echo 1)"
check help-is-80-wide 0 "$({ "$bin/stemma-search" --help; "$bin/stemma-index" --help; } | LC_ALL=C.UTF-8 awk 'length > 80' | wc -l)"
check help-of-a-command 1 "$("$bin/stemma-index" stats --help | grep -c -- '--top-terms\[')"
check help-has-only-its-options 0 "$("$bin/stemma-index" stats --help | grep -c -- --deep)"
check option-before-command 0 "$(status "$bin/stemma-index" -d db check)"
check foreign-option "stemma-index: --deep is no option of stats" "$(says "$bin/stemma-index" stats -d db --deep)"
check foreign-option-2 2 "$(status "$bin/stemma-index" check -d db --memory 1M)"
check foreign-option-3 2 "$(status "$bin/stemma-index" update -d db -g '*.txt')"
check command-unknown 1 "$(says "$bin/stemma-index" ad -d db | grep -c "'ad' is no command; the commands are: add, update")"
check letter-m-is-n 1 "$(search -d db -m1 --jsonl -o flight trade | grep -c .)"
check limit-below-0 "stemma-search: --limit takes a number from 0 to 4294967295, not '-1'" "$(says "$bin/stemma-search" -d db --limit=-1 x)"
check cut-name '{"n":2}' "{\"n\":$(search -d db --coun flight)}"
