/* One word, nothing left out: its list's df is the total, and the blocks can be
 * taken in any order. Those with the greatest bounds come first, so that few of
 * the others are decoded at all.                                              */
#include "searcher/run/run.h"
#include "searcher/run/scores.h"

#define FIRST 8

struct best_block {
    double bound;
    uint32_t block;
};

/* The blocks of the greatest bounds, greatest first; how many. */
static size_t find_best(struct clause_cursor *c, struct best_block best[FIRST])
{
    size_t count = 0;

    for (uint32_t block = 0; block < c->words[0].block_count; block++) {
        double bound = clause_block_bound(c, 0, block);
        size_t at;

        if (count == FIRST && bound <= best[FIRST - 1].bound)
            continue;
        count += count < FIRST;
        for (at = count - 1; at > 0 && best[at - 1].bound < bound; at--)
            best[at] = best[at - 1];
        best[at] = (struct best_block){bound, block};
    }
    return count;
}

static enum status take_block(struct run *r, struct clause_cursor *c, uint32_t block)
{
    struct postings *p = &c->words[0];
    double scores[POSTINGS_BLOCK];

    if (clause_block_bound(c, 0, block) < topk_threshold(r->top))
        return OK;
    if (!postings_enter(p, block))
        return postings_status(p);
    scores_of(r->segment, c->bm25, c->idf, p->docs, p->weighted, p->count, scores);
    return run_take_scored(r, p->docs, scores, p->count);
}

static bool is_among(const struct best_block *best, size_t count, uint32_t block)
{
    for (size_t i = 0; i < count; i++)
        if (best[i].block == block)
            return true;
    return false;
}

enum status run_one(struct run *r)
{
    struct clause_cursor *c = &r->wanted[0];
    struct best_block best[FIRST];
    size_t count;

    *r->total += c->words[0].df;
    if (r->options->count_only || c->bound < topk_threshold(r->top))
        return OK;
    count = find_best(c, best);
    for (size_t i = 0; i < count; i++)
        TRY(take_block(r, c, best[i].block));
    for (uint32_t block = 0; block < c->words[0].block_count; block++)
        if (clause_block_bound(c, 0, block) >= topk_threshold(r->top)
            && !is_among(best, count, block))
            TRY(take_block(r, c, block));
    return OK;
}
