#include "indexer/formats/json_items.h"

static bool is_blank(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct slice without_blanks(struct slice s)
{
    while (s.n > 0 && is_blank(s.p[0]))
        s = slice_drop(s, 1);
    return s;
}

bool json_items_begin(struct slice text)
{
    struct slice s = without_blanks(text), line;
    const uint8_t *stop;

    if (s.n == 0 || (s.p[0] != '[' && s.p[0] != '{'))
        return false;
    if (s.p[0] == '[')
        return slice_starts_with(without_blanks(slice_drop(s, 1)), SLICE_LITERAL("{"));
    stop = memchr(s.p, '\n', s.n);
    if (stop == NULL)
        return false;
    line = slice_trim(slice_of(s.p, (size_t)(stop - s.p)));
    s = without_blanks(slice_drop(s, 1));
    return line.p[line.n - 1] != '}' && s.n > 0 && s.p[0] == '"';
}

/* Behind a string whose first quotation mark is passed. */
static const uint8_t *pass_string(const uint8_t *p, const uint8_t *end)
{
    for (; p < end && *p != '"'; p++)
        p += *p == '\\' && p + 1 < end;
    return p < end ? p + 1 : end;
}

static const uint8_t *pass_object(const uint8_t *p, const uint8_t *end)
{
    size_t depth = 0;

    while (p < end) {
        uint8_t c = *p++;

        if (c == '"')
            p = pass_string(p, end);
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && --depth == 0)
            return p;
    }
    return end;
}

/* What is no object: a word, a number. */
static const uint8_t *pass_other(const uint8_t *p, const uint8_t *end)
{
    if (*p == '"')
        return pass_string(p + 1, end);
    for (p++; p < end && !is_blank(*p) && memchr(",[]{}", *p, 5) == NULL;)
        p++;
    return p;
}

bool json_items_next(struct slice *rest, struct slice *item)
{
    const uint8_t *p = rest->p, *end = slice_end(*rest), *stop;

    while (p < end && (is_blank(*p) || *p == '[' || *p == ',' || *p == ']'))
        p++;
    if (p == end) {
        *rest = slice_of(end, 0);
        return false;
    }
    stop = *p == '{' ? pass_object(p, end) : pass_other(p, end);
    *item = slice_of(p, (size_t)(stop - p));
    *rest = slice_of(stop, (size_t)(end - stop));
    return true;
}
