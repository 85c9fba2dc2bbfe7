/* intersection.h - the documents that all of some lists hold, a place at a time.
 *
 * A place is a run of documents for which every list stays in one of its blocks:
 *
 *     list 0   |........block........|..........
 *     list 1   ...|......block..........|.......
 *     place       |<- from     last->|
 *
 * so at most 128 documents are found in it, and all that is decoded of them is
 * still there when their positions are read: this is for phrases. Where documents
 * alone count, run_words.c takes a longer stride.
 *
 * Memory  In the arena given; borrows the lists.
 * Errors  A list that fails ends the intersection; ask postings_status of each. */
#ifndef SEARCHER_INTERSECTION_H
#define SEARCHER_INTERSECTION_H

#include "base/arena.h"
#include "store/postings.h"

#define INTERSECTION_SLOTS (POSTINGS_BLOCK + 1)

struct intersection {
    struct postings **lists;   /* the rarest first, so that few are looked up */
    size_t count;
    docid from, last;          /* the place; after a fill, from is where the next begins */
    uint32_t found;
    docid docs[POSTINGS_BLOCK];
    uint8_t slots[POSTINGS_BLOCK];             /* 1 + where each is in the block of list 0 */
    uint8_t (*where)[INTERSECTION_SLOTS];      /* by list and slot: where in its block */
    uint16_t alive[INTERSECTION_SLOTS];        /* lists that hold the slot's document so far */
    uint8_t *next;             /* by list: where in its block the place before ended */
    uint8_t *marks;            /* by distance from a place's first document: its slot; null: not needed yet */
    struct arena *arena;
};

/* Room for `count` lists, which the caller puts into x->lists, rarest first. */
enum status intersection_init(struct intersection *x, size_t count, struct arena *arena,
                              struct err *e) WARN_UNUSED;

/* Moves the lists to the place of x->from, or of the first document after it that
 * may be in all; false at the end.                                            */
bool intersection_place(struct intersection *x);

/* Finds the documents of the place. Where the rarest list leaves a gap, the others
 * are moved over it first. False at the end.                                  */
bool intersection_fill(struct intersection *x);

/* Where the document found at `i` is in the block of a list. */
static inline uint32_t intersection_at(const struct intersection *x, size_t list, uint32_t i)
{
    return x->where[list][x->slots[i]];
}

#endif
