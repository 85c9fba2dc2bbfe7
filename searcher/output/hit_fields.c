#include "searcher/output/hit_fields.h"

#include "base/escape.h"
#include "store/user_fields.h"

static const char *const NAMES[HIT_FIELD_COUNT] = {
    [HIT_RANK] = "rank",           [HIT_ID] = "id",
    [HIT_SCORE] = "score",         [HIT_PATH] = "path",
    [HIT_LANG] = "lang",           [HIT_DATE] = "date",
    [HIT_TITLE] = "title",         [HIT_SNIPPET] = "snippet",
    [HIT_PASSAGES] = "passages",   [HIT_CHARSET] = "charset",
    [HIT_SIMILAR] = "similar",     [HIT_OCCURRENCES] = "occurrences",
    [HIT_VIA] = "via",             [HIT_QID] = "qid",
    [HIT_FIELDS] = "fields"};

struct slice hit_field_name(const struct hit_column *c)
{
    return c->field == HIT_USER ? c->name : slice_of_string(NAMES[c->field]);
}

bool hit_field_find(struct slice name, struct hit_column *out)
{
    *out = (struct hit_column){.name = name};
    for (out->field = 0; out->field < HIT_FIELD_COUNT; ++out->field)
        if (slice_equal(name, slice_of_string(NAMES[out->field])))
            return true;
    out->field = HIT_USER;
    return user_field_name_is_free(name);
}

/* ours: the names that there are beside the user fields, with commas between. */
static enum status unknown(const char *option, struct slice name, struct slice ours,
                           struct slice user_fields, struct err *e)
{
    struct slice one;
    struct buf all;

    buf_init(&all, ERR_TEXT_MAX);
    buf_append_slice(&all, ours);
    while (user_field_names_next(&user_fields, &one))
        buf_printf(&all, ", %.*s", SLICE_ARG(one));
    err_set(e, E_USAGE, "%s: there is no field '%.*s'; the fields are %.*s", option,
            (int)(name.n < 100 ? name.n : 100), (const char *)name.p, SLICE_ARG(buf_slice(&all)));
    buf_release(&all);
    return E_USAGE;
}

enum status hit_field_unknown(const char *option, struct slice name, struct slice user_fields,
                              struct err *e)
{
    struct buf ours;

    buf_init(&ours, ERR_TEXT_MAX);
    for (size_t i = 0; i < HIT_FIELD_COUNT; i++)
        buf_printf(&ours, "%s%s", i > 0 ? ", " : "", NAMES[i]);
    unknown(option, name, buf_slice(&ours), user_fields, e);
    buf_release(&ours);
    return E_USAGE;
}

enum status user_field_check(const char *option, struct slice name, const char *ours,
                             struct slice user_fields, struct err *e)
{
    if (user_field_names_have(user_fields, name))
        return OK;
    return unknown(option, name, slice_of_string(ours), user_fields, e);
}

enum status hit_fields_check(const char *option, const struct hit_column *list, size_t count,
                             struct slice user_fields, struct err *e)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].field == HIT_USER && !user_field_names_have(user_fields, list[i].name))
            return hit_field_unknown(option, list[i].name, user_fields, e);
    return OK;
}

enum status hit_fields_parse(const char *text, struct hit_fields *out, struct err *e)
{
    out->count = 0;
    for (;;) {
        struct slice name = slice_of(text, strcspn(text, ","));

        if (out->count == HIT_FIELDS_MAX)
            return err_set(e, E_USAGE, "--fields: more than %d fields", HIT_FIELDS_MAX);
        if (!hit_field_find(name, &out->list[out->count++]))
            return hit_field_unknown("--fields", name, (struct slice){0}, e);
        text += name.n;
        if (*text == '\0')
            return OK;
        text++;
    }
}

/* All passages, or the first; of a whole article nothing stands between two. */
static void put_passages(struct buf *out, const struct output_hit *h, size_t most,
                         const struct output_style *style)
{
    size_t count = h->snippet->passage_count;

    if (count > most && !style->full)
        count = most;
    for (size_t i = 0; i < count; i++) {
        buf_append_string(out, i == 0 ? "" : style->full ? " " : " … ");
        output_line(out, &h->snippet->passages[i], style);
    }
}

void hit_field_put(struct buf *out, const struct hit_column *c, unsigned digits,
                   const struct output_query *q, const struct output_hit *h,
                   const struct output_style *style)
{
    const struct snippet *s = h->snippet;

    switch (c->field) {
    case HIT_RANK: buf_printf(out, "%zu", h->rank); break;
    case HIT_ID: escape_line(out, h->document->id); break;
    case HIT_SCORE: buf_printf(out, "%.*f", (int)digits, h->score); break;
    case HIT_PATH: escape_line(out, output_path(h->document)); break;
    case HIT_LANG: buf_append_string(out, h->document->lang_code); break;
    case HIT_DATE: escape_line(out, h->document->date); break;
    case HIT_TITLE: output_line(out, &s->title, style); break;
    case HIT_SNIPPET: put_passages(out, h, 1, style); break;
    case HIT_PASSAGES: put_passages(out, h, SIZE_MAX, style); break;
    case HIT_CHARSET: escape_line(out, h->document->charset); break;
    case HIT_SIMILAR: buf_printf(out, "%u", h->similar); break;
    case HIT_OCCURRENCES: buf_printf(out, "%zu", s->place_count); break;
    case HIT_VIA: buf_append_string(out, via_name(h->via)); break;
    case HIT_QID: escape_line(out, q->qid); break;
    case HIT_FIELDS: user_fields_put_json(out, h->document->user_fields); break;
    case HIT_USER: user_fields_put_line(out, h->document->user_fields, c->name); break;
    }
}
