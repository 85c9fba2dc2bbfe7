/* Where a hit matches, and how its score came about: its clauses' cursors once more. */
#include "searcher/engine.h"

#include <stdlib.h>

#include "searcher/run/near_matches.h"
#include "searcher/run/run.h"

static enum status has_variant(const struct run *r, const struct variant *v, docid doc, bool *out)
{
    struct postings p;

    *out = variant_is_there(v, r->segment_at);
    for (size_t i = 0; i < v->term_count && *out; i++) {
        TRY(postings_open(&p, r->segment, &v->infos[r->segment_at * v->term_count + i], r->err));
        *out = postings_seek(&p, doc) == doc;
        TRY(postings_status(&p));
    }
    return OK;
}

/* The plan with those variants alone that the document may have: of a thousand words that a
 * pattern fits these are a few.                                                 */
static enum status narrow_plan(struct run *r, docid doc, struct arena *arena)
{
    const struct query *q = r->plan->query;
    struct plan *narrow = arena_alloc(arena, sizeof *narrow);
    struct clause_stats *stats = arena_alloc(arena, (q->clause_count + 1) * sizeof *stats);

    if (narrow == NULL || stats == NULL)
        return err_memory(r->err, "a plan");
    for (size_t i = 0; i < q->clause_count; i++) {
        const struct clause_stats *all = &r->plan->stats[i];

        stats[i] = *all;
        stats[i].variant_count = 0;
        stats[i].variants = arena_alloc(arena, (all->variant_count + 1) * sizeof *stats[i].variants);
        if (stats[i].variants == NULL)
            return err_memory(r->err, "a plan");
        for (size_t k = 0; k < all->variant_count && !q->clauses[i].excluded; k++) {
            bool has;

            TRY(has_variant(r, &all->variants[k], doc, &has));
            if (has)
                stats[i].variants[stats[i].variant_count++] = all->variants[k];
        }
    }
    *narrow = *r->plan;
    narrow->stats = stats;
    r->plan = narrow;
    return OK;
}

/* The cursors of the hit's document in a plan of its language, each on it or past it. */
static enum status open_hit(struct engine *g, const struct plan *plan, const struct hit *hit,
                            struct arena *arena, struct run *r, struct err *e)
{
    struct document d;

    *r = (struct run){.err = e};
    while (g->segments[r->segment_at].index != hit->index
           || g->segments[r->segment_at].number != hit->segment)
        r->segment_at++;
    r->segment = g->segments[r->segment_at].segment;
    TRY(segment_document(r->segment, hit->doc, &d, e));
    if (d.lang != hit->lang)
        return segment_damaged(r->segment, "a language out of its place", hit->doc, e);
    r->plan = plan;
    TRY(narrow_plan(r, hit->doc, arena));
    TRY(run_open_cursors(r, arena));
    for (size_t i = 0; i < r->wanted_count; i++)
        clause_seek(&r->wanted[i], hit->doc);
    return OK;
}

static int compare_matches(const void *a, const void *b)
{
    const struct match *x = a, *y = b;

    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return (x->clause > y->clause) - (x->clause < y->clause);
}

static enum status collect_matches(struct run *r, const struct hit *hit, struct buf *out)
{
    for (size_t i = 0; i < r->wanted_count; i++) {
        struct clause_cursor *c = &r->wanted[i];
        size_t before = out->n / sizeof(struct match);

        if (c->doc != hit->doc)
            continue;
        TRY(clause_matches(c, out));
        for (size_t j = before; j < out->n / sizeof(struct match); j++)
            ((struct match *)(void *)out->p)[j].clause = r->wanted_clauses[i];
    }
    return OK;
}

static enum status find_matches(struct engine *g, const struct plan *plan, const struct hit *hit,
                                struct arena *arena, struct match **out, size_t *count, struct err *e)
{
    struct run r;
    struct buf matches;
    enum status status = open_hit(g, plan, hit, arena, &r, e), closed;

    buf_init(&matches, (size_t)1 << 31);
    if (status == OK)
        status = collect_matches(&r, hit, &matches);
    closed = run_close_cursors(&r);
    *count = matches.n / sizeof **out;
    *out = (struct match *)(uintptr_t)arena_copy(arena, buf_slice(&matches)).p;
    buf_release(&matches);
    if (*count > 1 && *out != NULL)
        qsort(*out, *count, sizeof **out, compare_matches);
    if (*count > 0 && *out == NULL)
        return err_memory(e, "matches");
    if (status == OK)
        status = near_matches_keep(plan->query, *out, count, arena, e);
    return status == OK ? closed : status;
}

