#include "searcher/query/query_ranges.h"

#include "searcher/query/query_lexer.h"

#define TO " TO "

/* Where `what` begins in s; s.n where it does not. */
static size_t find(struct slice s, struct slice what)
{
    size_t at = 0;

    while (at + what.n <= s.n && memcmp(s.p + at, what.p, what.n) != 0)
        at++;
    return at + what.n <= s.n ? at : s.n;
}

/* An end of a range; * is an open one. */
static struct slice read_end(struct slice text)
{
    text = slice_trim(text);
    return slice_equal(text, SLICE_LITERAL("*")) ? slice_of(text.p, 0) : text;
}

/* What would end the brackets that it is printed in. */
static bool is_printable(struct slice end)
{
    for (size_t i = 0; i < end.n; i++)
        if (end.p[i] == '[' || end.p[i] == ']' || lexer_quote_at(end, i) > 0)
            return false;
    return true;
}

static bool read_two(struct slice text, size_t at, size_t between, struct value_range *out)
{
    out->low = read_end(slice_of(text.p, at));
    out->high = read_end(slice_drop(text, at + between));
    return true;
}

static bool read_brackets(struct slice inside, struct value_range *out)
{
    size_t at = find(inside, SLICE_LITERAL(TO));

    return at < inside.n && read_two(inside, at, sizeof TO - 1, out);
}

/* Stands without brackets around it. */
static bool is_bare(struct slice end)
{
    for (size_t i = 0; i < end.n; i++) {
        uint8_t c = end.p[i];

        if (c < 0x80 && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9')
            && (c == '\0' || strchr(".-_+/", c) == NULL))
            return false;
    }
    return end.n > 0;
}

/* >a, >=a, <a, <=a */
static bool read_one_end(struct slice text, struct value_range *out)
{
    bool low = text.p[0] == '>', equal = text.n > 1 && text.p[1] == '=';
    struct slice end = slice_trim(slice_drop(text, equal ? 2 : 1));

    *(low ? &out->low : &out->high) = end;
    *(low ? &out->above : &out->below) = !equal;
    return equal ? end.n > 0 : is_bare(end);
}

bool value_range_read(struct slice text, struct value_range *out)
{
    size_t at = find(text, SLICE_LITERAL(".."));
    bool read = false;

    *out = (struct value_range){.is_range = true};
    if (text.n > 2 && text.p[0] == '[' && text.p[text.n - 1] == ']')
        read = read_brackets(slice_of(text.p + 1, text.n - 2), out);
    else if (text.n > 1 && (text.p[0] == '<' || text.p[0] == '>'))
        read = read_one_end(text, out);
    else if (at < text.n && text.n > 2)
        read = read_two(text, at, 2, out) && (out->low.n > 0 || out->high.n > 0);
    return read && is_printable(out->low) && is_printable(out->high);
}

static void print_end(struct buf *out, struct slice end)
{
    if (end.n == 0)
        buf_append_byte(out, '*');
    buf_append_slice(out, end);
}

void value_range_print(struct buf *out, const struct value_range *r)
{
    if (r->above || r->below) {
        buf_append_string(out, r->above ? ">" : "<");
        buf_append_slice(out, r->above ? r->low : r->high);
        return;
    }
    buf_append_byte(out, '[');
    print_end(out, r->low);
    buf_append_string(out, TO);
    print_end(out, r->high);
    buf_append_byte(out, ']');
}
