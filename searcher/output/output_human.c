/* Hits for people, on a terminal or a page of text. */
#include <stdio.h>

#include "base/escape.h"
#include "searcher/output/wrapped.h"

#define INDENT 3

/* "perm", or 0.90 * 3.0 "perms" (form) of a variant that is another word. */
static void put_part(struct buf *out, const struct explained_part *p)
{
    if (p->weight < 1)
        buf_printf(out, "%.2f * ", p->weight);
    if (p->via != VIA_EXACT)
        buf_printf(out, "%.1f ", p->tf);
    buf_append_string(out, p->via == VIA_EXACT ? "term \"" : "\"");
    escape_visible(out, p->term);
    buf_append_byte(out, '"');
    if (p->via != VIA_EXACT)
        buf_printf(out, " (%s)", via_name(p->via));
}

static void put_explanations(struct buf *out, const struct output_hit *h)
{
    for (size_t i = 0; i < h->explanation_count; i++) {
        const struct explanation *x = &h->explanations[i];

        buf_printf(out, "   %.3f = idf %.3f * ", x->score, x->idf);
        if (x->tier < 1)
            buf_printf(out, "%.2f * ", x->tier);
        buf_printf(out, "tf %.2f / (tf %.2f + norm %.3f)  ", x->tf, x->tf, x->norm);
        for (size_t j = 0; j < x->part_count; j++) {
            buf_append_string(out, j > 0 ? " + " : "");
            put_part(out, &x->parts[j]);
        }
        buf_printf(out, " (%s: df %llu of %llu, length %.1f of %.1f words)\n",
                   h->document->lang_code, (unsigned long long)x->df,
                   (unsigned long long)x->doc_count, x->length, x->average_length);
    }
    if (h->explanation_count > 0 && h->recency > 0)
        buf_printf(out, "   * %.3f: recency\n", h->recency);
}

static void human_begin(struct buf *out, const struct output_query *q,
                        const struct output_style *style)
{
    if (q->qid.n == 0)
        return;
    wrapped_start(out, style, COLOUR_TITLE);
    escape_visible(out, q->qid);
    buf_append_string(out, ": ");
    escape_visible(out, q->text);
    wrapped_stop(out, style, COLOUR_TITLE);
    buf_append_byte(out, '\n');
}

/* 2024-05-17 as it is; --05-17, a day of a year that is not told, as 17 May. */
static void put_date(struct buf *out, struct slice date)
{
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    unsigned month, day;
    char text[8];

    snprintf(text, sizeof text, "%.*s", SLICE_ARG(date));
    if (date.n == 7 && sscanf(text, "--%2u-%2u", &month, &day) == 2 && month >= 1 && month <= 12)
        buf_printf(out, "%u %s", day, months[month - 1]);
    else
        escape_visible(out, date);
}

/* What scores nothing (an id, filters alone) has no score; that a hit has other words than those
 * typed is told. The path comes last: a long one wraps. */
static void put_meta(struct buf *out, const struct output_hit *h, const struct output_style *style)
{
    wrapped_start(out, style, COLOUR_META);
    buf_printf(out, "%s · ", h->document->lang_code);
    if (h->document->date.n > 0) {
        put_date(out, h->document->date);
        buf_append_string(out, " · ");
    }
    if (h->score > 0)
        buf_printf(out, "%.2f · ", h->score);
    if (h->via != VIA_EXACT && h->via != VIA_FORM)
        buf_printf(out, "via %s · ", via_name(h->via));
    if (h->similar > 0)
        buf_printf(out, "+%u similar · ", h->similar);
    output_link(out, h->document, style);
    wrapped_stop(out, style, COLOUR_META);
    buf_append_byte(out, '\n');
}

/* Of a whole article: what is no prose is dim, and a line is free before each paragraph. Else a
 * passage after another one has a mark before it, for lines wrap. */
static void put_passage(struct buf *out, const struct passage *p, bool is_first,
                        const struct output_style *style)
{
    bool is_prose = p->zone == SEGMENT_BODY || p->zone == SEGMENT_LEAD;

    buf_append_string(out, style->full ? "\n   " : is_first ? "   " : " … ");
    wrapped_put(out, p, style, INDENT, style->full && !is_prose ? COLOUR_META : COLOUR_COUNT);
}

static void human_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                      const struct output_style *style)
{
    (void)q;
    buf_append_string(out, h->is_first ? "" : "\n");
    buf_printf(out, "%zu. ", h->rank);
    if (h->snippet->title.text.n > 0) {
        wrapped_put(out, &h->snippet->title, style, INDENT, COLOUR_TITLE);
        buf_append_string(out, "   ");
    }
    put_meta(out, h, style);
    for (size_t i = 0; i < h->snippet->passage_count; i++)
        put_passage(out, &h->snippet->passages[i], i == 0, style);
    put_explanations(out, h);
}

/* " · also 1 de, 2 ru: add -x" */
static void put_also(struct buf *out, const struct output_query *q)
{
    const char *between = " · also ";

    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        if (q->also[lang] == 0)
            continue;
        buf_printf(out, "%s%llu %s", between, (unsigned long long)q->also[lang], lang_name(lang));
        between = ", ";
    }
    buf_append_string(out, *between == ',' ? ": add -x" : "");
}

/* lang: ru 12, en 3 */
static void put_facets(struct buf *out, const struct output_query *q)
{
    for (size_t i = 0; i < q->facet_count; i++) {
        const struct facet_counts *f = &q->facets[i];

        buf_printf(out, "%s%.*s:", i == 0 && q->results->hit_count > 0 ? "\n" : "",
                   SLICE_ARG(f->facet.name));
        for (size_t j = 0; j < f->count; j++) {
            buf_append_string(out, j > 0 ? ", " : " ");
            escape_visible(out, f->values[j].text.n > 0 ? f->values[j].text : SLICE_LITERAL("none"));
            buf_printf(out, " %llu", (unsigned long long)f->values[j].count);
        }
        buf_append_byte(out, '\n');
    }
}

/* Times are for those who wait: they are on terminals alone. */
static void human_end(struct buf *out, const struct output_query *q,
                      const struct output_style *style)
{
    const struct results *r = q->results;

    put_facets(out, q);
    if (!style->terminal)
        return;
    buf_append_string(out, r->hit_count > 0 ? "\n" : "");
    wrapped_start(out, style, COLOUR_META);
    buf_printf(out, "%s%llu of %llu articles", r->total_exact ? "" : "at least ",
               (unsigned long long)r->total, (unsigned long long)style->articles);
    if (r->relaxed)
        buf_printf(out, " have %zu of the %zu words", r->relaxed_to, r->wanted);
    buf_printf(out, ", %.1f ms", q->seconds * 1000);
    put_also(out, q);
    wrapped_stop(out, style, COLOUR_META);
    buf_append_byte(out, '\n');
}

const struct output output_human = {
    .name = "human", .begin = human_begin, .hit = human_hit, .end = human_end,
    .takes = OUTPUT_TAKES_MARK | OUTPUT_TAKES_EXPLAIN};
