#include "searcher/output/facets.h"

#include <stdlib.h>

#include "base/escape.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"

static bool find_facet(struct slice name, struct facet *out)
{
    static const char *const names[] = {"lang", "year", "month", "zone", "ext", "charset"};

    *out = (struct facet){.name = name};
    while (out->kind < FACET_USER && !slice_equal(name, slice_of_string(names[out->kind])))
        out->kind++;
    return out->kind < FACET_USER || user_field_name_is_free(name);
}

bool facets_parse(const char *text, struct facet_list *out)
{
    *out = (struct facet_list){.count = 0};
    for (;;) {
        size_t n = strcspn(text, ",");
        struct facet facet;

        if (!find_facet(slice_of(text, n), &facet) || out->count == FACETS_MAX)
            return false;
        for (size_t i = 0; i < out->count; i++)
            if (slice_equal(out->facets[i].name, facet.name))
                return false;
        out->facets[out->count++] = facet;
        if (text[n] == '\0')
            return true;
        text += n + 1;
    }
}

struct counter {
    struct facet_counts *to;
    size_t room;
    struct arena *arena;
    struct err *err;
};

/* Values are few: those that come often move to the front. */
static enum status count_value(struct counter *c, struct slice text)
{
    struct facet_counts *to = c->to;
    size_t at = 0;

    while (at < to->count && !slice_equal(to->values[at].text, text))
        at++;
    if (at == c->room) {
        struct facet_value *more = arena_alloc(c->arena, (2 * c->room + 16) * sizeof *more);

        if (more == NULL)
            return err_memory(c->err, "facets");
        if (to->count > 0)
            memcpy(more, to->values, to->count * sizeof *more);
        to->values = more;
        c->room = 2 * c->room + 16;
    }
    if (at == to->count) {
        to->values[at] = (struct facet_value){.text = arena_copy(c->arena, text)};
        if (text.n > 0 && to->values[at].text.p == NULL)
            return err_memory(c->err, "facets");
        to->count++;
    }
    to->values[at].count++;
    if (at > 0 && to->values[at].count > to->values[at / 2].count) {
        struct facet_value moved = to->values[at];

        to->values[at] = to->values[at / 2];
        to->values[at / 2] = moved;
    }
    return OK;
}

static struct slice ending_of(struct slice path)
{
    size_t dot = path.n;

    while (dot > 0 && path.p[dot - 1] != '.' && path.p[dot - 1] != '/')
        dot--;
    return dot > 1 && path.p[dot - 1] == '.' && path.p[dot - 2] != '/' ? slice_drop(path, dot)
                                                                       : slice_of(path.p, 0);
}

static struct slice year_and_more(struct slice date, size_t size)
{
    bool has = date.n >= size && date.p[0] >= '0' && date.p[0] <= '9';

    return slice_of(date.p, has ? size : 0);
}

/* "2024-05-17": 4 bytes of a year, 7 of a month; "--05-17": 4 of a month in any year. */
static struct slice start_of_date(struct slice date, size_t size)
{
    if (size > 4 && slice_starts_with(date, SLICE_LITERAL("--")) && date.n >= 4)
        return slice_of(date.p, 4);
    return year_and_more(date, size);
}

static enum status count_zones(struct counter *c, const struct document *d)
{
    struct segment_runs runs;
    unsigned seen = 0;

    segment_runs_open(&runs, d->runs);
    while (segment_runs_next(&runs))
        if (runs.run.words > 0)
            seen |= 1u << runs.run.zone;
    for (uint8_t zone = 0; zone < SEGMENT_ZONE_COUNT; zone++)
        if ((seen >> zone & 1) != 0)
            TRY(count_value(c, slice_of_string(segment_zone_name(zone))));
    return OK;
}

/* A value that stands twice in a document counts once. */
static enum status count_user_values(struct counter *c, struct slice encoded)
{
    struct user_fields f, before;
    bool has_any = false;

    user_fields_open(&f, encoded);
    while (user_fields_next(&f)) {
        bool is_first = slice_equal(f.name, c->to->facet.name);

        user_fields_open(&before, encoded);
        while (is_first && user_fields_next(&before) && before.value.p != f.value.p)
            is_first = !slice_equal(before.name, f.name) || !slice_equal(before.value, f.value);
        if (is_first)
            TRY(count_value(c, f.value));
        has_any |= is_first;
    }
    return has_any ? OK : count_value(c, (struct slice){0});
}

static enum status count_document(struct counter *c, const struct document *d)
{
    switch (c->to->facet.kind) {
    case FACET_LANG: return count_value(c, slice_of_string(d->lang_code));
    case FACET_YEAR: return count_value(c, start_of_date(d->date, 4));
    case FACET_MONTH: return count_value(c, start_of_date(d->date, 7));
    case FACET_ZONE: return count_zones(c, d);
    case FACET_USER: return count_user_values(c, d->user_fields);
    case FACET_EXT: return count_value(c, ending_of(d->path));
    default: return count_value(c, d->charset);
    }
}

static int compare_values(const void *a, const void *b)
{
    const struct facet_value *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return slice_compare(x->text, y->text);
}

enum status facets_count(struct index *const *indexes, const struct facet_list *list,
                         const struct results *r, struct arena *arena, struct facet_counts *out,
                         struct err *e)
{
    struct counter counters[FACETS_MAX];

    for (size_t i = 0; i < list->count; i++) {
        out[i] = (struct facet_counts){.facet = list->facets[i]};
        counters[i] = (struct counter){.to = &out[i], .arena = arena, .err = e};
    }
    for (size_t i = 0; i < r->hit_count; i++) {
        const struct hit *hit = &r->hits[i];
        struct document d;

        TRY(segment_document(index_segment(indexes[hit->index], hit->segment), hit->doc, &d, e));
        for (size_t j = 0; j < list->count; j++)
            TRY(count_document(&counters[j], &d));
    }
    for (size_t i = 0; i < list->count; i++)
        if (out[i].count > 1)
            qsort(out[i].values, out[i].count, sizeof *out[i].values, compare_values);
    return OK;
}

void facets_print_json(struct buf *out, const struct facet_counts *counts, size_t count)
{
    buf_append_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "%s\"%.*s\":[", i > 0 ? "," : "", SLICE_ARG(counts[i].facet.name));
        for (size_t j = 0; j < counts[i].count; j++) {
            buf_append_string(out, j > 0 ? ",[" : "[");
            escape_json(out, counts[i].values[j].text);
            buf_printf(out, ",%llu]", (unsigned long long)counts[i].values[j].count);
        }
        buf_append_byte(out, ']');
    }
    buf_append_byte(out, '}');
}
