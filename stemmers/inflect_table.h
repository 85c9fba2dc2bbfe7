/* inflect_table.h - how a language writes its classes of inflection down.
 *
 *     {"e en ens", "!e i", 3, 1, 0}
 *
 * endings   The forms of a word without its stem, a blank between; "-" is no ending. Two
 *           forms of the same class exchange their endings, nothing is said of their order.
 *           Marks at the start of an ending change the stem before it:
 *               ^   its last vowel is umlauted: "^er" makes Häuser of haus
 *               +   ge comes before the verb: "+t" makes angekündigt of ankündig
 *               =   zu comes between prefix and verb: "=en" makes anzukündigen
 *               ~   no form of this class but a sign of another: where such a word occurs, none
 *                   of the forms is one. вековой speaks against a Mr Веков.
 * stems     What the stem must end with: one of these; after "!" none of these;
 *           NULL: anything.
 * letters   That the stem has at least.
 * witnesses See inflect.h.
 * kind      Flags below.                                                      */
#ifndef STEMMERS_INFLECT_TABLE_H
#define STEMMERS_INFLECT_TABLE_H

#include "base/slice.h"

enum {
    INFLECT_WHOLE = 1,       /* before one of `stems` (or the endings, if none) comes nothing but a
                                prefix of the language's verbs */
    INFLECT_ALONE = 4,       /* before one of `stems` comes nothing */
    INFLECT_REFLEXIVE = 2,   /* the forms may have -ся, -сь behind them */
};

struct inflect_class {
    const char *endings;
    const char *stems;
    uint8_t letters;
    uint8_t witnesses;
    uint8_t kind;
};

/* Verbs whose root changes have one root for each slot, "geh ging ging gang geh", and each slot
 * endings of its own. "." is a slot without forms.                             */
#define INFLECT_ROOT_SLOTS 5

struct inflect_table {
    const struct inflect_class *classes;
    size_t class_count;
    const char *never_before;      /* no stem ends with one of these */
    const char *prefixes;          /* of verbs; separable ones in German */
    const char *bound_prefixes;    /* those that take no ge */
    const char *slots[INFLECT_ROOT_SLOTS];
    const char *const *roots;      /* one verb each, NULL where the language has none */
    size_t root_count;
};

/* An ending with its marks. */
struct inflect_ending {
    bool umlaut, ge, zu, refutes;
    struct slice text;
};

/* The next item of a list with blanks between; false at its end. */
bool inflect_next_item(const char **list, struct slice *out);
/* The same as an ending. */
bool inflect_next_ending(const char **list, struct inflect_ending *out);

extern const struct inflect_table inflect_table_en;
extern const struct inflect_table inflect_table_de;
extern const struct inflect_table inflect_table_ru;

#endif
