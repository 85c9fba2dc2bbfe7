#include "store/intblock.h"

#include <stdbool.h>

#include "base/codec.h"
#include "store/bitpack.h"

/* An exception costs its index and, nearly always, one byte of high bits. */
#define EXCEPTION_COST 2

static size_t packed_bytes(size_t count, unsigned width)
{
    return count == INTBLOCK_COUNT ? 16 * (size_t)width : bitpack_few_bytes(count, width);
}

static unsigned best_width(const uint32_t *values, size_t count)
{
    uint8_t of_width[33] = {0};
    size_t exceptions = 0, best_cost;
    unsigned width = 32, best;

    for (size_t i = 0; i < count; i++)
        of_width[bitpack_width(values[i])]++;
    while (width > 0 && of_width[width] == 0)
        width--;
    best = width;
    best_cost = packed_bytes(count, width);
    while (width > 0) {
        size_t cost;

        exceptions += of_width[width--];
        if (exceptions > INTBLOCK_EXCEPTIONS_MAX)
            break;
        cost = packed_bytes(count, width) + 2 + EXCEPTION_COST * exceptions;
        if (cost < best_cost) {
            best_cost = cost;
            best = width;
        }
    }
    return best;
}

static uint8_t *put_exceptions(const uint32_t *values, size_t count, unsigned width, uint8_t *out,
                               uint8_t *exception_count)
{
    *exception_count = 0;
    if (width == 32)
        return out;
    for (size_t i = 0; i < count; i++) {
        if (values[i] >> width == 0)
            continue;
        *out++ = (uint8_t)i;
        out = codec_put_varint(out, values[i] >> width);
        ++*exception_count;
    }
    return out;
}

uint8_t *intblock_encode(const uint32_t *values, size_t count, uint8_t *out)
{
    unsigned width = best_width(values, count);
    uint8_t exceptions[INTBLOCK_EXCEPTIONS_MAX * 6];
    uint8_t exception_count;
    size_t size = (size_t)(put_exceptions(values, count, width, exceptions, &exception_count)
                           - exceptions);

    *out++ = (uint8_t)(exception_count == 0 ? width : width | INTBLOCK_EXCEPTIONS);
    if (exception_count > 0) {
        *out++ = exception_count;
        *out++ = (uint8_t)size;
    }
    if (count == INTBLOCK_COUNT)
        bitpack_pack(values, width, out);
    else
        bitpack_pack_few(values, count, width, out);
    out += packed_bytes(count, width);
    memcpy(out, exceptions, size);
    return out + size;
}

struct header {
    unsigned width;
    size_t exception_count;
    size_t exception_bytes;
    const uint8_t *packed;
    const uint8_t *exceptions;
};

/* False where the block does not fit before end. */
static bool read_header(const uint8_t *p, const uint8_t *end, size_t count, struct header *h)
{
    size_t size;

    if (p >= end)
        return false;
    *h = (struct header){.width = *p & (INTBLOCK_EXCEPTIONS - 1)};
    if ((*p & ~(INTBLOCK_EXCEPTIONS | 0x3f)) != 0 || h->width > 32)
        return false;
    if ((*p++ & INTBLOCK_EXCEPTIONS) != 0) {
        if (end - p < 2)
            return false;
        h->exception_count = p[0];
        h->exception_bytes = p[1];
        p += 2;
    }
    size = packed_bytes(count, h->width);
    if ((size_t)(end - p) < size + h->exception_bytes)
        return false;
    h->packed = p;
    h->exceptions = p + size;
    return true;
}

static bool apply_exceptions(const struct header *h, size_t count, uint32_t *values)
{
    const uint8_t *p = h->exceptions, *end = p + h->exception_bytes;

    if (h->exception_count > 0 && h->width == 32)
        return false;
    for (size_t i = 0; i < h->exception_count; i++) {
        uint32_t high;
        size_t index;

        if (p >= end)
            return false;
        index = *p++;
        p = codec_get_varint32(p, end, &high);
        if (p == NULL || index >= count)
            return false;
        values[index] |= high << h->width;
    }
    return p == end;
}

const uint8_t *intblock_decode(const uint8_t *p, const uint8_t *end, size_t count, uint32_t *values)
{
    struct header h;

    if (!read_header(p, end, count, &h))
        return NULL;
    if (count == INTBLOCK_COUNT)
        bitpack_unpack(h.packed, h.width, values);
    else
        bitpack_unpack_few(h.packed, h.exceptions, count, h.width, values);
    if (!apply_exceptions(&h, count, values))
        return NULL;
    return h.exceptions + h.exception_bytes;
}

const uint8_t *intblock_skip(const uint8_t *p, const uint8_t *end, size_t count)
{
    struct header h;

    if (!read_header(p, end, count, &h))
        return NULL;
    return h.exceptions + h.exception_bytes;
}
