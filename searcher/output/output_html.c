/* A page for browsers, a section for each query. Text is escaped once, here; the only element
 * inside it is <mark>. HTML needs no end of the page, so that one need not know the last query. */
#include "base/escape.h"
#include "searcher/output/output.h"

void output_html_text(struct buf *out, struct slice text)
{
    struct buf visible;

    buf_init(&visible, (size_t)1 << 30);
    escape_visible(&visible, text);
    for (size_t i = 0; i < visible.n; i++)
        switch (visible.p[i]) {
        case '&': buf_append_string(out, "&amp;"); break;
        case '<': buf_append_string(out, "&lt;"); break;
        case '>': buf_append_string(out, "&gt;"); break;
        case '"': buf_append_string(out, "&quot;"); break;
        default: buf_append_byte(out, visible.p[i]); break;
        }
    buf_release(&visible);
}

static void put_passage(struct buf *out, const struct passage *p)
{
    struct output_piece piece;
    size_t at = 0, span = 0;

    while (output_next_piece(p, &at, &span, &piece)) {
        buf_append_string(out, piece.marked ? "<mark>" : "");
        output_html_text(out, piece.text);
        buf_append_string(out, piece.marked ? "</mark>" : "");
    }
}

static bool is_web(struct slice path)
{
    return slice_starts_with(path, SLICE_LITERAL("https://"))
           || slice_starts_with(path, SLICE_LITERAL("http://"));
}

/* Addresses of the web as they are; of all else each colon is encoded: no other scheme acts. */
static void put_address(struct buf *out, struct slice path)
{
    if (is_web(path))
        output_html_text(out, path);
    else
        escape_url(out, path);
}

static void html_begin(struct buf *out, const struct output_query *q,
                       const struct output_style *style)
{
    (void)style;
    if (q->number <= 1)
        buf_append_string(out, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"
                               "<title>stemma-search</title>\n");
    buf_append_string(out, "<section>\n<h1>");
    output_html_text(out, q->text);
    buf_printf(out, "</h1>\n<p>%s%llu of %llu articles</p>\n",
               q->results->total_exact ? "" : "at least ", (unsigned long long)q->results->total,
               (unsigned long long)style->articles);
    for (size_t i = 0; i < q->note_count; i++) {
        buf_append_string(out, "<p>");
        output_html_text(out, q->notes[i]);
        buf_append_string(out, "</p>\n");
    }
}

static void html_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                     const struct output_style *style)
{
    const struct document *d = h->document;

    (void)q;
    (void)style;
    buf_append_string(out, "<article lang=\"");
    output_html_text(out, slice_of_string(d->lang_code));
    buf_printf(out, "\">\n<h2>%zu. <a href=\"", h->rank);
    put_address(out, output_path(d));
    buf_append_string(out, "\">");
    if (h->snippet->title.text.n > 0)
        put_passage(out, &h->snippet->title);
    else
        output_html_text(out, output_path(d));
    buf_append_string(out, "</a></h2>\n<p>");
    output_html_text(out, slice_of_string(d->lang_code));
    buf_append_string(out, d->date.n > 0 ? " · " : "");
    output_html_text(out, d->date);
    buf_printf(out, " · %.2f · ", h->score);
    if (h->similar > 0)
        buf_printf(out, "+%u similar · ", h->similar);
    output_html_text(out, output_path(d));
    buf_append_string(out, "</p>\n");
    for (size_t i = 0; i < h->snippet->passage_count; i++) {
        buf_append_string(out, "<p>");
        put_passage(out, &h->snippet->passages[i]);
        buf_append_string(out, "</p>\n");
    }
    buf_append_string(out, "</article>\n");
}

static void html_end(struct buf *out, const struct output_query *q,
                     const struct output_style *style)
{
    (void)q;
    (void)style;
    buf_append_string(out, "</section>\n");
}

const struct output output_html = {
    .name = "html", .begin = html_begin, .hit = html_hit, .end = html_end};
