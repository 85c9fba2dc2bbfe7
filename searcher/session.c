#include "searcher/session.h"

#include <time.h>

#include "base/escape.h"
#include "searcher/across/also.h"
#include "searcher/output/notes.h"
#include "searcher/output/output_format.h"
#include "searcher/output/say.h"
#include "searcher/output/words.h"
#include "searcher/run/guesses.h"
#include "searcher/run/recency.h"
#include "searcher/snippets/full_text.h"
#include "searcher/snippets/verify.h"

#define SUGGESTIONS_MAX 1000u
#define TEXT_MAX ((size_t)4 << 30)

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Names that are none of ours are user fields of the indexes. */
enum status session_check_fields(struct session *x)
{
    const struct settings *s = &x->settings;
    struct slice names = engine_user_fields(x->engine);

    TRY(hit_fields_check("--fields", s->fields.list, s->fields.count, names, &x->err));
    if (s->template != NULL)
        TRY(output_format_check(s->template, names, &x->err));
    if (s->sort.key == SORT_USER)
        TRY(user_field_check("--sort", s->sort.name, SORT_KEYS, names, &x->err));
    for (size_t i = 0; i < s->selection.facets.count; i++) {
        const struct facet *facet = &s->selection.facets.facets[i];

        if (facet->kind == FACET_USER)
            TRY(user_field_check("--facets", facet->name, FACET_NAMES, names, &x->err));
    }
    return OK;
}

static enum status open_all(struct session *x, const struct settings *settings)
{
    bool missing;

    *x = (struct session){.settings = *settings, .arena = ARENA_EMPTY, .hit = ARENA_EMPTY,
                          .err = ERR_NONE};
    buf_init(&x->text, TEXT_MAX);
    for (size_t i = 0; i < settings->db_count; i++)
        TRY(index_open(settings->dbs[i], ANALYZER_VERSION, &x->indexes[i], &x->err));
    TRY(analyzer_open(&x->analyzer, &x->err));
    TRY(engine_open(x->indexes, settings->db_count, x->analyzer, &x->engine, &x->err));
    TRY(session_check_fields(x));
    TRY(across_open(&x->across, &settings->across, x->analyzer, x->engine, &missing, &x->err));
    if (missing)
        say("note: ", SLICE_LITERAL("no lexicon, so no words are translated; make one: "
                                    "stemma-index lexicon"));
    for (size_t i = 0; i < settings->db_count; i++)
        for (size_t j = 0; j < index_segment_count(x->indexes[i]); j++)
            x->settings.style.articles += segment_live_count(index_segment(x->indexes[i], j));
    return OK;
}

enum status session_open(struct session *x, const struct settings *settings)
{
    double begin = now();
    enum status status = open_all(x, settings);

    x->stats.open_seconds = now() - begin;
    return status;
}

bool session_is_outdated(const struct session *x)
{
    for (size_t i = 0; i < x->settings.db_count; i++)
        if (index_is_outdated(x->indexes[i]))
            return true;
    return false;
}

void session_put_stats(const struct session *x, struct buf *out)
{
    const struct session_stats *s = &x->stats;
    size_t segments = 0;

    for (size_t i = 0; i < x->settings.db_count; i++)
        segments += index_segment_count(x->indexes[i]);
    buf_printf(out, "%llu articles in %zu segments, queries %zu, found %llu, hits %llu; "
               "opened in %.1f ms, searched in %.1f ms, snippets and output %.1f ms",
               (unsigned long long)x->settings.style.articles, segments, s->queries,
               (unsigned long long)s->found, (unsigned long long)s->hits, s->open_seconds * 1000,
               s->search_seconds * 1000, s->print_seconds * 1000);
}

void session_close(struct session *x)
{
    across_close(&x->across);
    engine_close(x->engine);
    analyzer_close(x->analyzer);
    for (size_t i = 0; i < x->settings.db_count; i++)
        index_close(x->indexes[i]);
    arena_release(&x->arena);
    arena_release(&x->hit);
    buf_release(&x->text);
}

/* Where the hit matches, with its snippet, via, and explanation where wanted. */
static enum status describe(struct session *x, const struct query *q,
                            const struct results *results, const struct hit *hit,
                            struct snippet *snippet, struct output_hit *h)
{
    const struct settings *s = &x->settings;
    struct segment *segment = index_segment(x->indexes[hit->index], hit->segment);
    struct explanation *explanations = NULL;
    struct match *matches;
    size_t count;

