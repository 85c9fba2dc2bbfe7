/* codec.h - integers as bytes: fixed little-endian and variable length.
 *
 *     varint   7 bits a byte, low bits first, bit 7 set on all but the last
 *              300 = AC 02
 *
 * Encoders write into the caller's buffer, which has room for the maximum
 * stated beside each; decoders take (pointer, end) and never read past end.
 * Source  The varint is Protocol Buffers' and LEB128's.                      */
#ifndef BASE_CODEC_H
#define BASE_CODEC_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CODEC_VARINT32_MAX_BYTES 5
#define CODEC_VARINT64_MAX_BYTES 10

static inline uint16_t codec_load16(const uint8_t *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t codec_load32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t codec_load64(const uint8_t *p)
{
    return codec_load32(p) | (uint64_t)codec_load32(p + 4) << 32;
}

static inline void codec_store16(uint8_t *p, uint16_t v)
{
    p[0] = (uint8_t)v;
    p[1] = (uint8_t)(v >> 8);
}

static inline void codec_store32(uint8_t *p, uint32_t v)
{
    codec_store16(p, (uint16_t)v);
    codec_store16(p + 2, (uint16_t)(v >> 16));
}

static inline void codec_store64(uint8_t *p, uint64_t v)
{
    codec_store32(p, (uint32_t)v);
    codec_store32(p + 4, (uint32_t)(v >> 32));
}

/* Big-endian: keys that must sort as numbers. */
static inline void codec_store32be(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 24);
    p[1] = (uint8_t)(v >> 16);
    p[2] = (uint8_t)(v >> 8);
    p[3] = (uint8_t)v;
}

/* The byte after the varint written at p. */
static inline uint8_t *codec_put_varint(uint8_t *p, uint64_t v)
{
    while (v >= 0x80) {
        *p++ = (uint8_t)(v | 0x80);
        v >>= 7;
    }
    *p++ = (uint8_t)v;
    return p;
}

/* The byte after the varint at p, its value in *out; NULL when it reaches end,
 * is longer than it may be or does not fit.                                  */
static inline const uint8_t *codec_get_varint64(const uint8_t *p, const uint8_t *end, uint64_t *out)
{
    uint64_t v = 0;

    if (p < end && *p < 0x80) {                          /* most are */
        *out = *p;
        return p + 1;
    }
    for (unsigned shift = 0; p < end; shift += 7) {      /* returns by the tenth byte */
        uint8_t byte = *p++;
        if (shift == 63 && byte > 1)
            return NULL;
        v |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *out = v;
            return p;
        }
    }
    return NULL;
}

static inline const uint8_t *codec_get_varint32(const uint8_t *p, const uint8_t *end, uint32_t *out)
{
    uint32_t v = 0;

    if (p < end && *p < 0x80) {                          /* most are */
        *out = *p;
        return p + 1;
    }
    for (unsigned shift = 0; p < end; shift += 7) {      /* returns by the fifth byte */
        uint8_t byte = *p++;
        if (shift == 28 && byte > 15)
            return NULL;
        v |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *out = v;
            return p;
        }
    }
    return NULL;
}

#endif
