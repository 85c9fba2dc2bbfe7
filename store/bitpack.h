/* bitpack.h - 128 integers of w bits each in 16 * w bytes.
 *
 * Four lanes side by side: integer i belongs to lane i % 4, and a lane is a
 * plain bit stream, low bits first, in the 32-bit words lane, lane + 4, ...
 *
 *     word   0        1        2        3        4 ...
 *     lane   0        1        2        3        0
 *     holds  v0 v4 .. v1 v5 .. v2 v6 .. v3 v7 ..
 *
 * so that four integers are unpacked by one vector operation. The unpackers
 * for all widths come from one inline function with a constant width.
 *
 * Source  The layout is SIMD-BP128 of Lemire and Boytsov, "Decoding billions of
 *         integers per second through vectorization", 2015.                   */
#ifndef STORE_BITPACK_H
#define STORE_BITPACK_H

#include <stddef.h>
#include <stdint.h>

#define BITPACK_COUNT 128
#define BITPACK_MAX_BYTES (16 * 32)

/* Bits that v needs: 0 for 0, 32 for UINT32_MAX. */
static inline unsigned bitpack_width(uint32_t v)
{
    return 63 - (unsigned)__builtin_clzll((uint64_t)v << 1 | 1);   /* without a branch */
}

/* Packs the low `width` bits of 128 values into out[16 * width]. */
void bitpack_pack(const uint32_t *values, unsigned width, uint8_t *out);

/* Unpacks in[16 * width]; width <= 32. */
void bitpack_unpack(const uint8_t *in, unsigned width, uint32_t *values);

/* As bitpack_unpack, one bit at a time: the slow twin for tests. */
void bitpack_unpack_plain(const uint8_t *in, unsigned width, uint32_t *values);

/* values[i] becomes base + (values[0] + 1) + ... + (values[i] + 1), modulo 2^32:
 * gaps of an increasing sequence that starts after base.                      */
void bitpack_prefix_sum(uint32_t *values, uint32_t base);

/* Fewer than 128 integers, one bit stream, (count * width + 7) / 8 bytes. */
void bitpack_pack_few(const uint32_t *values, size_t count, unsigned width, uint8_t *out);
void bitpack_unpack_few(const uint8_t *in, const uint8_t *end, size_t count, unsigned width,
                        uint32_t *values);

static inline size_t bitpack_few_bytes(size_t count, unsigned width)
{
    return (count * width + 7) / 8;
}

#endif