    buf_clear(&x->text);
    TRY(segment_text(segment, hit->doc, &x->text, &x->err));
    h->text = buf_slice(&x->text);
    TRY(engine_matches(x->engine, results, hit, &x->hit, &matches, &count, &x->err));
    TRY(verify_matches(x->engine, q, hit->lang, h->text, h->document, matches, &count, &x->hit,
                       &x->err));
    TRY(snippet_make(h->text, h->document, matches, count, s->snippets, s->snippet_length, &x->hit,
                     snippet, &x->err));
    if (s->style.full)
        TRY(full_text_make(h->text, h->document, &x->hit, snippet, &x->err));
    TRY(via_find(x->analyzer, q, h->document->lang, h->text, snippet, &x->hit, &h->via, &x->err));
    if (s->style.explain)
        TRY(engine_explain(x->engine, results, hit, &x->hit, &explanations, &h->explanation_count,
                           &x->err));
    if (s->style.explain && s->engine.recency > 0)
        h->recency = recency_factor(h->document->date, results->today, s->engine.recency);
    h->explanations = explanations;
    return OK;
}

static enum status print_hits(struct session *x, const struct query *q, struct output_query *to,
                              struct buf *out)
{
    const struct output *output = x->settings.output;

    for (size_t i = 0; i < to->results->hit_count; i++) {
        const struct hit *hit = &to->results->hits[i];
        struct document d;
        struct snippet snippet = {.passage_count = 0};
        struct output_hit h = {.rank = x->settings.selection.offset + i + 1,
                               .is_first = i == 0, .score = hit->score, .similar = hit->similar,
                               .document = &d,
                               .snippet = &snippet};

        arena_reset(&x->hit);
        TRY(segment_document(index_segment(x->indexes[hit->index], hit->segment), hit->doc, &d,
                             &x->err));
        if (!output->no_text)
            TRY(describe(x, q, to->results, hit, &snippet, &h));
        output->hit(out, to, &h, &x->settings.style);
        x->stats.hits++;
    }
    return OK;
}

static enum status print_results(struct session *x, const struct query *q,
                                 struct output_query *to, struct buf *out)
{
    const struct settings *s = &x->settings;

    if (s->engine.count_only) {
        output_qid(out, to);
        buf_printf(out, "%llu\n", (unsigned long long)to->results->total);
        return OK;
    }
    if (s->output->begin != NULL)
        s->output->begin(out, to, &s->style);
    TRY(print_hits(x, q, to, out));
    if (s->output->end != NULL)
        s->output->end(out, to, &s->style);
    return OK;
}

static bool is_by_score(const struct sort *s)
{
    return s->key == SORT_SCORE && !s->descending;
}

/* In another order all hits are found, and sorted, before the first are taken. */
static enum status search(struct session *x, const struct query *q, struct results *out)
{
    const struct settings *s = &x->settings;
    struct engine_options options = s->engine;

    if (options.limit > 0)
        options.limit += s->selection.offset;
    if (!is_by_score(&s->sort) || (s->selection.min_score > 0 && options.count_only)) {
        options.limit = 0;
        options.count_only = false;
    }
    TRY(collapse_search(x->engine, x->indexes, q, &options, s->collapse, &x->arena, out, &x->err));
    selection_cut_bad(&s->selection, options.limit, out);
    if (!is_by_score(&s->sort))
        TRY(sort_hits(x->indexes, &s->sort, &x->arena, out, &x->err));
    selection_pass(&s->selection, s->engine.limit, out);
    return OK;
}

/* Of all matches, which takes a search of its own. */
static enum status count_facets(struct session *x, const struct query *q, struct output_query *to)
{
    const struct selection *s = &x->settings.selection;
    struct engine_options options = x->settings.engine;
    struct facet_counts *counts = arena_zalloc(&x->arena, FACETS_MAX, sizeof *counts);
    struct results all;

    if (s->facets.count == 0 || x->settings.engine.count_only)
        return OK;
    if (counts == NULL)
        return err_memory(&x->err, "facets");
    options.limit = 0;
    TRY(verify_search(x->engine, x->indexes, q, &options, &x->arena, &all, &x->err));
    selection_cut_bad(s, 0, &all);
    TRY(facets_count(x->indexes, &s->facets, &all, &x->arena, counts, &x->err));
    to->facets = counts;
    to->facet_count = s->facets.count;
    return OK;
}

/* For a person who asks one question; a lexicon that cannot be read is no failure of it. */
static void count_also(struct session *x, const struct query *q, struct output_query *to)
{
    const struct settings *s = &x->settings;
    const struct also also = {.indexes = x->indexes, .index_count = s->db_count,
                              .analyzer = x->analyzer, .engine = x->engine, .across = &s->across};
    struct err unsaid = ERR_NONE;

    if (!s->tells_also || s->engine.count_only || to->qid.n > 0)
        return;
    if (also_count(&also, q, &s->engine, to->results, to->also, &unsaid) != OK)
        memset(to->also, 0, sizeof to->also);
}

/* The notes of the query and its outcome: with its hits, and on stderr. */
static enum status take_notes(struct session *x, const struct query *q, struct output_query *to)
{
    TRY(notes_make(q, to, &x->arena, &x->err));
    for (size_t i = 0; i < to->note_count && !x->settings.silent; i++)
        say_note(to->qid, to->notes[i]);
    return OK;
}

static void set_langs(struct session *x, struct output_query *to)
{
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        to->langs[lang] = engine_has_lang(x->engine, lang);
}

