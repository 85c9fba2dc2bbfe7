#include "searcher/engine.h"

#include <math.h>
#include <stdlib.h>

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
    g->name_tier = VARIANT_NAME_TIER;
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

void engine_name_tier(struct engine *g, uint32_t tier)
{
    g->name_tier = tier;
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

static enum status find_excluded_ids(struct run *r, const struct query *q, struct arena *arena)
{
    r->excluded_ids = arena_zalloc(arena, q->clause_count + 1, sizeof *r->excluded_ids);
    if (r->excluded_ids == NULL)
        return err_memory(r->err, "ids");
    for (size_t i = 0; i < q->clause_count; i++) {
        docid doc;

        if (q->clauses[i].kind != CLAUSE_ID || !q->clauses[i].excluded)
            continue;
        TRY(segment_find_id(r->segment, q->clauses[i].text, &doc, r->err));
        if (doc != DOC_END)
            r->excluded_ids[r->excluded_id_count++] = doc;
    }
    return OK;
}

/* Whether the language has any of the clause, and it is asked for. */
static bool has_cursor(const struct plan *plan, size_t clause)
{
    const struct clause *c = &plan->query->clauses[clause];

    return c->kind == CLAUSE_WORDS && !c->left_open && plan->stats[clause].variant_count > 0;
}

enum status run_open_cursors(struct run *r, struct arena *arena)
{
    const struct plan *plan = r->plan;
    const struct query *q = plan->query;
    size_t wanted = 0, excluded_count = 0;

    for (size_t i = 0; i < q->clause_count; i++) {
        wanted += !q->clauses[i].excluded && has_cursor(plan, i);
        excluded_count += q->clauses[i].excluded && has_cursor(plan, i);
    }
    r->wanted = arena_zalloc(arena, wanted + 1, sizeof *r->wanted);
    r->excluded = arena_zalloc(arena, excluded_count + 1, sizeof *r->excluded);
    r->wanted_clauses = arena_zalloc(arena, q->clause_count + 1, sizeof *r->wanted_clauses);
    r->excluded_clauses = arena_zalloc(arena, q->clause_count + 1, sizeof *r->excluded_clauses);
    if (r->wanted == NULL || r->excluded == NULL || r->wanted_clauses == NULL
        || r->excluded_clauses == NULL)
        return err_memory(r->err, "cursors");
    TRY(find_excluded_ids(r, q, arena));
    for (size_t i = 0; i < q->clause_count; i++) {
        bool excluded = q->clauses[i].excluded;
        struct clause_cursor *c = excluded ? &r->excluded[r->excluded_count]
                                           : &r->wanted[r->wanted_count];
        enum status status;

        if (!has_cursor(plan, i))
            continue;
        status = clause_open(c, r->segment, &plan->stats[i], r->segment_at, &plan->bm25, arena,
                             r->err);
        if (status == E_NOT_FOUND) {
            clause_close(c);
            continue;
        }
        if (excluded)
            r->excluded_clauses[r->excluded_count] = (uint32_t)i;
        else
            r->wanted_clauses[r->wanted_count] = (uint32_t)i;
        r->excluded_count += excluded;
        r->wanted_count += !excluded;
        if (status != OK)
            return status;
    }
    return OK;
}

enum status run_close_cursors(struct run *r)
{
    enum status status = OK;

    for (size_t i = 0; i < r->wanted_count; i++) {
        status = status == OK ? clause_status(&r->wanted[i]) : status;
        clause_close(&r->wanted[i]);
    }
    for (size_t i = 0; i < r->excluded_count; i++) {
        status = status == OK ? clause_status(&r->excluded[i]) : status;
        clause_close(&r->excluded[i]);
    }
    return status;
}

/* The live documents of the language, for queries that only exclude. */
static enum status run_everything(struct run *r)
{
    uint8_t lang = (uint8_t)r->plan->lang;
    docid first = segment_lang_first(r->segment, lang);

    for (uint32_t i = 0; i < r->segment->header.langs[lang].doc_count; i++)
        if (!run_leaves_out(r, first + i))
            TRY(run_take(r, first + i, 0));
    return OK;
}

/* The documents that the id clauses name: they hold the other clauses too. */
static enum status run_ids(struct run *r, const struct query *q)
{
    docid doc = DOC_END;
    size_t matched = 0;
    struct document d;

    for (size_t i = 0; i < q->clause_count; i++) {
        docid found;

        if (q->clauses[i].kind != CLAUSE_ID || q->clauses[i].excluded)
            continue;
        TRY(segment_find_id(r->segment, q->clauses[i].text, &found, r->err));
        if (found == DOC_END || (doc != DOC_END && doc != found))
            return OK;
        doc = found;
    }
    TRY(segment_document(r->segment, doc, &d, r->err));
    if (d.lang != r->plan->lang || run_leaves_out(r, doc))
        return OK;
    for (size_t i = 0; i < r->wanted_count; i++)
        matched += clause_seek(&r->wanted[i], doc) == doc;
    return matched < r->min_match ? OK : run_take(r, doc, run_score(r, doc));
}

static bool has_kind(const struct query *q, enum clause_kind kind, bool excluded)
{
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i].kind == kind && q->clauses[i].excluded == excluded)
            return true;
    return false;
}

/* Documents that have every clause. */
static enum status run_wanted(struct run *r, struct run_scratch *scratch, struct arena *cursors,
                              struct arena *arena)
{
    bool grouped = false;

