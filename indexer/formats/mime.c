#include "indexer/formats/mime.h"

#include <strings.h>

#include "indexer/formats/charset.h"

#define WORD_MAX_BYTES 2000    /* of an encoded word; the standard allows 75 */

bool mime_starts_with(struct slice value, const char *prefix)
{
    size_t n = strlen(prefix);

    return value.n >= n && strncasecmp((const char *)value.p, prefix, n) == 0;
}

bool mime_is(struct slice value, const char *name)
{
    return value.n == strlen(name) && mime_starts_with(value, name);
}

/* Bytes of the first line, its line break among them. */
static size_t line_size(struct slice s)
{
    const uint8_t *stop = s.n == 0 ? NULL : memchr(s.p, '\n', s.n);

    return stop == NULL ? s.n : (size_t)(stop - s.p) + 1;
}

void mime_split(struct slice message, struct slice *head, struct slice *body)
{
    struct slice rest = message;

    while (rest.n > 0) {
        size_t n = line_size(rest);
        bool blank = slice_trim(slice_of(rest.p, n)).n == 0;

        *head = slice_of(message.p, message.n - rest.n);
        rest = slice_drop(rest, n);
        *body = rest;
        if (blank)
            return;
    }
    *head = message;
    *body = (struct slice){0};
}

/* A header's lines: those after the first begin with a blank. */
static struct slice take_header(struct slice *rest)
{
    struct slice all = *rest;

    do
        *rest = slice_drop(*rest, line_size(*rest));
    while (rest->n > 0 && (rest->p[0] == ' ' || rest->p[0] == '\t'));
    return slice_of(all.p, all.n - rest->n);
}

struct slice mime_header(struct slice head, const char *name)
{
    size_t n = strlen(name);

    while (head.n > 0) {
        struct slice header = take_header(&head);
        if (mime_starts_with(header, name) && header.n > n && header.p[n] == ':')
            return slice_trim(slice_drop(header, n + 1));
    }
    return (struct slice){0};
}

struct slice mime_value(struct slice header)
{
    const uint8_t *stop = header.n == 0 ? NULL : memchr(header.p, ';', header.n);

    return slice_trim(stop == NULL ? header : slice_of(header.p, (size_t)(stop - header.p)));
}

/* "value" with what is quoted, or a word. */
static struct slice parameter_value(struct slice s)
{
    const uint8_t *quote;
    size_t n = 0;

    if (s.n > 0 && s.p[0] == '"') {
        s = slice_drop(s, 1);
        quote = s.n == 0 ? NULL : memchr(s.p, '"', s.n);
        return quote == NULL ? s : slice_of(s.p, (size_t)(quote - s.p));
    }
    while (n < s.n && s.p[n] != ';' && !slice_is_space(s.p[n]))
        n++;
    return slice_of(s.p, n);
}

struct slice mime_parameter(struct slice header, const char *name)
{
    size_t n = strlen(name);
    const uint8_t *stop;

    while (header.n > 0 && (stop = memchr(header.p, ';', header.n)) != NULL) {
        struct slice after;

        header = slice_trim(slice_drop(header, (size_t)(stop + 1 - header.p)));
        if (!mime_starts_with(header, name))
            continue;
        after = slice_trim(slice_drop(header, n));
        if (after.n > 0 && after.p[0] == '=')
            return parameter_value(slice_trim(slice_drop(after, 1)));
    }
    return (struct slice){0};
}

static int base64_digit(uint8_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

void mime_append_base64(struct buf *out, struct slice text)
{
    uint32_t bits = 0;
    unsigned count = 0;

    for (size_t i = 0; i < text.n; i++) {
        int digit = base64_digit(text.p[i]);

        if (digit < 0)            /* line breaks, '=', damage */
            continue;
        bits = bits << 6 | (uint32_t)digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buf_append_byte(out, (uint8_t)(bits >> count));
        }
    }
}

