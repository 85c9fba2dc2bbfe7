#include "base/escape.h"

#include "base/utf8.h"

bool escape_is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x061c || c == 0x200e || c == 0x200f
           || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void append_character(struct buf *out, uint32_t c)
{
    uint8_t bytes[UTF8_MAX_BYTES];
    buf_append(out, bytes, utf8_encode(c, bytes));
}

void escape_visible(struct buf *out, struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);
    bool valid;

    while (p < end) {
        uint32_t c = utf8_decode(p, end, &p, &valid);
        if (escape_is_control(c))
            buf_printf(out, "\\u{%x}", c);
        else
            append_character(out, c);
    }
}

void escape_print_plain(FILE *to, struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        putc(s.p[i] < ' ' || s.p[i] > '~' ? '?' : s.p[i], to);
}

struct escape_pieces escape_pieces_begin(struct buf *out)
{
    return (struct escape_pieces){.out = out, .start = out->n};
}

static void append_due_space(struct escape_pieces *p)
{
    if (p->space && p->out->n > p->start)
        buf_append_byte(p->out, ' ');
    p->space = false;
}

void escape_piece(struct escape_pieces *p, struct slice s)
{
    const uint8_t *at = s.p, *end = slice_end(s);
    bool valid;

    while (at < end) {
        uint32_t c = utf8_decode(at, end, &at, &valid);
        if (c == ' ' || escape_is_control(c)) {
            p->space = true;
            continue;
        }
        append_due_space(p);
        append_character(p->out, c);
    }
}

void escape_sign(struct escape_pieces *p, struct slice sign)
{
    append_due_space(p);
    buf_append_slice(p->out, sign);
}

void escape_line(struct buf *out, struct slice s)
{
    struct escape_pieces pieces = escape_pieces_begin(out);

    escape_piece(&pieces, s);
}

void escape_json(struct buf *out, struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);
    bool valid;

    buf_append_byte(out, '"');
    while (p < end) {
        uint32_t c = utf8_decode(p, end, &p, &valid);
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            buf_append_string(out, "\\n");
        else if (c == '\t')
            buf_append_string(out, "\\t");
        else if (escape_is_control(c))
            buf_printf(out, "\\u%04x", c);
        else
            append_character(out, c);
    }
    buf_append_byte(out, '"');
}

void escape_url(struct buf *out, struct slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        uint8_t c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                     || (c != '\0' && strchr("-._~/", c) != NULL);

        buf_printf(out, plain ? "%c" : "%%%02X", c);
    }
}
