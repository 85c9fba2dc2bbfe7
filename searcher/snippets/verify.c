#include "searcher/snippets/verify.h"

#include "searcher/run/filters.h"
#include "searcher/run/plan.h"
#include "searcher/snippets/places.h"
#include "searcher/snippets/typed.h"
#include "store/forms.h"

#define TEXT_MAX ((size_t)4 << 30)

struct verifier {
    struct engine *engine;
    struct index *const *indexes;
    const struct query *query;
    struct filters filters;        /* of the query, in the arena of the results */
    struct words words;
    struct buf text;
    bool stored;                   /* it is the whole text */
    size_t texts_left;             /* that may be read where v->excludes */
    bool excludes;                 /* some clause is left open: what is excluded is looked at too */
    struct arena arena;            /* of a hit */
    struct err *err;
};

static bool wants_form(const struct clause *c)
{
    return query_is_as_typed(c) && (!c->excluded || c->left_open);
}

static bool is_due(const struct query *q)
{
    for (size_t i = 0; i < q->clause_count; i++)
        if (wants_form(&q->clauses[i]))
            return true;
    return false;
}

/* Whether the only form of the term in the segment is the one typed. */
static bool has_only_form(struct engine *g, enum lang lang, struct slice term,
                          const struct term_info *info, struct slice typed)
{
    struct forms_cursor forms;
    struct form_count form, other;

    return forms_open(&forms, term, info->cf, info->forms) && forms_next(&forms, &form) == 1
           && slice_equal(analyzer_word(g->analyzer, lang, typed).form, form.form)
           && forms_next(&forms, &other) == 0;
}

/* Whether the segment has the words of the clause in the forms typed alone. */
static bool is_beyond_doubt(const struct verifier *v, const struct results *r,
                            const struct hit *hit, size_t clause)
{
    const struct clause *c = &v->query->clauses[clause];
    const struct clause_stats *stats = &r->plans[hit->lang].stats[clause];
    const struct variant *typed = &stats->variants[0];
    size_t segment = 0;

    if (stats->variant_count != 1 || typed->term_count != c->word_count)
        return false;
    while (v->engine->segments[segment].index != hit->index
           || v->engine->segments[segment].number != hit->segment)
        segment++;
    for (size_t i = 0; i < c->word_count; i++)
        if (!has_only_form(v->engine, hit->lang, typed->terms[i],
                           &typed->infos[segment * c->word_count + i], c->words[i]))
            return false;
    return true;
}

static bool is_whole(struct slice text, const struct document *d)
{
    struct segment_runs runs;

    segment_runs_open(&runs, d->runs);
    while (segment_runs_next(&runs))
        if (!places_run_fits(&runs.run, text))
            return false;
    return true;
}

static enum status find_matches(struct verifier *v, const struct results *r, const struct hit *hit,
                                struct match **out, size_t *count)
{
    if (v->excludes)
        return engine_matches_all(v->engine, r, hit, &v->arena, out, count, v->err);
    return engine_matches(v->engine, r, hit, &v->arena, out, count, v->err);
}

/* The places of the hit; its text is in v->text. */
static enum status read_places(struct verifier *v, const struct results *r, const struct hit *hit,
                               struct place **places, size_t *count)
{
    struct segment *s = index_segment(v->indexes[hit->index], hit->segment);
    struct match *matches;
    struct document d;
    size_t match_count;

    buf_clear(&v->text);
    TRY(segment_document(s, hit->doc, &d, v->err));
    TRY(segment_text(s, hit->doc, &v->text, v->err));
    v->stored = is_whole(buf_slice(&v->text), &d);
    TRY(find_matches(v, r, hit, &matches, &match_count));
    return places_find(buf_slice(&v->text), &d, matches, match_count, &v->arena, places, count,
                       v->err);
}

static bool stands_as_typed(struct verifier *v, enum lang lang, size_t clause,
                            const struct place *places, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (places[i].clause == clause
            && typed_equals(v->engine->analyzer, lang, &v->query->clauses[clause],
                            slice_of(v->text.p + places[i].start, places[i].end - places[i].start),
                            &v->words))
            return true;
    return false;
}

/* Of a relaxed query, which is flat, one of the words is enough. */
static bool relaxed_holds(const struct query *q, const bool *has)
{
    bool some = false;

    for (size_t i = 0; i < q->clause_count; i++) {
        if (q->clauses[i].excluded && has[i])
            return false;
        some |= has[i];
    }
    return some;
}

/* A hit, and what it has by clause. Without v->excludes nothing is known of what is excluded: it is
 * not there.                                                                   */
struct held {
    const struct verifier *verifier;
    struct filter_reader reader;
    docid doc;
    const bool *has;
};

