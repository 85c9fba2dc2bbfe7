#include "searcher/engine.h"

#include <stdlib.h>

#include "searcher/bm25.h"
#include "searcher/clauses.h"
#include "searcher/topk.h"

/* Sums of bounds are rounded in another order than scores: this covers it. */
#define SLACK (1 + 1e-9)

struct engine {
    struct index *const *indexes;
    size_t index_count;
    struct analyzer *analyzer;
    struct lang_stats langs[LANG_COUNT];
};

enum status engine_open(struct index *const *indexes, size_t count, struct analyzer *analyzer,
                        struct engine **out, struct err *e)
{
    struct engine *g = calloc(1, sizeof *g);

    *out = g;
    if (g == NULL)
        return err_memory(e, "the engine");
    *g = (struct engine){.indexes = indexes, .index_count = count, .analyzer = analyzer};
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < index_segment_count(indexes[i]); j++)
            for (uint8_t l = 0; l < LANG_COUNT; l++) {
                struct lang_stats stats = segment_lang_stats(index_segment(indexes[i], j), l);
                g->langs[l].doc_count += stats.doc_count;
                g->langs[l].length_sum += stats.length_sum;
            }
    return OK;
}

void engine_close(struct engine *g)
{
    free(g);
}

bool engine_has_lang(const struct engine *g, enum lang lang)
{
    return g->langs[lang].doc_count > 0;
}

static double average_length(const struct engine *g, uint8_t lang)
{
    const struct lang_stats *s = &g->langs[lang];
    return s->length_sum == 0 ? 1 : (double)s->length_sum / (double)s->doc_count;
}

/* A query in one language: its clauses' statistics. */
struct plan {
    const struct query *query;
    struct clause_stats *stats;     /* per clause of the query */
    size_t wanted;                  /* clauses that are not excluded and have words */
};

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

static enum status term_df(struct engine *g, uint8_t lang, struct slice term, uint64_t *df,
                           struct err *e)
{
    *df = 0;
    for (size_t i = 0; i < g->index_count; i++)
        for (size_t j = 0; j < index_segment_count(g->indexes[i]); j++) {
            struct segment *s = index_segment(g->indexes[i], j);
            struct term_info info;
            enum status status = segment_find_term(s, lang, term, &info, e);

            if (status == OK)
                status = count_live(s, &info, df, e);
            if (status != OK && status != E_NOT_FOUND)
                return status;
        }
    return OK;
}

static enum status plan_clause(struct engine *g, uint8_t lang, const struct clause *c,
                               struct arena *arena, struct clause_stats *out, struct err *e)
{
    *out = (struct clause_stats){.df = UINT64_MAX, .possible = c->word_count > 0};
    out->terms = arena_zalloc(arena, c->word_count + 1, sizeof *out->terms);
    if (out->terms == NULL)
        return err_memory(e, "terms");
    for (size_t i = 0; i < c->word_count; i++) {
        struct slice stem = analyzer_word(g->analyzer, lang, c->words[i]).stem;
        uint64_t df = 0;

        out->terms[i] = arena_copy(arena, stem);
        if (stem.n > 0)
            TRY(term_df(g, lang, out->terms[i], &df, e));
        out->idf += bm25_idf(g->langs[lang].doc_count, df);
        out->df = df < out->df ? df : out->df;
        out->possible &= df > 0;
    }
    return OK;
}

static enum status make_plan(struct engine *g, uint8_t lang, const struct query *q,
                             struct arena *arena, struct plan *out, struct err *e)
{
    *out = (struct plan){.query = q};
    out->stats = arena_zalloc(arena, q->clause_count + 1, sizeof *out->stats);
    if (out->stats == NULL)
        return err_memory(e, "a plan");
    for (size_t i = 0; i < q->clause_count; i++) {
        if (q->clauses[i].kind != CLAUSE_WORDS)
            continue;
        TRY(plan_clause(g, lang, &q->clauses[i], arena, &out->stats[i], e));
        out->wanted += !q->clauses[i].excluded;
    }
    return OK;
}

/* A plan in one segment: cursors of the wanted clauses in the query's order,
 * which is also the order in which scores are summed. */
