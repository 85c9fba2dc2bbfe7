#include "base/cells.h"

#include <stdio.h>

#include "base/escape.h"
#include "base/utf8.h"

struct range {
    uint32_t first, last;
};

static const struct range NO_CELL[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x064b, 0x065f}, {0x1ab0, 0x1aff},
    {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x2060, 0x2064}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},
    {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}};
static const struct range TWO_CELLS[] = {
    {0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff},
    {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff},
    {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

static bool in_ranges(uint32_t c, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

static size_t cells_of(uint32_t c)
{
    if (escape_is_control(c))
        return (size_t)snprintf(NULL, 0, "\\u{%x}", c);
    if (c < 0x300)
        return 1;
    if (in_ranges(c, NO_CELL, sizeof NO_CELL / sizeof *NO_CELL))
        return 0;
    return in_ranges(c, TWO_CELLS, sizeof TWO_CELLS / sizeof *TWO_CELLS) ? 2 : 1;
}

size_t cells_count(struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);
    size_t count = 0;
    bool valid;

    while (p < end)
        count += cells_of(utf8_decode(p, end, &p, &valid));
    return count;
}

size_t cells_prefix(struct slice s, size_t most)
{
    const uint8_t *p = s.p, *end = slice_end(s), *next;
    size_t count = 0;
    bool valid;

    for (; p < end; p = next) {
        count += cells_of(utf8_decode(p, end, &next, &valid));
        if (count > most)
            break;
    }
    return (size_t)(p - s.p);
}
