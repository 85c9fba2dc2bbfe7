/* topk.h - the k best hits so far; ties go to the earlier document. */
#ifndef SEARCHER_TOPK_H
#define SEARCHER_TOPK_H

#include "searcher/engine.h"

struct topk {
    struct hit *hits;       /* a heap, the worst on top */
    size_t count, limit, capacity;
};

/* limit 0: all. */
void topk_init(struct topk *t, size_t limit);
void topk_release(struct topk *t);
enum status topk_add(struct topk *t, struct hit hit, struct err *e) WARN_UNUSED;

/* A score below this cannot enter; -1 while there is room. */
static inline double topk_threshold(const struct topk *t)
{
    return t->limit != 0 && t->count == t->limit ? t->hits[0].score : -1;
}

/* Sorts the hits, best first; the heap is at its end. */
void topk_sort(struct topk *t);

#endif