struct run {
    struct engine *engine;
    const struct engine_options *options;
    struct segment *segment;
    uint8_t lang;
    double average;
    struct clause_cursor *wanted, *excluded;
    uint32_t *wanted_clauses;          /* clause numbers of the query */
    docid *excluded_ids;               /* documents that an excluded id names */
    size_t wanted_count, excluded_count, excluded_id_count;
    size_t min_match;                  /* clauses a document must have */
    size_t *most;                      /* relaxed: the most that one had so far; else null */
    struct hit place;                  /* index and segment of the hits */
    struct topk *top;
    uint64_t *total;
    bool *pruned;
    struct err *err;
};

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

static enum status open_cursors(struct run *r, const struct plan *plan, struct arena *arena)
{
    const struct query *q = plan->query;

    r->wanted = arena_zalloc(arena, q->clause_count + 1, sizeof *r->wanted);
    r->excluded = arena_zalloc(arena, q->clause_count + 1, sizeof *r->excluded);
    r->wanted_clauses = arena_zalloc(arena, q->clause_count + 1, sizeof *r->wanted_clauses);
    if (r->wanted == NULL || r->excluded == NULL || r->wanted_clauses == NULL)
        return err_memory(r->err, "cursors");
    TRY(find_excluded_ids(r, q, arena));
    for (size_t i = 0; i < q->clause_count; i++) {
        bool excluded = q->clauses[i].excluded;
        struct clause_cursor *c = excluded ? &r->excluded[r->excluded_count]
                                           : &r->wanted[r->wanted_count];
        enum status status;

        if (q->clauses[i].kind != CLAUSE_WORDS || !plan->stats[i].possible)
            continue;
        c->word_count = q->clauses[i].word_count;
        status = clause_open(c, r->segment, r->lang, &plan->stats[i], r->average, arena, r->err);
        if (status == E_NOT_FOUND) {
            clause_close(c);
            continue;
        }
        r->wanted_clauses[r->wanted_count] = (uint32_t)i;
        r->excluded_count += excluded;
        r->wanted_count += !excluded;
        if (status != OK)
            return status;
    }
    return OK;
}

static enum status close_cursors(struct run *r)
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

static bool is_left_out(struct run *r, docid doc)
{
    if (segment_is_deleted(r->segment, doc))
        return true;
    for (size_t i = 0; i < r->excluded_id_count; i++)
        if (r->excluded_ids[i] == doc)
            return true;
    for (size_t i = 0; i < r->excluded_count; i++)
        if (clause_seek(&r->excluded[i], doc) == doc)
            return true;
    return false;
}

/* The one sum of a document's score: in the order of the query. */
static double score_of(struct run *r, docid doc)
{
    double score = 0;

    for (size_t i = 0; i < r->wanted_count; i++)
        if (r->wanted[i].doc == doc)
            score += clause_score(&r->wanted[i], r->average);
    return score;
}

static enum status take(struct run *r, docid doc, double score)
{
    struct hit hit = r->place;

    ++*r->total;
    if (r->options->count_only)
        return OK;
    hit.doc = doc;
    hit.score = score;
    return topk_add(r->top, hit, r->err);
}

/* Only documents with the most clauses count: those before had fewer. */
static void raise_min_match(struct run *r, size_t matched)
{
    r->min_match = *r->most = matched;
    r->top->count = 0;
    *r->total = 0;
}

/* Every document that has min_match clauses, one after the other. */
static enum status run_union(struct run *r)
{
    for (size_t i = 0; i < r->wanted_count; i++)
        clause_next(&r->wanted[i]);
    for (;;) {
        docid doc = DOC_END;
        size_t matched = 0;

        for (size_t i = 0; i < r->wanted_count; i++)
            doc = r->wanted[i].doc < doc ? r->wanted[i].doc : doc;
        if (doc == DOC_END)
            return OK;
        for (size_t i = 0; i < r->wanted_count; i++)
            matched += r->wanted[i].doc == doc;
        if (matched >= r->min_match && !is_left_out(r, doc)) {
            if (r->most != NULL && matched > r->min_match)
                raise_min_match(r, matched);
            TRY(take(r, doc, score_of(r, doc)));
        }
        for (size_t i = 0; i < r->wanted_count; i++)
            if (r->wanted[i].doc == doc)
                clause_next(&r->wanted[i]);
    }
}

