#!/bin/sh
# The two programs as their users run them. Prints "ok NAME" or "not ok NAME".
set -u
bin=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
seeds=$(pwd)/seeds
format=$(pwd)/tests/format
shared=${STEMMA_SHARED:-$(pwd)/../shared}
unset STEMMA_DB
index() { "$bin/stemma-index" "$@" 2>>"$work/err"; }
search() { "$bin/stemma-search" -d "$work/db" "$@" 2>"$work/err"; }
check() {    # NAME, WANT, GOT
    if [ "$2" = "$3" ]; then
        echo "ok $1"
    else
        echo "not ok $1: want '$2', got '$3'"
    fi
}
status() { "$@" >/dev/null 2>&1; echo $?; }
ids() { sed 's/.*"id":"\([^"]*\)".*/\1/' | sort | tr '\n' ' '; }

cd "$work" || exit 1
mkdir art
printf 'Direct flight to Minsk\n\nThe direct flight was opened in April. Trade will grow.\n' >art/a.txt
printf 'A flight of fancy\n\nNothing direct about this flight, said the reader of the book.\n' >art/b.txt
printf 'Gespräche in Perm\n\nDie Gespräche am 17. Mai waren gut. Der Handel wächst mit der Zeit.\n' >art/c.txt
printf 'Встреча в Минске\n\nМэр В. Кухарев провел встречу с гостями из Омска.\n' >art/d.txt
check add 0 "$(status "$bin/stemma-index" add -d db art)"
check phrase 'a ' "$(search --jsonl '"direct flight"' | ids)"
check hyphen-behind-a-phrase 'a ' "$(search --jsonl '"direct flight"-opened' | ids)"
check hyphen-behind-german-marks 'c ' "$(search -o --jsonl '„Gespräche“-Handel' | ids)"
check phrase-order 1 "$(status "$bin/stemma-search" -d db '"flight direct"')"
search '"direct flight' >/dev/null
check unclosed-note 1 "$(grep -c 'note: unclosed' err)"
check all-words 'a b ' "$(search --jsonl direct flight | ids)"
check exclude 'b ' "$(search --jsonl -- flight -Minsk | ids)"
check only-exclude 'b c d ' "$(search --jsonl -- -april | ids)"
check relaxed 'a d ' "$(search --jsonl trade Omsk | ids)"
check relaxed-note 1 "$(grep -c 'showing articles with 1 of 2' err)"
check no-relax 1 "$(status "$bin/stemma-search" -d db --no-relax trade Omsk)"
check any 'a c d ' "$(search --jsonl -o trade Handel Омск | ids)"
check inflected 'c ' "$(search --jsonl gespräch | ids)"
check marks 1 "$(search --color=always --json GESPRÄCH | grep -c '"spans":\[\[4,13\]\]')"
check joined-all '' "$(search --no-relax --jsonl Minsk-flight | ids)"
check joined-any 'a b d ' "$(search --jsonl -o Minsk-flight | ids)"
check date-stays-whole 1 "$(search --jsonl gespräch | grep -c 'Die Gespräche am 17. Mai waren gut.')"
check russian 'd ' "$(LC_ALL=C search --jsonl встреча кухарев | ids)"
check id 'a ' "$(search --jsonl id:a | ids)"
check id-without 'b ' "$(search --jsonl -- flight -id:a | ids)"
check only-without-id 'b c d ' "$(search --jsonl -- -id:a | ids)"
check id-and-none-of-the-words '' "$(search --jsonl -o id:b april trade | ids)"
check id-and-any-word 'a ' "$(search --jsonl -o id:a april fancy | ids)"
check count 2 "$(search -c flight)"
check paths 'art/a.txt' "$(search -l April)"
check null-paths 1 "$(search -0 April | tr '\0' '\n' | grep -c '^art/a.txt$')"
check tsv-fields 6 "$(search April | awk -F '\t' '{print NF}')"
check quiet '' "$(search -q flight)"
check nothing-found 1 "$(status "$bin/stemma-search" -d db zzzz)"
check empty-query 1 "$(status "$bin/stemma-search" -d db '')"
check no-index 2 "$(status "$bin/stemma-search" -d none x)"
check wrong-option 2 "$(status "$bin/stemma-search" -d db --limt x)"
check bad-bytes 1 "$(status "$bin/stemma-search" -d db "$(printf '\377\376(')")"
check exhaustive "$(search --jsonl -o direct flight)" "$(search --exhaustive --jsonl -o direct flight)"
check same-bytes "$(search flight)" "$(search flight)"
# a copy under another menu stands behind the better one
mkdir copies
{ echo 'The copied article'; echo; cat "$seeds"/ice-hockey-friendly.txt; } >copies/copy-1.txt
{ echo 'Our menu | Contact'; echo; cat "$seeds"/ice-hockey-friendly.txt; echo; echo 'Hockey is back'; } >copies/copy-2.txt
index add -d copies-db copies art
printf '{"url":"u1","headline":"Kopf","text":"Ein Gespräch."}\n{"body":"ohne Text"}\n' >named.jsonl
check fields-skips-lines-without-them 1 \
    "$(status "$bin/stemma-index" add -d named-db --fields=id=url,title=headline,body=text named.jsonl)"