static bool node_holds(struct held *h, const struct query_node *node)
{
    const struct query *q = h->verifier->query;
    bool wanted = false, optional = false, some = false;

    if (node->kind == NODE_LEAF)
        return h->has[node->at];
    if (node->kind == NODE_FILTER)
        return filter_has(&h->reader, node->at, h->doc);
    for (const struct query_node *c = node->first; c != NULL; c = c->next) {
        bool asked = c->role != ROLE_EXCLUDED || h->verifier->excludes, has = asked && node_holds(h, c);

        if (c->role != ROLE_OPTIONAL && asked && has == (c->role == ROLE_EXCLUDED))
            return false;
        wanted |= c->role == ROLE_WANTED && !query_is_filter(q, c);
        optional |= c->role == ROLE_OPTIONAL;
        some |= c->role == ROLE_OPTIONAL && has;
    }
    return wanted || !optional || some;
}

static enum status tree_holds(const struct verifier *v, const struct results *r, const struct hit *hit,
                              const bool *has, bool *out)
{
    struct held h = {.verifier = v, .doc = hit->doc, .has = has};

    filter_reader_init(&h.reader, &v->filters, index_segment(v->indexes[hit->index], hit->segment),
                       hit->lang, v->err);
    *out = r->relaxed ? relaxed_holds(v->query, has) : node_holds(&h, v->query->root);
    return h.reader.status;
}

/* What the hit has for sure, in *sure, and in the form typed or another, in *perhaps. */
static enum status find_leaves(struct verifier *v, const struct results *r, const struct hit *hit,
                               bool *sure, bool *perhaps)
{
    struct segment *s = index_segment(v->indexes[hit->index], hit->segment);
    struct match *matches;
    size_t count;
    docid doc;

    TRY(find_matches(v, r, hit, &matches, &count));
    for (size_t i = 0; i < count; i++)
        perhaps[matches[i].clause] = true;
    for (size_t i = 0; i < v->query->clause_count; i++) {
        const struct clause *c = &v->query->clauses[i];

        perhaps[i] |= c->kind == CLAUSE_ALL || r->plans[hit->lang].stats[i].passed_over;
        if (c->kind == CLAUSE_ID) {
            TRY(segment_find_id(s, c->text, &doc, v->err));
            perhaps[i] = doc == hit->doc;
        }
        sure[i] = perhaps[i] && (!wants_form(c) || is_beyond_doubt(v, r, hit, i));
    }
    return OK;
}

/* Whether what is excluded may be there. */
static bool is_doubtful(const struct query *q, const bool *sure, const bool *perhaps)
{
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i].excluded && perhaps[i] && !sure[i])
            return true;
    return false;
}

/* Adds to `has` what the hit's text shows as typed. */
static enum status read_leaves(struct verifier *v, const struct results *r, const struct hit *hit,
                               const bool *perhaps, bool *has)
{
    struct place *places;
    size_t count;

    TRY(read_places(v, r, hit, &places, &count));
    for (size_t i = 0; i < v->query->clause_count; i++)
        if (perhaps[i] && !has[i])
            has[i] = !v->stored || stands_as_typed(v, hit->lang, i, places, count);
    return OK;
}

/* A tree holds by its leaves; the text is read where the doubtful ones decide. */
static enum status holds_tree(struct verifier *v, struct results *r, const struct hit *hit, bool *out)
{
    const struct query *q = v->query;
    bool *has = arena_zalloc(&v->arena, q->clause_count + 1, sizeof *has);
    bool *perhaps = arena_zalloc(&v->arena, q->clause_count + 1, sizeof *perhaps);

    if (has == NULL || perhaps == NULL)
        return err_memory(v->err, "the forms of a hit");
    TRY(find_leaves(v, r, hit, has, perhaps));
    TRY(tree_holds(v, r, hit, has, out));
    if (*out && !is_doubtful(q, has, perhaps))
        return OK;
    if (v->texts_left == 0) {
        *out = false;
        r->forms_cut = true;
        return OK;
    }
    v->texts_left -= v->excludes;
    TRY(read_leaves(v, r, hit, perhaps, has));
    return tree_holds(v, r, hit, has, out);
}

/* Of an article whose text is not stored, the stems have to do. */
static enum status holds(struct verifier *v, struct results *r, const struct hit *hit, bool *out)
{
    struct place *places = NULL;
    size_t count = 0;
    bool all = true, some = false;

