#include "searcher/query/selection.h"

#include "searcher/query/like.h"

#define TEXT_MAX ((size_t)1 << 22)

bool selection_stands_alone(const struct selection *s)
{
    return s->lang != NULL || s->since != NULL || s->until != NULL || s->like != NULL;
}

/* SINCE..UNTIL, each of which has to be a date by itself. */
static enum status narrow_dates(const struct selection *s, struct query *q, struct arena *arena,
                                struct err *e)
{
    const char *ends[] = {s->since, s->until};
    struct date_range range;
    struct buf text;
    enum status status = OK;

    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < 2; i++) {
        if (ends[i] != NULL && (!date_range_read(slice_of_string(ends[i]), &range)
                                || strstr(ends[i], "..") != NULL))
            status = err_set(e, E_USAGE, "%s: '%s' is no date such as 2024-05-17, 2024-05 or 7d",
                             i == 0 ? "--since" : "--until", ends[i]);
        buf_append_string(&text, i == 1 ? ".." : "");
        buf_append_string(&text, ends[i] == NULL ? "" : ends[i]);
    }
    if (status == OK && !date_range_read(buf_slice(&text), &range))
        status = err_set(e, E_USAGE, "--since=%s and --until=%s are no range of dates", s->since, s->until);
    if (status == OK) {
        struct slice copy = arena_copy(arena, buf_slice(&text));

        status = copy.p == NULL ? err_memory(e, "the query") : query_narrow(q, FILTER_DATE, copy, arena, e);
    }
    buf_release(&text);
    return status;
}

/* Any of the article's words; where a query is typed too, all of it has to be there. */
static enum status put_like(const struct selection *s, struct engine *g, struct slice text,
                            unsigned flags, struct buf *out, struct err *e)
{
    struct buf rest;
    enum status status;
    bool any = (flags & QUERY_ANY) != 0, alone = text.n == 0;

    buf_init(&rest, TEXT_MAX);
    buf_append_string(out, alone || any ? "" : "(");
    status = like_words(g, slice_of_string(s->like), any ? " " : " OR ", out, &rest, e);
    buf_append_string(out, alone || any ? "" : ")");
    buf_append_slice(out, buf_slice(&rest));
    if (!alone) {
        buf_append_string(out, any ? " +(" : " (");
        buf_append_slice(out, text);
        buf_append_byte(out, ')');
    }
    if (status == OK && !(buf_ok(out) && buf_ok(&rest)))
        status = err_memory(e, "the query");
    buf_release(&rest);
    return status;
}

static enum status parse_like(const struct selection *s, struct engine *g, struct slice text,
                              unsigned flags, struct arena *arena, struct query *out, struct err *e)
{
    struct buf whole;
    enum status status;

    buf_init(&whole, TEXT_MAX);
    flags = text.n == 0 ? QUERY_ANY : flags & QUERY_ANY;
    status = put_like(s, g, text, flags, &whole, e);
    if (status == OK)
        status = query_parse_fields(buf_slice(&whole), flags, engine_user_fields(g), arena, out, e);
    buf_release(&whole);
    return status;
}

enum status selection_parse(const struct selection *s, struct engine *g, struct slice text,
                            unsigned flags, struct arena *arena, struct query *out, struct err *e)
{
    if (s->like != NULL)
        TRY(parse_like(s, g, text, flags, arena, out, e));
    else
        TRY(query_parse_fields(text, flags, engine_user_fields(g), arena, out, e));
    if (s->lang != NULL)
        TRY(query_narrow(out, FILTER_LANG, slice_of_string(s->lang), arena, e));
    if (s->since != NULL || s->until != NULL)
        TRY(narrow_dates(s, out, arena, e));
    return OK;
}

void selection_cut_bad(const struct selection *s, size_t limit, struct results *r)
{
    size_t good = 0;

    if (s->min_score <= 0)
        return;
    while (good < r->hit_count && r->hits[good].score >= s->min_score)
        good++;
    r->total_exact = good < r->hit_count || limit == 0 || r->hit_count < limit;
    r->hit_count = good;
    r->total = good;
}

void selection_pass(const struct selection *s, size_t limit, struct results *r)
{
    size_t passed = s->offset < r->hit_count ? s->offset : r->hit_count;

    if (passed > 0)
        r->hits += passed;
    r->hit_count -= passed;
    if (limit > 0 && r->hit_count > limit)
        r->hit_count = limit;
}
