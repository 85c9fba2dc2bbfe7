#include "searcher/output/output.h"

#include "base/escape.h"

bool output_next_piece(const struct passage *p, size_t *at, size_t *span,
                       struct output_piece *out)
{
    size_t end = p->text.n;

    if (*at >= p->text.n)
        return false;
    while (*span < p->span_count && p->spans[*span].end <= *at)
        ++*span;
    out->marked = *span < p->span_count && p->spans[*span].start <= *at;
    if (*span < p->span_count)
        end = out->marked ? p->spans[*span].end : p->spans[*span].start;
    out->text = slice_of(p->text.p + *at, end - *at);
    *at = end;
    return true;
}

void output_line(struct buf *out, const struct passage *p, const struct output_style *style)
{
    struct escape_pieces line = escape_pieces_begin(out);
    struct output_piece piece;
    size_t at = 0, span = 0;

    while (output_next_piece(p, &at, &span, &piece)) {
        if (piece.marked)
            escape_sign(&line, style->mark_open);
        escape_piece(&line, piece.text);
        if (piece.marked)
            escape_sign(&line, style->mark_close);
    }
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
