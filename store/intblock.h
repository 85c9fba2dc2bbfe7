/* intblock.h - up to 128 integers in few bytes: bit packing with exceptions.
 *
 *     width       1 byte   0..32, plus INTBLOCK_EXCEPTIONS if there are any
 *     [count      1 byte   of exceptions, 1..INTBLOCK_EXCEPTIONS_MAX
 *      size       1 byte   of the exceptions below]
 *     packed      the low `width` bits of all integers: bitpack.h, four lanes for
 *                 128 integers, one stream for fewer
 *     [exceptions count x { index 1 byte, varint of integer >> width }]
 *
 * The width is the one that makes the block smallest, so one large gap does not
 * widen its 127 neighbours.
 *
 * Worked example: 15, 8, 3 is 04 8F 03: width 4, then 1111 | 1000 | 0011 from the
 * low bits up.
 * Source  Patched frame of reference: Zukowski et al., "Super-scalar RAM-CPU
 *         cache compression", 2006.                                           */
#ifndef STORE_INTBLOCK_H
#define STORE_INTBLOCK_H

#include <stddef.h>
#include <stdint.h>

#define INTBLOCK_COUNT 128
#define INTBLOCK_EXCEPTIONS 0x40
#define INTBLOCK_EXCEPTIONS_MAX 24
#define INTBLOCK_MAX_BYTES (3 + 16 * 32 + INTBLOCK_EXCEPTIONS_MAX * 6)

/* Writes count <= 128 integers to out[INTBLOCK_MAX_BYTES]; the byte after them. */
uint8_t *intblock_encode(const uint32_t *values, size_t count, uint8_t *out);

/* Reads count <= 128 integers; the byte after the block, NULL where the bytes
 * are no such block. values has room for 128.                                 */
const uint8_t *intblock_decode(const uint8_t *p, const uint8_t *end, size_t count,
                               uint32_t *values);

/* The byte after the block without decoding it; NULL where that is past end. */
const uint8_t *intblock_skip(const uint8_t *p, const uint8_t *end, size_t count);

#endif
