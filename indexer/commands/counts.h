/* counts.h - what an index holds, counted over its live documents.
 *
 * Memory  Counts own their keys and terms until released.                       */
#ifndef INDEXER_COMMANDS_COUNTS_H
#define INDEXER_COMMANDS_COUNTS_H

#include "base/map.h"
#include "stemmers/lang.h"
#include "store/index.h"

#define COUNTS_ALL_LANGS LANG_COUNT      /* instead of one of enum lang */

struct counts {
    uint64_t zone_words[SEGMENT_ZONE_COUNT];
    struct map charsets;                 /* the empty one: of records */
    uint64_t *charset_docs;              /* by number in charsets */
    uint32_t capacity;
};

/* Of the documents of one language, or of all. To be released in any case. */
enum status counts_make(struct index *x, unsigned lang, struct counts *out,
                        struct err *e) WARN_UNUSED;
void counts_release(struct counts *c);

/* A term, in how many live documents it is, and how often. */
struct top_term {
    struct slice term;
    uint32_t df;
    uint64_t cf;
};

struct top_terms {
    struct buf terms[LANG_COUNT];        /* struct top_term, most documents first */
    struct arena bytes;
};

/* The `most` terms of each language that are in most documents; terms that are in as many
 * in bytewise order. To be released in any case.                                */
enum status top_terms_find(struct index *x, unsigned most, struct top_terms *out,
                           struct err *e) WARN_UNUSED;
void top_terms_release(struct top_terms *t);

static inline const struct top_term *top_terms_of(const struct top_terms *t, enum lang lang,
                                                  size_t *count)
{
    *count = t->terms[lang].n / sizeof(struct top_term);
    return (const struct top_term *)(const void *)t->terms[lang].p;
}

#endif