static size_t rarest_of(const struct run *r)
{
    size_t best = 0;

    for (size_t i = 1; i < r->wanted_count; i++)
        if (r->wanted[i].words[r->wanted[i].rarest].df
            < r->wanted[best].words[r->wanted[best].rarest].df)
            best = i;
    return best;
}

/* Documents that have every clause: leapfrog from the rarest. */
static enum status run_all(struct run *r)
{
    struct clause_cursor *lead = &r->wanted[rarest_of(r)];
    docid doc = clause_next(lead);

    while (doc != DOC_END) {
        docid furthest = doc;

        for (size_t i = 0; i < r->wanted_count && furthest == doc; i++)
            furthest = clause_seek(&r->wanted[i], doc);
        if (furthest == doc) {
            if (!is_left_out(r, doc))
                TRY(take(r, doc, score_of(r, doc)));
            doc = clause_next(lead);
        } else {
            doc = furthest == DOC_END ? DOC_END : clause_seek(lead, furthest);
        }
    }
    return OK;
}

/* Cursors by rising bound, and the sums of the bounds up to each. */
struct maxscore {
    struct clause_cursor *cursors[QUERY_CLAUSES_MAX];
    double sums[QUERY_CLAUSES_MAX + 1];
    size_t count, first_essential;
    docid window_last;           /* of the window that may hold a hit */
    bool any_window;
};

static int compare_bounds(const void *a, const void *b)
{
    const struct clause_cursor *x = *(struct clause_cursor *const *)a;
    const struct clause_cursor *y = *(struct clause_cursor *const *)b;
    return (x->bound > y->bound) - (x->bound < y->bound);
}

/* Lists that even together cannot lift a document over the threshold are only
 * looked into for documents that another list offers. */
static void raise_essential(struct run *r, struct maxscore *m)
{
    double threshold = topk_threshold(r->top);

    while (m->first_essential < m->count
           && m->sums[m->first_essential + 1] * SLACK < threshold) {
        m->first_essential++;
        *r->pruned = true;
    }
}

/* From `doc` to the nearest end of an essential list's block the blocks' bounds
 * hold. Where even all of them do not reach the threshold, that window is passed
 * undecoded; else it is remembered, to be asked about once.                   */
static bool pass_window(struct run *r, struct maxscore *m, docid doc)
{
    double reach = m->sums[m->first_essential];
    docid last = DOC_END - 1;

    if (m->any_window && doc <= m->window_last)
        return false;
    for (size_t i = m->first_essential; i < m->count; i++) {
        struct clause_cursor *c = m->cursors[i];
        if (c->doc == DOC_END)
            continue;
        reach += clause_reach(c, c->doc, r->average);
        last = clause_reach_last(c) < last ? clause_reach_last(c) : last;
    }
    if (reach * SLACK >= topk_threshold(r->top)) {
        m->window_last = last;
        m->any_window = true;
        return false;
    }
    for (size_t i = m->first_essential; i < m->count; i++)
        if (m->cursors[i]->doc <= last)
            clause_seek(m->cursors[i], last + 1);
    *r->pruned = true;
    return true;
}

/* Completes the cursors of a candidate while it can still enter; false when not. */
static bool complete(struct run *r, struct maxscore *m, docid doc)
{
    double threshold = topk_threshold(r->top), sum = 0;


    for (size_t i = m->first_essential; i < m->count; i++)
        if (m->cursors[i]->doc == doc)
            sum += clause_score(m->cursors[i], r->average);
    for (size_t i = m->first_essential; i-- > 0;) {
        if ((sum + m->sums[i + 1]) * SLACK < threshold
            || (sum + m->sums[i] + clause_reach(m->cursors[i], doc, r->average)) * SLACK < threshold)
            return false;
        if (clause_seek(m->cursors[i], doc) == doc)
            sum += clause_score(m->cursors[i], r->average);
    }
    return sum * SLACK >= threshold;
}

/* Source  MaxScore: Turtle and Flood, "Query evaluation: strategies and
 *         optimizations", 1995; with the bounds of blocks: Ding and Suel, 2011. */
static enum status run_maxscore(struct run *r, struct arena *arena)
{
    struct maxscore *m = arena_zalloc(arena, 1, sizeof *m);