check fields 'u1 ' "$("$bin/stemma-search" -d named-db --jsonl Kopf Gespräche | ids)"
check fields-wrong 2 "$(status "$bin/stemma-index" add -d named-db --fields=Head=x named.jsonl)"
mkdir kinds
printf '<title>Messe - Blatt</title><meta name=date content=2024-05-17><nav><a href=x>Start</a></nav><h1>Messe</h1>' >kinds/a.html
printf '<p>Die B&auml;cker zeigten am Freitag neue Brote, und viele Besucher kamen in die Halle.</p>' >>kinds/a.html
printf -- '---\ntitle: A flight\n---\nThe *direct* [flight](x) to Minsk was opened in the spring.\n' >kinds/b.md
printf 'id;title;body\n7;Straße;"Die ""Straße""\nist lang."\n8;x\n' >kinds/c.csv
printf 'From a 11:34\nSubject: =?utf-8?b?0J/RgNC40LLQtdGC?=\nMessage-ID: <m@x>\n\nМы были в Омске.\n' >kinds/d.mbox
printf '<html><p>Words of a page whose name tells nothing about the croissant.</p>' >page
check kinds-a-row-is-refused 1 "$(status "$bin/stemma-index" add -d kinds-db kinds page)"
kinds() { "$bin/stemma-search" -d kinds-db --jsonl "$@" 2>>err | ids; }
check kinds-html 'a ' "$(kinds Bäcker)"
check kinds-html-title-and-date 1 \
    "$("$bin/stemma-search" -d kinds-db --jsonl Bäcker | grep -c '"date":"2024-05-17","title":{"text":"Messe"')"
check kinds-html-by-content 'page ' "$(kinds croissant)"
check kinds-markdown 'b ' "$(kinds '"direct flight to Minsk"')"
check kinds-csv '7 ' "$(kinds Straße)"
check kinds-mail 'm@x ' "$(kinds привет Омск)"
printf 'One two three croissants of the filter.\n' >kinds/f.xyz
printf 'no\n' >kinds/f.bad
check filter-fails-on-one-file 1 "$(status "$bin/stemma-index" add -d filter-db --filter='xyz:sed s/two/zwei/ %s' \
    --filter='bad:false' kinds/f.xyz kinds/f.bad)"
check filter 'f ' "$("$bin/stemma-search" -d filter-db --jsonl zwei | ids)"
check filter-named 1 "$("$bin/stemma-index" add -d filter-db --filter=bad:false kinds/f.bad 2>&1 | grep -c "filter 'false'")"
check filter-wrong 2 "$(status "$bin/stemma-index" add -d filter-db --filter=bad kinds)"
printf 'id\tbody\n1\tcroissant, butter\n' | "$bin/stemma-index" add -d type-db -q -t tsv -
check type-of-standard-input '1 ' "$("$bin/stemma-search" -d type-db --jsonl butter | ids)"
check type-wrong 2 "$(status "$bin/stemma-index" add -d type-db -t pdf kinds)"
check kinds-no-column 1 \
    "$(printf 'a,b\n1,2\n' >x.csv; "$bin/stemma-index" add -d kinds-db x.csv 2>&1 | grep -c "names no column 'body'")"
similar() { "$bin/stemma-search" -d copies-db --jsonl "$@" hockey | grep -o '"similar":[0-9]*' | tr '\n' ' '; }
{ echo 'Der Titel des Artikels'; echo; awk 'BEGIN { for (i = 0; i < 200; i++) printf "\342\224\201"; print "" }'; echo
  echo 'Die Delegation sagte gestern, dass sie im Frühling die Stadt besuchen und mit dem Bürgermeister über den Handel sprechen werde.'; } >rule.txt
