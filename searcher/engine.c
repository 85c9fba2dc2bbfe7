#include "searcher/engine.h"

#include <stdlib.h>

#include "searcher/run/balance.h"
#include "searcher/run/guesses.h"
#include "searcher/run/run.h"
#include "store/user_fields.h"

static void add_segments(struct engine *g, struct index *const *indexes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < index_segment_count(indexes[i]); j++) {
            struct segment *s = index_segment(indexes[i], j);

            g->segments[g->segment_count++] = (struct engine_segment){
                .segment = s, .index = (uint32_t)i, .number = (uint32_t)j};
            for (uint8_t l = 0; l < LANG_COUNT; l++) {
                struct lang_stats stats = segment_lang_stats(s, l);
                g->langs[l].doc_count += stats.doc_count;
                g->langs[l].length_sum += stats.length_sum;
            }
        }
}

enum status engine_open(struct index *const *indexes, size_t count, struct analyzer *analyzer,
                        struct engine **out, struct err *e)
{
    struct engine *g = calloc(1, sizeof *g);
    size_t segments = 0;

    for (size_t i = 0; i < count; i++)
        segments += index_segment_count(indexes[i]);
    if (g != NULL)
        g->segments = calloc(segments + 1, sizeof *g->segments);
    if (g == NULL || g->segments == NULL) {
        free(g);
        *out = NULL;
        return err_memory(e, "the engine");
    }
    g->analyzer = analyzer;
    g->expand = EXPAND_ALL;
    memo_init(&g->words, WORD_CACHE_BYTES);
    g->effort = effort_default();
    g->cursors = (struct arena){.spare_most_bytes = ENGINE_CURSORS_KEPT};
    buf_init(&g->user_fields, USER_FIELD_NAMES_MAX_BYTES);
    add_segments(g, indexes, count);
    for (size_t i = 0; i < count; i++)
        index_user_field_names(indexes[i], &g->user_fields);
    *out = g;
    return buf_ok(&g->user_fields) ? OK : err_memory(e, "the engine");
}

void engine_close(struct engine *g)
{
    if (g != NULL) {
        memo_release(&g->words);
        buf_release(&g->user_fields);
        arena_release(&g->cursors);
        free(g->segments);
    }
    free(g);
}

void engine_expand(struct engine *g, unsigned what)
{
    g->expand = what;
}

void engine_one_list(struct engine *g)
{
    g->one_list = true;
}

void engine_expand_by(struct engine *g, const struct expander *expanders, size_t count)
{
    g->expanders = expanders;
    g->expander_count = count;
}

struct analyzer *engine_analyzer(const struct engine *g)
{
    return g->analyzer;
}

struct slice engine_user_fields(const struct engine *g)
{
    return buf_slice(&g->user_fields);
}

bool engine_has_lang(const struct engine *g, enum lang lang)
{
    return g->langs[lang].doc_count > 0;
}

/* No document of the language scores more. */
static double promise(const struct plan *plan)
{
    double sum = 0;

    for (size_t i = 0; plan->stats != NULL && i < plan->query->clause_count; i++)
        sum += plan->stats[i].variant_count > 0 ? plan->stats[i].idf : 0;
    return sum;
}

/* The most promising first: where the threshold is high, much of the others is passed. */
static void order_langs(const struct plan *plans, enum lang langs[LANG_COUNT])
{
    for (enum lang i = 0; i < LANG_COUNT; i++) {
        size_t at = i;

        for (; at > 0 && promise(&plans[langs[at - 1]]) < promise(&plans[i]); at--)
            langs[at] = langs[at - 1];
        langs[at] = i;
    }
}

/* Where clauses are passed over in the language, the others do. */
static size_t needed_of(const struct plan *plan, size_t min_match)
{
    return min_match < plan->wanted ? min_match : plan->wanted;
}

/* most: null, or *most is min_match and becomes what the best documents have. */
static enum status search_all(struct engine *g, const struct plan *plans, const struct filters *filters,
                              const struct engine_options *options, size_t min_match,
                              size_t *most, struct topk *top, struct results *out,
                              struct arena *arena, struct err *e)
{
    struct run_scratch scratch = {NULL, NULL};
    bool pruned = false;
    enum lang langs[LANG_COUNT];

