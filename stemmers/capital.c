#include "stemmers/capital.h"

#include "base/utf8.h"
#include "stemmers/icu.h"

static bool is_capital(uint32_t c)
{
    const struct icu *u;

    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    if (c >= 0xc0 && c <= 0xff)
        return c <= 0xde && c != 0xd7;
    if (c >= 0x400 && c <= 0x45f)
        return c <= 0x42f;
    u = icu();
    return u != NULL && u->u_hasBinaryProperty((UChar32)c, UCHAR_CHANGES_WHEN_LOWERCASED);
}

bool capital_begins(struct slice word)
{
    const uint8_t *next;

    return word.n > 0 && is_capital(utf8_next(word.p, word.p + word.n, &next));
}

bool capital_throughout(struct slice word)
{
    const uint8_t *p = word.p, *end = word.p + word.n;
    size_t count = 0;

    for (; p < end; count++)
        if (!is_capital(utf8_next(p, end, &p)))
            return false;
    return count >= 2;
}
