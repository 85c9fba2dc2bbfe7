#!/bin/sh
# stemma-index lexicon, and stemma-search -x with what it made.
. "$(dirname "$0")/common"
make_articles
index add -q -d db art
export XDG_DATA_HOME="$work/data"
export STEMMA_DICTIONARIES="$work/dictionaries"
ids() { search -d db -o -F --format='{id} ' "$@" | tr -d '\n'; }

# without a lexicon
check without-a-lexicon 'a b ' "$(ids -x --sort=id flight)"
check without-a-lexicon-said-once 'stemma-search: note: no lexicon, so no words are translated; make one: stemma-index lexicon' "$(cat search-err)"
check named-lexicon-is-missing 2 "$(status "$bin/stemma-search" -d db -x --lexicon=none.mdb flight)"

# words of the user; bad lines are named and left out
printf 'talks|conversation\tGespräch\tвстреча\nragged\tRagged\n\377\tx\ty\nguest\tGast\tгость\n' >words.tsv
index lexicon -q -o my.mdb words.tsv
check some-lines-skipped 1 $?
check skipped-lines 'words.tsv:2: skipped: fewer than three fields (English, German, Russian)|words.tsv:3: skipped: not UTF-8|' \
    "$(sed -n 's/^stemma-index: \(words.*\)/\1/p' err | lines)"
check no-rest-left '' "$(ls my.mdb.tmp 2>/dev/null)"
check english-finds-german-and-russian 'c d ' "$(ids -x --lexicon=my.mdb --sort=id conversation)"
check groups-of-a-query "conversation word|conversation de dict 1.00 1 gesprach|conversation ru dict 1.00 1 встреч|" \
    "$(search -d db -x --lexicon=my.mdb --parse 'conversation word' | tr '\t' ' ' | lines)"
check groups-with-explain 'flight|flight en exact 1.00 2 flight|' "$(search -d db --parse --explain flight | tr '\t' ' ' | lines)"
check groups-json '{"v":1,"query":{"text":"flight","parsed":"flight","notes":[],"relaxed":false,"langs":["en","de","ru"]},"variants":[{"word":"flight","lang":"en","via":"exact","weight":1.00,"df":2,"terms":["flight"]}]}' \
    "$(search -d db --json --parse --explain flight)"
check groups-only-if-asked 'conversation|' "$(search -d db --lexicon=my.mdb --parse conversation | lines)"
check small-words-are-passed-over 'd ' "$(search -d db -x --lexicon=my.mdb --sort=id --format='{id} ' 'the talks with guests' | tr -d '\n')"
check no-relaxing-for-them '' "$(cat search-err)"
check small-words-alone 'a b ' "$(ids -x --lexicon=my.mdb --sort=id 'was about')"
check russian-finds-german 'c ' "$(ids -x --lexicon=my.mdb встречах --sort=id | sed 's/d //')"
check only-with-x '' "$(ids --lexicon=my.mdb conversation)"
check other-languages-off '' "$(ids -x --lexicon=my.mdb --xlang=off conversation)"
check via-dict 'dict dict ' "$(search -d db -x --lexicon=my.mdb --format='{via} ' conversation | tr -d '\n')"

# a word that is written as a name, and is one in the other language, hardly means the ordinary word spelled alike
cat >perm.jsonl <<'LINES'
{"id":"e1","lang":"en","title":"Plants","body":"The engines come from Perm, and Perm is far away."}
{"id":"r1","lang":"ru","title":"Завод","body":"Двигатели приходят из города Перми, а Пермь далеко."}
{"id":"r2","lang":"ru","title":"Салон","body":"Завивка и ещё одна завивка, потом снова завивка волос."}
{"id":"r3","lang":"ru","title":"Погода","body":"Снова дождь, а завтра будет солнце."}
LINES
printf 'perm\tDauerwelle\tзавивка\n' >perm.tsv
index lexicon -q -o perm.mdb perm.tsv
index add -q -d perm.db perm.jsonl
check name-before-an-ordinary-word 'perm ru dict 0.25 1 завивк|perm ru name 1.00 1 перм|' \
    "$(search -d perm.db -x --lexicon=perm.mdb --parse perm | tr '\t' ' ' | grep ' ru ' | sort | lines)"
