/* all_terms.h - the terms of an index one by one, in bytewise order, with the segments that have each.
 *
 *     while ((status = all_terms_next(&t, e)) == OK)
 *         for (i ...) if (t.inputs[i].has_it) ... t.inputs[i].info
 *
 * Memory  t.term borrows until the next step. To be closed in any case.        */
#ifndef INDEXER_COMMANDS_ALL_TERMS_H
#define INDEXER_COMMANDS_ALL_TERMS_H

#include "stemmers/lang.h"
#include "store/index.h"
#include "store/segment_file.h"

struct all_terms {
    enum lang lang;              /* of the term */
    struct slice term;           /* perhaps marked: stemmers/analyzer.h */
    struct all_terms_input {
        struct segment *segment;
        struct table_cursor cursor;
        struct slice key, payload;
        bool at_end, has_it;
        struct term_info info;   /* where it has it */
    } *inputs;
    size_t count;                /* of segments */
    struct postings *postings;   /* room for a list */
    uint8_t key[TABLE_KEY_MAX];
    size_t key_bytes;
};

enum status all_terms_open(struct index *x, struct all_terms *out, struct err *e) WARN_UNUSED;
void all_terms_close(struct all_terms *t);

/* E_NOT_FOUND without a report behind the last one; E_CORRUPT. */
enum status all_terms_next(struct all_terms *t, struct err *e) WARN_UNUSED;

/* In how many live documents the term is, and how often. */
enum status all_terms_count(struct all_terms *t, uint32_t *df, uint64_t *cf, struct err *e) WARN_UNUSED;

#endif
