/* inflect_index.h - a language's tables of inflection taken apart, found by the last byte.
 *
 * A word is compared with the endings and roots that end with its own last byte only, and
 * with those that are empty. Written when Stemma is built, by generate/inflections.c: taking
 * the tables apart took 7 % of the instructions of a process that searches once, and 25 pages
 * of memory. Nothing here is a pointer but the head, so that nothing is to be relocated.   */
#ifndef STEMMERS_INFLECT_INDEX_H
#define STEMMERS_INFLECT_INDEX_H

#include "stemmers/inflect_table.h"
#include "stemmers/lang.h"

/* An ending of a class, or of a slot of changing roots. */
struct inflect_entry {
    uint16_t text;                  /* where in the texts */
    uint8_t size;
    bool umlaut, ge, zu;
    uint16_t at;                    /* of the class, or the slot */
    uint16_t next;                  /* entry with the same last byte; 0: none */
};

/* The root of a verb in a slot. */
struct inflect_root {
    uint16_t text;
    uint8_t size;
    uint8_t slot;
    uint16_t verb, next;
};

struct inflect_index {
    const struct inflect_table *table;
    const struct inflect_entry *entries;     /* from 1 on, in the order of the table */
    const struct inflect_root *roots;        /* from 1 on */
    const char *texts;
    uint16_t class_first[256], slot_first[256], root_first[256];     /* by last byte; [0]: empty */
};

extern const struct inflect_index inflect_index_en, inflect_index_de, inflect_index_ru;

static inline struct inflect_ending inflect_entry_ending(const struct inflect_index *x,
                                                         const struct inflect_entry *entry)
{
    return (struct inflect_ending){.umlaut = entry->umlaut, .ge = entry->ge, .zu = entry->zu,
                                   .text = slice_of(x->texts + entry->text, entry->size)};
}

#endif