check name-found-first r1 "$(search -d perm.db -x --lexicon=perm.mdb --lang=ru --format='{id} ' perm | head -c 2)"

# the only German article has the word, which is no sign that it is frequent: among English articles with its
# translation that are longer than others it is first
cat >small.jsonl <<'LINES'
{"id":"e1","lang":"en","title":"One","body":"A conversation went on for long."}
{"id":"e2","lang":"en","title":"Two","body":"A conversation came to its end."}
{"id":"e3","lang":"en","title":"Three","body":"The weather was fine."}
{"id":"e4","lang":"en","title":"Four","body":"The train came late."}
{"id":"d1","lang":"de","title":"Eins","body":"Das Gespräch dauerte eine ganze Weile."}
LINES
index add -q -d small small.jsonl
check small-language-first d1 "$(search -d small -x --lexicon=my.mdb --format='{id}' Gespräch | head -c 2)"

# but a word that is frequent in the other languages is no rare one where there is one article only
{
    for i in $(seq 36); do
        printf '{"id":"e%s","lang":"en","title":"Note","body":"A conversation of the day number %s went on."}\n' "$i" "$i"
    done
    for i in 1 2 3; do
        printf '{"id":"w%s","lang":"en","title":"Note","body":"The weather of the day number %s was fine."}\n' "$i" "$i"
    done
    printf '{"id":"d1","lang":"de","title":"Zettel","body":"Das Gespräch dauerte eine ganze Weile."}\n'
} >large.jsonl
index add -q -d large large.jsonl
check frequent-word-in-a-small-language 'w1 w2 w3 ' "$(search -d large -x --lexicon=my.mdb -F -o -n 3 --format='{id} ' 'conversation weather' | tr -d '\n')"

# a word that is small in one of the languages that the query may be of is not translated from another
printf 'die\tsterben\tумирать\n' >die.tsv
index lexicon -q -o die.mdb die.tsv
printf '%s\n' '{"id":"r1","lang":"ru","title":"Записка","body":"Решено было жить, не умирать."}' \
    '{"id":"r2","lang":"ru","title":"Письмо","body":"В письме стоит CDU и больше ничего."}' >die.jsonl
index add -q -d die die.jsonl
check small-in-one-language 'r2 ' "$(search -d die -x --lexicon=die.mdb -o --format='{id} ' 'die CDU' | tr -d '\n')"
check small-in-one-language-exhaustive 'r2 ' "$(search -d die -x --lexicon=die.mdb -o --exhaustive --format='{id} ' 'die CDU' | tr -d '\n')"
check small-alone 'r1 ' "$(search -d die -x --lexicon=die.mdb --format='{id} ' 'die' | tr -d '\n')"

# a translation that stands in a compound alone
printf 'machine tool\tWerkzeugmaschine\tстанок\nchair\tStuhl\tстул\n' >tool.tsv
index lexicon -q -o tool.mdb tool.tsv
printf '%s\n' '{"id":"w1","lang":"de","title":"Bericht","body":"Die Werkzeugmaschinenindustrie wuchs im letzten Jahr."}' \
    '{"id":"w2","lang":"de","title":"Notiz","body":"Der Stuhlgang war regelmäßig."}' >tool.jsonl
index add -q -d tool tool.jsonl
check compound-of-an-unseen-word 'w1 dict ' "$(search -d tool -x --lexicon=tool.mdb --format='{id} {via} ' 'machine tools' | tr -d '\n')"
check not-of-a-short-one '' "$(search -d tool -x --lexicon=tool.mdb --format='{id} ' 'chair' | tr -d '\n')"