    if (!v->query->flat || v->query->any || v->excludes)
        return holds_tree(v, r, hit, out);
    for (size_t i = 0; i < v->query->clause_count; i++) {
        const struct clause *c = &v->query->clauses[i];
        bool has = true;

        if (c->kind != CLAUSE_WORDS || c->excluded)
            continue;
        if (wants_form(c) && !is_beyond_doubt(v, r, hit, i)) {
            if (places == NULL)
                TRY(read_places(v, r, hit, &places, &count));
            has = !v->stored || stands_as_typed(v, hit->lang, i, places, count);
        }
        all &= has;
        some |= has;
    }
    *out = r->relaxed ? some : all;
    return OK;
}

/* Keeps the hits that hold, at most `limit`; *read: how many were looked at. */
static enum status keep(struct verifier *v, struct results *r, size_t limit, size_t *read)
{
    size_t kept = 0, at;

    for (at = 0; at < r->hit_count && kept < limit; at++) {
        bool ok = false;

        arena_reset(&v->arena);
        TRY(holds(v, r, &r->hits[at], &ok));
        r->hits[kept] = r->hits[at];
        kept += ok;
    }
    *read = at;
    r->hit_count = kept;
    return OK;
}

static enum status search(struct verifier *v, const struct engine_options *options,
                          struct arena *arena, struct results *out)
{
    size_t limit = options->limit == 0 || options->count_only ? SIZE_MAX : options->limit;
    struct engine_options wider = *options;
    bool all = false, cut = false;

    wider.count_only = false;
    wider.limit = limit == SIZE_MAX ? 0 : limit < VERIFY_ALL_MAX ? VERIFY_ALL_MAX : 2 * limit;
    for (;; wider.limit = cut ? 0 : 4 * wider.limit) {
        size_t read, wanted;

        TRY(engine_search(v->engine, v->query, &wider, arena, out, v->err));
        TRY(filters_make(v->query, v->engine->analyzer, out->today, arena, &v->filters, v->err));
        all = out->hit_count == out->total;
        wanted = all && !cut ? SIZE_MAX : limit;     /* there are no others: all are read */
        v->texts_left = limit == SIZE_MAX ? SIZE_MAX : VERIFY_READ_MAX;
        TRY(keep(v, out, wanted, &read));
        out->total -= read - out->hit_count;
        out->total_exact = wanted == SIZE_MAX && !out->forms_cut;
        cut |= out->forms_cut;
        if (out->hit_count >= limit || all)
            break;
    }
    if (out->hit_count > limit)
        out->hit_count = limit;
    out->relaxed = out->relaxed && out->hit_count > 0;
    return OK;
}

/* keep[i]: matches[i] stands as typed, or need not. Places follow each other by match. */
static void find_kept(struct engine *g, const struct query *q, enum lang lang, struct slice text,
                      const struct match *matches, const struct place *places, size_t count,
                      struct words *words, bool *keep)
{
    for (size_t i = 0; i < count; i++) {
        const struct clause *c = &q->clauses[places[i].clause];
        struct slice place = slice_of(text.p + places[i].start, places[i].end - places[i].start);

        if (wants_form(c))
            keep[places[i].match - matches] = typed_equals(g->analyzer, lang, c, place, words);
    }
}

enum status verify_matches(struct engine *g, const struct query *q, enum lang lang,
                           struct slice text, const struct document *d, struct match *matches,
                           size_t *count, struct arena *arena, struct err *e)
{
    bool *keep = arena_alloc(arena, *count + 1);
    struct place *places;
    struct words words;
    size_t place_count, kept = 0;
    enum status status;

    if (!is_due(q) || !is_whole(text, d))
        return OK;
    if (keep == NULL)
        return err_memory(e, "matches");
    memset(keep, 1, *count);
    TRY(places_find(text, d, matches, *count, arena, &places, &place_count, e));
    words_init(&words);
    find_kept(g, q, lang, text, matches, places, place_count, &words, keep);
    status = words_status(&words);
    words_release(&words);
    for (size_t i = 0; i < *count; i++)
        if (keep[i])
            matches[kept++] = matches[i];
    *count = kept;
    return status == OK ? OK : err_memory(e, "the forms of a hit");
}

enum status verify_search(struct engine *g, struct index *const *indexes, const struct query *q,
                          const struct engine_options *options, struct arena *arena,
                          struct results *out, struct err *e)
{
    struct verifier v = {.engine = g, .indexes = indexes, .query = q, .arena = ARENA_EMPTY,
                         .err = e};
    enum status status;

    if (!is_due(q))
        return engine_search(g, q, options, arena, out, e);
    for (size_t i = 0; i < q->clause_count; i++)
        v.excludes |= q->clauses[i].left_open;
    buf_init(&v.text, TEXT_MAX);
    words_init(&v.words);
    status = search(&v, options, arena, out);
    if (status == OK && words_status(&v.words) != OK)
        status = err_memory(e, "the forms of a hit");
    words_release(&v.words);
    buf_release(&v.text);
    arena_release(&v.arena);
    return status;
}
