#include "searcher/run/plan.h"

#include <math.h>

#include "searcher/words/expand.h"
#include "searcher/words/lookup.h"

/* How many documents a variant stands for: a phrase those that its words would share
 * by chance, as the sum of its words' idfs says.                              */
static double expected_df(const struct variant *v, double doc_count)
{
    return v->term_count == 1 ? (double)v->df : doc_count * exp(-v->idf);
}

/* A word or phrase as typed is worth what its words are; what only stands for it, one word. */
static bool is_itself(const struct clause_stats *stats)
{
    const struct variant *first = stats->variants;

    return stats->variant_count == 1 && first->weight == VARIANT_WHOLE
           && (first->term_count == 1 || first->via == VIA_EXACT);
}

static void sum_up(struct clause_stats *stats)
{
    const struct variant *first = stats->variants;
    double df = 0, docs = (double)stats->doc_count;

    if (stats->variant_count == 0)
        return;
    stats->df = (double)first->df;
    stats->idf = first->idf;
    stats->phrase = is_itself(stats) && first->term_count > 1;
    if (is_itself(stats))
        return;
    for (size_t i = 0; i < stats->variant_count; i++)
        df += expected_df(&stats->variants[i], docs) * stats->variants[i].weight
              * stats->variants[i].tier;
    df = ceil(df / (VARIANT_WHOLE * VARIANT_WHOLE));
    stats->df = df < 1 ? 1 : df > docs ? docs : df;
    stats->idf = bm25_idf_of(docs, stats->df);
}

static enum status plan_clause(struct engine *g, enum lang lang, const struct query *q,
                               size_t clause, const struct expansions *patterns,
                               struct arena *arena, struct clause_stats *out, struct err *e)
{
    const struct clause *c = &q->clauses[clause];
    struct variants found = {.arena = arena};

    TRY(expand_clause(g, lang, q, clause, patterns, &found, e));
    out->variants = found.items;
    out->cut = found.cut;
    for (size_t i = 0; i < found.count; i++) {
        struct variant *v = &found.items[i];

        v->zones = c->zones;
        v->slop = v->term_count == 1 ? 0 : v->slop > 0 ? v->slop : c->slop;
        if (v->infos == NULL)
            TRY(lookup_variant(g, lang, arena, v, e));
        if (v->df > 0)
            out->variants[out->variant_count++] = *v;
    }
    out->passed_over = found.passed_over && out->variant_count == 0;
    out->doc_count = g->langs[lang].doc_count;
    sum_up(out);
    out->idf = plan_boosted(c, out->idf);
    return OK;
}

enum status plan_make(struct engine *g, enum lang lang, const struct query *q,
                      struct arena *arena, struct plan *out, struct err *e)
{
    const struct lang_stats *s = &g->langs[lang];
    const struct expansions *patterns;

    *out = (struct plan){.query = q, .lang = lang};
    out->bm25 = bm25_of(s->length_sum == 0 ? 1 : (double)s->length_sum / (double)s->doc_count);
    out->stats = arena_zalloc(arena, q->clause_count + 1, sizeof *out->stats);
    if (out->stats == NULL)
        return err_memory(e, "a plan");
    TRY(expand_patterns(g, lang, q, arena, &patterns, e));
    for (size_t i = 0; i < q->clause_count; i++) {
        if (q->clauses[i].kind != CLAUSE_WORDS)
            continue;
        TRY(plan_clause(g, lang, q, i, patterns, arena, &out->stats[i], e));
        out->wanted += !q->clauses[i].excluded && !out->stats[i].passed_over;
    }
    return analyzer_status(e);
}
