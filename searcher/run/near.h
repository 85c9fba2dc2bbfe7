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
 *         length, a start whose first places leave too many others is tried with every end that
 *         longer ones may make up for.
 * Memory  Owns its buffers until near_release.                                  */
#ifndef SEARCHER_NEAR_H
#define SEARCHER_NEAR_H

#include "searcher/run/clauses.h"

struct near_place {
    uint32_t start, end;           /* first and last word */
    uint32_t match;                /* the caller's */
};

struct near {
    struct near_operand {
        struct buf places;         /* struct near_place, by start */
        size_t at;                 /* the first place of the stretch that is tried */
        size_t next, chosen;       /* places of it */
    } *operands;
    size_t room, count;
    struct buf matches;
    struct buf links;              /* ADJ: operand by operand */
};

void near_init(struct near *x);
void near_release(struct near *x);

/* Forgets the places; `count` operands follow. */
enum status near_begin(struct near *x, size_t count, struct err *e) WARN_UNUSED;

/* Adds the places of a clause in its current document to an operand. */
enum status near_add(struct near *x, size_t operand, struct clause_cursor *c) WARN_UNUSED;

/* Whether all that was asked had memory; without it ADJ stands nowhere. Ask after a "no". */
bool near_ok(const struct near *x);

/* kind: NODE_NEAR or NODE_ADJ. Sorts the places; those of NEAR that lie within others go. */
bool near_stands(struct near *x, enum node_kind kind, uint32_t distance);

/* The same, and a choice of places for each stretch that stands: from each start where there is
 * one (NEAR), to each last place (ADJ). A place may be taken several times. */
typedef void near_take(void *context, const struct near_place *place);
bool near_each(struct near *x, enum node_kind kind, uint32_t distance, near_take *take,
               void *context);

#endif
