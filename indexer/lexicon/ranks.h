/* ranks.h - from weighted pairs to translation probabilities.
 *
 *     p(t|s) = sum of weights of (s, t) / the greatest such sum of s
 *
 * so that the best translation of every source has p = 1, which makes a translated
 * word worth as much as a word of the query's own language.
 *
 * Memory  Owns its arrays until ranks_release.
 * Order   Targets of a source by falling p, then by number.                    */
#ifndef INDEXER_LEXICON_RANKS_H
#define INDEXER_LEXICON_RANKS_H

#include "indexer/lexicon/evidence.h"

struct ranked {
    uint32_t target;
    float p;
};

struct ranks {
    uint32_t source_count;
    uint32_t *starts;           /* source_count + 1 */
    struct ranked *items;
};

/* Targets of a source that are kept at each step: pivots need more than are written. */
#define RANKS_KEPT 50

/* Of each pair, a is the source and b the target. */
enum status ranks_make(const struct pair *pairs, size_t count, uint32_t source_count, struct ranks *out,
                       struct err *e) WARN_UNUSED;
void ranks_release(struct ranks *r);

static inline const struct ranked *ranks_of(const struct ranks *r, uint32_t source, uint32_t *count)
{
    if (source >= r->source_count) {
        *count = 0;
        return NULL;
    }
    *count = r->starts[source + 1] - r->starts[source];
    return r->items + r->starts[source];
}

/* Adds up equal targets, makes the greatest 1, sorts; how many are left after
 * cutting those under `least`. In place.                                       */
uint32_t ranks_settle(struct ranked *items, uint32_t count, float least);

#endif
