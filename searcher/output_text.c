#include <stdio.h>

#include "base/cells.h"
#include "base/escape.h"
#include "searcher/output.h"

/* Text with its spans in colour, wrapped at spaces, each line indented. */
static void put_marked(struct buf *out, const struct passage *p, const struct output_style *style,
                       size_t indent, const char *base)
{
    const char *off = style->colour ? "\033[0m" : "";
    size_t column = indent, span = 0, at = 0;

    base = style->colour ? base : "";
    while (at < p->text.n) {
        size_t end = at;

        while (end < p->text.n && p->text.p[end] != ' ')
            end++;
        if (column > indent
            && column + 1 + cells_count(slice_of(p->text.p + at, end - at)) > style->width) {
            buf_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (at > 0) {
            buf_append_byte(out, ' ');
            column++;
        }
        column += cells_count(slice_of(p->text.p + at, end - at));
        while (at < end) {
            bool inside = span < p->span_count && at >= p->spans[span].start;
            size_t stop = span == p->span_count ? end
                          : inside ? p->spans[span].end : p->spans[span].start;

            stop = stop < end ? stop : end;
            buf_append_string(out, inside && style->colour ? "\033[1;31m" : base);
            escape_visible(out, slice_of(p->text.p + at, stop - at));
            buf_append_string(out, inside || *base != '\0' ? off : "");
            at = stop;
            if (inside && at >= p->spans[span].end)
                span++;
        }
        at = end + 1;
    }
    buf_append_byte(out, '\n');
}

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
}

static void human_begin(struct buf *out, const struct output_query *q,
                        const struct output_style *style)
{
    if (q->qid.n == 0)
        return;
    buf_append_string(out, style->colour ? "\033[1m" : "");
    escape_visible(out, q->qid);
    buf_append_string(out, ": ");
    escape_visible(out, q->text);
    buf_append_string(out, style->colour ? "\033[0m\n" : "\n");
}

static void human_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                      const struct output_style *style)
{
    const char *dim = style->colour ? "\033[2m" : "", *off = style->colour ? "\033[0m" : "";

    (void)q;
    buf_printf(out, "%zu. ", h->rank);
    if (h->snippet->title.text.n > 0) {
        put_marked(out, &h->snippet->title, style, 3, "\033[1m");
        buf_append_string(out, "   ");
    }
    /* the path last: a long one wraps */
    buf_printf(out, "%s%s · ", dim, h->document->lang_code);
    if (h->document->date.n > 0) {
        escape_visible(out, h->document->date);
        buf_append_string(out, " · ");
    }
    buf_printf(out, "%.2f · ", h->score);
    if (h->similar > 0)
        buf_printf(out, "+%u similar · ", h->similar);
    output_link(out, h->document, style);
    buf_printf(out, "%s\n", off);
    for (size_t i = 0; i < h->snippet->passage_count; i++) {
        buf_append_string(out, "   ");
        put_marked(out, &h->snippet->passages[i], style, 3, "");
    }
    put_explanations(out, h);
}

static void human_end(struct buf *out, const struct output_query *q,
                      const struct output_style *style)
{
    const struct results *r = q->results;

    if (style->terminal)
        buf_printf(out, "%s%s%llu of %llu articles%s\n", style->colour ? "\033[2m" : "",
                   r->total_exact ? "" : "at least ", (unsigned long long)r->total,
                   (unsigned long long)style->articles, style->colour ? "\033[0m" : "");
}

const struct output output_human = {.begin = human_begin, .hit = human_hit, .end = human_end};

static void tsv_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                    const struct output_style *style)
{
    struct buf field;
    const struct slice fields[] = {
        output_path(h->document), slice_of_string(h->document->lang_code), h->document->date,
        h->snippet->title.text,
        h->snippet->passage_count > 0 ? h->snippet->passages[0].text : (struct slice){0}};

    (void)style;
    buf_init(&field, (size_t)1 << 30);
    output_qid(out, q);
    buf_printf(out, "%.3f", h->score);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        buf_clear(&field);
        escape_line(&field, fields[i]);
        buf_append_byte(out, '\t');
        buf_append_slice(out, buf_slice(&field));
    }
    buf_append_byte(out, '\n');
    buf_release(&field);
}

const struct output output_tsv = {.hit = tsv_hit};

static void path_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                     const struct output_style *style)
{
    output_qid(out, q);
    if (style->separator == '\0')
        buf_append_slice(out, output_path(h->document));
    else
        output_link(out, h->document, style);
    buf_append_byte(out, (uint8_t)style->separator);
}

const struct output output_paths = {.hit = path_hit, .no_text = true};

void output_qid(struct buf *out, const struct output_query *q)
{
    struct buf field;

    if (q->qid.n == 0)
        return;
    buf_init(&field, (size_t)1 << 30);
    escape_line(&field, q->qid);
    buf_append_slice(out, buf_slice(&field));
    buf_append_byte(out, '\t');
    buf_release(&field);
}

void output_link(struct buf *out, const struct document *d, const struct output_style *style)
{
    bool linked = style->link_host != NULL && d->path.n > 0;

    if (linked) {
        buf_append_string(out, "\033]8;;file://");
        escape_url(out, slice_of_string(style->link_host));
        if (d->path.p[0] != '/') {
            escape_url(out, slice_of_string(style->link_folder));
            buf_append_byte(out, '/');
        }
        escape_url(out, d->path);
        buf_append_string(out, "\033\\");
    }
    escape_visible(out, output_path(d));
    buf_append_string(out, linked ? "\033]8;;\033\\" : "");
}