    for (size_t i = 0; i < r->wanted_count; i++) {
        grouped |= r->wanted[i].group != NULL;
        if (r->wanted[i].group == NULL && !clause_is_word(&r->wanted[i]))
            return run_all(r);
    }
    if (grouped)
        return run_groups(r, scratch, arena);
    if (r->wanted_count == 1 && !run_leaves_out_any(r))
        return run_one(r);
    return run_words(r, cursors);
}

/* cursors: for what is done when the segment is; arena: for *scratch. */
static enum status run_segment(struct run *r, struct run_scratch *scratch, struct arena *cursors,
                               struct arena *arena)
{
    const struct plan *plan = r->plan;
    enum status status, closed;

    arena_reset(cursors);
    filter_reader_init(&r->reader, r->filters, r->segment, plan->lang, r->err);
    status = run_open_cursors(r, cursors);
    if (status == OK && !plan->query->flat) {
        status = run_tree(r, cursors);
    } else if (status == OK && r->wanted_count >= r->min_match) {
        if (has_kind(plan->query, CLAUSE_ID, false))
            status = run_ids(r, plan->query);
        else if (plan->wanted == 0)
            status = run_everything(r);
        else if (r->wanted_count == 0)
            status = OK;
        else if (!r->options->exhaustive && r->min_match == plan->wanted)
            status = run_wanted(r, scratch, cursors, arena);
        else if (r->options->exhaustive)
            status = run_union(r);
        else if (r->options->count_only || r->min_match > 1 || r->most != NULL)
            status = run_some(r, cursors);
        else
            status = run_any(r, scratch, arena);
    }
    status = status == OK ? r->reader.status : status;
    closed = run_close_cursors(r);
    return status == OK ? closed : status;
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
        || has_kind(q, CLAUSE_ID, false))
        return OK;
    /* of two clauses one is the most, known beforehand: that can be pruned */
    TRY(search_all(g, out->plans, &filters, options, 1, min_match > 2 ? &most : NULL, top, out, arena, e));
    out->relaxed = out->total > 0;
    out->relaxed_to = most;
    return OK;
}

/* Whether a clause has a word as typed, or a form of it, in a language. */
static bool is_sure(const struct clause_stats *stats)
{
    for (size_t i = 0; i < stats->variant_count; i++)
        if (stats->variants[i].tier == VARIANT_WHOLE)
            return true;
    return false;
}

bool engine_is_sure(const struct results *r, size_t clause)
{
    for (size_t lang = 0; lang < LANG_COUNT; lang++)
        if (r->plans[lang].stats != NULL && is_sure(&r->plans[lang].stats[clause]))
            return true;
    return false;
}

static bool is_cyrillic(struct slice s)
{
    return s.n > 0 && s.p[0] >= 0xd0 && s.p[0] < 0xd4;
}

/* A name in the other alphabet, or a translation: no sign that the word is misspelt. */
static bool is_foreign(const struct variant *v, struct slice word)
{
    return v->via == VIA_DICT || (v->via == VIA_NAME && is_cyrillic(v->terms[0]) != is_cyrillic(word));
}

bool engine_is_doubtful(const struct results *r, const struct query *q, size_t clause)
{
    const struct clause *c = &q->clauses[clause];
    bool guessed = false;

    if (c->kind != CLAUSE_WORDS || c->word_count == 0 || c->excluded || engine_is_sure(r, clause))
        return false;
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        const struct clause_stats *stats = r->plans[lang].stats == NULL ? NULL : &r->plans[lang].stats[clause];

        for (size_t i = 0; stats != NULL && i < stats->variant_count; i++) {
            if (is_foreign(&stats->variants[i], c->words[0]))
                return false;
            guessed = true;
        }
    }
    return guessed;
}

bool engine_is_cut(const struct results *r, size_t clause)
{
    for (size_t lang = 0; lang < LANG_COUNT; lang++)
        if (r->plans[lang].stats != NULL && r->plans[lang].stats[clause].cut)
            return true;
    return false;
}

/* Names that are guessed beside a word that is rare in the language are not worth more than where
 * the word is frequent: "Haus" in a few English articles, and the name Chough.  */
static void temper_names(struct clause_stats *stats, double least)
{
    for (size_t i = 0; i < stats->variant_count; i++) {
        struct variant *v = &stats->variants[i];
        double tier = v->tier * least / stats->idf;

        if (v->via == VIA_NAME && v->tier < VARIANT_WHOLE)
            v->tier = tier < 1 ? 1 : (uint32_t)tier;
    }
}

/* A language that only has guesses at a clause (names in its own writing) does not make more
 * of it than one that has the word: how rare it is there is an accident of the collection. */
static void temper_guesses(struct plan *plans, size_t clause)
{
    double least = INFINITY;

    for (size_t lang = 0; lang < LANG_COUNT; lang++)
        if (plans[lang].stats != NULL && is_sure(&plans[lang].stats[clause]))
            least = plans[lang].stats[clause].idf < least ? plans[lang].stats[clause].idf : least;
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        struct clause_stats *stats = plans[lang].stats == NULL ? NULL : &plans[lang].stats[clause];

        if (stats == NULL || stats->idf <= least)
            continue;
        if (is_sure(stats))
            temper_names(stats, least);
        else
            stats->idf = least;
    }
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
    for (size_t i = 0; i < q->clause_count; i++)
        temper_guesses(out->plans, i);
    return OK;
}

enum status engine_search(struct engine *g, const struct query *q,
                          const struct engine_options *options, struct arena *arena,
                          struct results *out, struct err *e)
{
    struct topk top;
    enum status status = OK;

    *out = (struct results){.wanted = wanted_clauses(q), .total_exact = true};
    effort_start_query(&g->effort);
    topk_init(&top, options->limit);
    if (q->root != NULL)
        status = make_plans(g, q, arena, out, e);
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