index add -d rule rule.txt
check language-behind-a-rule de "$("$bin/stemma-search" -d rule --format '{lang}' '*')"
check collapse-near '"similar":1 ' "$(similar)"
check collapse-fills '"similar":1 ' "$(similar -n 1)"
check collapse-exact '"similar":0 "similar":0 ' "$(similar --collapse=exact)"
check collapse-off '"similar":0 "similar":0 ' "$(similar --collapse=off)"
check collapse-not-of-files 2 "$("$bin/stemma-search" -d copies-db -l hockey | grep -c .)"
check collapse-shown 1 "$("$bin/stemma-search" -d copies-db --explain hockey | grep -c '+1 similar')"
check collapse-refused 2 "$(status "$bin/stemma-search" -d db --collapse=all x)"
check all-articles 4 "$(search -c '*')"
check all-and-a-word "$(search -c flight)" "$(search -c '* flight')"
check sort-id 'a|b|c|d|' "$(search --sort=id --format '{id}|' '*')"
check sort-down 'd|c|b|a|' "$(search --sort=-id --format '{id}|' '*')"
check sort-limit 'd|c|' "$(search --sort=-id -n 2 --format '{id}|' '*')"
check sort-title 'b|a|c|d|' "$(search --sort=title --format '{id}|' '*')"
check sort-title-down 'd|c|a|b|' "$(search --sort=-title --format '{id}|' '*')"
check sort-lang 'c|a|b|d|' "$(search --sort=lang --format '{id}|' '*')"
check sort-path 'd|c|b|a|' "$(search --sort=-path --format '{id}|' '*')"
check sort-score "$(search --format '{id}|' flight)" "$(search --sort=score --format '{id}|' flight)"
check expand-all "$(search -c flights)" "$(search -c --expand=forms,parts,names,writings flights)"
check expand-one "$(search -c Gespräch)" "$(search -c --expand=forms Gespräch)"
check expand-none 1 "$(search -c --expand=none fancy)"
check expand-refused 2 "$(status "$bin/stemma-search" -d db --expand=forms,all x)"
check sort-refused 2 "$(status "$bin/stemma-search" -d db --sort=colour x)"
check format-fields '1	b	0.4|en ' "$(search -n1 --format '{rank}\t{id}\t{score:.1f}|{lang}\x20' fancy | sed 's/\\x20/ /')"
check format-exit 0 "$(status "$bin/stemma-search" -d db --format '{score}' --format '{id}' fancy)"
check format-width 'A flight o|   b|' "$(search -n1 --format '{title:10}|{id:-4}|' fancy)"
check format-first-of en "$(search -n1 --format '{date|lang}' fancy)"
check format-escapes '{b}	' "$(search -n1 --format '\{{id}\}\t' fancy)"
check format-unknown 1 "$("$bin/stemma-search" -d db --format '{colour}' x 2>&1 | grep -c "no field 'colour'; the fields are rank, id")"
check format-open-brace 2 "$(status "$bin/stemma-search" -d db --format '{id' x)"
check xlang-off "$(search -l flight)" "$(search --xlang=off -l flight)"
check explain 2 "$(search --explain -n1 direct flight | grep -c 'idf')"
sj() { search --json "$@"; }
check json-query 1 "$(sj -- '"direct flight" -zzz e-mail' | grep -c '^{"v":1,"query":{"text":"\\"direct flight\\" -zzz e-mail","parsed":"\\"direct flight\\" -zzz e-mail","notes":\["no article has all of: direct flight, e-mail; showing articles with 1 of 2 (--no-relax to forbid)"\],"relaxed":true,"langs":\["en","de","ru"\]},"total":1,"total_exact":true,"suggestions":\[\],"facets":{},"hits":\[{"rank":1,"id":"a",')"
check json-parsed-again 1 "$(sj -- '"direct flight" -zzz "e mail"' | grep -c '"parsed":"\\"direct flight\\" -zzz \\"e mail\\""')"
check json-no-hits '{"v":1,"query":{"text":"zzzz","parsed":"zzzz","notes":["no match for: zzzz"],"relaxed":false,"langs":["en","de","ru"]},"total":0,"total_exact":true,"suggestions":[],"facets":{},"hits":[]}' "$(sj zzzz)"
check json-no-hits-status 1 "$(status "$bin/stemma-search" -d db --json zzzz)"
check json-note-is-on-stderr 1 "$(sj '"direct flight' >/dev/null; grep -c 'note: unclosed' err)"
check json-same-bytes "$(sj -o flight Handel)" "$(sj -o flight Handel)"
check json-explain '"explain":[{"parts":[{"term":"april","via":"exact","tf":N,"weight":N,"tier":N}],"lang":"en","df":N,"docs":N,"tf":N,"length":N,"average_length":N,"idf":N,"tier":N,"norm":N,"score":N}]}]}' \
    "$(sj --explain april | sed 's/.*"explain"/"explain"/; s/[0-9][0-9.]*/N/g')"
