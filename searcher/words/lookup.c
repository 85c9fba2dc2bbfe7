#include "searcher/words/lookup.h"

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

typedef enum status find_function(struct engine *g, enum lang lang, struct slice term,
                                  struct term_info *infos, size_t step, uint64_t *df,
                                  struct err *e);

/* The term in every segment; how many live documents have it. */
static enum status find_term(struct engine *g, enum lang lang, struct slice term,
                             struct term_info *infos, size_t step, uint64_t *df, struct err *e)
{
    *df = 0;
    for (size_t i = 0; i < g->segment_count; i++) {
        struct segment *s = g->segments[i].segment;
        struct term_info *info = &infos[i * step];
        enum status status = OK;

        effort_look(&g->effort, EFFORT_LOOKUP);
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

static enum status recall_term(struct engine *g, enum lang lang, struct slice term,
                               struct term_info *infos, size_t step, uint64_t *df, struct err *e)
{
    const struct cached_term *known = word_cache_term(&g->words, lang, term);

    if (known == NULL) {
        TRY(find_term(g, lang, term, infos, step, df, e));
        word_cache_put_term(&g->words, lang, term, infos, step, g->segment_count, *df);
        return OK;
    }
    *df = known->df;
    for (size_t i = 0; i < g->segment_count; i++)
        infos[i * step] = known->infos[i];
    return OK;
}

static enum status look_up(struct engine *g, enum lang lang, struct arena *arena, struct variant *v,
                           find_function *find, struct err *e)
{
    v->df = UINT64_MAX;
    v->infos = arena_zalloc(arena, v->term_count * g->segment_count, sizeof *v->infos);
    if (v->infos == NULL)
        return err_memory(e, "terms");
    for (size_t i = 0; i < v->term_count; i++) {
        uint64_t df = 0;

        TRY(find(g, lang, v->terms[i], v->infos + i, v->term_count, &df, e));
        v->idf += bm25_idf(g->langs[lang].doc_count, df);
        v->df = df < v->df ? df : v->df;
    }
    return OK;
}

enum status lookup_variant(struct engine *g, enum lang lang, struct arena *arena,
                           struct variant *v, struct err *e)
{
    return look_up(g, lang, arena, v, recall_term, e);
}

enum status lookup_passing(struct engine *g, enum lang lang, struct arena *arena,
                           struct variant *v, struct err *e)
{
    return look_up(g, lang, arena, v, find_term, e);
}

uint64_t lookup_df(struct engine *g, enum lang lang, struct slice term, struct arena *arena)
{
    struct term_info *infos = arena_alloc(arena, (g->segment_count + 1) * sizeof *infos);
    uint64_t df = 0;

    if (infos == NULL || recall_term(g, lang, term, infos, 1, &df, NULL) != OK)
        return 1;
    return df;
}
