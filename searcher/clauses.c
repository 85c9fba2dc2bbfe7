#include "searcher/clauses.h"

#define POSITIONS_MAX ((size_t)4 << 30)

static double bound_score(const struct bound *b, const struct bm25 *m, double idf)
{
    double best = 0;

    for (size_t i = 0; i < BOUND_POINTS; i++) {
        double score;
        if (b->points[i].tf == 0)
            continue;
        score = bm25_bound(m, idf, b->points[i].tf, b->points[i].length);
        best = score > best ? score : best;
    }
    return best;
}

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
        bound = bound_score(&c->words[i].info.bound, bm25, stats->idf);
        c->bound = bound < c->bound ? bound : c->bound;
        if (infos[i].df < c->words[c->rarest].df)
            c->rarest = i;
    }
    c->block_bounds = arena_zalloc(arena, c->words[0].block_count, sizeof *c->block_bounds);
    return c->block_bounds == NULL ? err_memory(e, "bounds") : OK;
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

static docid end(struct clause_cursor *c, const struct postings *failed)
{
    if (failed != NULL && postings_status(failed) != OK && c->status == OK)
        c->status = postings_status(failed);
    return c->doc = DOC_END;
}

/* Keeps the starts that have the word `offset` places further on. */
static void keep_followed(struct clause_cursor *c, uint32_t offset)
{
    uint32_t *starts = (uint32_t *)(void *)c->positions.p;
    const uint32_t *next = (const uint32_t *)(const void *)c->other.p;
    size_t count = c->positions.n / 4, next_count = c->other.n / 4, kept = 0, at = 0;

    for (size_t i = 0; i < count; i++) {
        while (at < next_count && next[at] < (uint64_t)starts[i] + offset)
            at++;
        if (at < next_count && next[at] == (uint64_t)starts[i] + offset)
            starts[kept++] = starts[i];
    }
    c->positions.n = kept * 4;
}

enum status clause_positions(struct clause_cursor *c, struct slice *out)
{
    buf_clear(&c->positions);
    TRY(postings_positions(&c->words[0], &c->positions));
    for (size_t i = 1; i < c->word_count && c->positions.n > 0; i++) {
        buf_clear(&c->other);
        TRY(postings_positions(&c->words[i], &c->other));
        keep_followed(c, (uint32_t)i);
    }
    *out = buf_slice(&c->positions);
    return OK;
}

/* Weight of the phrase's matches by zone; 0 where there is none. */
static uint32_t phrase_tf(struct clause_cursor *c)
{
    struct slice starts;
    struct document d;
    uint32_t tf = 0;

    c->status = clause_positions(c, &starts);
    if (c->status != OK || starts.n == 0)
        return 0;
    if (postings_weighted_tf(&c->words[0]) == postings_tf(&c->words[0]) * SEGMENT_BODY_WEIGHT)
        return (uint32_t)(starts.n / 4) * SEGMENT_BODY_WEIGHT;    /* none in the title */
    c->status = segment_document(c->segment, c->doc, &d, c->err);
    for (size_t i = 0; i < starts.n / 4; i++) {
        uint32_t start = ((const uint32_t *)(const void *)starts.p)[i];
        tf += start < d.title_words ? SEGMENT_TITLE_WEIGHT : SEGMENT_BODY_WEIGHT;
    }
    return c->status == OK ? tf : 0;
}

/* The first document >= doc (of the rarest word) that holds the phrase. */
static docid settle(struct clause_cursor *c, docid doc)
{
    while (doc != DOC_END && c->status == OK) {
        docid furthest = doc;

        for (size_t i = 0; i < c->word_count && furthest == doc; i++)
            furthest = postings_seek(&c->words[i], doc);
        if (furthest != doc) {
            if (furthest == DOC_END)
                break;
            doc = postings_seek(&c->words[c->rarest], furthest);
            continue;
        }
        c->doc = doc;
        c->weighted_tf = phrase_tf(c);
        if (c->weighted_tf > 0)
            return doc;
        doc = postings_next(&c->words[c->rarest]);
    }
    for (size_t i = 0; i < c->word_count; i++)
        end(c, &c->words[i]);
    return c->doc = DOC_END;
}

docid clause_next(struct clause_cursor *c)
{
    docid doc = postings_next(&c->words[c->rarest]);

    c->weighted_tf = 0;
    if (c->word_count > 1)
        return settle(c, doc);
    return doc == DOC_END ? end(c, &c->words[0]) : (c->doc = doc);
}

docid clause_seek(struct clause_cursor *c, docid target)
{
    docid doc;

    if (c->doc != DOC_END && c->doc >= target)
        return c->doc;
    doc = postings_seek(&c->words[c->rarest], target);
    c->weighted_tf = 0;
    if (c->word_count > 1)
        return settle(c, doc);
    return doc == DOC_END ? end(c, &c->words[0]) : (c->doc = doc);
}

static double block_bound(struct clause_cursor *c, uint32_t block)
{
    struct postings *p = &c->words[0];
    struct bound bound;

    if (c->block_bounds[block] == 0) {
        postings_bound_of(p, block, &bound);
        c->block_bounds[block] = bound_score(&bound, c->bm25, c->idf);
    }
    return c->block_bounds[block];
}

double clause_reach(struct clause_cursor *c, docid target)
{
    struct postings *p = &c->words[0];

    if (c->word_count > 1)
        return c->bound;
    return postings_seek_block(p, target) ? block_bound(c, p->block) : 0;
}

docid clause_reach_last(const struct clause_cursor *c)
{
    return c->word_count > 1 ? DOC_END - 1 : c->words[0].block_last;
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
        bound = block_bound(c, i);
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

uint32_t clause_weighted_tf(struct clause_cursor *c)
{
    if (c->word_count == 1)
        return postings_weighted_tf(&c->words[0]);
    return c->weighted_tf;
}

double clause_score(struct clause_cursor *c)
{
    return bm25_score(c->bm25, c->idf, clause_weighted_tf(c), segment_length(c->segment, c->doc));
}