check jsonl-explain 2 "$(search --jsonl --explain -n1 direct flight | grep -o '"idf"' | grep -c .)"
check json-without-explain 0 "$(sj april | grep -c '"explain"')"
via() { search --jsonl -n1 "$@" | sed 's/.*"via":"\([^"]*\)".*/\1/'; }
check via-exact exact "$(via APRIL)"
check via-form form "$(via flights)"
check via-form-of-one form "$(via april flights)"
check via-phrase exact "$(via '"Direct FLIGHT"')"
check phrase-of-other-forms 1 "$(status "$bin/stemma-search" -d db '"direct flights"')"
check phrase-of-other-forms-or-more 'a ' "$(search --jsonl -o '"direct flights" April' | ids)"
check via-german form "$(via Gespräch)"
check via-german-exact exact "$(via gespräche)"
check via-id exact "$(via id:a)"
check length-0 '' "$(search --snippet-length=0 -s 3 April | cut -f 6)"
check length-0-title 1 "$(search --jsonl --snippet-length=0 April | grep -c '"text":"Direct flight to Minsk".*"passages":\[\]')"
host=$(uname -n)
e=$(printf '\033')
check hyperlink "$e]8;;file://$host$work/art/a.txt$e\\art/a.txt$e]8;;$e\\" "$(search --hyperlink=always -l April)"
mkdir 'my art'
printf 'Tables\n\nRound tables, square tables.\n' >'my art/ü%.txt'
index add -d link 'my art'
check hyperlink-encoded 1 "$("$bin/stemma-search" -d link --explain --hyperlink=always tables | grep -cF "$work/my%20art/%C3%BC%25.txt$e\\my art/ü%.txt$e]8;;")"
check hyperlink-auto-in-pipe 0 "$(search --color=always --explain April | grep -c ']8;;')"
check hyperlink-not-in-tsv 0 "$(search --hyperlink=always --tsv April | grep -c ']8;;')"
check hyperlink-refused 2 "$(status "$bin/stemma-search" -d db --hyperlink=maybe x)"
printf '{"id":"sep","title":"Sep\342\200\250arated \342\200\217 turned","body":"body with \342\200\251 and \330\234 and \342\201\246 signs"}\n' >sep.jsonl
index add -d sep sep.jsonl
check separators-tsv 'Sep arated turned|and and signs' "$("$bin/stemma-search" -d sep signs | cut -f 5,6 | tr '\t' '|')"
check separators-visible 1 "$("$bin/stemma-search" -d sep --explain --width=200 signs | grep -cF 'Sep\u{2028}arated \u{200f} turned')"
printf '301\tdirect flight\n\nHandel\r\n\tzzzz\n5 b\tflight -april' >batch.txt
check batch-tsv '301|a 301|b 3|c 5 b|b ' "$(search --batch=batch.txt | awk -F '\t' '{print $1 "|" $3}' | sed 's:art/::; s:\.txt::' | tr '\n' ' ')"
check batch-stdin "$(search --batch=batch.txt)" "$(search --batch <batch.txt)"
check batch-note 1 "$(search --batch=batch.txt >/dev/null; grep -c 'note: 4: no match for: zzzz' err)"
check batch-jsonl 4 "$(search --batch --jsonl <batch.txt | grep -c '^{"qid":"[^"]*","rank":')"
check batch-json '301 3 4 5 b ' "$(search --batch --json <batch.txt | sed 's/^{"qid":"\([^"]*\)","v":1,.*}$/\1/' | tr '\n' ' ')"
check batch-one-is-as-alone "$(search --jsonl Handel)" "$(search --batch --jsonl <batch.txt | sed -n 's/^{"qid":"3",/{/p')"
check batch-count '301 2 3 1 4 0 5 b 1 ' "$(search --batch -c <batch.txt | tr '\t\n' '  ')"
check batch-paths '301	art/a.txt' "$(search --batch -l <batch.txt | head -n 1)"
check batch-human '3: Handel' "$(search --batch --explain <batch.txt | grep '^3: ')"
check batch-found 0 "$(printf 'zzzz\nflight\nzzzz\n' | status "$bin/stemma-search" -d db --batch)"
check batch-nothing-found 1 "$(printf 'zzzz\n' | status "$bin/stemma-search" -d db --batch)"
check batch-empty 1 "$(status "$bin/stemma-search" -d db --batch=/dev/null)"
check batch-no-file 2 "$(status "$bin/stemma-search" -d db --batch=nowhere)"
check batch-folder 2 "$(status "$bin/stemma-search" -d db --batch=art)"
check batch-and-query 2 "$(status "$bin/stemma-search" -d db --batch=batch.txt x)"
{ yes x | head -n 70000 | tr -d '\n'; printf '\nflight\n'; } >long.txt
check batch-too-long-goes-on 'a b ' "$(search --batch=long.txt --jsonl | ids)"
check batch-too-long 2 "$(status "$bin/stemma-search" -d db --batch=long.txt)"
check batch-too-long-named 1 "$(search --batch=long.txt >/dev/null; grep -c 'line 1 not searched: a query of 70000 bytes' err)"
printf '{"id":"a b","body":"same words"}\n{"id":"c","body":"same words"}\n{"id":"d","body":"same words"}\n' | index add -d ties -
check trec 'q%201 Q0 a%20b 1 run;q%201 Q0 c 2 run;q%201 Q0 d 3 run;' "$(printf 'q 1\tsame\n' | "$bin/stemma-search" -d ties --batch --trec=run | awk '{print $1, $2, $3, $4, $6}' | tr '\n' ';')"
check trec-scores-fall 3 "$("$bin/stemma-search" -d ties --trec same | awk '{print $5}' | sort -u | grep -c .)"
check trec-alone '1 Q0 a 1 stemma' "$(search --trec April | awk '{print $1, $2, $3, $4, $6}')"
check trec-tag 2 "$(status "$bin/stemma-search" -d db --trec='a b' x)"
if command -v script >/dev/null; then
    # on a terminal of 6 rows
    term() { TERM=xterm PAGER='sed s/^/paged:/' script -qec "stty rows 6 cols 80; $bin/stemma-search -d db $*" /dev/null </dev/null | tr -d '\r'; }
    check paged yes "$(term -o flight Handel | grep -q '^paged:.*Direct flight\|^paged:.*1\. ' && echo yes)"
    check paged-status 0 "$(term -o flight Handel '>/dev/null;' echo '$?' | tail -n 1)"
    check not-paged-when-short 0 "$(term --color=never April | grep -c '^paged:')"
    check no-pager 0 "$(term --no-pager -o flight Handel | grep -c '^paged:')"
    check no-pager-program 2 "$(TERM=xterm PAGER=/nowhere/pager script -qec "stty rows 6 cols 80; $bin/stemma-search -d db --color=never flight 2>/dev/null" /dev/null </dev/null | grep -c '^[12]\. ')"
    check hyperlink-auto 1 "$(term April | grep -c "]8;;file://$host$work/art/a.txt")"
    check hyperlink-never 0 "$(term --hyperlink=never April | grep -c ']8;;')"
    check hyperlink-without-colour 0 "$(term --color=never April | grep -c ']8;;')"
else
    echo "skipped: pager and links on a terminal (no script)"
fi
check pager-not-in-pipe 0 "$(PAGER='sed s/^/paged:/' search -o -n0 flight Handel | grep -c '^paged:')"
check sound 0 "$(status "$bin/stemma-index" check -d db)"
check unchanged 4 "$(index add -d db --json art | sed 's/.*"unchanged":\([0-9]*\).*/\1/')"
printf 'A flight of fancy\n\nRewritten about trains.\n' >art/b.txt
check updated 1 "$(index add -d db --json art | sed 's/.*"updated":\([0-9]*\).*/\1/')"
check old-text-gone 1 "$(status "$bin/stemma-search" -d db reader)"
check new-text-found 'b ' "$(search --jsonl trains | ids)"
check sound-after-update 0 "$(status "$bin/stemma-index" check -d db)"
mkdir one
cp art/*.txt one
index add -d whole one
check updated-equals-fresh "$("$bin/stemma-search" -d whole --jsonl --no-snippets -o flight trade 2>/dev/null | sed 's/"path".*//')" \
    "$(search --jsonl -o flight trade | sed 's/"path".*//')"
printf '{"id":"r1","lang":"en","title":"One","body":"red fox"}\n{broken\n\n{"body":"grey fox"}\n{"id":"r1","body":"blue fox"}\n' >r.jsonl
check broken-line 1 "$(status "$bin/stemma-index" add -d rec r.jsonl)"
"$bin/stemma-index" add -d rec2 r.jsonl 2>err >/dev/null
check broken-line-named 1 "$(grep -c 'line 2' err)"
{ printf '{"id":"old","date":"'; head -c 1100000 /dev/zero | tr '\0' 9; printf '","body":"a"}\n{"id":"new","body":"kept"}\n'; } >date.jsonl
check long-date-skipped 1 "$(status "$bin/stemma-index" add -d dates date.jsonl)"
check long-date-skips-no-other 'new ' "$("$bin/stemma-search" -d dates --jsonl kept | ids)"
check last-duplicate-wins 'r.jsonl:4 r1 ' "$("$bin/stemma-search" -d rec2 --jsonl fox | ids)"
check replaced-is-gone 1 "$(status "$bin/stemma-search" -d rec2 red)"
printf '{"id":"s","body":"from standard input"}\n' | index add -d std -
check stdin 0 "$(status "$bin/stemma-search" -d std input)"
check two-indexes 'a s ' "$("$bin/stemma-search" -d db -d std --jsonl -o april input | ids)"
printf 'bin\000ary' >bin.txt
check binary-skipped 1 "$(status "$bin/stemma-index" add -d nb bin.txt)"
check missing-path 1 "$(status "$bin/stemma-index" add -d nb nowhere)"
printf '\377\376h\000i\000 \000y\000o\000u\000' >u16.txt
index add -d u16 u16.txt
check utf16 0 "$(status "$bin/stemma-search" -d u16 you)"
printf 'evil \033[31m title\n\nbody with \033]0;x\007 escapes\n' >esc.txt
index add -d esc esc.txt
check no-escapes 0 "$("$bin/stemma-search" -d esc --explain escapes 2>&1 | grep -c "$(printf '\033')")"
index add -d self/db art self
check empty-index-dir 2 "$(mkdir empty; status "$bin/stemma-search" -d empty x)"
printf 'A title\n\nWe took a direct\nflight to Minsk.\n' >wrap.txt
index add -d wrap wrap.txt
check phrase-over-line-break 1 "$("$bin/stemma-search" -d wrap --jsonl '"direct flight"' | grep -c '"text":"We took a direct flight to Minsk.","spans":\[\[10,23\]\]')"
{ printf 'A title\n\n'; yes 'Cookie settings and menu' | head -n 14000; } >many.txt
index add -d many many.txt
case $bin in
*/asan) echo "skipped: repeated-lines-in-256M (AddressSanitizer needs the address space)" ;;
*) check repeated-lines-in-256M 1 "$( (ulimit -v 262144; "$bin/stemma-search" -d many --jsonl cookie 2>&1) | grep -c '"id":"many"')" ;;
esac
for option in '-n abc' '-n -1' '-s -1' '--color=blue'; do
    # shellcheck disable=SC2086 # an option and its value
    check "refused $option" 2 "$(status "$bin/stemma-search" -d db $option flight)"
