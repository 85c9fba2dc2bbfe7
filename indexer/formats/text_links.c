#include "indexer/formats/text_links.h"

#include "base/utf8.h"
#include "stemmers/letters.h"

#define HEADINGS_MAX 3u           /* over all links, over those that show, over those that do not */
#define NUMBER_MAX 1000000u
#define ANGLES_MIN 8u             /* a writer of plain text sets few */
#define ADDRESS_MAX_BYTES 4096u

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* The digits at s.p + *at, which moves behind them; 0 where there are none, or too many. */
static uint32_t read_number(struct slice s, size_t *at)
{
    uint32_t number = 0;

    for (; *at < s.n && is_digit(s.p[*at]); (*at)++) {
        number = number * 10 + (s.p[*at] - '0');
        if (number > NUMBER_MAX)
            return 0;
    }
    return number;
}

/* "https://x.example/", "mailto:a@b.example": letters, a colon, and at once what follows. */
static bool is_address(struct slice s)
{
    size_t at = 0;

    while (at < s.n && (s.p[at] | 0x20) >= 'a' && (s.p[at] | 0x20) <= 'z')
        at++;
    return at > 1 && at + 1 < s.n && s.p[at] == ':' && s.p[at + 1] > ' ';
}

/* N of "N. rest" or "[N] rest"; 0: another line. */
static uint32_t item_of(struct slice line, struct slice *rest)
{
    bool bracket = line.n > 0 && line.p[0] == '[';
    size_t at = bracket ? 1 : 0;
    uint32_t number = read_number(line, &at);

    if (number == 0 || at >= line.n || line.p[at] != (bracket ? ']' : '.'))
        return 0;
    *rest = slice_trim(slice_drop(line, at + 1));
    return number;
}

/* The line that ends at *end, without white space around; *end moves in front of it. */
static struct slice line_before(struct slice text, size_t *end)
{
    size_t stop = *end, start;

    for (start = stop; start > 0 && text.p[start - 1] != '\n'; start--)
        ;
    *end = start > 0 ? start - 1 : 0;
    return slice_trim(slice_of(text.p + start, stop - start));
}

/* N of the item that ends at *end, which moves in front of it; 0: that line is none. The address of a link with
 * a title is a line of its own: "N. title", "https://x.example/".                */
static uint32_t item_before(struct slice text, size_t *end, struct slice *line)
{
    struct slice rest;
    uint32_t number;
    size_t before;

    *line = line_before(text, end);
    number = item_of(*line, &rest);
    if (number > 0)
        return is_address(rest) ? number : 0;
    if (!is_address(*line))
        return 0;
    before = *end;
    number = item_of(line_before(text, &before), &rest);
    *end = number > 0 ? before : *end;
    return number;
}

/* What browsers write over the list, in their languages. */
static bool is_heading(struct slice line)
{
    static const char *const headings[] = {"References", "Verweise", "Referenzen", "Ссылки", "Links", "Visible links", "Hidden links"};

    if (line.n > 0 && line.p[line.n - 1] == ':')
        line.n--;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (slice_equal(line, slice_of_string(headings[i])))
            return true;
    return false;
}

struct list {
    size_t start;                 /* with what heads it */
    uint32_t count, links;        /* the last number; how many there are */
};

/* The list at the text's end, read from its last line up: numbers fall, with gaps, to 1 or to a heading. */
static bool find_list(struct slice text, struct list *out)
{
    size_t end = text.n, headings = 0;
    uint32_t next = UINT32_MAX;

    *out = (struct list){.start = text.n};
    while (end > 0 && headings < HEADINGS_MAX) {
        struct slice line;
        uint32_t number = item_before(text, &end, &line);
        bool heads = number == 0 && out->links > 0 && is_heading(line);

        if (number >= next || (number == 0 && line.n > 0 && !heads))
            break;
        if (line.n == 0)
            continue;
        headings += heads;
        out->start = end > 0 ? end + 1 : 0;
        if (heads)
            continue;
        out->count = out->links == 0 ? number : out->count;
        out->links++;
        next = number;
    }
    return out->links > 0 && (next == 1 || headings > 0);
}

/* N of the "[N]" at text.p + at; 0: there is none. */
static uint32_t mark_at(struct slice text, size_t at, size_t *end)
{
    uint32_t number;

    if (text.p[at] != '[')
        return 0;
    *end = at + 1;
    number = read_number(text, end);
    if (number == 0 || *end >= text.n || text.p[*end] != ']')
        return 0;
    (*end)++;
    return number;
}

static bool is_behind_word(struct slice text, size_t at)
{
    size_t from = at;
    const uint8_t *next;
    uint32_t c;

    if (at == 0)
        return false;
    do
        from--;
    while (from > 0 && utf8_is_continuation(text.p[from]));
    c = utf8_next(text.p + from, text.p + at, &next);
    return c < 0x80 ? letters_in_word((uint8_t)c) : c >= 0xc0 && (c < 0x2000 || c > 0x2fff);
}

/* Marks stand in front of a link: the 2 of CO[2] is none. */
static bool is_mark(struct slice text, size_t at, uint32_t number, uint32_t count)
{
    return number > 0 && number <= count && !is_behind_word(text, at);
}

static bool remove_numbered(struct slice text, struct buf *out)
{
    struct list list;
    size_t before = out->n, from = 0;
    uint32_t marks = 0;

    if (!find_list(text, &list))
        return false;
    text.n = list.start;
    for (size_t at = 0; at < text.n; at++) {
        size_t end;
        uint32_t number = mark_at(text, at, &end);

        if (!is_mark(text, at, number, list.count))
            continue;
        buf_append(out, text.p + from, at - from);
        from = end;
        at = end - 1;
        marks++;
    }
    buf_append(out, text.p + from, text.n - from);
    if (2 * marks >= list.links)
        return true;
    out->n = before;
    return false;
}

/* The end of "<https://a.example/>" at text.p + at; 0: there is none. */
static size_t angle_end(struct slice text, size_t at)
{
    struct slice inside = slice_drop(text, at + 1);
    const uint8_t *close = memchr(inside.p, '>', inside.n < ADDRESS_MAX_BYTES ? inside.n : ADDRESS_MAX_BYTES);

    if (close == NULL)
        return 0;
    inside.n = (size_t)(close - inside.p);
    return is_address(inside) && memchr(inside.p, ' ', inside.n) == NULL ? at + inside.n + 2 : 0;
}

/* The next address from `at` on, with the blanks in front of it. */
static bool next_angle(struct slice text, size_t at, size_t *start, size_t *end)
{
    const uint8_t *open;

    for (; at < text.n && (open = memchr(text.p + at, '<', text.n - at)) != NULL; at = *start + 1) {
        *start = (size_t)(open - text.p);
        *end = angle_end(text, *start);
        if (*end == 0)
            continue;
        while (*start > at && text.p[*start - 1] == ' ')
            (*start)--;
        return true;
    }
    return false;
}

static bool has_angles(struct slice text)
{
    size_t start, end = 0, count = 0;

    while (count < ANGLES_MIN && next_angle(text, end, &start, &end))
        count++;
    return count == ANGLES_MIN;
}

static bool remove_angles(struct slice text, struct buf *out)
{
    size_t start, end, from = 0;

    if (!has_angles(text))
        return false;
    for (; next_angle(text, from, &start, &end); from = end)
        buf_append(out, text.p + from, start - from);
    buf_append(out, text.p + from, text.n - from);
    return true;
}

bool text_links_remove(struct slice text, struct buf *out)
{
    return remove_numbered(text, out) || remove_angles(text, out);
}
