#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The range of the second byte rules out overlong forms, surrogates and code
 * points over U+10FFFF; later bytes are always 80..BF (Unicode, table 3-7). */
struct lead {
    uint8_t size;
    uint8_t second_first;
    uint8_t second_last;
};

static struct lead lead_of(uint8_t byte)
{
    if (byte >= 0xc2 && byte <= 0xdf)
        return (struct lead){2, 0x80, 0xbf};
    if (byte == 0xe0)
        return (struct lead){3, 0xa0, 0xbf};
    if (byte == 0xed)
        return (struct lead){3, 0x80, 0x9f};
    if (byte >= 0xe1 && byte <= 0xef)
        return (struct lead){3, 0x80, 0xbf};
    if (byte == 0xf0)
        return (struct lead){4, 0x90, 0xbf};
    if (byte >= 0xf1 && byte <= 0xf3)
        return (struct lead){4, 0x80, 0xbf};
    if (byte == 0xf4)
        return (struct lead){4, 0x80, 0x8f};
    return (struct lead){0, 0, 0};
}

uint32_t utf8_decode(const uint8_t *p, const uint8_t *end, const uint8_t **next, bool *valid)
{
    struct lead lead;
    uint32_t code_point;
    size_t size = 1;

    *valid = true;
    *next = p + 1;
    if (*p < 0x80)
        return *p;
    lead = lead_of(*p);
    code_point = *p & (0x7fu >> lead.size);
    while (size < lead.size && p + size < end) {
        uint8_t byte = p[size];
        bool fits = size == 1 ? byte >= lead.second_first && byte <= lead.second_last
                              : utf8_is_continuation(byte);
        if (!fits)
            break;
        code_point = code_point << 6 | (byte & 0x3fu);
        size++;
    }
    *next = p + size;
    if (size == lead.size)
        return code_point;
    *valid = false;
    return UTF8_REPLACEMENT;
}

size_t utf8_encode(uint32_t code_point, uint8_t *out)
{
    if (code_point < 0x80) {
        out[0] = (uint8_t)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (uint8_t)(0xc0 | code_point >> 6);
        out[1] = (uint8_t)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (uint8_t)(0xe0 | code_point >> 12);
        out[1] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | code_point >> 18);
    out[1] = (uint8_t)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (code_point & 0x3f));
    return 4;
}

/* Passes characters of one and two bytes, 16 bytes at a time, then one by one. */
static const uint8_t *skip_short(const uint8_t *p, const uint8_t *end)
{
#ifdef __SSE2__
    while (end - p >= 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        uint32_t wide = (uint32_t)_mm_movemask_epi8(v), continuations, leads;

        if (wide == 0) {
            p += 16;
            continue;
        }
        /* as signed numbers 80..BF are less than C0; C2..DF less than E0 */
        continuations = (uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(v, _mm_set1_epi8(-64)));
        leads = (uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(v, _mm_set1_epi8(-32)))
                & (uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(v, _mm_set1_epi8(-63)));
        if ((leads | continuations) != wide || (leads << 1 & 0xffff) != continuations)
            break;
        p += 16 - (leads >> 15);
    }
#endif
    while (p < end && (*p < 0x80 || (*p >= 0xc2 && *p <= 0xdf && end - p >= 2
                                     && utf8_is_continuation(p[1]))))
        p += *p < 0x80 ? 1 : 2;
    return p;
}

size_t utf8_valid_prefix(struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);
    bool valid = true;

    while ((p = skip_short(p, end)) < end) {
        const uint8_t *next;

        utf8_decode(p, end, &next, &valid);
        if (!valid)
            break;
        p = next;
    }
    return (size_t)(p - s.p);
}

size_t utf8_append_repaired(struct buf *out, struct slice s)
{
    size_t repaired = 0;

    for (;;) {
        size_t n = utf8_valid_prefix(s);
        const uint8_t *next;
        bool valid;

        buf_append(out, s.p, n);
        s = slice_drop(s, n);
        if (s.n == 0)
            return repaired;
        utf8_decode(s.p, s.p + s.n, &next, &valid);
        buf_append_string(out, "\xef\xbf\xbd");
        repaired++;
        s = slice_drop(s, (size_t)(next - s.p));
    }
}

size_t utf8_count(struct slice s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.n; i++)
        count += !utf8_is_continuation(s.p[i]);
    return count;
}
