#include "indexer/formats/markdown_inline.h"

#include "base/utf8.h"
#include "indexer/formats/entities.h"

#define TAG_MAX_BYTES 1024
#define IMAGES_MOST 3u        /* in each other */
#define LINK_MAX_BYTES 1024   /* of text or address: bounds the search for an end */

struct span {
    const uint8_t *p, *end;
    struct buf *out;
    size_t chars, link_chars;
    bool in_link;
    unsigned images;          /* that p is in the description of */
    const uint8_t *paren;     /* the next ')', if it is not behind p; end where there is none */
    uint8_t before;           /* the byte before p, 0 at the start */
};

static bool is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0;
}

static bool is_punctuation(uint8_t c)
{
    return c > ' ' && c < 0x7f && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static void put(struct span *s, struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.n; i++)
        count += !is_space(text.p[i]) && !utf8_is_continuation(text.p[i]);
    buf_append_slice(s->out, text);
    s->chars += count;
    s->link_chars += s->in_link ? count : 0;
}

static void pass(struct span *s, size_t size)
{
    s->before = s->p[size - 1];
    s->p += size;
}

static uint8_t byte_at(const struct span *s, size_t at)
{
    return (size_t)(s->end - s->p) > at ? s->p[at] : 0;
}

/* Bytes of the run of c at p. */
static size_t run_size(const struct span *s, uint8_t c)
{
    size_t n = 0;

    while (byte_at(s, n) == c && s->p + n < s->end)
        n++;
    return n;
}

/* The first c among the next `most` bytes, NULL where there is none. */
static const uint8_t *find(const uint8_t *p, const uint8_t *end, uint8_t c, size_t most)
{
    size_t n = (size_t)(end - p);

    return n == 0 ? NULL : memchr(p, c, n < most ? n : most);
}

/* `code` up to a run of as many backquotes. */
static bool take_code(struct span *s)
{
    size_t size = run_size(s, '`');
    const uint8_t *from = s->p + size, *p = from;

    while ((p = find(p, s->end, '`', LINK_MAX_BYTES)) != NULL) {
        const uint8_t *stop = p;
        while (p < s->end && *p == '`')
            p++;
        if ((size_t)(p - stop) == size) {
            put(s, slice_of(from, (size_t)(stop - from)));
            pass(s, (size_t)(p - s->p));
            return true;
        }
        if ((size_t)(p - from) > LINK_MAX_BYTES)
            break;
    }
    put(s, slice_of(s->p, size));
    pass(s, size);
    return true;
}