done
"$bin/stemma-search" -d db --limt 3 flight 2>err
check did-you-mean 1 "$(grep -c "did you mean '--limit'" err)"
mkfifo pipe
{ printf '{"id":"kept","body":"kept words"}\n{"id":"ha'; sleep 2; } >pipe &
"$bin/stemma-index" add -q -d stopped - <pipe &
pid=$!
sleep 1
kill -TERM $pid
wait $pid 2>/dev/null
check stopped-by-signal 143 $?
check stopped-keeps-what-was-read 'kept ' "$("$bin/stemma-search" -d stopped --jsonl kept | ids)"
printf '{"id": \033]0;x\007}\n' >esc.jsonl
"$bin/stemma-index" add -d esc esc.jsonl 2>err
check no-escapes-in-messages 0 "$(grep -c "$(printf '\033')" err)"
long=$(printf '%0250d' 0)
(mkdir far && cd far && for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do mkdir "$long" && cd "$long" || exit; done && echo x >a.txt) 2>/dev/null
check too-long-path-named 1 "$(status "$bin/stemma-index" add -d nb far)"
for option in --memory=nan '--memory=0x10' --wait=abc --lang=klingon --memry=5; do
    check "index refuses $option" 2 "$(status "$bin/stemma-index" add -d db "$option" art)"
