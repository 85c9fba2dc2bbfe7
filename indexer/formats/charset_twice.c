#include "indexer/formats/charset_twice.h"

#include "base/utf8.h"
#include "indexer/formats/charset_convert.h"

#define TIMES_MOST 3             /* a text that was saved so again and again */
#define SAMPLE 64u               /* letters beyond ASCII that decide whether it is worth a look */
#define SAMPLE_LEAST 50u         /* % of them that may be parts of sequences; of a smile are 2 of 4 */
#define GOOD_LEAST 2u            /* sequences */
#define GOOD_FOR_EACH_OTHER 4u
#define LOST_BYTE 0x98           /* windows-1251 has nothing there: И became U+FFFD */

static const char *const charsets[] = {"windows-1252", "windows-1251"};

/* The byte of each character of a charset, 0: none. All its characters are below U+2200. */
struct bytes {
    uint8_t of[0x2200];
    bool cyrillic;
};

static bool bytes_of(const char *charset, struct bytes *out)
{
    uint16_t codes[256];

    memset(out, 0, sizeof *out);
    out->cyrillic = strcmp(charset, "windows-1251") == 0;
    if (!charset_convert_bytes(charset, codes))
        return false;
    for (unsigned c = 0x80; c < 0xa0; c++)       /* bytes that it has no letter for */
        out->of[c] = (uint8_t)c;
    for (unsigned b = 0x80; b < 0x100; b++)
        if (codes[b] < sizeof out->of)
            out->of[codes[b]] = (uint8_t)b;
    return true;
}

static unsigned byte_at(const struct bytes *bytes, uint32_t c)
{
    return c < sizeof bytes->of ? bytes->of[c] : 0;
}

/* Bytes of a sequence by its first one; 0 where it begins none. */
static size_t sequence_size(unsigned byte)
{
    if (byte < 0xc2 || byte > 0xf4)
        return 0;
    return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/* A byte that goes on behind `before`: also where it was lost on the way. A no-break space,
 * the last byte of à and Р, may have become a space.                            */
static unsigned next_byte(const struct bytes *bytes, unsigned before, uint32_t c)
{
    if (c == ' ' && (before == 0xc3 || before == 0xd0))
        return 0xa0;
    if (c == UTF8_REPLACEMENT && bytes->cyrillic)
        return LOST_BYTE;
    return byte_at(bytes, c);
}

/* The character whose bytes the text has at p, and *next behind them; 0 where there is none. */
static uint32_t sequence_at(const struct bytes *bytes, const uint8_t *p, const uint8_t *end,
                            const uint8_t **next)
{
    uint8_t sequence[4];
    const uint8_t *after, *at;
    unsigned byte = byte_at(bytes, utf8_next(p, end, &at));
    size_t size = sequence_size(byte);
    uint32_t c;
    bool valid;

    if (size == 0)
        return 0;
    sequence[0] = (uint8_t)byte;
    for (size_t i = 1; i < size; i++) {
        if (at == end)
            return 0;
        sequence[i] = (uint8_t)next_byte(bytes, sequence[i - 1], utf8_next(at, end, &at));
    }
    c = utf8_decode(sequence, sequence + size, &after, &valid);
    if (!valid || after != sequence + size || c < 0x80)
        return 0;
    *next = at;
    return c;
}

struct counts {
    size_t good, other;          /* sequences; characters beyond ASCII that are in none */
};

static const uint8_t *skip_ascii(const uint8_t *p, const uint8_t *end)
{
    uint64_t eight;

    for (; end - p >= 8; p += 8) {
        memcpy(&eight, p, 8);
        if ((eight & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (p < end && *p < 0x80)
        p++;
    return p;
}

/* Stops after `most` sequences and others. Writes what the text was to `to`, which may
 * be where it is read (it only gets shorter), and its size to *written; null: counts only. */
static struct counts undo(const struct bytes *bytes, struct slice text, size_t most, uint8_t *to,
                          size_t *written)
{
    const uint8_t *p = text.p, *end = slice_end(text), *next;
    struct counts n = {0, 0};
    uint8_t *at = to;

    while (p < end && n.good + n.other < most) {
        const uint8_t *from = p;
        uint32_t c;

        p = skip_ascii(p, end);
        if (to != NULL && p > from) {
            memmove(at, from, (size_t)(p - from));
            at += p - from;
        }
        if (p == end)
            break;
        c = sequence_at(bytes, p, end, &next);
        n.good += c != 0;
        n.other += c == 0;
        if (c == 0)
            c = utf8_next(p, end, &next);
        if (to != NULL)
            at += utf8_encode(c, at);
        p = next;
    }
    if (to != NULL)
        *written = (size_t)(at - to);
    return n;
}

static bool is_so(struct counts n)
{
    return n.good >= GOOD_LEAST && n.good >= n.other * GOOD_FOR_EACH_OTHER;
}

/* Whether the first letters beyond ASCII may be parts of sequences: a cheap look, for all texts. */
static bool may_be(struct slice text)
{
    const uint8_t *p = text.p, *end = slice_end(text);
    unsigned seen = 0, parts = 0;
    uint32_t before = 0;

    while (p < end && seen < SAMPLE) {
        uint32_t c;

        if (*p < 0x80) {
            p = skip_ascii(p, end);
            before = 0;
            continue;
        }
        c = utf8_next(p, end, &p);
        seen++;
        /* first letters of sequences, and behind them what is none of the usual letters */
        if (before >= 0xc2 && before <= 0xf4)
            parts += c < 0xc0 || c > 0xff ? 2 : 0;
        else if (before >= 0x412 && before <= 0x444)
            parts += c < 0x410 || c > 0x44f ? 2 : 0;
        before = c;
    }
    return parts > 0 && parts * 100 >= seen * SAMPLE_LEAST;
}

static const char *undo_once(uint8_t *text, size_t *size)
{
    struct slice all = slice_of(text, *size);

    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        struct bytes bytes;

        if (!bytes_of(charsets[i], &bytes) || !is_so(undo(&bytes, all, SAMPLE, NULL, NULL))
            || !is_so(undo(&bytes, all, SIZE_MAX, NULL, NULL)))
            continue;
        undo(&bytes, all, SIZE_MAX, text, size);
        return charsets[i];
    }
    return NULL;
}

const char *charset_undo_twice(uint8_t *text, size_t *size)
{
    const char *charset = NULL, *last;

    for (int times = 0; times < TIMES_MOST; times++) {
        if (!may_be(slice_of(text, *size)) || (last = undo_once(text, size)) == NULL)
            break;
        charset = last;
    }
    return charset;
}
