#include "searcher/output/wrapped.h"

#include "base/cells.h"
#include "base/escape.h"
#include "base/utf8.h"

struct line {
    struct buf *out;
    const struct output_style *style;
    size_t indent, column;
    enum colour base;
    enum colour current;       /* that is on; COLOUR_COUNT: none */
};

void wrapped_start(struct buf *out, const struct output_style *style, enum colour colour)
{
    if (style->colour && colour < COLOUR_COUNT)
        buf_printf(out, "\033[%sm", style->colours.codes[colour]);
}

void wrapped_stop(struct buf *out, const struct output_style *style, enum colour colour)
{
    if (style->colour && colour < COLOUR_COUNT)
        buf_append_string(out, "\033[0m");
}

static void set_colour(struct line *l, enum colour colour)
{
    if (l->current == colour)
        return;
    wrapped_stop(l->out, l->style, l->current);
    wrapped_start(l->out, l->style, colour);
    l->current = colour;
}

static void break_line(struct line *l)
{
    set_colour(l, COLOUR_COUNT);
    buf_printf(l->out, "\n%*s", (int)l->indent, "");
    l->column = l->indent;
}

/* Text without spaces, broken where it is wider than the rest of the line. */
static void put_text(struct line *l, struct slice text, enum colour colour)
{
    while (text.n > 0) {
        size_t room = l->style->width > l->column ? l->style->width - l->column : 0;
        size_t size = cells_prefix(text, room);

        if (size == 0 && l->column > l->indent) {
            break_line(l);
            continue;
        }
        if (size == 0) {           /* not even one sign fits: it stands out */
            const uint8_t *next;
            (void)utf8_next(text.p, slice_end(text), &next);
            size = (size_t)(next - text.p);
        }
        set_colour(l, colour);
        escape_visible(l->out, slice_of(text.p, size));
        l->column += cells_count(slice_of(text.p, size));
        text = slice_drop(text, size);
    }
}

static void put_mark(struct line *l, struct slice mark)
{
    if (mark.n == 0)
        return;
    set_colour(l, l->base);
    buf_append_slice(l->out, mark);
    l->column += cells_count(mark);
}

/* The bytes of the word at `at`, and its cells with the marks in it. */
static size_t measure_word(const struct passage *p, size_t at, const struct output_style *style,
                           size_t *cells)
{
    size_t end = at;

    while (end < p->text.n && p->text.p[end] != ' ')
        end++;
    *cells = cells_count(slice_of(p->text.p + at, end - at));
    for (size_t i = 0; i < p->span_count && p->spans[i].start < end; i++) {
        if (p->spans[i].start >= at)
            *cells += cells_count(style->mark_open);
        if (p->spans[i].end > at && p->spans[i].end <= end)
            *cells += cells_count(style->mark_close);
    }
    return end;
}

/* The word from `at` to `end`, of which parts may be in spans; *span is the first that ends
 * behind it. */
static void put_word(struct line *l, const struct passage *p, size_t at, size_t end, size_t *span)
{
    while (at < end) {
        const struct span *s = *span < p->span_count ? &p->spans[*span] : NULL;
        bool inside = s != NULL && at >= s->start;
        size_t stop = s == NULL ? end : inside ? s->end : s->start;

        stop = stop < end ? stop : end;
        if (inside && at == s->start)
            put_mark(l, l->style->mark_open);
        put_text(l, slice_of(p->text.p + at, stop - at), inside ? COLOUR_MATCH : l->base);
        at = stop;
        if (inside && at == s->end) {
            put_mark(l, l->style->mark_close);
            ++*span;
        }
    }
}

void wrapped_put(struct buf *out, const struct passage *p, const struct output_style *style,
                 size_t indent, enum colour base)
{
    struct line l = {out, style, indent, indent, base, COLOUR_COUNT};
    size_t span = 0, cells;

    for (size_t at = 0, end; at < p->text.n; at = end + 1) {
        end = measure_word(p, at, style, &cells);
        if (l.column > indent && l.column + 1 + cells > style->width) {
            break_line(&l);
        } else if (at > 0) {
            bool inside = span < p->span_count && p->spans[span].start < at;

            set_colour(&l, inside ? COLOUR_MATCH : base);
            buf_append_byte(out, ' ');
            l.column++;
        }
        put_word(&l, p, at, end, &span);
    }
    set_colour(&l, COLOUR_COUNT);
    buf_append_byte(out, '\n');
}