static int hex_digit(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "=XX" at p; -1 where it is none. */
static int escaped_byte(const uint8_t *p, const uint8_t *end)
{
    if (end - p < 3 || hex_digit(p[1]) < 0 || hex_digit(p[2]) < 0)
        return -1;
    return hex_digit(p[1]) << 4 | hex_digit(p[2]);
}

/* Bytes of a '=' at p that ends its line, with the line break; 0 where it does not. */
static size_t soft_break(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *q = p + 1;

    while (q < end && (*q == ' ' || *q == '\t' || *q == '\r'))
        q++;
    if (q < end && *q != '\n')
        return 0;
    return (size_t)(q - p) + (q < end);
}

void mime_append_quoted_printable(struct buf *out, struct slice text)
{
    const uint8_t *p = text.p, *end = slice_end(text);

    while (p < end) {
        const uint8_t *equals = memchr(p, '=', (size_t)(end - p));
        size_t n = (size_t)((equals == NULL ? end : equals) - p);
        int byte;

        buf_append(out, p, n);
        p += n;
        if (p == end)
            return;
        byte = escaped_byte(p, end);
        n = soft_break(p, end);
        if (byte < 0 && n == 0)
            buf_append_byte(out, '=');
        else if (byte >= 0)
            buf_append_byte(out, (uint8_t)byte);
        p += byte >= 0 ? 3 : n > 0 ? n : 1;
    }
}

/* =?charset?B?text?= in its four parts. */
struct word {
    struct slice charset, text;
    uint8_t encoding;
    size_t size;              /* of all */
};

static bool find_word(struct slice s, struct word *w)
{
    const uint8_t *first, *last;

    s.n = s.n < WORD_MAX_BYTES ? s.n : WORD_MAX_BYTES;
    if (!slice_starts_with(s, SLICE_LITERAL("=?")))
        return false;
    first = memchr(s.p + 2, '?', s.n - 2);
    if (first == NULL || slice_end(s) - first < 5 || first[2] != '?')
        return false;
    last = memmem(first + 3, (size_t)(slice_end(s) - first - 3), "?=", 2);
    if (last == NULL)
        return false;
    w->charset = slice_of(s.p + 2, (size_t)(first - s.p) - 2);
    w->encoding = first[1] | 0x20;
    w->text = slice_of(first + 3, (size_t)(last - first) - 3);
    w->size = (size_t)(last + 2 - s.p);
    return w->encoding == 'b' || w->encoding == 'q';
}

/* In headers a blank is written '_'. */
static void append_word_bytes(struct buf *raw, const struct word *w)
{
    if (w->encoding == 'b') {
        mime_append_base64(raw, w->text);
        return;
    }
    mime_append_quoted_printable(raw, w->text);
    for (size_t i = 0; i < raw->n; i++)
        if (raw->p[i] == '_')
            raw->p[i] = ' ';
}

static void append_decoded(struct buf *out, struct slice raw, struct slice charset)
{
    struct charset_found found;

    if (raw.n > 0)
        (void)charset_decode_damaged(raw, NULL, charset, out, &found);
}

static void append_word(struct buf *out, const struct word *w)
{
    struct buf raw;

    buf_init(&raw, w->text.n + 1);
    append_word_bytes(&raw, w);
    append_decoded(out, buf_slice(&raw), w->charset);
    buf_release(&raw);
}

/* Bytes before the next "=?" behind the first. */
static size_t plain_size(struct slice s)
{
    const uint8_t *next = s.n < 2 ? NULL : memmem(s.p + 1, s.n - 1, "=?", 2);

    return next == NULL ? s.n : (size_t)(next - s.p);
}

/* Runs of white space become a blank. */
static void fold_breaks(struct buf *out, size_t from)
{
    size_t to = from;

    for (size_t i = from; i < out->n; i++) {
        bool blank = slice_is_space(out->p[i]);

        if (!blank || (to > from && out->p[to - 1] != ' '))
            out->p[to++] = blank ? ' ' : out->p[i];
    }
    out->n = to;
}

void mime_append_text(struct buf *out, struct slice value)
{
    size_t from = out->n;
    bool after_word = false;

    while (value.n > 0) {
        struct word w;
        size_t n;

        if (find_word(value, &w)) {
            append_word(out, &w);
            value = slice_drop(value, w.size);
            after_word = true;
            continue;
        }
        n = plain_size(value);
        /* blanks between two encoded words belong to neither */
        if (!after_word || slice_trim(slice_of(value.p, n)).n > 0 || n == value.n)
            append_decoded(out, slice_of(value.p, n), (struct slice){0});
        value = slice_drop(value, n);
        after_word = false;
    }
    fold_breaks(out, from);
}