# the default place, made with its folder
printf 'talks\tGespräch\tвстреча\n' >good.tsv
index lexicon good.tsv
check all-lines-taken 0 $?
check default-place "$XDG_DATA_HOME/stemma/lexicon.mdb" "$(sed -n 's/^stemma-index: \(.*mdb\): .*/\1/p' err)"
check found-there 'c d ' "$(ids -x --sort=id talks)"
index lexicon -q -o again.mdb good.tsv
index lexicon -q -o once-more.mdb good.tsv
check same-bytes 0 "$(status cmp again.mdb once-more.mdb)"

# German compounds that hold a translation
mkdir nouns
printf 'Ein Treffen\n\nDas Gespräch war gut.\n' >nouns/a.txt
printf 'Ein Gipfel\n\nDas Spitzengespräch war kurz.\n' >nouns/b.txt
printf 'Die Rollen\n\nDer Gesprächspartner war alt.\n' >nouns/c.txt
printf 'Der Wald\n\nDas Wetter war schön.\n' >nouns/d.txt
printf 'Technik\n\nDas Datagramm war neu.\n' >nouns/e.txt
index add -q -d nouns.db nouns
check compounds-of-a-translation 'a b c ' "$(search -d nouns.db -x --lexicon=my.mdb --sort=id --format='{id} ' conversation | tr -d '\n')"

check words-of-no-dictionary-by-sound 'e ' "$(search -d nouns.db -x --lexicon=my.mdb --format='{id} ' датаграммы | tr -d '\n')"

# dictionaries, some of them
index lexicon -o none.mdb
check no-dictionaries 2 $?
check no-dictionaries-says-which-packages 1 "$(grep -c 'hint: apt-get install .*trans-de-en mueller7-dict dict-freedict-deu-rus' err)"
check nothing-written '' "$(ls none.mdb* 2>/dev/null)"
mkdir -p dictionaries/trans
printf 'Flug {m} | Flüge {pl} :: flight | flights\n' >dictionaries/trans/de-en
index lexicon -o some.mdb
check some-dictionaries 0 $?
check the-others-are-named 'mueller7-dict dict-freedict-deu-rus' "$(sed -n 's/.*not installed, and left out: //p' err | cut -d' ' -f1,2)"
check dictionary-used 'a b ' "$(ids -x --lexicon=some.mdb --sort=id Flüge)"

# what is no lexicon
cp good.tsv bad.mdb
check foreign-file 2 "$(status "$bin/stemma-search" -d db -x --lexicon=bad.mdb talks)"
search -d db -x --lexicon=bad.mdb talks
check foreign-file-says-what-to-do 'stemma-search: hint: make it again: stemma-index lexicon' "$(grep hint search-err)"
head -c 20000 again.mdb >cut.mdb
check cut-file 2 "$(status "$bin/stemma-search" -d db -x --lexicon=cut.mdb talks)"
check missing-tsv 2 "$(status "$bin/stemma-index" lexicon -o x.mdb none.tsv)"
check folder-is-missing 2 "$(status "$bin/stemma-index" lexicon -o none/x.mdb good.tsv)"

# on a terminal it is told what other languages have
terminal() { script -qec "$bin/stemma-search -d db --no-pager --color=never --hyperlink=never $*" /dev/null </dev/null | tr -d '\r' | tail -n 1 | sed 's/, [0-9.]* ms//'; }
if command -v script >/dev/null; then
    check also-in-other-languages '0 of 4 articles · also 1 de, 1 ru: add -x' "$(terminal talks)"
    check also-none-with-x '2 of 4 articles' "$(terminal -x talks)"
    check also-none-where-it-is-off '0 of 4 articles' "$(terminal --xlang=off talks)"
    check also-not-without-a-lexicon '0 of 4 articles' "$(XDG_DATA_HOME="$work/nothing" terminal talks)"
    cp bad.mdb "$XDG_DATA_HOME/stemma/lexicon.mdb"
    check also-is-no-failure '0 of 4 articles' "$(terminal talks)"
fi
