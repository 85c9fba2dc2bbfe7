#include "searcher/run/group.h"

#include "searcher/run/scores.h"

#define SHORT_WINDOW 256u

struct group {
    struct clause_cursor *members;       /* plain clauses, one per variant */
    const struct variant **variants;
    size_t count, opened;
    uint32_t best_tier;
    const struct clause_stats *stats;
    size_t segment_at;
    struct arena *arena;
    struct clause_cursor *places;        /* for matches: other cursors, opened when asked for */
    docid first, end;                    /* the window that is filled */
    docid reached;                       /* what group_reach was asked for last */
    uint64_t bits[GROUP_WINDOW / 64];
    uint32_t tfs[GROUP_WINDOW];
    uint8_t tiers[GROUP_WINDOW];
};

static enum status open_member(struct clause_cursor *m, struct clause_cursor *c,
                               const struct group *g, const struct variant *v)
{
    return clause_open_variant(m, c->segment, v, c->idf, g->segment_at, c->bm25, g->arena, c->err);
}

static enum status open_members(struct clause_cursor *c, struct group *g)
{
    double sum = 0;

    for (size_t i = 0; i < g->stats->variant_count; i++) {
        const struct variant *v = &g->stats->variants[i];
        struct clause_cursor *m = &g->members[g->opened];

        if (!variant_is_there(v, g->segment_at))
            continue;
        g->variants[g->opened++] = v;
        TRY(open_member(m, c, g, v));
        g->count = g->opened;
        sum += m->bound;
        g->best_tier = v->tier > g->best_tier ? v->tier : g->best_tier;
    }
    c->bound = sum;
    return OK;
}

static double tier_idf(double idf, uint32_t tier)
{
    return tier == VARIANT_WHOLE ? idf : idf * tier / VARIANT_WHOLE;
}

/* Of the variants' bounds together: not above the idf, times the best tier; a
 * quantum for the rounding of each.                                           */
static double capped(const struct clause_cursor *c, double sum)
{
    const struct group *g = c->group;

    if (sum <= 0)
        return 0;
    return tier_idf(sum < c->idf ? sum : c->idf, g->best_tier) + 2 * BM25_QUANTUM;
}

enum status group_open(struct clause_cursor *c, const struct clause_stats *stats,
                       size_t segment_at, struct arena *arena)
{
    struct group *g = arena_alloc(arena, sizeof *g);

    if (g == NULL)
        return err_memory(c->err, "a group of words");
    c->group = g;
    g->members = arena_zalloc(arena, stats->variant_count, sizeof *g->members);
    g->variants = arena_alloc(arena, stats->variant_count * sizeof(struct variant *));
    g->count = g->opened = 0;
    g->best_tier = 0;
    g->stats = stats;
    g->segment_at = segment_at;
    g->arena = arena;
    g->places = NULL;
    g->first = g->end = g->reached = 0;
    memset(g->bits, 0, sizeof g->bits);
    if (g->members == NULL || g->variants == NULL)
        return err_memory(c->err, "a group of words");
    TRY(open_members(c, g));
    c->bound = capped(c, c->bound);
    return OK;
}

void group_close(struct clause_cursor *c)
{
    struct group *g = c->group;

    for (size_t i = 0; i < g->opened; i++)
        clause_close(&g->members[i]);
    for (size_t i = 0; g->places != NULL && i < g->opened; i++)
        clause_close(&g->places[i]);
}

enum status group_status(const struct clause_cursor *c)
{
    enum status status = OK;

    for (size_t i = 0; i < c->group->opened && status == OK; i++) {
        status = clause_status(&c->group->members[i]);
        if (status == OK && c->group->places != NULL)
            status = clause_status(&c->group->places[i]);
    }
    return status;
}

static inline void add(struct group *g, docid doc, uint32_t tf, const struct variant *v)
{
    uint32_t at = doc - g->first;
    uint64_t bit = (uint64_t)1 << (at % 64);

    if ((g->bits[at / 64] & bit) == 0) {
        g->bits[at / 64] |= bit;
        g->tfs[at] = 0;
        g->tiers[at] = 0;
    }
    g->tfs[at] += variant_tf(v, tf);
    g->tiers[at] = v->tier > g->tiers[at] ? (uint8_t)v->tier : g->tiers[at];
}

static void add_word(struct group *g, struct clause_cursor *m, const struct variant *v)
{
    struct postings *p = &m->words[0];
    docid at = g->first;

    while (at < g->end && postings_seek_block(p, at) && postings_decode(p)) {
        uint32_t from = postings_find(p, g->first);
        uint32_t to = p->block_last < g->end ? p->count : postings_find(p, g->end);

        for (uint32_t i = from; i < to; i++)
            add(g, p->docs[i], p->weighted[i], v);
        p->at = to;
        at = p->block_last + 1;
    }
}

static void add_phrase(struct group *g, struct clause_cursor *m, const struct variant *v)
{
    for (docid doc = clause_seek(m, g->first); doc < g->end; doc = clause_next(m))
        add(g, doc, clause_weighted_tf(m), v);
}

static void fill(struct group *g, docid first, docid end)
{
    memset(g->bits, 0, sizeof g->bits);
    g->first = first;
    g->end = end;
    for (size_t i = 0; i < g->count; i++)
        if (!clause_is_word(&g->members[i]))
            add_phrase(g, &g->members[i], g->variants[i]);
        else
            add_word(g, &g->members[i], g->variants[i]);
}

