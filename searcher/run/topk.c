#include "searcher/run/topk.h"

#include <stdlib.h>

void topk_init(struct topk *t, size_t limit)
{
    *t = (struct topk){.limit = limit};
}

void topk_release(struct topk *t)
{
    free(t->hits);
    *t = (struct topk){.limit = t->limit};
}

static int compare(const struct hit *a, const struct hit *b)
{
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->lang != b->lang)
        return a->lang < b->lang ? -1 : 1;
    if (a->index != b->index)
        return a->index < b->index ? -1 : 1;
    if (a->segment != b->segment)
        return a->segment < b->segment ? -1 : 1;
    return (a->doc > b->doc) - (a->doc < b->doc);
}

static int compare_hits(const void *a, const void *b)
{
    return compare(a, b);
}

static void swap(struct hit *a, struct hit *b)
{
    struct hit kept = *a;
    *a = *b;
    *b = kept;
}

static void sift_up(struct topk *t, size_t at)
{
    while (at > 0 && compare(&t->hits[at], &t->hits[(at - 1) / 2]) > 0) {
        swap(&t->hits[at], &t->hits[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
}

static void sift_down(struct topk *t)
{
    size_t at = 0;

    for (;;) {
        size_t worst = at, child = 2 * at + 1;
        for (size_t i = child; i < child + 2 && i < t->count; i++)
            if (compare(&t->hits[i], &t->hits[worst]) > 0)
                worst = i;
        if (worst == at)
            return;
        swap(&t->hits[at], &t->hits[worst]);
        at = worst;
    }
}

enum status topk_add(struct topk *t, struct hit hit, struct err *e)
{
    if (t->limit != 0 && t->count == t->limit) {
        if (compare(&hit, &t->hits[0]) < 0) {
            t->hits[0] = hit;
            sift_down(t);
        }
        return OK;
    }
    if (t->count == t->capacity) {
        size_t capacity = t->capacity == 0 ? 64 : t->capacity * 2;
        struct hit *hits = realloc(t->hits, capacity * sizeof *hits);
        if (hits == NULL)
            return err_memory(e, "hits");
        t->hits = hits;
        t->capacity = capacity;
    }
    t->hits[t->count++] = hit;
    sift_up(t, t->count - 1);
    return OK;
}

void topk_sort(struct topk *t)
{
    if (t->count > 1)
        qsort(t->hits, t->count, sizeof *t->hits, compare_hits);
}
