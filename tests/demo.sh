#!/bin/sh
# Indexes seeds/ and shows searches in the three languages and one across them.
set -eu
bin=$1
db=$bin/demo
rm -rf "$db"
echo "\$ stemma-index add -d demo seeds"
"$bin/stemma-index" add -d "$db" seeds
colour=auto
[ -t 1 ] && colour=always
show() {
    echo
    echo "\$ stemma-search -d demo $*"
    "$bin/stemma-search" -d "$db" --color=$colour --width=80 --explain -n 3 "$@" \
        | grep -v '^   [0-9.]* = idf'
}
show direct flight
show Handelsumsatz Perm
show Шелест Минск
show -o Makhonin Machonin Махонин