/* The first document from `from` on that is in the window; DOC_END: none. */
static docid find_bit(const struct group *g, docid from)
{
    uint32_t at = from > g->first ? from - g->first : 0, word = at / 64;
    uint64_t bits = g->bits[word] & (~(uint64_t)0 << (at % 64));

    while (bits == 0 && ++word < GROUP_WINDOW / 64)
        bits = g->bits[word];
    return bits == 0 ? DOC_END : g->first + word * 64 + (docid)__builtin_ctzll(bits);
}

static docid next_possible(struct group *g, docid from)
{
    docid first = DOC_END;

    for (size_t i = 0; i < g->count && first > from; i++) {
        docid next = clause_next_possible(&g->members[i], from);
        first = next < first ? next : first;
    }
    return first;
}

docid group_seek(struct clause_cursor *c, docid target)
{
    struct group *g = c->group;
    uint32_t size = target == g->end ? GROUP_WINDOW : SHORT_WINDOW;

    c->doc = target < g->end ? find_bit(g, target) : DOC_END;
    while (c->doc == DOC_END) {
        docid first = next_possible(g, target > g->end ? target : g->end);

        if (first == DOC_END)
            return DOC_END;
        fill(g, first, first + size);
        c->doc = find_bit(g, first);
    }
    return c->doc;
}

docid group_next(struct clause_cursor *c)
{
    return group_seek(c, c->doc == DOC_END ? 0 : c->doc + 1);
}

uint32_t group_weighted_tf(const struct clause_cursor *c)
{
    return c->group->tfs[c->doc - c->group->first];
}

double group_idf(const struct clause_cursor *c)
{
    return tier_idf(c->idf, c->group->tiers[c->doc - c->group->first]);
}

double group_reach(struct clause_cursor *c, docid target)
{
    struct group *g = c->group;
    double sum = 0;

    g->reached = target;
    if (target < g->end)
        return find_bit(g, target) != DOC_END || next_possible(g, g->end) != DOC_END ? c->bound : 0;
    for (size_t i = 0; i < g->count; i++)
        sum += clause_reach(&g->members[i], target);
    return capped(c, sum);
}

docid group_reach_last(const struct clause_cursor *c)
{
    const struct group *g = c->group;
    docid last = DOC_END - 1;

    if (g->reached < g->end)
        return g->end - 1;
    for (size_t i = 0; i < g->count; i++) {
        docid end = clause_reach_last(&g->members[i]);

        /* a phrase of which one word is at its end leaves the others where they are */
        if (end >= g->reached && end < last)
            last = end;
    }
    return last;
}

double group_reach_between(struct clause_cursor *c, docid first, docid end)
{
    struct group *g = c->group;
    double sum = 0;

    if (first < g->end)
        return c->bound;
    for (size_t i = 0; i < g->count; i++)
        sum += clause_reach_between(&g->members[i], first, end);
    return capped(c, sum);
}

docid group_next_possible(struct clause_cursor *c, docid from)
{
    struct group *g = c->group;
    docid found = from < g->end ? find_bit(g, from) : DOC_END;

    return found != DOC_END ? found : next_possible(g, from > g->end ? from : g->end);
}

uint64_t group_df(const struct clause_cursor *c)
{
    uint64_t df = 0;

    for (size_t i = 0; i < c->group->count; i++)
        df += clause_df(&c->group->members[i]);
    return df;
}

static void add_score(const struct clause_cursor *c, docid doc, docid first, double *scores,
                      uint64_t *bits)
{
    const struct group *g = c->group;
    uint32_t at = doc - first, in_group = doc - g->first;

    scores[at] += bm25_score(c->bm25, tier_idf(c->idf, g->tiers[in_group]), g->tfs[in_group],
                             segment_length(c->segment, doc));
    bits[at / 64] |= (uint64_t)1 << (at % 64);
}

void group_add_scores(struct clause_cursor *c, docid first, docid end, double *scores,
                      uint64_t *bits)
{
    struct group *g = c->group;
    docid at = first;

    while (at < end) {
        docid doc;

        if (at >= g->end)
            fill(g, at, end);
        for (doc = find_bit(g, at); doc < end; doc = doc + 1 < g->end ? find_bit(g, doc + 1) : DOC_END)
            add_score(c, doc, first, scores, bits);
        at = g->end;
    }
    c->doc = end - 1;
}

static enum status open_places(struct clause_cursor *c, struct group *g)
{
    g->places = arena_zalloc(g->arena, g->count, sizeof *g->places);
    if (g->places == NULL)
        return err_memory(c->err, "a group of words");
    for (size_t i = 0; i < g->count; i++)
        TRY(open_member(&g->places[i], c, g, g->variants[i]));
    return OK;
}

/* take: of every variant that the current document has, a cursor on it. */
static enum status each_place(struct clause_cursor *c, struct buf *out,
                              enum status take(struct clause_cursor *, struct buf *))
{
    struct group *g = c->group;

    if (g->places == NULL)
        TRY(open_places(c, g));
    for (size_t i = 0; i < g->count; i++)
        if (clause_seek(&g->places[i], c->doc) == c->doc)
            TRY(take(&g->places[i], out));
    return OK;
}

enum status group_matches(struct clause_cursor *c, struct buf *matches)
{
    return each_place(c, matches, clause_matches);
}

enum status group_parts(struct clause_cursor *c, struct buf *parts)
{
    return each_place(c, parts, clause_parts);
}
