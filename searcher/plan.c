#include "searcher/plan.h"

#include <stdlib.h>

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

static enum status plan_clause(struct engine *g, enum lang lang, const struct clause *c,
                               struct arena *arena, struct clause_stats *out, struct err *e)
{
    *out = (struct clause_stats){.df = UINT64_MAX, .possible = c->word_count > 0};
    out->terms = arena_zalloc(arena, c->word_count + 1, sizeof *out->terms);
    out->infos = arena_zalloc(arena, c->word_count * g->segment_count + 1, sizeof *out->infos);
    if (out->terms == NULL || out->infos == NULL)
        return err_memory(e, "terms");
    for (size_t i = 0; i < c->word_count; i++) {
        struct slice stem = analyzer_word(g->analyzer, lang, c->words[i]).stem;
        uint64_t df = 0;

        out->terms[i] = arena_copy(arena, stem);
        if (stem.n > 0)
            TRY(find_term(g, lang, out->terms[i], out->infos + i, c->word_count, &df, e));
        out->idf += bm25_idf(g->langs[lang].doc_count, df);
        out->df = df < out->df ? df : out->df;
        out->possible &= df > 0;
    }
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
        TRY(plan_clause(g, lang, &q->clauses[i], arena, &out->stats[i], e));
        out->wanted += !q->clauses[i].excluded;
    }
    return analyzer_status(e);
}
