#include "searcher/output/hit_fields.h"

#include <stdio.h>

#include "base/escape.h"

static const char *const NAMES[HIT_FIELD_COUNT] = {
    [HIT_RANK] = "rank",           [HIT_ID] = "id",
    [HIT_SCORE] = "score",         [HIT_PATH] = "path",
    [HIT_LANG] = "lang",           [HIT_DATE] = "date",
    [HIT_TITLE] = "title",         [HIT_SNIPPET] = "snippet",
    [HIT_PASSAGES] = "passages",   [HIT_CHARSET] = "charset",
    [HIT_SIMILAR] = "similar",     [HIT_OCCURRENCES] = "occurrences",
    [HIT_VIA] = "via",             [HIT_QID] = "qid"};

const char *hit_field_name(enum hit_field field)
{
    return NAMES[field];
}

bool hit_field_find(struct slice name, enum hit_field *out)
{
    for (*out = 0; *out < HIT_FIELD_COUNT; ++*out)
        if (slice_equal(name, slice_of_string(NAMES[*out])))
            return true;
    return false;
}

enum status hit_field_unknown(const char *option, struct slice name, struct err *e)
{
    char all[256];
    size_t n = 0;

    for (size_t i = 0; i < HIT_FIELD_COUNT && n < sizeof all; i++)
        n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", i > 0 ? ", " : "", NAMES[i]);
    return err_set(e, E_USAGE, "%s: there is no field '%.*s'; the fields are %s", option,
                   (int)(name.n < 100 ? name.n : 100), (const char *)name.p, all);
}

enum status hit_fields_parse(const char *text, struct hit_fields *out, struct err *e)
{
    out->count = 0;
    for (;;) {
        struct slice name = slice_of(text, strcspn(text, ","));

        if (out->count == HIT_FIELDS_MAX)
            return err_set(e, E_USAGE, "--fields: more than %d fields", HIT_FIELDS_MAX);
        if (!hit_field_find(name, &out->list[out->count++]))
            return hit_field_unknown("--fields", name, e);
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

void hit_field_put(struct buf *out, enum hit_field field, unsigned digits,
                   const struct output_query *q, const struct output_hit *h,
                   const struct output_style *style)
{
    const struct snippet *s = h->snippet;

    switch (field) {
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
    case HIT_FIELD_COUNT: break;
    }
}
