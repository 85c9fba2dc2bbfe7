#include "searcher/clauses.h"

#include "searcher/scores.h"

#define POSITIONS_MAX ((size_t)4 << 30)

enum status clause_open(struct clause_cursor *c, struct segment *s,
                        const struct clause_stats *stats, const struct term_info *infos,
                        const struct bm25 *bm25, struct arena *arena, struct err *e)
{
    size_t count = c->word_count;

    *c = (struct clause_cursor){.segment = s, .word_count = count, .doc = DOC_END, .err = e,
                                .idf = stats->idf, .bm25 = bm25, .bound = 1e300};
    buf_init(&c->positions, POSITIONS_MAX);
    buf_init(&c->other, POSITIONS_MAX);
    for (size_t i = 0; i < count; i++)
        if (infos[i].df == 0)
            return E_NOT_FOUND;
    c->words = arena_alloc(arena, count * sizeof *c->words);
    if (c->words == NULL)
        return err_memory(e, "cursors");
    for (size_t i = 0; i < count; i++) {
        double bound;

        TRY(postings_open(&c->words[i], s, &infos[i], e));
        c->opened++;
        bound = scores_bound(&c->words[i].info.bound, bm25, stats->idf);
        c->bound = bound < c->bound ? bound : c->bound;
        if (infos[i].df < c->words[c->rarest].df)
            c->rarest = i;
    }
    c->block_bounds = arena_zalloc(arena, count, sizeof *c->block_bounds);
    for (size_t i = 0; i < count && c->block_bounds != NULL; i++) {
        c->block_bounds[i] = arena_zalloc(arena, c->words[i].block_count, sizeof(double));
        if (c->block_bounds[i] == NULL)
            return err_memory(e, "bounds");
    }
    if (c->block_bounds == NULL)
        return err_memory(e, "bounds");
    return count > 1 ? phrase_open(c, arena) : OK;
}

enum status clause_status(const struct clause_cursor *c)
{
    enum status status = c->status;

    for (size_t i = 0; i < c->opened && status == OK; i++)
        status = postings_status(&c->words[i]);
    return status;
}

void clause_close(struct clause_cursor *c)
{
    buf_release(&c->positions);
    buf_release(&c->other);
}

double clause_block_bound(struct clause_cursor *c, size_t word, uint32_t block)
{
    double *known = &c->block_bounds[word][block];
    struct bound bound;

    if (*known == 0) {
        postings_bound_of(&c->words[word], block, &bound);
        *known = scores_bound(&bound, c->bm25, c->idf);
    }
    return *known;
}

/* A phrase occurs no more often than each of its words. */
double clause_reach(struct clause_cursor *c, docid target)
{
    double least = c->bound;

    for (size_t i = 0; i < c->word_count; i++) {
        double bound;

        if (!postings_seek_block(&c->words[i], target))
            return 0;
        bound = clause_block_bound(c, i, c->words[i].block);
        least = bound < least ? bound : least;
    }
    return least;
}

docid clause_reach_last(const struct clause_cursor *c)
{
    docid last = DOC_END - 1;

    for (size_t i = 0; i < c->word_count; i++)
        if (c->words[i].block < c->words[i].block_count && c->words[i].block_last < last)
            last = c->words[i].block_last;
    return last;
}

double clause_reach_between(struct clause_cursor *c, docid first, docid end)
{
    struct postings *p = &c->words[0];
    double best = 0;

    if (c->word_count > 1)
        return c->bound;
    if (!postings_seek_block(p, first))
        return 0;
    for (uint32_t i = p->block; i < p->block_count; i++) {
        double bound;

        if (i > p->block && postings_last_of(p, i - 1) + 1 >= end)
            break;
        bound = clause_block_bound(c, 0, i);
        best = bound > best ? bound : best;
    }
    return best;
}

docid clause_next_possible(struct clause_cursor *c, docid from)
{
    struct postings *p = &c->words[0];
    docid first;

    if (c->word_count > 1)
        return clause_seek(c, from);
    if (!postings_seek_block(p, from))
        return DOC_END;
    if (p->decoded && p->at < p->count)
        first = p->docs[p->at];
    else
        first = p->decoded || p->block == 0 ? 0 : postings_last_of(p, p->block - 1) + 1;
    return first > from ? first : from;
}
