#include "indexer/formats/charset_pairs.h"

/*    абвгдежзийклмнопрстуфхцчшщъыьэюяё */
const char charset_pairs[CHARSET_PAIRS_SIZE][CHARSET_PAIRS_SIZE + 1] = {
    "0cb7e8dfa7o8ea886a69acfhchkooobneo", /*   */
    "5ob8db9c8hc99a6oba97ijdcafdoooodco", /* а */
    "a7nknh7nhaob7gb5m7eo8obcmoa86kolbo", /* б */
    "45ogoi6og9ob8ga6jbbecognoieo7hoodo", /* в */
    "a8oni9boo8og9hc2o6lo7oooiooooooooo", /* г */
    "a5mdkd5lo7oc7g96faaj8oiiiloocfoneo", /* д */
    "4gddc8dedlba885ef796lkgheegoooojlo", /* е */
    "b78oo73oo6oblc6gonooaoooloooojoooo", /* ж */
    "84g7i7akobodd976obno8ooiloon9goofo", /* з */
    "4ecaed7haaaa989fcb88oeccbhiooood7o", /* и */
    "1oodocmooooa8idmoo68ooonghoooooooo", /* й */
    "65mhooace7ol8nb4oab89ooaooomooiooo", /* к */
    "a7eojl5dm5odfoa7nohmaoooeoooe5oa6o", /* л */
    "47jemo4oo8oigcb5alinanooooom9kooao", /* м */
    "a6onjd6oh4ocoo86ooc8cfkhkono7eoico", /* н */
    "6o8698babe9a79afa888nihfdefooomjgo", /* о */
    "c7oooo7oo8odaoe3e3kgaoomooooegooho", /* п */
    "94kcfh5cl6odndd5jlcc8egnogoo9fojdo", /* р */
    "8af9oi9no9o87bc78da4coejffooccok8l", /* с */
    "66o9oj6oo7odgjc5i79mbhoneoooa7onio", /* т */
    "5gceb989cld8a99o8888ohfo9eboool7ho", /* у */
    "f5oooo6oo4ojaim5n9lc5eooooooojoooo", /* ф */
    "1bofnncoocoogkd5o8gigoooooooooiooo", /* х */
    "98odoo4oo2ogooobkolobooooooo8ooooo", /* ц */
    "c5onoo3oo6obdo7holo6doooofokofooon", /* ч */
    "c5oloo4oo3oaai8bgdodboooooooo8oooo", /* ш */
    "h5oooo3oo3oooodoooooboooooooo7ooon", /* щ */
    "7ooooo1ooonooooooolooooooooooooh6o", /* ъ */
    "3oa8je6oao7ea9fo9ce9oo6oddoooooomo", /* ы */
    "2oioghco5ho9og6ooo8aoooincooooo9co", /* ь */
    "jooomhooooi64ghokgl2oeiooboooooooo", /* э */
    "3o9olchogookhngooid5oomo6g5oooohoo", /* ю */
    "1ooajd8iaojigbdomcf9oodggoeoooobio", /* я */
    "1je6ejjjejjjjdbjecjajjjjjdjjjjjjjj", /* ё */
};