    if (m == NULL)
        return err_memory(r->err, "cursors");
    for (size_t i = 0; i < r->wanted_count; i++) {
        m->cursors[m->count++] = &r->wanted[i];
        clause_next(&r->wanted[i]);
    }
    qsort(m->cursors, m->count, sizeof *m->cursors, compare_bounds);
    for (size_t i = 0; i < m->count; i++)
        m->sums[i + 1] = m->sums[i] + m->cursors[i]->bound;
    for (;;) {
        docid doc = DOC_END;

        raise_essential(r, m);
        for (size_t i = m->first_essential; i < m->count; i++)
            doc = m->cursors[i]->doc < doc ? m->cursors[i]->doc : doc;
        if (doc == DOC_END)
            return OK;
        if (pass_window(r, m, doc))
            continue;
        if (!is_left_out(r, doc)) {
            if (complete(r, m, doc))
                TRY(take(r, doc, score_of(r, doc)));
            else
                ++*r->total;
        }
        for (size_t i = m->first_essential; i < m->count; i++)
            if (m->cursors[i]->doc == doc)
                clause_next(m->cursors[i]);
    }
}

/* The live documents of the language, for queries that only exclude. */
static enum status run_everything(struct run *r)
{
    for (docid doc = 0; doc < segment_doc_count(r->segment); doc++) {
        struct document d;

        TRY(segment_document(r->segment, doc, &d, r->err));
        if (d.lang == r->lang && !is_left_out(r, doc))
            TRY(take(r, doc, 0));
    }
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
    if (d.lang != r->lang || is_left_out(r, doc))
        return OK;
    for (size_t i = 0; i < r->wanted_count; i++)
        matched += clause_seek(&r->wanted[i], doc) == doc;
    return matched < r->min_match ? OK : take(r, doc, score_of(r, doc));
}

static bool has_kind(const struct query *q, enum clause_kind kind, bool excluded)
{
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i].kind == kind && q->clauses[i].excluded == excluded)
            return true;
    return false;
}

static enum status run_segment(struct run *r, const struct plan *plan, struct arena *arena)
{
    enum status status, closed;

    status = open_cursors(r, plan, arena);
    if (status == OK && r->wanted_count >= r->min_match) {
        if (has_kind(plan->query, CLAUSE_ID, false))
            status = run_ids(r, plan->query);
        else if (plan->wanted == 0)
            status = run_everything(r);
        else if (r->wanted_count == 0)
            status = OK;
        else if (!r->options->exhaustive && r->min_match == plan->wanted)
            status = run_all(r);
        else if (r->options->exhaustive || r->options->count_only || r->min_match > 1
                 || r->most != NULL)
            status = run_union(r);
        else
            status = run_maxscore(r, arena);
    }
    closed = close_cursors(r);
    return status == OK ? closed : status;
}

/* most: null, or *most is min_match and becomes what the best documents have. */
static enum status search_all(struct engine *g, const struct query *q,
                              const struct engine_options *options, size_t min_match,
                              size_t *most, struct topk *top, struct results *out,
                              struct arena *arena, struct err *e)
{
    bool pruned = false;