done
check nothing-to-add 1 "$(mkdir none; status "$bin/stemma-index" add -d nb none)"
if [ -w /dev/full ]; then
    check output-full 2 "$("$bin/stemma-index" stats -d db >/dev/full 2>&1; echo $?)"
fi
cp -r db ro && chmod -R a-w ro
check read-only 0 "$(status "$bin/stemma-search" -d ro flight)"
chmod -R u+w ro
for at in 100 4200 9000 20000 40000; do
    cp -r db bad
    seg=$(find bad -name 'seg-*.mdb' | sort | head -n 1)
    printf 'XXXXXXXX' | dd of="$seg" bs=1 seek=$at conv=notrunc 2>/dev/null
    s=$(status "$bin/stemma-index" check -d bad)
    check "damage-at-$at" yes "$([ "$s" = 2 ] || cmp -s "$seg" "db/$(basename "$seg")" && echo yes || echo "no: $s")"
    rm -rf bad
done
cp -r db bad
truncate -s 8192 "$(find bad -name 'seg-*.mdb' | sort | head -n 1)"
check truncated 2 "$(status "$bin/stemma-search" -d bad flight)"
rm -rf bad
cp -r db bad
sed -i '1s/[0-9]*$/9/' bad/MANIFEST
"$bin/stemma-search" -d bad flight 2>err
check version-named 1 "$(grep -c 'format 9.*format 4' err)"
cp -r db trailing
echo 'segment 9 1 0 0 0' >>trailing/MANIFEST
"$bin/stemma-search" -d trailing flight 2>err
check nothing-after-the-checksum 1 "$(grep -c 'wrong checksum' err)"
check seeds-index 0 "$(status "$bin/stemma-index" add -d seeds-db "$seeds")"
check seeds-sound 0 "$(status "$bin/stemma-index" check -d seeds-db)"
check seeds-titles '--05-17 Half a billion dollars: what Minsk and Perm want from each other|--05-17 Не только торговать, но и производить: Беларусь и Прикамье ищут общие проекты|--08-14 Moskauer Minister in Minsk: Vier Tage im September und viele Bagger|' \
    "$("$bin/stemma-search" -d seeds-db --sort=date --format '{id}\t{date} {title}\n' -n 0 '*' | sed -n 's/^krutoi-makhonin-talks\t//p; s/^peregovory-krutoy-makhonin\t//p; s/^moskau-delegation-minsk\t//p' | tr '\n' '|')"
check seeds-count "$(find "$seeds" -name '*.txt' | wc -l | tr -d ' ')" "$("$bin/stemma-search" -d seeds-db -c -- -zzzz)"
# an index of each format that was ever written is read, or named as too old
for old in 2 3; do
    "$bin/stemma-search" -d "$format/$old" flight 2>err
    check format-$old-named 1 "$(grep -c "format $old.*format 4" err)"
done
for what in "stemma-search -d old flight" "stemma-index add -q -d old $seeds" "stemma-index list -d old" "stemma-index check -d old" \
    "stemma-index update -d old" "stemma-index compact -d old"; do
    cp -r "$format/4-analysis-3" old
    # shellcheck disable=SC2086
    "$bin"/$what >out 2>err
    check "analysis-3-refused ${what%% -d*}" '2 1 1' "$? $(grep -c 'analysis 3 of words, this program has 4' err) $(grep -c 'hint: index the articles again' err)"
    rm -r old
done
check format-4-sound 0 "$(status "$bin/stemma-index" check --deep -d "$format/4")"
check format-4-found 'a ' "$("$bin/stemma-search" -d "$format/4" --jsonl '"opened in May"' 2>/dev/null | ids)"
check format-4-umlauts 'c ' "$("$bin/stemma-search" -d "$format/4" --jsonl gespraech 2>/dev/null | ids)"
check format-4-list 'a 2024-05-02 Direct flight|b  Встреча|c --05-17 Gespräche in Perm|' "$("$bin/stemma-search" -d "$format/4" --sort=id --format '{id} {date} {title}|' '*')"
# threads change no byte; merges aside neither
awk 'BEGIN { srand(7); for (d = 0; d < 9000; d++) {
    printf "{\"id\":\"n%d\",\"lang\":\"%s\",\"title\":\"t%d\",\"body\":\"", d, (d % 3 == 0) ? "de" : "en", d
    for (w = 0; w < 300; w++) printf "w%d ", int(exp(rand() * 10))
    print "\"}" } }' >many.jsonl
