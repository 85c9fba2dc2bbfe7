#!/bin/sh
# Numbers, joined words and their parts: what finds what, and what is marked.
. "$(dirname "$0")/common"
cat >words.jsonl <<'LINES'
{"id":"uec","lang":"en","title":"Engines","body":"The company UEC_Aviadvigatel builds them."}
{"id":"mail1","lang":"en","title":"Post","body":"Write an e-mail to us today."}
{"id":"mail2","lang":"en","title":"Office","body":"Nobody here has email at all."}
{"id":"mail3","lang":"en","title":"Letters","body":"The e mail of info@belta.by, or www.belta.by/news."}
{"id":"usa","lang":"en","title":"States","body":"The U.S.A. is far away."}
{"id":"fz","lang":"ru","title":"Закон","body":"Закон 52-ФЗ принят. Минск-Новости, т.е. агентство. Код 263200002;30.05.23 и 2 000 рублей, 43,3 %."}
{"id":"a320","lang":"de","title":"Flug","body":"Der A320 flog 2.000 km, kostet 1,6 Mio. am 17.05.2024."}
{"id":"en2","lang":"en","title":"Flight","body":"It cost $0.5 billion, 1.6-fold, 2,000 times, x86_64, O’Neill said."}
{"id":"de3","lang":"de","title":"Geld","body":"Kosten: 0,5 Milliarden."}
LINES
index add -q -d db words.jsonl
finds() { search -d db --xlang=off --format '{id} ' -n 20 -- "$1" | tr ' ' '\n' | sort | grep . | tr '\n' ' '; }
found() { check "finds $1" "$2 " "$(finds "$1")"; }
found UEC uec
found Aviadvigatel uec
found UEC_Aviadvigatel uec
found '"UEC Aviadvigatel"' uec
found email 'mail1 mail2'
found e-mail 'mail1 mail2 mail3'
found '"e mail"' 'mail1 mail3'
found '~"e mail"' 'mail1 mail2 mail3'
found info@belta.by mail3
found www.belta.by/news mail3
found belta mail3
found USA usa
found U.S.A. usa
found 52-ФЗ fz
found 52ФЗ fz
found ФЗ fz
found '"52 ФЗ"' fz
found Новости fz
found т.е. fz
found 263200002 fz
found 30.05.23 fz
found '43.3 %' fz
found A320 a320
found A-320 a320
found 320 a320
found '~"a 320"' a320
found 17.05.2024 a320
found 2024 a320
found 2000 'a320 en2 fz'
found '2 000' 'a320 en2 fz'
found 2.000 'a320 en2 fz'
found 1.6 'a320 en2'
found 0.5 'de3 en2'
found 0,5 'de3 en2'
found x86_64 en2
found x86 en2
found 86 en2
found "O'Neill" en2
found Neill en2
found ONeill en2
# the whole word or its part, as written
marked() {
    check "marks $1" "$2" "$(search -d db --xlang=off --format '{snippet} ' '--mark=[,]' -- "$1" | grep -o '\[[^]]*\]' | sort -u | tr -d '\n')"
}
marked email '[e-mail][email]'
marked '"e mail"' '[e mail][e-mail]'
marked UEC '[UEC]'
marked UEC_Aviadvigatel '[UEC_Aviadvigatel]'
marked ФЗ '[ФЗ]'
marked 52ФЗ '[52-ФЗ]'
marked 320 '[A320]'
marked x8664 '[x86_64]'
marked 86 '[x86]'
marked Neill '[O’Neill]'
marked 2000 '[2 000][2,000][2.000]'
marked 0.5 '[0,5][0.5]'
marked USA '[U.S.A]'
marked belta '[belta]'
check deep 0 "$(status "$bin/stemma-index" check --deep -d db)"
# words that are no words
long=$(head -c 100000 /dev/zero | tr '\0' a)
check long-word '' "$(printf '%s' "$long" | head -c 60000 | xargs "$bin/stemma-search" -d db -c -- 2>/dev/null | grep -v '^0$')"
check marks-alone 1 "$(status "$bin/stemma-search" -d db -- "$(printf '\314\201\314\210')")"
check mixed-scripts 'fz ' "$(finds "Зaкoн")"
# a paragraph in another language is analysed in it, and found as it is there
cat >paragraphs.jsonl <<'LINES'
{"id":"ru","lang":"ru","title":"Визит","body":"Делегация прибыла в Минск и провела встречу с представителями предприятий, которые давно работают на рынке и уже не первый год поставляют технику.\nУ час сустрэчы кіраўнікі абмеркавалі пытанні супрацоўніцтва, развіццё гандлю і сумесныя праекты, якія будуць рэалізаваны ў наступным годзе.\nDie Gespräche über den Handel und die neuen Häuser waren gut, sagte der Minister, und die Unternehmen werden im nächsten Jahr mehr Maschinen kaufen."}
{"id":"de","lang":"de","title":"Besuch","body":"Die Delegation besuchte die Stadt und sprach mit den Vertretern der Betriebe, die seit langem auf dem Markt sind und schon viele Kunden haben.\nThe companies were happy about the meetings, and the ministers said that they would continue the talks in the spring when the weather is better."}
LINES
index add -q -d pdb paragraphs.jsonl
finds() { search -d pdb --xlang=off --format '{id} ' -n 20 -- "$1" | tr ' ' '\n' | sort | grep . | tr '\n' ' '; }
found Haus ru
found '"die neuen Häuser"' ru
found сустрэчы ru
found meeting de
found '"the companies"' de
check paragraphs-shown 'de other ' "$(index analyze paragraphs.jsonl | sed -n 's/^body *x 1.00, \([a-z]*\):.*/\1/p' | sort | grep -v en | tr '\n' ' ')"
check paragraphs-deep 0 "$(status "$bin/stemma-index" check --deep -d pdb)"
index dump -d pdb >dumped
index load -q -d pdb2 dumped
check paragraphs-loaded 0 "$(index dump -d pdb2 | cmp - dumped; echo $?)"
check paragraphs-loaded-deep 0 "$(status "$bin/stemma-index" check --deep -d pdb2)"
check terms-without-marks 0 "$(index stats --top-terms=1000 -d pdb | grep -c "$(printf '\001')")"
# a name written otherwise is not above the one that was typed where that is frequent, though it is rare in the name's language
{
    for i in 1 2 3 4 5 6; do printf '{"id":"h%s","lang":"de","title":"T%s","body":"Herr Meyer am Fluss Nummer %s."}\n' $i $i $i; done
    for i in 1 2 3 4 5 6 7 8; do printf '{"id":"e%s","lang":"en","title":"E%s","body":"Nothing of the kind was said, number %s."}\n' $i $i $i; done
    printf '{"id":"rare","lang":"en","title":"Heights","body":"He kept the book of Mr Meyer."}\n'
    for i in 1 2; do printf '{"id":"n%s","lang":"en","title":"Brown","body":"Mr Meier came, and Meier said so %s times to Mr Meier."}\n' $i $i; done
} >meyer.jsonl
index add -q -d meyer meyer.jsonl
check names-below-the-word 'rare h1 h2 h3 h4 h5 h6 n1 n2 ' "$(search -d meyer -n 20 --format '{id} ' Meyer)"
# each of the ways by itself, and all alike
expanding() { search -d db --xlang=off --expand="$1" --format '{id} ' -n 20 -- "$2" | tr ' ' '\n' | sort | grep . | tr '\n' ' '; }
check expand-writings 'mail1 mail2 mail3 ' "$(expanding writings e-mail)"
check expand-without-writings 'mail1 mail3 ' "$(expanding forms,parts,names e-mail)"
check expand-none-writings 'mail1 mail3 ' "$(expanding none e-mail)"
tiers() { search -d db --expand="$1" --jsonl --explain -n 20 -- 'mial~ OR Neil~' | grep -o '"tier":[0-9.]*' | sort -u | tr '\n' ' '; }
check expand-tiers '"tier":0.30 ' "$(tiers forms,parts,names,writings)"
check expand-even '"tier":1.00 ' "$(tiers forms,parts,names,writings,even)"