/* <tag>, </tag>, <!-- comment --> are left out; <http://address> and <a@b> are links. */
static bool take_tag(struct span *s)
{
    uint8_t c = byte_at(s, 1);
    const uint8_t *stop;
    struct slice inside;

    if (c != '/' && c != '!' && c != '?' && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
        return false;
    stop = find(s->p, s->end, '>', TAG_MAX_BYTES);
    if (stop == NULL)
        return false;
    inside = slice_of(s->p + 1, (size_t)(stop - s->p) - 1);
    if (memmem(inside.p, inside.n, "://", 3) != NULL && memchr(inside.p, ' ', inside.n) == NULL) {
        s->in_link = true;
        put(s, inside);
        s->in_link = false;
    }
    pass(s, (size_t)(stop + 1 - s->p));
    return true;
}

/* The end of what is in brackets at p, which may hold balanced ones; NULL where it has none. */
static const uint8_t *bracket_end(const uint8_t *p, const uint8_t *end, uint8_t open, uint8_t close)
{
    const uint8_t *last = end - p > LINK_MAX_BYTES ? p + LINK_MAX_BYTES : end;
    unsigned depth = 0;

    for (; p < last; p++) {
        if (*p == '\\')
            p++;
        else if (*p == open)
            depth++;
        else if (*p == close && --depth == 0)
            return p;
    }
    return NULL;
}

static void walk(struct span *s);

/* The end of "(data:...)", which is as long as a picture. */
static const uint8_t *data_end(struct span *s, const uint8_t *open)
{
    static const char data[] = "(data:";

    if ((size_t)(s->end - open) < sizeof data || memcmp(open, data, sizeof data - 1) != 0)
        return NULL;
    if (s->paren == NULL || s->paren < open)
        s->paren = memchr(open, ')', (size_t)(s->end - open));
    if (s->paren == NULL)
        s->paren = s->end;
    return s->paren < s->end ? s->paren : NULL;
}

/* [text](address), [text][name], [^note]; an image's text is its description. Brackets that
 * nothing follows are text. Within a link there are no links but images, within an image a few
 * more: that bounds the depth.                                                 */
static bool take_link(struct span *s)
{
    bool is_image = byte_at(s, 0) == '!', allowed = is_image ? s->images < IMAGES_MOST : !s->in_link && s->images == 0;
    const uint8_t *open = s->p + is_image;
    const uint8_t *close = open < s->end && *open == '[' && allowed ? bracket_end(open, s->end, '[', ']') : NULL;
    const uint8_t *after = close == NULL || close + 1 == s->end ? NULL : close + 1;
    const uint8_t *stop = NULL;
    struct span inside = *s;

    if (close == NULL)
        return false;
    if (open[1] == '^')
        stop = close;
    else if (after != NULL && *after == '(')
        stop = data_end(s, after) != NULL ? data_end(s, after) : bracket_end(after, s->end, '(', ')');
    else if (after != NULL && *after == '[')
        stop = bracket_end(after, s->end, '[', ']');
    if (stop == NULL)
        return false;
    if (stop != close) {
        inside.p = open + 1;
        inside.end = close;
        inside.before = '[';
        inside.in_link = s->in_link || !is_image;
        inside.images = s->images + is_image;
        walk(&inside);
        s->chars = inside.chars;
        s->link_chars = inside.link_chars;
    }
    pass(s, (size_t)(stop + 1 - s->p));
    return true;
}

/* Marks of emphasis touch a word on one side at least; '_' and '*' within numbers and
 * names_with_lines are characters.                                             */
static bool take_emphasis(struct span *s)
{
    uint8_t c = *s->p;
    size_t size = run_size(s, c);
    uint8_t next = byte_at(s, size);
    bool opens = !is_space(next), closes = !is_space(s->before);
    bool within = opens && closes && !is_punctuation(s->before) && !is_punctuation(next);

    if (size > 3 || (!opens && !closes) || (within && c == '_') || (c == '~' && size != 2)) {
        put(s, slice_of(s->p, size));
        pass(s, size);
        return true;
    }
    s->p += size;             /* before stays what is before the mark */
    return true;
}

static bool take_entity(struct span *s)
{
    uint8_t bytes[UTF8_MAX_BYTES];
    size_t size = 0;
    size_t used = entities_read(slice_of(s->p, (size_t)(s->end - s->p)), bytes, &size);

    if (used == 0)
        return false;
    put(s, slice_of(bytes, size));
    pass(s, used);
    return true;
}

static bool take_escape(struct span *s)
{
    if (!is_punctuation(byte_at(s, 1)))
        return false;
    put(s, slice_of(s->p + 1, 1));
    pass(s, 2);
    return true;
}

static bool take_mark(struct span *s)
{
    switch (*s->p) {
    case '\\': return take_escape(s);
    case '`': return take_code(s);
    case '<': return take_tag(s);
    case '!':
    case '[': return take_link(s);
    case '*':
    case '_':
    case '~': return take_emphasis(s);
    case '&': return take_entity(s);
    default: return false;
    }
}

static void walk(struct span *s)
{
    while (s->p < s->end) {
        const uint8_t *from = s->p;

        if (take_mark(s))
            continue;
        do
            s->p++;
        while (s->p < s->end && strchr("\\`<![*_~&", *s->p) == NULL);
        put(s, slice_of(from, (size_t)(s->p - from)));
        s->before = s->p[-1];
    }
}

void markdown_inline_append(struct buf *out, struct slice text, size_t *chars, size_t *link_chars)
{
    struct span s = {.p = text.p, .end = slice_end(text), .out = out};

    walk(&s);
    *chars += s.chars;
    *link_chars += s.link_chars;
}
