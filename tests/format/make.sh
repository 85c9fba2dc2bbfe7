#!/bin/sh
# Makes the small index that is stored for a format: two segments, three languages, an article
# that was replaced. Usage: sh tests/format/make.sh BIN DIRECTORY
set -eu
index() { "$1/stemma-index" add -q -j1 -d "$2" -; }
index "$1" "$2" <<'LINES'
{"id":"a","lang":"en","title":"Direct flight","body":"An old text about the flight."}
{"id":"c","lang":"de","title":"Gespräche in Perm","body":"Die Gespräche am 17. Mai waren gut. Der Handel wächst."}
LINES
index "$1" "$2" <<'LINES'
{"id":"b","lang":"ru","title":"Встреча","body":"Мэр провел встречу с гостями из Омска. Говорили о торговле."}
{"id":"a","lang":"en","title":"Direct flight","date":"2024-05-02","body":"The direct flight was opened in May, said the mayor."}
LINES
rm -f "$2/LOCK"
