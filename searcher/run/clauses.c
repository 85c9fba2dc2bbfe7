#include "searcher/run/clauses.h"

#include <stdlib.h>

#include "searcher/run/group.h"
#include "searcher/run/scores.h"

#define POSITIONS_MAX ((size_t)4 << 30)

/* What a list under the bound can score, its tf times the variant's weight. */
static double weighted_bound(const struct clause_cursor *c, const struct bound *bound)
{
    struct bound b = *bound;

    for (size_t i = 0; c->variant->weight != VARIANT_WHOLE && i < BOUND_POINTS; i++)
        if (b.points[i].tf > 0)
            b.points[i].tf = variant_tf(c->variant, b.points[i].tf);
    return scores_bound(&b, c->bm25, c->idf);
}

static void init(struct clause_cursor *c, struct segment *s, double idf, const struct bm25 *bm25,
                 struct err *e)
{
    *c = (struct clause_cursor){.segment = s, .doc = DOC_END, .err = e, .idf = idf, .bm25 = bm25,
                                .bound = 1e300};
    buf_init(&c->positions, POSITIONS_MAX);
    buf_init(&c->other, POSITIONS_MAX);
    buf_init(&c->spots, POSITIONS_MAX);
}

enum status clause_open_variant(struct clause_cursor *c, struct segment *s,
                                const struct variant *variant, double idf, size_t segment_at,
                                const struct bm25 *bm25, struct arena *arena, struct err *e)
{
    size_t count = variant->term_count;
    const struct term_info *infos = variant->infos + segment_at * count;

    init(c, s, idf, bm25, e);
    c->variant = variant;
    c->word_count = count;
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
        bound = weighted_bound(c, &c->words[i].info.bound);
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
    return clause_is_word(c) ? OK : phrase_open(c, arena);
}

static size_t count_there(const struct clause_stats *stats, size_t segment_at, size_t *last)
{
    size_t count = 0;

    for (size_t i = 0; i < stats->variant_count; i++)
        if (variant_is_there(&stats->variants[i], segment_at)) {
            *last = i;
            count++;
        }
    return count;
}

enum status clause_open(struct clause_cursor *c, struct segment *s,
                        const struct clause_stats *stats, size_t segment_at,
                        const struct bm25 *bm25, struct arena *arena, struct err *e)
{
    size_t last = 0, count = count_there(stats, segment_at, &last);
    const struct variant *only = &stats->variants[last];

    if (count == 1 && only->weight == VARIANT_WHOLE && only->tier == VARIANT_WHOLE)
        return clause_open_variant(c, s, only, stats->idf, segment_at, bm25, arena, e);
    init(c, s, stats->idf, bm25, e);
    return count == 0 ? E_NOT_FOUND : group_open(c, stats, segment_at, arena);
}

enum status clause_status(const struct clause_cursor *c)
{
    enum status status = c->status;

    if (c->group != NULL)
        return group_status(c);

    for (size_t i = 0; i < c->opened && status == OK; i++)
        status = postings_status(&c->words[i]);
    return status;
}

void clause_close(struct clause_cursor *c)
{
    if (c->group != NULL)
        group_close(c);
    buf_release(&c->positions);
    buf_release(&c->other);
    buf_release(&c->spots);
}

uint64_t clause_df(const struct clause_cursor *c)
{
    return c->group != NULL ? group_df(c) : c->words[c->rarest].df;
}

enum status clause_matches(struct clause_cursor *c, struct buf *out)
{
    struct slice starts;
    struct match *matches;
    size_t count;

    if (c->group != NULL)
        return group_matches(c, out);
    TRY(clause_positions(c, &starts));
    count = starts.n / sizeof(uint32_t);
    matches = (struct match *)(void *)buf_reserve(out, count * sizeof *matches);
    for (size_t i = 0; matches != NULL && i < count; i++)
        matches[i] = (struct match){.position = ((const uint32_t *)(const void *)starts.p)[i],
                                    .word_count = phrase_span(c, i), .via = c->variant->via,
                                    .weight = c->idf * c->variant->tier / VARIANT_WHOLE,
                                    .term = c->variant->terms[0]};
    out->n += matches != NULL ? count * sizeof *matches : 0;
    return buf_ok(out) ? OK : err_memory(c->err, "matches");
}

enum status clause_parts(struct clause_cursor *c, struct buf *out)
{
    struct clause_part part = {.variant = c->variant};

    if (c->group != NULL)
        return group_parts(c, out);
    part.tf = clause_weighted_tf(c);
    buf_append(out, &part, sizeof part);
    return buf_ok(out) ? OK : err_memory(c->err, "parts");
}

double clause_block_bound(struct clause_cursor *c, size_t word, uint32_t block)
{
    double *known = &c->block_bounds[word][block];
    struct bound bound;

    if (*known == 0) {
        postings_bound_of(&c->words[word], block, &bound);
        *known = weighted_bound(c, &bound);
    }
    return *known;
}

/* A phrase occurs no more often than each of its words. */
double clause_reach(struct clause_cursor *c, docid target)
{
    double least = c->bound;

    if (c->group != NULL)
        return group_reach(c, target);
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

    if (c->group != NULL)
        return group_reach_last(c);
    for (size_t i = 0; i < c->word_count; i++)
        if (c->words[i].block < c->words[i].block_count && c->words[i].block_last < last)
            last = c->words[i].block_last;
    return last;
}

double clause_reach_between(struct clause_cursor *c, docid first, docid end)
{
    struct postings *p = &c->words[0];
    double best = 0;

    if (c->group != NULL)
        return group_reach_between(c, first, end);
    if (!clause_is_word(c))
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

double clauses_reach_between(struct clause_cursor *const *clauses, size_t count, docid first,
                             docid end)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        double most = clause_reach_between(clauses[i], first, end);

        if (most == 0)
            return 0;
        sum += most;
    }
    return sum;
}

static int compare_df(const void *a, const void *b)
{
    struct clause_cursor *const *x = a, *const *y = b;
    uint64_t x_df = clause_df(*x), y_df = clause_df(*y);

    return (x_df > y_df) - (x_df < y_df);
}

void clauses_sort(struct clause_cursor **clauses, size_t count)
{
    qsort(clauses, count, sizeof(struct clause_cursor *), compare_df);
}

docid clause_next_possible(struct clause_cursor *c, docid from)
{
    struct postings *p = &c->words[0];
    docid first;

    if (c->group != NULL)
        return group_next_possible(c, from);
    if (!clause_is_word(c))
        return clause_seek(c, from);
    if (!postings_seek_block(p, from))
        return DOC_END;
    if (p->decoded && p->at < p->count)
        first = p->docs[p->at];
    else
        first = p->decoded || p->block == 0 ? 0 : postings_last_of(p, p->block - 1) + 1;
    return first > from ? first : from;
}
