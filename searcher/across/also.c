#include "searcher/across/also.h"

#include "searcher/snippets/verify.h"

/* Adds the matches of each language. */
static enum status count_langs(const struct also *a, struct engine *engine, const struct query *q,
                               const struct engine_options *options, uint64_t out[LANG_COUNT],
                               struct err *e)
{
    struct engine_options all = *options;
    struct arena arena = ARENA_EMPTY;
    struct results results;
    enum status status;

    all.limit = 0;
    all.count_only = false;
    status = verify_search(engine, a->indexes, q, &all, &arena, &results, e);
    for (size_t i = 0; status == OK && i < results.hit_count; i++)
        out[results.hits[i].lang]++;
    arena_release(&arena);
    return status;
}

/* The counts with the lexicon; none without one. */
static enum status count_translated(const struct also *a, const struct query *q,
                                    const struct engine_options *options,
                                    uint64_t out[LANG_COUNT], struct err *e)
{
    struct across_options all = *a->across;
    struct across across = {.lexicon = NULL};
    struct engine *engine = NULL;
    enum status status;
    bool missing;

    all.how = ACROSS_ALL;
    status = engine_open(a->indexes, a->index_count, a->analyzer, &engine, e);
    if (status == OK)
        status = across_open(&across, &all, a->analyzer, engine, &missing, e);
    if (status == OK && across.lexicon != NULL)
        status = count_langs(a, engine, q, options, out, e);
    across_close(&across);
    engine_close(engine);
    return status;
}

enum status also_count(const struct also *a, const struct query *q,
                       const struct engine_options *options, const struct results *found,
                       uint64_t out[LANG_COUNT], struct err *e)
{
    uint64_t here[LANG_COUNT] = {0}, sum = 0;

    memset(out, 0, LANG_COUNT * sizeof *out);
    if (found->total > ALSO_MATCHES_MAX || a->across->how != ACROSS_NAMES)
        return OK;
    TRY(count_translated(a, q, options, out, e));
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        sum += out[lang];
    if (sum == 0)
        return OK;
    TRY(count_langs(a, a->engine, q, options, here, e));
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        out[lang] -= out[lang] < here[lang] ? out[lang] : here[lang];
    return OK;
}
