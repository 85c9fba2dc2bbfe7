/* lists.h - posting lists as bytes, before they have a place in a segment.
 *
 * An encoder turns postings into blocks (grammar: postings.h) that know no
 * address, so threads can encode different terms side by side; the segment
 * writer then gives each block its place.
 *
 * Memory  A struct lists owns its bytes and may hold many lists.              */
#ifndef STORE_LISTS_H
#define STORE_LISTS_H

#include "base/buf.h"
#include "store/bound.h"
#include "store/postings.h"

struct list_block {
    docid last_doc;
    uint32_t doc_count;
    uint32_t doc_bytes, position_bytes;
    uint32_t position_count;             /* values, in intblocks of 128 */
    struct bound bound;
};

struct list {
    uint32_t df;
    uint64_t cf;
    size_t first_block;                  /* in lists.blocks */
    uint32_t block_count;
    uint32_t dropped;                    /* of these, those that lists_drop forgot */
    size_t doc_bytes, position_bytes;    /* where they begin in lists.docs, lists.positions */
    bool has_copies;                     /* blocks that were copied: their first gaps say nothing */
};

struct lists {
    struct buf blocks;                   /* struct list_block */
    struct buf docs, positions;
    /* the open block */
    uint32_t in_block;
    struct buf values;                   /* its positions, as values to encode */
    struct buf scratch;                  /* positions of a posting that is read */
    uint32_t doc[POSTINGS_BLOCK], tf[POSTINGS_BLOCK], weighted[POSTINGS_BLOCK];
    uint32_t length[POSTINGS_BLOCK];
};

void lists_init(struct lists *l);
void lists_release(struct lists *l);
/* Forgets all lists, keeps the memory. */
void lists_clear(struct lists *l);

void lists_begin(struct lists *l, struct list *out);
/* Requires docs and positions increasing, tf >= 1. weighted and length as in
 * segment.h. Ask lists_ok after lists_end.                                    */
void lists_add(struct lists *l, struct list *list, docid doc, uint32_t weighted, uint32_t length,
               const uint32_t *positions, uint32_t tf);
void lists_end(struct lists *l, struct list *list);
/* Forgets the closed blocks of the newest list, which are written. */
void lists_drop(struct lists *l, struct list *list);

/* Adds the block that p is in, all of whose documents move on by the same number, as
 * it is stored; or posting by posting where a block would stay small, so that
 * lists do not fall to pieces merge by merge.                                 */
enum status lists_add_block(struct lists *l, struct list *list, struct postings *p,
                            uint32_t moved_by) WARN_UNUSED;
/* Adds the current posting of p as document `doc`. */
enum status lists_add_posting(struct lists *l, struct list *list, struct postings *p,
                              docid doc) WARN_UNUSED;

bool lists_ok(const struct lists *l);

static inline const struct list_block *lists_blocks(const struct lists *l, const struct list *list)
{
    return (const struct list_block *)(const void *)l->blocks.p + list->first_block;
}

#endif
