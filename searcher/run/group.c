#include "searcher/run/group.h"

#include "searcher/run/window.h"

#define SHORT_WINDOW 256u

struct group {
    struct clause_cursor *members;       /* plain clauses, one per variant */
    size_t count, opened;
    uint32_t best_tier;
    const struct clause_stats *stats;
    size_t segment_at;
    struct arena *arena;
    struct clause_cursor *places;        /* for matches: other cursors, opened when asked for */
    bool ended;                          /* group_seek found no more */
    docid reached;                       /* what group_reach was asked for last */
    struct window *window;               /* filled last; null before a document is asked for */
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
        g->opened++;
        TRY(open_member(m, c, g, v));
        g->count = g->opened;
        sum += m->bound;
        g->best_tier = v->tier > g->best_tier ? v->tier : g->best_tier;
    }
    c->bound = sum;
    return OK;
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
    g->count = g->opened = 0;
    g->best_tier = 0;
    g->stats = stats;
    g->segment_at = segment_at;
    g->arena = arena;
    g->places = NULL;
    g->reached = 0;
    g->ended = false;
    g->window = NULL;
    if (g->members == NULL)
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
    enum status status = c->status;

    for (size_t i = 0; i < c->group->opened && status == OK; i++) {
        status = clause_status(&c->group->members[i]);
        if (status == OK && c->group->places != NULL)
            status = clause_status(&c->group->places[i]);
    }
    return status;
}

static enum status make_window(struct clause_cursor *c)
{
    struct group *g = c->group;

    g->window = arena_alloc(g->arena, sizeof *g->window);
    if (g->window == NULL)
        return err_memory(c->err, "a group of words");
    window_start(g->window, 0, 0);
    return OK;
}

static docid window_end(const struct group *g)
{
    return g->window == NULL ? 0 : g->window->end;
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
    uint32_t size = target == window_end(g) ? WINDOW_DOCS : SHORT_WINDOW;

    c->doc = DOC_END;
    if (g->window == NULL)
        c->status = make_window(c);
    if (c->status != OK)
        return DOC_END;
    if (target < g->window->end)
        c->doc = window_find(g->window, target);
    while (c->doc == DOC_END) {
        docid first = next_possible(g, target > g->window->end ? target : g->window->end);

        g->ended = first == DOC_END;
        if (g->ended)
            return DOC_END;
        window_start(g->window, first, first + size);
        window_add(g->window, c);
        c->doc = window_find(g->window, first);
    }
    return c->doc;
}

docid group_next(struct clause_cursor *c)
{
    if (c->group->ended)
        return DOC_END;
    return group_seek(c, c->doc == DOC_END ? 0 : c->doc + 1);
}

uint32_t group_weighted_tf(const struct clause_cursor *c)
{
    const struct window *w = c->group->window;

    return w->tfs[c->doc - w->first];
}

double group_idf(const struct clause_cursor *c)
{
    const struct window *w = c->group->window;

    return tier_idf(c->idf, w->tiers[c->doc - w->first]);
}

double group_reach(struct clause_cursor *c, docid target)
{
    struct group *g = c->group;
    double sum = 0;

    g->reached = target;
    if (target < window_end(g))
        return window_find(g->window, target) != DOC_END
               || next_possible(g, g->window->end) != DOC_END ? c->bound : 0;
    for (size_t i = 0; i < g->count; i++)
        sum += clause_reach(&g->members[i], target);
    return capped(c, sum);
}

docid group_reach_last(const struct clause_cursor *c)
{
    const struct group *g = c->group;
    docid last = DOC_END - 1;

    if (g->reached < window_end(g))
        return g->window->end - 1;
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

    if (first < window_end(g))
        return c->bound;
    for (size_t i = 0; i < g->count; i++)
        sum += clause_reach_between(&g->members[i], first, end);
    return capped(c, sum);
}

docid group_next_possible(struct clause_cursor *c, docid from)
{
    struct group *g = c->group;
    docid filled = window_end(g), found = from < filled ? window_find(g->window, from) : DOC_END;

    return found != DOC_END ? found : next_possible(g, from > filled ? from : filled);
}

uint64_t group_df(const struct clause_cursor *c)
{
    uint64_t df = 0;

    for (size_t i = 0; i < c->group->count; i++)
        df += clause_df(&c->group->members[i]);
    return df;
}

struct clause_cursor *group_variants(const struct clause_cursor *c, size_t *count)
{
    *count = c->group->count;
    return c->group->members;
}

static enum status open_places(struct clause_cursor *c, struct group *g)
{
    g->places = arena_zalloc(g->arena, g->count, sizeof *g->places);
    if (g->places == NULL)
        return err_memory(c->err, "a group of words");
    for (size_t i = 0; i < g->count; i++)
        TRY(open_member(&g->places[i], c, g, g->members[i].variant));
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
