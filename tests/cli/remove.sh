#!/bin/sh
# stemma-index list and remove.
. "$(dirname "$0")/common"
make_articles
index add -q -d db art records.jsonl
check list 'a|b|r 1|c|d|' "$(index list -d db | cut -f 1 | lines)"
check list-line 'r 1,en,2024-05-17,Trade grows,http://x/1' "$(index list -d db 'r 1' | tr '\t' ',')"
check list-json '{"id":"c","lang":"de","date":"--05-17","title":"Gespräche in Perm","path":"art/c.txt","charset":"utf-8","bytes":90}' \
    "$(index list -d db --json art/c.txt)"
check list-null 5 "$(index list -d db -0 | tr -cd '\0' | wc -c)"
check list-unknown 1 "$(status "$bin/stemma-index" list -d db a nix)"
check list-query 'a|b|' "$(index list -d db --query 'direct flight' | cut -f 1 | lines)"
check list-query-all-words '' "$(index list -d db --query 'direct gespräche' | cut -f 1 | lines)"

check dry-run 'a|b|r 1|' "$(index remove -n -d db --query flight | cut -f 1 | lines)"
check dry-run-removes-nothing 5 "$(index list -d db | wc -l)"
check unknown-is-named 1 "$(status "$bin/stemma-index" remove -n -d db nix)"
index remove -d db nix a art/d.txt a
check unknown-name "stemma-index: no article has the id or path 'nix'|removed 2, unknown 1|" "$(lines <err)"
check removed 'b|r 1|c|' "$(index list -d db | cut -f 1 | lines)"
check removed-is-not-found 1 "$(status "$bin/stemma-search" -d db Кухарев)"
check sound-after-remove 0 "$(status "$bin/stemma-index" check -d db)"
check remove-nothing 2 "$(status "$bin/stemma-index" remove -d db)"
check remove-json '{"v":1,"removed":2,"unknown":0,"dry_run":false}' "$(index remove -q -d db --json --query flight)"
check remove-none 0 "$(status "$bin/stemma-index" remove -d db --query flight)"
check no-index 2 "$(status "$bin/stemma-index" remove -d nodb a)"
check no-index-is-made 2 "$(status ls nodb)"
index add -q -d db art
check added-again 'c|a|b|d|' "$(index list -d db | cut -f 1 | lines)"

# --query asks the program beside it
mkdir alone
cp "$bin/stemma-index" alone
check query-without-program 2 "$(status alone/stemma-index remove -d db --query flight)"
check query-without-program-removes-nothing 4 "$(index list -d db | wc -l)"
index remove -d db --query flight c
check name-and-query 'd|' "$(index list -d db | cut -f 1 | lines)"

# ids of any bytes
mkdir odd
for name in "$(printf 'odd/\377\376.txt')" "$(printf 'odd/two\nlines.txt')" odd/plain.txt; do
    printf 'Walruses\n\nNothing but walruses here.\n' >"$name"
done
index add -q -d odd-db odd
check query-finds-ids-of-any-bytes 3 "$(index list -d odd-db --query walruses | wc -l)"
index remove -d odd-db --query walruses
check query-removes-ids-of-any-bytes 'removed 3, unknown 0|' "$(lines <err)"

check option-of-another-command 2 "$(status "$bin/stemma-index" list -n -d db)"
index add -q --deep -d db art
check option-of-another-command-said 'stemma-index: --deep is no option of add' "$(head -n 1 err)"