    out->total = 0;
    order_langs(plans, langs);
    for (size_t at = 0; at < LANG_COUNT; at++) {
        if (!engine_has_lang(g, langs[at]) || filters_rule_out(filters, langs[at]))
            continue;
        for (size_t i = 0; i < g->segment_count; i++) {
            const struct engine_segment *s = &g->segments[i];
            struct run r = {.plan = &plans[langs[at]], .filters = filters, .options = options, .top = top,
                            .segment_at = i, .segment = s->segment, .most = most,
                            .min_match = most != NULL ? *most : needed_of(&plans[langs[at]], min_match),
                            .place = {.index = s->index, .segment = s->number,
                                      .lang = langs[at]},
                            .total = &out->total, .pruned = &pruned, .err = e};
            TRY(run_segment(&r, &scratch, &g->cursors, arena));
        }
    }
    out->total_exact = !pruned;
    return OK;
}

static size_t wanted_clauses(const struct query *q)
{
    size_t count = 0;

    for (size_t i = 0; i < q->clause_count; i++)
        count += q->clauses[i].kind == CLAUSE_WORDS && !q->clauses[i].excluded;
    return count;
}

static enum status search_relaxing(struct engine *g, const struct query *q,
                                   const struct engine_options *options, struct topk *top,
                                   struct arena *arena, struct results *out, struct err *e)
{
    size_t min_match = q->any ? out->wanted > 0 : out->wanted, most = 1;
    struct filters filters;
    bool dated = options->today == 0 && (q->filter_count > 0 || options->recency > 0);

    out->today = dated ? date_today() : options->today;
    TRY(filters_make(q, g->analyzer, out->today, arena, &filters, e));
    TRY(search_all(g, out->plans, &filters, options, min_match, NULL, top, out, arena, e));
    if (q->any || !q->flat || options->no_relax || out->total > 0 || min_match < 2
        || query_wants_id(q))
        return OK;
    /* of two clauses one is the most, known beforehand: that can be pruned */
    TRY(search_all(g, out->plans, &filters, options, 1, min_match > 2 ? &most : NULL, top, out, arena, e));
    out->relaxed = out->total > 0;
    out->relaxed_to = most;
    return OK;
}

bool engine_is_cut(const struct results *r, size_t clause)
{
    for (size_t lang = 0; lang < LANG_COUNT; lang++)
        if (r->plans[lang].stats != NULL && r->plans[lang].stats[clause].cut)
            return true;
    return false;
}

static unsigned langs_of(const struct engine *g)
{
    unsigned count = 0;

    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        count += engine_has_lang(g, lang);
    return count;
}

static enum status make_plans(struct engine *g, const struct query *q, struct arena *arena,
                              struct results *out, struct err *e)
{
    out->plans = arena_zalloc(arena, LANG_COUNT, sizeof *out->plans);
    if (out->plans == NULL)
        return err_memory(e, "plans");
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        if (!engine_has_lang(g, (enum lang)lang))
            continue;
        effort_start_lang(&g->effort, langs_of(g));
        TRY(plan_make(g, (enum lang)lang, q, arena, &out->plans[lang], e));
    }
    for (size_t i = 0; i < q->clause_count; i++) {
        if (g->one_list)
            balance_clause(g, out->plans, i);
        guesses_temper(out->plans, i);
    }
    return OK;
}

enum status engine_plan(struct engine *g, const struct query *q, struct arena *arena,
                        struct results *out, struct err *e)
{
    *out = (struct results){.wanted = wanted_clauses(q), .total_exact = true};
    effort_start_query(&g->effort);
    return q->root == NULL ? OK : make_plans(g, q, arena, out, e);
}

const struct variant *engine_variants(const struct results *r, enum lang lang, size_t clause, size_t *count)
{
    const struct clause_stats *stats = r->plans == NULL ? NULL : r->plans[lang].stats;

    *count = stats == NULL ? 0 : stats[clause].variant_count;
    return *count == 0 ? NULL : stats[clause].variants;
}

enum status engine_search(struct engine *g, const struct query *q,
                          const struct engine_options *options, struct arena *arena,
                          struct results *out, struct err *e)
{
    struct topk top;
    enum status status = engine_plan(g, q, arena, out, e);

    topk_init(&top, options->limit);
    if (status == OK && q->root != NULL)
        status = search_relaxing(g, q, options, &top, arena, out, e);
    topk_sort(&top);
    if (status == OK) {
        out->hit_count = top.count;
        out->hits = (struct hit *)(uintptr_t)arena_copy(
                        arena, slice_of(top.hits, top.count * sizeof *top.hits)).p;
        if (top.count > 0 && out->hits == NULL)
            status = err_memory(e, "hits");
    }
    topk_release(&top);
    return status;
}
