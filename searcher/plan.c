#include "searcher/plan.h"

#include <math.h>
#include <stdlib.h>

#include "searcher/expand.h"

/* df counts live documents only, so that deleting and merging change no score. */
static enum status count_live(struct segment *s, const struct term_info *info, uint64_t *df,
                              struct err *e)
{
    struct postings *p;
    enum status status;

    if (s->deletions.deleted == 0) {
        *df += info->df;
        return OK;
    }
    p = malloc(sizeof *p);
    if (p == NULL)
        return err_memory(e, "a cursor");
    status = postings_open(p, s, info, e);
    while (status == OK && postings_next(p) != DOC_END)
        *df += !segment_is_deleted(s, p->doc);
    if (status == OK)
        status = postings_status(p);
    free(p);
    return status;
}

/* The term in every segment; how many live documents have it. */
static enum status find_term(struct engine *g, enum lang lang, struct slice term,
                             struct term_info *infos, size_t step, uint64_t *df, struct err *e)
{
    *df = 0;
    for (size_t i = 0; i < g->segment_count; i++) {
        struct segment *s = g->segments[i].segment;
        struct term_info *info = &infos[i * step];
        enum status status = OK;

        if (s->header.langs[lang].doc_count > 0)
            status = segment_find_term(s, (uint8_t)lang, term, info, e);
        else
            status = E_NOT_FOUND;
        if (status == E_NOT_FOUND)
            info->df = 0;
        else if (status != OK)
            return status;
        else
            TRY(count_live(s, info, df, e));
    }
    return OK;
}

/* The variant's terms in every segment; its df is 0 where one occurs nowhere. */
static enum status find_variant(struct engine *g, enum lang lang, struct arena *arena,
                                struct variant *v, struct err *e)
{
    v->df = UINT64_MAX;
    v->infos = arena_zalloc(arena, v->term_count * g->segment_count + 1, sizeof *v->infos);
    if (v->infos == NULL)
        return err_memory(e, "terms");
    for (size_t i = 0; i < v->term_count; i++) {
        uint64_t df = 0;

        TRY(find_term(g, lang, v->terms[i], v->infos + i, v->term_count, &df, e));
        v->idf += bm25_idf(g->langs[lang].doc_count, df);
        v->df = df < v->df ? df : v->df;
    }
    return OK;
}

/* How many documents a variant stands for: a phrase those that its words would share
 * by chance, as the sum of its words' idfs says.                              */
static double expected_df(const struct variant *v, double doc_count)
{
    return v->term_count == 1 ? (double)v->df : doc_count * exp(-v->idf);
}

static void sum_up(struct clause_stats *stats, uint64_t doc_count)
{
    const struct variant *first = stats->variants;
    double df = 0;

    if (stats->variant_count == 0)
        return;
    stats->df = first->df;
    stats->idf = first->idf;
    if (stats->variant_count == 1 && first->weight == VARIANT_WHOLE)
        return;
    for (size_t i = 0; i < stats->variant_count; i++)
        df += expected_df(&stats->variants[i], (double)doc_count) * stats->variants[i].weight;
    df = ceil(df / VARIANT_WHOLE);
    stats->df = df < 1 ? 1 : df > (double)doc_count ? doc_count : (uint64_t)df;
    stats->idf = bm25_idf(doc_count, stats->df);
}

static enum status plan_clause(struct engine *g, enum lang lang, const struct query *q,
                               size_t clause, struct arena *arena, struct clause_stats *out,
                               struct err *e)
{
    struct variants found = {.arena = arena};

    TRY(expand_clause(g, lang, q, clause, &found, e));
    out->variants = found.items;
    for (size_t i = 0; i < found.count; i++) {
        struct variant *v = &found.items[i];

        TRY(find_variant(g, lang, arena, v, e));
        if (v->df > 0)
            out->variants[out->variant_count++] = *v;
    }
    sum_up(out, g->langs[lang].doc_count);
    return OK;
}

enum status plan_make(struct engine *g, enum lang lang, const struct query *q,
                      struct arena *arena, struct plan *out, struct err *e)
{
    const struct lang_stats *s = &g->langs[lang];

    *out = (struct plan){.query = q, .lang = lang};
    out->bm25 = bm25_of(s->length_sum == 0 ? 1 : (double)s->length_sum / (double)s->doc_count);
    out->stats = arena_zalloc(arena, q->clause_count + 1, sizeof *out->stats);
    if (out->stats == NULL)
        return err_memory(e, "a plan");
    for (size_t i = 0; i < q->clause_count; i++) {
        if (q->clauses[i].kind != CLAUSE_WORDS)
            continue;
        TRY(plan_clause(g, lang, q, i, arena, &out->stats[i], e));
        out->wanted += !q->clauses[i].excluded;
    }
    return analyzer_status(e);
}
