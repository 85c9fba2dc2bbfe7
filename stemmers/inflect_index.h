/* inflect_index.h - a language's tables of inflection taken apart, found by the last byte.
 *
 * A word is compared with the endings and roots that end with its own last byte only, and
 * with those that are empty. Made when a language is asked for first, then only read;
 * safe from several threads.                                                  */
#ifndef STEMMERS_INFLECT_INDEX_H
#define STEMMERS_INFLECT_INDEX_H

#include "base/slice.h"
#include "stemmers/inflect_table.h"
#include "stemmers/lang.h"

struct inflect_ending {
    bool umlaut, ge, zu, refutes;
    struct slice text;
};

/* An ending of a class, or of a slot of changing roots. */
struct inflect_entry {
    struct inflect_ending ending;
    uint16_t at;             /* of the class, or the slot */
    uint16_t next;           /* entry with the same last byte; 0: none */
};

/* The root of a verb in a slot. */
struct inflect_root {
    struct slice text;
    uint16_t verb, slot, next;
};

struct inflect_index {
    const struct inflect_table *table;       /* NULL: of a language without one */
    struct inflect_entry *entries;           /* from 1 on, in the order of the table */
    struct inflect_root *roots;
    uint16_t class_first[256], slot_first[256], root_first[256];     /* by last byte; [0]: empty */
};

/* NULL where there is no table, or no memory. */
const struct inflect_index *inflect_index_of(enum lang lang);

/* The next item of a list with blanks between; false at its end. */
bool inflect_next_item(const char **list, struct slice *out);
/* The same as an ending with its marks. */
bool inflect_next_ending(const char **list, struct inflect_ending *out);

#endif