for j in 1 2 5; do index add --memory 16M -j $j -d "jobs$j" many.jsonl; done
check jobs-many-segments 1 "$([ "$(ls jobs1 | grep -c mdb)" -gt 1 ] && echo 1)"
check jobs-same-manifest 1 "$(cmp jobs1/MANIFEST jobs2/MANIFEST && cmp jobs1/MANIFEST jobs5/MANIFEST && echo 1)"
check jobs-same-segments 1 "$(for f in jobs1/*.mdb; do cmp "$f" "jobs2/${f#jobs1/}" && cmp "$f" "jobs5/${f#jobs1/}" || echo differs; done | grep -c . | grep -qx 0 && echo 1)"
check jobs-sound 0 "$(status "$bin/stemma-index" check -d jobs5)"
index add -d jobs5 -j 3 many.jsonl
check jobs-unchanged 1 "$(tail -1 err | grep -c 'unchanged 9000')"
rm -rf jobs1 jobs2 jobs5 many.jsonl
check memory-too-small 0 "$(status "$bin/stemma-index" add -d small --memory 1 art)"
check memory-too-small-said 1 "$("$bin/stemma-index" add -d small --memory 1 art 2>&1 | grep -c '16M are used')"
awk 'BEGIN { printf "{\"id\":\"huge\",\"lang\":\"en\",\"body\":\""; for (i = 0; i < 3000000; i++) printf "w%d ", i % 50000; print "needle\"}" }' >huge.jsonl
check larger-than-the-budget 0 "$(status "$bin/stemma-index" add -d huge --memory 16M huge.jsonl)"
check larger-than-the-budget-found 1 "$("$bin/stemma-search" -d huge -c needle)"
rm -rf huge huge.jsonl small
# a full disk: merges are postponed, then adding fails; what was published stays
mkdir full
if mount -t tmpfs -o size=700k tmpfs full 2>/dev/null; then
    for k in 1 2 3 4 5 6 7; do
        awk -v k=$k 'BEGIN { srand(k); for (d = 0; d < 60; d++) {
            printf "{\"id\":\"%d-%d\",\"lang\":\"en\",\"body\":\"", k, d
            for (w = 0; w < 150; w++) printf "w%c%c%c ", 97 + rand() * 15, 97 + rand() * 15, 97 + rand() * 15
            print "\"}" } }' >"part$k.jsonl"
        "$bin/stemma-index" add -d full/db "part$k.jsonl" 2>>full.err || break
    done
    check full-disk-postpones 1 "$(grep -c 'merge of segments is postponed.*No space left' full.err | sed 's/^[1-9].*/1/')"
    check full-disk-fails 1 "$(grep -c 'cannot write.*No space left' full.err | sed 's/^[1-9].*/1/')"
    check full-disk-sound 0 "$(status "$bin/stemma-index" check -d full/db)"
    check full-disk-published $((60 * (k - 1))) "$("$bin/stemma-search" -d full/db -c -- -zzzz)"
    umount full
else
    echo "skipped: no small disk can be mounted"
fi
check jobs-none 2 "$(status "$bin/stemma-index" add -d x -j 0 art)"
check jobs-too-many 2 "$(status "$bin/stemma-index" add -d x -j 10000 art)"
index add -d titles --store=none art
check no-text-found 'a ' "$("$bin/stemma-search" -d titles --jsonl '"direct flight" april' 2>/dev/null | ids)"
check no-text-title 1 "$("$bin/stemma-search" -d titles april 2>/dev/null | grep -c 'Direct flight to Minsk')"
check no-text-sound 0 "$(status "$bin/stemma-index" check -d titles)"
# whoever names a folder of his own as an index loses nothing in it
mkdir mine && echo note >mine/seg-notes.txt
index add -d mine art
check own-files-only note "$(cat mine/seg-notes.txt)"
rm mine/MANIFEST
check no-manifest 2 "$(status "$bin/stemma-index" add -d mine art)"
check no-manifest-keeps 1 "$(ls mine | grep -c mdb)"
if [ -d "$shared/data/seeds" ]; then
    index add -d real "$shared/data/seeds"
    real() { "$bin/stemma-search" -d real --jsonl "$@" 2>/dev/null | sed 's/.*"id":"\(...\).*/\1/' | sort | tr '\n' ' '; }
    check P1 '001 ' "$(real trade cooperation)"
    check P1-lead 1 "$("$bin/stemma-search" -d real --jsonl trade cooperation | grep -c '"start":[0-9]*,"text":"Belarus and Perm Krai need to ramp up cooperation and trade, Ambassador of Belarus[^"]*learned."')"
    check P2 '003 003 003 003 003 ' "$(for q in Gespräch gespräche GESPRÄCH gespraech "$(printf 'Gespra\314\210ch')"; do "$bin/stemma-search" -d real --jsonl "$q" 2>/dev/null | sed 's/.*"id":"\(...\).*/\1/'; done | tr '\n' ' ')"
    check P2-equal 1 "$(for q in Gespräch gespräche GESPRÄCH gespraech "$(printf 'Gespra\314\210ch')"; do "$bin/stemma-search" -d real --jsonl "$q" 2>/dev/null | sed 's/"via.*//'; done | sort -u | grep -c .)"
    check P2-once '"occurrences":3' "$("$bin/stemma-search" -d real --jsonl Gespräch | grep -o '"occurrences":3')"
    check P8 '002 004 ' "$(real --xlang=off сотрудничество)"
    check P8-body 0 "$("$bin/stemma-search" -d real --jsonl сотрудничество | grep -c '"passages":\[{[^]]*Другие материалы\|"passages":\[{[^]]*В Гомеле')"
    cat >want12 <<'WANT'
000 en --03-20 A delegation from Perm visited the capital of Belarus
001 en --05-17 Belarus, Russia’s Perm Krai outline new avenues of cooperation
002 ru --08-14 Кухарев встретился с делегацией Правительства Москвы
003 de --05-17 Für Belarus und die Region Perm ist es wichtig, zur Kooperation überzugehen, um die Zusammenarbeit zu entwickeln und den
004 ru --06-24 Поставки техники и обмен технологиями. Что еще обсудили В. Кухарев и мэр Омска на встрече в Минске
WANT
    listed() { "$bin/stemma-search" -d "$1" --format '{id} {lang} {date} {title}\n' --sort=id '*' | sed 's/^\(...\)[^ ]*/\1/'; }
    check P12 "$(cat want12)" "$(listed real)"
    mkdir enc12
    for f in "$shared"/data/seeds/*.txt; do
        case ${f##*/} in
        001*) to=UTF-16 ;;
        002*) to=KOI8-R//TRANSLIT ;;
        003*) to=ISO-8859-1//TRANSLIT ;;
        004*) to=CP1251//TRANSLIT ;;
        *) to=UTF-8 ;;
        esac
        iconv -f UTF-8 -t "$to" "$f" >"enc12/${f##*/}"
    done
    index add -d encoded enc12
    check P12-encoded "$(cat want12)" "$(listed encoded)"
    check P5 '002 004 ' "$(real встреча Кухарев)"
    check P6 '004 ' "$(real Минск Омск побратимы)"
    check P6-marks 1 "$("$bin/stemma-search" -d real --jsonl Минск Омск побратимы | grep -c 'стали побратимами."\,"spans":\[\[[0-9]*,[0-9]*\],\[[0-9]*,[0-9]*\],\[[0-9]*,[0-9]*\]\]')"
    check P7 '000 001 ' "$(real '"direct flight"')"
