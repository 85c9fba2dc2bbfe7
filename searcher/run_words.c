/* All of some words: the intersection of their lists, place by place. A place whose
 * blocks together stay under the threshold is only counted; once enough hits are
 * counted it is passed undecoded.                                             */
#include "searcher/intersection.h"
#include "searcher/run.h"
#include "searcher/scores.h"

#include <stdlib.h>

struct words {
    struct run *run;
    struct clause_cursor **clauses;    /* rarest first */
    struct intersection lists;
};

static int compare_df(const void *a, const void *b)
{
    const struct clause_cursor *const *x = a, *const *y = b;
    uint32_t x_df = (*x)->words[0].df, y_df = (*y)->words[0].df;

    return (x_df > y_df) - (x_df < y_df);
}

static enum status init(struct words *w, struct run *r, struct arena *arena)
{
    size_t count = r->wanted_count;

    w->run = r;
    TRY(intersection_init(&w->lists, count, arena, r->err));
    w->clauses = arena_alloc(arena, count * sizeof(struct clause_cursor *));
    if (w->clauses == NULL)
        return err_memory(r->err, "clauses");
    for (size_t i = 0; i < count; i++)
        w->clauses[i] = &r->wanted[i];
    qsort(w->clauses, count, sizeof(struct clause_cursor *), compare_df);
    for (size_t i = 0; i < count; i++)
        w->lists.lists[i] = w->clauses[i]->words;
    return OK;
}

/* Whether a document of the blocks that the lists are in may enter. */
static bool may_enter(const struct words *w)
{
    double reach = 0;

    if (w->run->options->count_only)
        return false;
    for (size_t i = 0; i < w->lists.count; i++)
        reach += clause_block_bound(w->clauses[i], 0, w->clauses[i]->words[0].block);
    return reach >= topk_threshold(w->run->top);
}

static void leave_out(struct words *w)
{
    struct intersection *x = &w->lists;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < x->found; i++) {
        x->docs[kept] = x->docs[i];
        x->slots[kept] = x->slots[i];
        kept += !run_leaves_out(w->run, x->docs[i]);
    }
    x->found = kept;
}

static enum status take_found(struct words *w)
{
    struct intersection *x = &w->lists;
    uint32_t tfs[POSTINGS_BLOCK];
    double sums[POSTINGS_BLOCK] = {0}, scores[POSTINGS_BLOCK];

    if (run_leaves_out_any(w->run))
        leave_out(w);
    *w->run->total += x->found;
    if (x->found == 0 || !may_enter(w))
        return OK;
    for (size_t l = 0; l < x->count; l++) {
        struct postings *p = x->lists[l];

        if (!postings_decode(p))
            return postings_status(p);
        for (uint32_t i = 0; i < x->found; i++)
            tfs[i] = p->weighted[intersection_at(x, l, i)];
        scores_of(w->run->segment, w->clauses[l]->bm25, w->clauses[l]->idf, x->docs, tfs, x->found,
                  scores);
        for (uint32_t i = 0; i < x->found; i++)
            sums[i] += scores[i];
    }
    return run_take_scored(w->run, x->docs, sums, x->found);
}

enum status run_words(struct run *r, struct arena *arena)
{
    struct words w;

    TRY(init(&w, r, arena));
    while (intersection_place(&w.lists)) {
        if (run_may_pass(r) && !may_enter(&w)) {
            *r->pruned = true;
            intersection_pass(&w.lists);
            continue;
        }
        if (!intersection_fill(&w.lists))
            break;
        TRY(take_found(&w));
    }
    return OK;
}
