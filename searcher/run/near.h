/* near.h - whether places of several operands stand near each other in a document.
 *
 *     NEAR/n   one place of each operand, with fewer than n other words among them, in
 *              any order; two operands may share a word
 *     ADJ/n    the same with each place behind the one before
 *
 * NEAR/1 is side by side. A place of a phrase with slop counts with the words it spans. Zones stand
 * SEGMENT_ZONE_GAP words apart, as positions do.
 *
 * Cost    Linear in the places, times the operands for NEAR; where the places of an operand differ in
 *         length, each stretch that is narrow enough is looked at with each of its ends.
 * Memory  Owns its buffers until near_release.                                  */
#ifndef SEARCHER_NEAR_H
#define SEARCHER_NEAR_H

#include "searcher/run/clauses.h"

struct near_place {
    uint32_t start, end;           /* first and last word */
};

struct near {
    struct near_operand {
        struct buf places;         /* struct near_place, by start */
        size_t at;
    } *operands;
    size_t room, count;
    struct buf matches;
};

void near_init(struct near *x);
void near_release(struct near *x);

/* Forgets the places; `count` operands follow. */
enum status near_begin(struct near *x, size_t count, struct err *e) WARN_UNUSED;

/* Adds the places of a clause in its current document to an operand. */
enum status near_add(struct near *x, size_t operand, struct clause_cursor *c) WARN_UNUSED;

/* kind: NODE_NEAR or NODE_ADJ. Sorts the places. */
bool near_stands(struct near *x, enum node_kind kind, uint32_t distance);

#endif
