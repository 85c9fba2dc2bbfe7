/* inverter.h - documents as words in order, turned around: postings of each term.
 *
 * Documents wait as the numbers of their words' forms. When the segment is sealed
 * they are counted, and sorted by a counting sort: each occurrence goes to its
 * term's run as one number, the place of the word among all words of the
 * language. Two passes in memory order; no list grows, none is chained.
 *
 *     words of the language   0 1 2 3 4 | 5 6 7 | 8 ...      | document ends
 *     run of a term           1 4 6                    -> (d0: 1 4) (d1: 1)
 *
 * All steps run on slices of the documents or of the terms, which threads share;
 * the result does not depend on their number.
 *
 * Memory  4 bytes a word while documents wait, 4 more for the words of one
 *         language while it is sealed.                                        */
#ifndef INDEXER_INVERTER_H
#define INDEXER_INVERTER_H

#include "base/pool.h"
#include "indexer/vocabulary.h"
#include "store/segment_writer.h"

struct inverter;

/* With this, a token of the vocabulary is that of an extra word (words.h): it takes no
 * position of its own but that of the next word, whose term is another.         */
#define INVERTER_EXTRA 0x80000000u

/* The words of a document up to `end` that are in no zone before weigh as much. */
struct inverter_zone {
    uint32_t end;
    uint32_t weight;               /* segment_zone_weight */
};

struct inverter_doc {
    const uint32_t *tokens;        /* in the order of the text */
    const struct inverter_zone *zones;   /* the last one ends at word_count */
    uint32_t token_count, word_count;    /* word_count: without extra ones */
    uint32_t zone_count;
    uint32_t length;               /* segment_runs_length */
};

enum status inverter_open(struct inverter **out, struct err *e) WARN_UNUSED;
void inverter_close(struct inverter *v);

/* In the order of the segment's rows; tokens and zones stay where they are. */
enum status inverter_add(struct inverter *v, enum lang lang, const struct inverter_doc *d,
                         struct err *e) WARN_UNUSED;
/* Memory of tokens or zones, from malloc: freed when they are sealed. E_MEMORY: it is not
 * taken.                                                                       */
enum status inverter_keep(struct inverter *v, void *memory, struct err *e) WARN_UNUSED;

/* What the words take while they are sealed. */
uint64_t inverter_seal_bytes(const struct inverter *v);

/* Writes all terms in order to the segment, whose documents are numbered, and
 * forgets the documents. No task of the pool may be outstanding.              */
enum status inverter_seal(struct inverter *v, const struct vocabulary *vocabulary,
                          struct pool *pool, struct segment_writer *w, struct err *e) WARN_UNUSED;

#endif