enum status engine_matches(struct engine *g, const struct results *results, const struct hit *hit,
                           struct arena *arena, struct match **out, size_t *count, struct err *e)
{
    return find_matches(g, &results->plans[hit->lang], hit, arena, out, count, e);
}

enum status engine_matches_all(struct engine *g, const struct results *results, const struct hit *hit,
                               struct arena *arena, struct match **out, size_t *count, struct err *e)
{
    struct plan plan = results->plans[hit->lang];
    struct query q = *plan.query;

    plan.query = &q;
    q.clauses = (struct clause *)(uintptr_t)arena_copy(
                    arena, slice_of(q.clauses, q.clause_count * sizeof *q.clauses)).p;
    if (q.clauses == NULL)
        return err_memory(e, "matches");
    for (size_t i = 0; i < q.clause_count; i++)
        q.clauses[i].excluded = q.clauses[i].left_open = false;
    return find_matches(g, &plan, hit, arena, out, count, e);
}

/* The words of a phrase joined by spaces. */
static struct slice join_terms(const struct variant *v, struct arena *arena)
{
    struct buf text;
    struct slice joined;

    buf_init(&text, (size_t)1 << 20);
    for (size_t i = 0; i < v->term_count; i++) {
        buf_append_string(&text, i > 0 ? " " : "");
        buf_append_slice(&text, v->terms[i]);
    }
    joined = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return joined;
}

static enum status explain_parts(struct clause_cursor *c, struct arena *arena,
                                 struct explanation *out)
{
    struct buf found;
    const struct clause_part *parts;
    struct explained_part *to;
    enum status status;

    buf_init(&found, (size_t)1 << 20);
    status = clause_parts(c, &found);
    parts = (const struct clause_part *)(const void *)found.p;
    out->part_count = status == OK ? found.n / sizeof *parts : 0;
    out->parts = to = arena_zalloc(arena, out->part_count + 1, sizeof *to);
    for (size_t i = 0; to != NULL && i < out->part_count; i++)
        to[i] = (struct explained_part){.term = join_terms(parts[i].variant, arena),
                                        .via = parts[i].variant->via,
                                        .weight = parts[i].variant->weight / 100.0,
                                        .tier = parts[i].variant->tier / 100.0,
                                        .tf = parts[i].tf / (double)SEGMENT_BODY_WEIGHT};
    buf_release(&found);
    if (status == OK && to == NULL)
        return err_memory(c->err, "explaining");
    return status;
}

static enum status explain(struct run *r, size_t wanted, docid doc,
                           struct arena *arena, struct explanation *out)
{
    struct clause_cursor *c = &r->wanted[wanted];
    const struct clause_stats *s = &r->plan->stats[r->wanted_clauses[wanted]];
    uint32_t length = segment_length(r->segment, doc);

    *out = (struct explanation){
        .clause = r->wanted_clauses[wanted],
        .score = clause_score(c), .idf = s->idf, .tier = clause_idf(c) / s->idf,
        .tf = clause_weighted_tf(c) / (double)SEGMENT_BODY_WEIGHT,
        .norm = bm25_norm(&r->plan->bm25, length) / SEGMENT_BODY_WEIGHT, .df = (uint64_t)ceil(s->df),
        .doc_count = s->doc_count,
        .length = length / (double)SEGMENT_BODY_WEIGHT,
        .average_length = r->plan->bm25.average / SEGMENT_BODY_WEIGHT};
    return explain_parts(c, arena, out);
}

enum status engine_explain(struct engine *g, const struct results *results, const struct hit *hit,
                           struct arena *arena, struct explanation **out, size_t *count,
                           struct err *e)
{
    struct run r;
    enum status status = open_hit(g, &results->plans[hit->lang], hit, arena, &r, e), closed;

    *count = 0;
    *out = arena_zalloc(arena, r.wanted_count + 1, sizeof **out);
    for (size_t i = 0; status == OK && *out != NULL && i < r.wanted_count; i++)
        if (r.wanted[i].doc == hit->doc)
            status = explain(&r, i, hit->doc, arena, &(*out)[(*count)++]);
    closed = run_close_cursors(&r);
    if (*out == NULL)
        return err_memory(e, "explaining");
    return status == OK ? closed : status;
}
