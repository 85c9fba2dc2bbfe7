#include "searcher/run/filters.h"

#include "base/glob.h"
#include "searcher/run/recency.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"

static enum status make_one(const struct query_filter *f, size_t at, struct arena *arena,
                            struct filters *out, struct err *e)
{
    out->spans[at] = arena_zalloc(arena, f->value_count + 1, sizeof **out->spans);
    out->langs[at] = arena_zalloc(arena, f->value_count + 1, sizeof **out->langs);
    out->users[at] = arena_zalloc(arena, f->value_count + 1, sizeof **out->users);
    if (out->spans[at] == NULL || out->langs[at] == NULL || out->users[at] == NULL)
        return err_memory(e, "filters");
    for (size_t i = 0; i < f->value_count; i++) {
        if (f->field == FILTER_DATE)
            out->spans[at][i] = date_range_span(&f->values[i].dates, out->today);
        if (f->field == FILTER_LANG)
            out->langs[at][i] = lang_of_code(f->values[i].text);
        if (f->field == FILTER_USER)
            TRY(user_match_make(out->analyzer, &f->values[i], arena, &out->users[at][i], e));
    }
    return OK;
}

enum status filters_make(const struct query *q, struct analyzer *a, uint32_t today, struct arena *arena,
                         struct filters *out, struct err *e)
{
    *out = (struct filters){.query = q, .today = today, .analyzer = a};
    if (q->filter_count == 0)
        return OK;
    out->spans = arena_zalloc(arena, q->filter_count, sizeof *out->spans);
    out->langs = arena_zalloc(arena, q->filter_count, sizeof *out->langs);
    out->users = arena_zalloc(arena, q->filter_count, sizeof *out->users);
    if (out->spans == NULL || out->langs == NULL || out->users == NULL)
        return err_memory(e, "filters");
    for (size_t i = 0; i < q->filter_count; i++)
        TRY(make_one(&q->filters[i], i, arena, out, e));
    return OK;
}

/* Whether a document of the term space may have a language of the filter. */
static bool may_have_lang(const struct filters *f, uint32_t filter, enum lang lang)
{
    for (size_t i = 0; i < f->query->filters[filter].value_count; i++)
        if (f->langs[filter][i] == lang)
            return true;
    return false;
}

static bool rules_out(const struct filters *f, const struct query_node *node, enum lang lang)
{
    return node->kind == NODE_FILTER && node->role == ROLE_WANTED
           && f->query->filters[node->at].field == FILTER_LANG && !may_have_lang(f, node->at, lang);
}

bool filters_rule_out(const struct filters *f, enum lang lang)
{
    const struct query_node *root = f->query->root;

    if (f->query->filter_count == 0 || root == NULL)
        return false;
    if (root->kind != NODE_SET)
        return rules_out(f, root, lang);
    for (const struct query_node *child = root->first; child != NULL; child = child->next)
        if (rules_out(f, child, lang))
            return true;
    return false;
}

void filter_reader_init(struct filter_reader *r, const struct filters *f, struct segment *s,
                        enum lang lang, struct err *e)
{
    *r = (struct filter_reader){.filters = f, .segment = s, .lang = lang, .doc = DOC_END, .err = e};
}

static bool equal_but_case(struct slice a, struct slice b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        uint8_t x = a.p[i], y = b.p[i];

        x = x >= 'A' && x <= 'Z' ? (uint8_t)(x + 0x20) : x;
        y = y >= 'A' && y <= 'Z' ? (uint8_t)(y + 0x20) : y;
        if (x != y)
            return false;
    }
    return true;
}

