#include "searcher/output/facets.h"

#include <stdlib.h>

#include "base/escape.h"
#include "store/segment_runs.h"

static const char *const names[FACETS_MAX] = {"lang", "year", "month", "zone", "ext", "charset"};

const char *facet_name(enum facet facet)
{
    return names[facet];
}

static bool find_facet(struct slice name, enum facet *out)
{
    for (size_t i = 0; i < FACETS_MAX; i++)
        if (slice_equal(name, slice_of_string(names[i]))) {
            *out = (enum facet)i;
            return true;
        }
    return false;
}

bool facets_parse(const char *text, struct facet_list *out)
{
    *out = (struct facet_list){.count = 0};
    for (;;) {
        size_t n = strcspn(text, ",");
        enum facet facet;

        if (!find_facet(slice_of(text, n), &facet) || out->count == FACETS_MAX)
            return false;
        for (size_t i = 0; i < out->count; i++)
            if (out->facets[i] == facet)
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

static enum status count_document(struct counter *c, const struct document *d)
{
    switch (c->to->facet) {
    case FACET_LANG: return count_value(c, slice_of_string(d->lang_code));
    case FACET_YEAR: return count_value(c, start_of_date(d->date, 4));
    case FACET_MONTH: return count_value(c, start_of_date(d->date, 7));
    case FACET_ZONE: return count_zones(c, d);
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
        buf_printf(out, "%s\"%s\":[", i > 0 ? "," : "", facet_name(counts[i].facet));
        for (size_t j = 0; j < counts[i].count; j++) {
            buf_append_string(out, j > 0 ? ",[" : "[");
            escape_json(out, counts[i].values[j].text);
            buf_printf(out, ",%llu]", (unsigned long long)counts[i].values[j].count);
        }
        buf_append_byte(out, ']');
    }
    buf_append_byte(out, '}');
}
