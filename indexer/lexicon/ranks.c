#include "indexer/lexicon/ranks.h"

#include <stdlib.h>

#define LEAST 0.02f

static int by_target(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    return (x->p > y->p) - (x->p < y->p);
}

static int by_p(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->p != y->p)
        return x->p > y->p ? -1 : 1;
    return (x->target > y->target) - (x->target < y->target);
}

/* Small lists are the rule: most words have under ten translations. */
static void sort(struct ranked *items, uint32_t count, int (*order)(const void *, const void *))
{
    if (count > 24) {
        qsort(items, count, sizeof *items, order);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        struct ranked item = items[i];
        uint32_t j = i;

        for (; j > 0 && order(&items[j - 1], &item) > 0; j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

uint32_t ranks_settle(struct ranked *items, uint32_t count, float least)
{
    uint32_t kept = 0;
    float most = 0;

    sort(items, count, by_target);
    for (uint32_t i = 0; i < count; i++)
        if (kept > 0 && items[kept - 1].target == items[i].target)
            items[kept - 1].p += items[i].p;
        else
            items[kept++] = items[i];
    for (uint32_t i = 0; i < kept; i++)
        if (items[i].p > most)
            most = items[i].p;
    for (uint32_t i = 0; i < kept; i++)
        items[i].p /= most;
    sort(items, kept, by_p);
    while (kept > 0 && items[kept - 1].p < least)
        kept--;
    return kept;
}

/* Counting sort by source. */
static bool group(const struct pair *pairs, size_t count, uint32_t source_count, struct ranks *out)
{
    uint32_t *next = calloc((size_t)source_count + 1, sizeof *next);
    uint32_t at = 0;

    out->source_count = source_count;
    out->starts = calloc((size_t)source_count + 1, sizeof *out->starts);
    out->items = malloc((count + 1) * sizeof *out->items);
    if (next == NULL || out->starts == NULL || out->items == NULL) {
        free(next);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        next[pairs[i].a]++;
    for (uint32_t s = 0; s <= source_count; s++) {
        uint32_t size = s < source_count ? next[s] : 0;

        out->starts[s] = next[s] = at;
        at += size;
    }
    for (size_t i = 0; i < count; i++)
        out->items[next[pairs[i].a]++] = (struct ranked){pairs[i].b, pairs[i].weight};
    free(next);
    return true;
}

enum status ranks_make(const struct pair *pairs, size_t count, uint32_t source_count, struct ranks *out,
                       struct err *e)
{
    uint32_t at = 0;

    *out = (struct ranks){0};
    if (count > UINT32_MAX - 1 || !group(pairs, count, source_count, out)) {
        ranks_release(out);
        return err_memory(e, "translations");
    }
    for (uint32_t s = 0; s < source_count; s++) {
        struct ranked *items = out->items + out->starts[s];
        uint32_t kept = ranks_settle(items, out->starts[s + 1] - out->starts[s], LEAST);

        if (kept > RANKS_KEPT)
            kept = RANKS_KEPT;
        memmove(out->items + at, items, kept * sizeof *items);
        out->starts[s] = at;
        at += kept;
    }
    out->starts[source_count] = at;
    return OK;
}

void ranks_release(struct ranks *r)
{
    free(r->starts);
    free(r->items);
    *r = (struct ranks){0};
}