/* The query as it gives itself again; with -x or --explain, what stands for its words. */
static enum status print_parsed(struct session *x, const struct query *q, struct output_query *to,
                                struct buf *out)
{
    const struct settings *s = &x->settings;
    struct results planned = {.total = 1};

    if (s->style.explain || s->across.how == ACROSS_ALL)
        TRY(engine_plan(x->engine, q, &x->arena, &planned, &x->err));
    planned.total = 1;
    to->results = &planned;
    x->found = x->found || q->root != NULL;
    TRY(take_notes(x, q, to));
    if (!s->quiet)
        words_put_parsed(out, to, q, s->output->json);
    return buf_ok(out) ? OK : err_memory(&x->err, "the output");
}

/* What may be meant by each word, whether it has hits or not. */
static enum status print_spelling(struct session *x, const struct query *q, const struct output_query *to,
                                  struct buf *out)
{
    struct spelled_word words[MEANT_CLAUSES_MAX];
    size_t count = 0;

    for (size_t i = 0; i < q->clause_count && i < MEANT_CLAUSES_MAX; i++) {
        if (!meant_is_plain(&q->clauses[i]))
            continue;
        words[count].typed = q->clauses[i].words[0];
        TRY(suggest_word(x->engine, words[count].typed, &x->arena, &words[count].found, &x->err));
        x->found = x->found || words[count].found.count > 0;
        count++;
    }
    if (!x->settings.quiet)
        words_put_spelling(out, to, words, count, x->settings.output->json);
    return buf_ok(out) ? OK : err_memory(&x->err, "the output");
}

static bool is_doubtful(const struct query *q, const struct results *r)
{
    for (size_t i = 0; i < q->clause_count; i++)
        if (guesses_only(r, q, i))
            return true;
    return false;
}

/* Where words may be missing or misspelt; a batch is not held up by it. */
static enum status find_meant(struct session *x, unsigned flags, const struct query *q,
                              struct output_query *to)
{
    struct meant *found;

    if (to->qid.n > 0 || (to->results->total > 0 && !to->results->relaxed && !x->settings.any
                          && !is_doubtful(q, to->results)))
        return OK;
    TRY(meant_find(x->engine, &x->settings.selection, to->text, flags, q, to->results,
                   &x->settings.engine, &x->arena, &found, &to->meant_count, &x->err));
    to->meant = found;
    return OK;
}

static enum status run(struct session *x, struct output_query *to, struct buf *parsed,
                       struct buf *out)
{
    const struct settings *s = &x->settings;
    unsigned flags = (s->fixed ? QUERY_FIXED : 0u)
                     | (s->any ? QUERY_ANY : 0u) | (s->fuzzy ? QUERY_FUZZY : 0u);
    struct query query;
    struct results results;
    double begin = now();

    to->number = ++x->stats.queries;
    TRY(selection_parse(&s->selection, x->engine, to->text, flags, &x->arena, &query, &x->err));
    set_langs(x, to);
    query_append_parsed(parsed, &query);
    to->parsed = buf_slice(parsed);
    if (s->parse_only)
        return print_parsed(x, &query, to, out);
    if (s->spell_only)
        return print_spelling(x, &query, to, out);
    TRY(search(x, &query, &results));
    if (!s->quiet)
        TRY(count_facets(x, &query, to));
    to->seconds = now() - begin;
    x->found |= results.total > 0;
    x->stats.found += results.total;
    x->stats.search_seconds += to->seconds;
    if (s->quiet)
        return OK;
    to->results = &results;
    TRY(find_meant(x, flags, &query, to));
    TRY(take_notes(x, &query, to));
    count_also(x, &query, to);
    begin = now();
    TRY(print_results(x, &query, to, out));
    x->stats.print_seconds += now() - begin;
    return buf_ok(out) && buf_ok(parsed) ? OK : err_memory(&x->err, "the output");
}

enum status session_suggest(struct session *x, struct buf *out)
{
    size_t most = x->settings.engine.limit == 0 ? SUGGESTIONS_MAX : x->settings.engine.limit;
    struct suggestions found;

    TRY(suggest_completions(x->engine, slice_of_string(x->settings.suggest), most, &x->arena,
                            &found, &x->err));
    if (!x->settings.quiet)
        words_put_completions(out, slice_of_string(x->settings.suggest), &found, x->settings.output->json);
    x->found = found.count > 0;
    return buf_ok(out) ? OK : err_memory(&x->err, "the output");
}

enum status session_run(struct session *x, struct slice qid, struct slice text, struct buf *out)
{
    struct output_query to = {.qid = qid, .text = text};
    struct buf parsed;
    size_t before = out->n;
    enum status status;

    arena_reset(&x->arena);
    buf_init(&parsed, (size_t)8 * QUERY_MAX_BYTES);
    status = run(x, &to, &parsed, out);
    buf_release(&parsed);
    if (status != OK)
        out->n = before;
    return status;
}
