#include "store/bitpack.h"

#include <string.h>

#include "base/codec.h"
#include "base/processor.h"

typedef uint32_t lanes __attribute__((vector_size(16)));

static inline lanes load(const uint8_t *p)
{
    lanes v;
    memcpy(&v, p, sizeof v);
    return v;
}

static inline void store(uint32_t *p, lanes v)
{
    memcpy(p, &v, sizeof v);
}

void bitpack_pack(const uint32_t *values, unsigned width, uint8_t *out)
{
    lanes word = {0};
    unsigned used = 0;
    uint32_t mask = width == 32 ? UINT32_MAX : (1u << width) - 1;

    if (width == 0)
        return;
    for (unsigned row = 0; row < BITPACK_COUNT / 4; row++) {
        lanes v;
        memcpy(&v, values + 4 * row, sizeof v);
        v &= mask;
        word |= v << used;
        used += width;
        if (used >= 32) {
            memcpy(out, &word, sizeof word);
            out += sizeof word;
            used -= 32;
            word = used == 0 ? (lanes){0} : v >> (width - used);
        }
    }
}

/* With a constant width every branch below is decided by the compiler. */
static inline __attribute__((always_inline)) void unpack(const uint8_t *in, unsigned width,
                                                         uint32_t *values)
{
    const uint32_t mask = width == 32 ? UINT32_MAX : (1u << width) - 1;
    lanes word = load(in);
    unsigned used = 0;

#pragma GCC unroll 32
    for (unsigned row = 0; row < BITPACK_COUNT / 4; row++) {
        lanes v = word >> used;
        used += width;
        if (used >= 32) {
            used -= 32;
            if (row + 1 < BITPACK_COUNT / 4 || used > 0) {
                in += sizeof word;
                word = load(in);
            }
            if (used > 0)
                v |= word << (width - used);
        }
        store(values + 4 * row, v & mask);
    }
}

#define UNPACK(w) \
    case w:       \
        unpack(in, w, values); \
        return;

FOR_EACH_PROCESSOR void bitpack_unpack(const uint8_t *in, unsigned width, uint32_t *values)
{
    switch (width) {
    case 0:
        memset(values, 0, BITPACK_COUNT * sizeof *values);
        return;
    UNPACK(1) UNPACK(2) UNPACK(3) UNPACK(4) UNPACK(5) UNPACK(6) UNPACK(7) UNPACK(8)
    UNPACK(9) UNPACK(10) UNPACK(11) UNPACK(12) UNPACK(13) UNPACK(14) UNPACK(15) UNPACK(16)
    UNPACK(17) UNPACK(18) UNPACK(19) UNPACK(20) UNPACK(21) UNPACK(22) UNPACK(23) UNPACK(24)
    UNPACK(25) UNPACK(26) UNPACK(27) UNPACK(28) UNPACK(29) UNPACK(30) UNPACK(31)
    default:
        memcpy(values, in, BITPACK_COUNT * sizeof *values);
        return;
    }
}

void bitpack_unpack_plain(const uint8_t *in, unsigned width, uint32_t *values)
{
    for (unsigned i = 0; i < BITPACK_COUNT; i++) {
        uint32_t v = 0;
        for (unsigned bit = 0; bit < width; bit++) {
            unsigned at = i / 4 * width + bit;                     /* in the lane */
            unsigned byte = (at / 32 * 4 + i % 4) * 4 + at % 32 / 8;
            v |= (uint32_t)(in[byte] >> (at % 8) & 1) << bit;
        }
        values[i] = v;
    }
}

/* Sums inside four neighbours by two shifted additions, then carries the last. */
FOR_EACH_PROCESSOR void bitpack_prefix_sum(uint32_t *values, uint32_t base)
{
    const lanes none = {0};
    lanes carry = {base, base, base, base};

    for (unsigned i = 0; i < BITPACK_COUNT; i += 4) {
        lanes v;
        memcpy(&v, values + i, sizeof v);
        v += 1;
        v += __builtin_shufflevector(v, none, 4, 0, 1, 2);
        v += __builtin_shufflevector(v, none, 4, 4, 0, 1);
        v += carry;
        store(values + i, v);
        carry = (lanes){v[3], v[3], v[3], v[3]};
    }
}

void bitpack_pack_few(const uint32_t *values, size_t count, unsigned width, uint8_t *out)
{
    uint64_t word = 0;
    unsigned used = 0;
    uint64_t mask = ((uint64_t)1 << width) - 1;

    for (size_t i = 0; i < count; i++) {
        word |= (values[i] & mask) << used;
        for (used += width; used >= 8; used -= 8) {
            *out++ = (uint8_t)word;
            word >>= 8;
        }
    }
    if (used > 0)
        *out = (uint8_t)word;
}

void bitpack_unpack_few(const uint8_t *in, const uint8_t *end, size_t count, unsigned width,
                        uint32_t *values)
{
    const uint64_t mask = ((uint64_t)1 << width) - 1;
    size_t size = (size_t)(end - in), tail = size < 8 ? 0 : size - 8;
    uint8_t last[16] = {0};
    size_t i = 0;

    for (; i < count && size >= 8 && i * width / 8 <= tail; i++)
        values[i] = (uint32_t)(codec_load64(in + i * width / 8) >> (i * width % 8) & mask);
    memcpy(last, in + tail, size - tail);
    for (; i < count; i++)
        values[i] = (uint32_t)(codec_load64(last + (i * width / 8 - tail)) >> (i * width % 8) & mask);
}
