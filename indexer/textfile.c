#include "indexer/textfile.h"

#include "base/utf8.h"

#define BINARY_PROBE_BYTES 8192

struct units {
    const uint8_t *at, *end;
    size_t size;             /* of a unit: 2 or 4 bytes */
    bool big_endian;
};

/* The next unit. Requires that one is left. */
static uint32_t next_unit(struct units *u)
{
    uint32_t v = 0;

    for (size_t i = 0; i < u->size; i++)
        v = v << 8 | u->at[u->big_endian ? i : u->size - 1 - i];
    u->at += u->size;
    return v;
}

static bool has_unit(const struct units *u)
{
    return (size_t)(u->end - u->at) >= u->size;
}

/* c with the low surrogate that follows it, where both make a pair. */
static uint32_t join_pair(struct units *u, uint32_t c)
{
    struct units after = *u;
    uint32_t low;

    if (u->size != 2 || c < 0xd800 || c >= 0xdc00 || !has_unit(u))
        return c;
    low = next_unit(&after);
    if (low < 0xdc00 || low >= 0xe000)
        return c;
    *u = after;
    return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
}

static void append_units(struct buf *out, struct units u, size_t *repaired)
{
    uint8_t bytes[UTF8_MAX_BYTES];

    while (u.at < u.end) {
        uint32_t c = UTF8_REPLACEMENT;
        bool bad = !has_unit(&u);
        if (bad)
            u.at = u.end;
        else
            c = join_pair(&u, next_unit(&u));
        bad = bad || c > 0x10ffff || (c >= 0xd800 && c < 0xe000);
        *repaired += bad;
        buf_append(out, bytes, utf8_encode(bad ? UTF8_REPLACEMENT : c, bytes));
    }
}

/* The units after the byte order mark; size 0 where there is no such mark.
 * UTF-32's mark begins with that of UTF-16, so it is looked for first.        */
static struct units find_units(struct slice raw)
{
    static const struct {
        struct slice mark;
        size_t size;
        bool big_endian;
    } marks[] = {
        {{(const uint8_t *)"\xff\xfe\0\0", 4}, 4, false},
        {{(const uint8_t *)"\0\0\xfe\xff", 4}, 4, true},
        {{(const uint8_t *)"\xff\xfe", 2}, 2, false},
        {{(const uint8_t *)"\xfe\xff", 2}, 2, true},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts_with(raw, marks[i].mark))
            return (struct units){raw.p + marks[i].mark.n, raw.p + raw.n, marks[i].size,
                                  marks[i].big_endian};
    return (struct units){.size = 0};
}

const char *textfile_decode(struct slice raw, struct buf *out, size_t *repaired)
{
    struct units units = find_units(raw);

    *repaired = 0;
    if (raw.n == 0)
        return NULL;
    if (units.size > 0) {
        append_units(out, units, repaired);
        return NULL;
    }
    if (memchr(raw.p, 0, raw.n < BINARY_PROBE_BYTES ? raw.n : BINARY_PROBE_BYTES) != NULL)
        return "it holds NUL bytes: binary, or UTF-16 without a byte order mark";
    if (slice_starts_with(raw, SLICE_LITERAL("\xef\xbb\xbf")))
        raw = slice_drop(raw, 3);
    *repaired = utf8_append_repaired(out, raw);
    return NULL;
}