    out->total = 0;
    for (uint8_t lang = 0; lang < LANG_COUNT; lang++) {
        struct plan plan;

        if (!engine_has_lang(g, lang))
            continue;
        TRY(make_plan(g, lang, q, arena, &plan, e));
        for (size_t i = 0; i < g->index_count; i++)
            for (size_t j = 0; j < index_segment_count(g->indexes[i]); j++) {
                struct run r = {.engine = g, .options = options, .lang = lang, .top = top,
                                .segment = index_segment(g->indexes[i], j),
                                .average = average_length(g, lang), .most = most,
                                .min_match = most != NULL ? *most : min_match,
                                .place = {.index = (uint32_t)i, .segment = (uint32_t)j},
                                .total = &out->total, .pruned = &pruned, .err = e};
                TRY(run_segment(&r, &plan, arena));
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
    size_t min_match = options->mode == ENGINE_ALL ? out->wanted : out->wanted > 0, most = 1;

    TRY(search_all(g, q, options, min_match, NULL, top, out, arena, e));
    if (options->mode == ENGINE_ANY || options->no_relax || out->total > 0 || min_match < 2
        || has_kind(q, CLAUSE_ID, false))
        return OK;
    /* of two clauses one is the most, known beforehand: that can be pruned */
    TRY(search_all(g, q, options, 1, min_match > 2 ? &most : NULL, top, out, arena, e));
    out->relaxed = out->total > 0;
    out->relaxed_to = most;
    return OK;
}

enum status engine_search(struct engine *g, const struct query *q,
                          const struct engine_options *options, struct arena *arena,
                          struct results *out, struct err *e)
{
    struct topk top;
    enum status status = OK;

    *out = (struct results){.wanted = wanted_clauses(q), .total_exact = true};
    topk_init(&top, options->limit);
    if (q->clause_count > 0)
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

/* The cursors of the hit's document, each on it or past it. */
static enum status open_hit(struct engine *g, const struct query *q, const struct hit *hit,
                            struct arena *arena, struct plan *plan, struct run *r, struct err *e)
{
    struct document d;

    *r = (struct run){.engine = g, .err = e,
                      .segment = index_segment(g->indexes[hit->index], hit->segment)};
    TRY(segment_document(r->segment, hit->doc, &d, e));
    r->lang = d.lang;
    r->average = average_length(g, d.lang);
    TRY(make_plan(g, d.lang, q, arena, plan, e));
    TRY(open_cursors(r, plan, arena));
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
        struct slice starts;

        if (c->doc != hit->doc)
            continue;
        TRY(clause_positions(c, &starts));
        for (size_t j = 0; j < starts.n / 4; j++) {
            struct match m = {.position = ((const uint32_t *)(const void *)starts.p)[j],
                              .word_count = (uint32_t)c->word_count,
                              .clause = r->wanted_clauses[i], .weight = c->idf};
            buf_append(out, &m, sizeof m);
        }
    }
    return buf_ok(out) ? OK : err_memory(r->err, "matches");
}

enum status engine_matches(struct engine *g, const struct query *q, const struct hit *hit,
                           struct arena *arena, struct match **out, size_t *count, struct err *e)
{
    struct run r;
    struct plan plan;
    struct buf matches;
    enum status status = open_hit(g, q, hit, arena, &plan, &r, e), closed;

    buf_init(&matches, (size_t)1 << 31);
    if (status == OK)
        status = collect_matches(&r, hit, &matches);
    closed = close_cursors(&r);
    *count = matches.n / sizeof **out;
    *out = (struct match *)(uintptr_t)arena_copy(arena, buf_slice(&matches)).p;
    buf_release(&matches);
    if (*count > 1 && *out != NULL)
        qsort(*out, *count, sizeof **out, compare_matches);
    if (*count > 0 && *out == NULL)
        return err_memory(e, "matches");
    return status == OK ? closed : status;
}

static struct slice join_terms(const struct slice *terms, size_t count, struct arena *arena)
{
    struct buf text;
    struct slice joined;

    buf_init(&text, (size_t)1 << 20);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_append_byte(&text, ' ');
        buf_append_slice(&text, terms[i]);
    }
    joined = arena_copy(arena, buf_slice(&text));
    buf_release(&text);
    return joined;
}

enum status engine_explain(struct engine *g, const struct query *q, const struct hit *hit,
                           struct arena *arena, struct explanation **out, size_t *count,
                           struct err *e)
{
    struct run r;
    struct plan plan;
    enum status status = open_hit(g, q, hit, arena, &plan, &r, e), closed;

    *count = 0;
    *out = arena_zalloc(arena, r.wanted_count + 1, sizeof **out);
    for (size_t i = 0; status == OK && *out != NULL && i < r.wanted_count; i++) {
        struct clause_cursor *c = &r.wanted[i];
        const struct clause_stats *s = &plan.stats[r.wanted_clauses[i]];
        double length = segment_length(r.segment, hit->doc);

        if (c->doc != hit->doc)
            continue;
        (*out)[(*count)++] = (struct explanation){
            .clause = r.wanted_clauses[i], .term = join_terms(s->terms, c->word_count, arena),
            .score = clause_score(c, r.average), .idf = s->idf,
            .tf = clause_weighted_tf(c) / (double)SEGMENT_BODY_WEIGHT,
            .norm = bm25_norm(length, r.average), .df = s->df,
            .doc_count = g->langs[r.lang].doc_count, .length = length / SEGMENT_BODY_WEIGHT,
            .average_length = r.average / SEGMENT_BODY_WEIGHT};
    }
    closed = close_cursors(&r);
    if (*out == NULL)
        return err_memory(e, "explaining");
    return status == OK ? closed : status;
}
