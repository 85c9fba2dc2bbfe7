#include "indexer/formats/entities.h"

#define NAME_MAX_BYTES 8
#define DIGITS_MAX 7

static uint32_t named(struct slice name)
{
    static const struct {
        const char *name;
        uint32_t code_point;
    } names[] = {
        {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},
        {"apos", '\''},     {"nbsp", 0xa0},     {"shy", 0xad},      {"copy", 0xa9},
        {"laquo", 0xab},    {"raquo", 0xbb},    {"ndash", 0x2013},  {"mdash", 0x2014},
        {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201a},  {"ldquo", 0x201c},
        {"rdquo", 0x201d},  {"bdquo", 0x201e},  {"hellip", 0x2026}, {"euro", 0x20ac},
        {"auml", 0xe4},     {"ouml", 0xf6},     {"uuml", 0xfc},     {"szlig", 0xdf},
        {"Auml", 0xc4},     {"Ouml", 0xd6},     {"Uuml", 0xdc},     {"eacute", 0xe9},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_equal(name, slice_of_string(names[i].name)))
            return names[i].code_point;
    return 0;
}

static int digit_of(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

/* "8211" or "x2013"; 0 where it is no number of a character. */
static uint32_t numbered(struct slice s)
{
    uint32_t base = s.n > 0 && (s.p[0] | 0x20) == 'x' ? 16 : 10, c = 0;

    s = base == 16 ? slice_drop(s, 1) : s;
    if (s.n > DIGITS_MAX)
        return 0;
    for (size_t i = 0; i < s.n; i++) {
        uint32_t digit = (uint32_t)digit_of(s.p[i]);
        if (digit >= base)
            return 0;
        c = c * base + digit;
    }
    return c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0 : c;
}

size_t entities_read(struct slice s, uint8_t *out, size_t *size)
{
    size_t most = s.n < NAME_MAX_BYTES + 3 ? s.n : NAME_MAX_BYTES + 3;
    const uint8_t *stop = most < 3 || s.p[0] != '&' ? NULL : memchr(s.p, ';', most);
    struct slice inside;
    uint32_t c;

    if (stop == NULL)
        return 0;
    inside = slice_of(s.p + 1, (size_t)(stop - s.p) - 1);
    c = inside.n > 0 && inside.p[0] == '#' ? numbered(slice_drop(inside, 1)) : named(inside);
    if (c == 0)
        return 0;
    *size = utf8_encode(c, out);
    return inside.n + 2;
}

void entities_append(struct buf *out, struct slice s)
{
    while (s.n > 0) {
        const uint8_t *mark = memchr(s.p, '&', s.n);
        uint8_t bytes[UTF8_MAX_BYTES];
        size_t n = mark == NULL ? s.n : (size_t)(mark - s.p), size = 0, used;

        buf_append(out, s.p, n);
        s = slice_drop(s, n);
        used = entities_read(s, bytes, &size);
        if (used > 0)
            buf_append(out, bytes, size);
        else if (s.n > 0)
            buf_append_byte(out, '&');
        s = slice_drop(s, used > 0 ? used : s.n > 0);
    }
}