static bool has_path(struct slice pattern, struct slice path)
{
    bool literal = true;

    for (size_t i = 0; i < pattern.n && literal; i++)
        literal = strchr("*?[\\", pattern.p[i]) == NULL || pattern.p[i] == '\0';
    if (pattern.n > 0 && pattern.p[pattern.n - 1] == '/')
        pattern.n--;
    for (size_t at = 0; at <= path.n; at++) {
        struct slice rest = slice_drop(path, at);

        if (at > 0 && path.p[at - 1] != '/')
            continue;
        if (glob_matches(pattern, rest)
            || (literal && slice_starts_with(rest, pattern) && rest.n > pattern.n && rest.p[pattern.n] == '/'))
            return true;
        if (pattern.n > 0 && pattern.p[0] == '/')
            return false;
    }
    return false;
}

static bool has_ending(struct slice ending, struct slice path)
{
    size_t dot = path.n;

    while (dot > 0 && path.p[dot - 1] != '.' && path.p[dot - 1] != '/')
        dot--;
    return dot > 1 && path.p[dot - 1] == '.' && path.p[dot - 2] != '/'
           && equal_but_case(ending, slice_drop(path, dot));
}

static bool has_zone(const struct document *d, uint8_t zone)
{
    struct segment_runs runs;

    segment_runs_open(&runs, d->runs);
    while (segment_runs_next(&runs))
        if (runs.run.zone == zone && runs.run.words > 0)
            return true;
    return false;
}

/* One of the field's values. A failure is kept. */
static bool has_user_value(struct filter_reader *r, uint32_t filter, size_t value)
{
    struct slice name = r->filters->query->filters[filter].name;
    struct user_fields f;
    bool found = false;

    user_fields_open(&f, r->document.user_fields);
    while (!found && r->status == OK && user_fields_next(&f))
        if (slice_equal(f.name, name))
            r->status = user_match_ask(&r->filters->users[filter][value], r->filters->analyzer,
                                       f.value, &found, r->err);
    return found && r->status == OK;
}

static bool has_value(struct filter_reader *r, uint32_t filter, size_t value)
{
    const struct query_filter *f = &r->filters->query->filters[filter];
    const struct filter_value *v = &f->values[value];
    const struct document *d = &r->document;

    switch (f->field) {
    case FILTER_LANG: return slice_equal(v->text, slice_of_string(d->lang_code));
    case FILTER_DATE: return date_span_has(&r->filters->spans[filter][value], d->date);
    case FILTER_PATH: return has_path(v->text, d->path.n > 0 ? d->path : d->id);
    case FILTER_EXT: return has_ending(v->text, d->path);
    case FILTER_CHARSET: return equal_but_case(v->text, d->charset);
    case FILTER_ZONE: return has_zone(d, v->zone);
    case FILTER_USER: return has_user_value(r, filter, value);
    default: return false;
    }
}

static void read_document(struct filter_reader *r, docid doc)
{
    if (r->status == OK && r->doc != doc) {
        r->status = segment_document(r->segment, doc, &r->document, r->err);
        r->doc = doc;
    }
}

double filter_recency(struct filter_reader *r, docid doc, uint32_t days)
{
    read_document(r, doc);
    return r->status == OK ? recency_factor(r->document.date, r->filters->today, days) : 0;
}

bool filter_has(struct filter_reader *r, uint32_t filter, docid doc)
{
    const struct query_filter *f = &r->filters->query->filters[filter];

    if (f->field == FILTER_LANG && r->lang != LANG_OTHER)
        return may_have_lang(r->filters, filter, r->lang);
    read_document(r, doc);
    if (r->status != OK)
        return false;
    for (size_t i = 0; i < f->value_count; i++)
        if (has_value(r, filter, i))
            return true;
    return false;
}

static bool admits(struct filter_reader *r, const struct query_node *node, docid doc)
{
    return node->kind != NODE_FILTER
           || filter_has(r, node->at, doc) == (node->role != ROLE_EXCLUDED);
}

bool filters_admit(struct filter_reader *r, docid doc)
{
    const struct query_node *root = r->filters->query->root;

    if (root->kind != NODE_SET)
        return admits(r, root, doc);
    for (const struct query_node *child = root->first; child != NULL; child = child->next)
        if (!admits(r, child, doc))
            return false;
    return true;
}