else
    echo "skipped: the five articles are not there"
fi
# charsets: the same title whatever the bytes are in
mkdir enc
printf '\355\311\316\323\313 \311 \357\315\323\313\n\n\374\324\317 \320\317\302\322\301\324\311\315\331.\n' >enc/koi.txt
printf 'Gespr\344che f\374r \334bersee\n\nDer Handel w\344chst.\n' >enc/latin.txt
printf 'a\377b\377c\n' >enc/utf.txt
index add -v -d enc-db enc
check charset-koi8 1 "$("$bin/stemma-search" -d enc-db Минск 2>/dev/null | grep -c 'enc/koi.txt')"
check charset-windows 1 "$("$bin/stemma-search" -d enc-db gespräche 2>/dev/null | grep -c 'enc/latin.txt')"
check charset-shown 1 "$(grep -c '^added *ru  *koi8-r [0-9]*% *enc/koi.txt' err)"
check charset-forced-damage 1 "$(status "$bin/stemma-index" add -d enc-utf8 -E utf-8 enc)"
"$bin/stemma-index" add -d enc-utf8 -E UTF8 enc 2>err
check charset-damage-named 1 "$(grep -c "skipped 'enc/utf.txt': as utf-8, 33.3 % of its characters.*-E" err)"
check charset-force 0 "$(status "$bin/stemma-index" add -d enc-force --encoding=utf-8 --force enc)"
"$bin/stemma-index" add -d enc-utf8 -E klingon enc 2>err
check charset-unknown-named 1 "$(grep -c 'koi8-r' err)"
printf '<html><meta charset=utf-8>Gespr\344che f\374r alle' >enc/declares.txt
index add -d enc-db2 enc/declares.txt
check charset-overruled-is-said 1 "$(grep -c "'enc/declares.txt' declares utf-8; it was read as windows-1252" err)"
printf 'F\303\203\302\274r die Stra\303\203\305\270e, die Br\303\203\302\274cke.\n' >enc/twice.txt
"$bin/stemma-index" add -q -d enc-twice enc/twice.txt 2>err
check charset-twice-is-said 1 "$(grep -c "'enc/twice.txt': UTF-8 that was read as windows-1252 and saved again was undone" err)"
check charset-twice-undone 'Für die Straße, die Brücke.' "$("$bin/stemma-search" -d enc-twice --format='{title}' Brücken)"
printf '{"id":"r","title":"Br\303\203\302\274cke und Stra\303\203\305\270e","body":"F\303\203\302\274r die M\303\203\302\274hle."}\n' >enc/twice.jsonl
"$bin/stemma-index" add -q -d enc-twice enc/twice.jsonl
printf 'id\ttitle\tbody\nt\tBr\303\203\302\274cke und Stra\303\203\305\270e\tDie M\303\203\302\274hle und die B\303\203\302\244che.\n' >enc/twice.tsv
"$bin/stemma-index" add -q -d enc-table enc/twice.tsv
check charset-twice-in-a-table 't Brücke und Straße' "$("$bin/stemma-search" -d enc-table --format='{id} {title}' Mühle)"
check charset-twice-in-a-record 'r Brücke und Straße' "$("$bin/stemma-search" -d enc-twice --format='{id} {title}' Mühle)"
