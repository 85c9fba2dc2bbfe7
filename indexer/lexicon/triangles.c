#include "indexer/lexicon/triangles.h"

#include <stdlib.h>

#include "indexer/lexicon/ranks.h"

#define TRIANGLE 0.6f
#define PATHS_MOST (RANKS_KEPT * RANKS_KEPT)
#define PATH_LEAST 0.05f


/* Entries to entries, in the direction source -> target. */
static enum status rank_entries(const struct evidence *ev, enum tongue source, enum tongue target,
                                struct ranks *out, struct err *e)
{
    const struct pair_list *list = evidence_pairs(ev, EVIDENCE_FOUND, source, target);
    struct pair *pairs = malloc((list->count + 1) * sizeof *pairs);
    enum status status;

    if (pairs == NULL)
        return err_memory(e, "pairs of a pivot");
    for (size_t i = 0; i < list->count; i++) {
        pairs[i] = list->pairs[i];
        if (source > target)
            pairs[i] = (struct pair){pairs[i].b, pairs[i].a, pairs[i].weight};
    }
    status = ranks_make(pairs, list->count, ev->tongues[source].entries.count, out, e);
    free(pairs);
    return status;
}

/* The ways from one entry over the pivot: targets with the sum of p p. */
static uint32_t paths_of(const struct ranks *to_pivot, const struct ranks *to_russian,
                         uint32_t entry, struct ranked *out)
{
    uint32_t count, pivots, n = 0;
    const struct ranked *over = ranks_of(to_pivot, entry, &pivots);

    for (uint32_t i = 0; i < pivots; i++) {
        const struct ranked *there = ranks_of(to_russian, over[i].target, &count);

        for (uint32_t j = 0; j < count; j++)
            if (over[i].p * there[j].p >= PATH_LEAST)
                out[n++] = (struct ranked){there[j].target, over[i].p * there[j].p};
    }
    return n;
}

static int by_target(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    return (x->p > y->p) - (x->p < y->p);
}

static void add_paths(struct evidence *ev, enum tongue a, uint32_t entry, struct ranked *paths,
                      uint32_t count)
{
    qsort(paths, count, sizeof *paths, by_target);
    for (uint32_t i = 0; i < count;) {
        uint32_t target = paths[i].target;
        float sum = 0;

        for (; i < count && paths[i].target == target; i++)
            sum += paths[i].p;
        evidence_add(ev, a, entry, TONGUE_RU, target, TRIANGLE * (sum < 1 ? sum : 1));
    }
}

enum status triangles_add(struct evidence *ev, enum tongue a, struct err *e)
{
    struct ranked paths[PATHS_MOST];

    for (enum tongue x = TONGUE_RU + 1; x < TONGUE_COUNT; x++) {
        struct ranks to_pivot = {0}, to_russian = {0};
        enum status status = rank_entries(ev, a, x, &to_pivot, e);

        if (status == OK)
            status = rank_entries(ev, x, TONGUE_RU, &to_russian, e);
        for (uint32_t entry = 0; status == OK && entry < to_pivot.source_count; entry++)
            add_paths(ev, a, entry, paths, paths_of(&to_pivot, &to_russian, entry, paths));
        ranks_release(&to_pivot);
        ranks_release(&to_russian);
        TRY(status);
    }
    return evidence_status(ev, e);
}
