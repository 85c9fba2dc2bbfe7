/* utf8.h - reading, checking and repairing UTF-8.
 *
 * Text is checked once, at the border; behind it every slice of text is valid
 * UTF-8 and utf8_next may be used without a check of its result.
 *
 * A sequence that is not UTF-8 becomes one U+FFFD for each maximal subpart,
 * as the Unicode Standard recommends (section 3.9, "U+FFFD Substitution of
 * Maximal Subparts"): E2 82 41 is U+FFFD 'A', F0 80 80 is three U+FFFD.      */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

#define UTF8_MAX_BYTES 4
#define UTF8_REPLACEMENT 0xfffdu

/* Code point at p < end, the byte after it in *next. Where the bytes are not
 * UTF-8: UTF8_REPLACEMENT, *next after the maximal subpart (1 to 3 bytes),
 * *valid false. */
uint32_t utf8_decode(const uint8_t *p, const uint8_t *end, const uint8_t **next, bool *valid);

/* Code point at p in valid text; *next is the byte after it. */
static inline uint32_t utf8_next(const uint8_t *p, const uint8_t *end, const uint8_t **next)
{
    bool valid;

    if (*p < 0x80) {
        *next = p + 1;
        return *p;
    }
    return utf8_decode(p, end, next, &valid);
}

/* Bytes written to out[UTF8_MAX_BYTES]: 1 to 4. Requires a Unicode scalar value. */
size_t utf8_encode(uint32_t code_point, uint8_t *out);

/* Length of the longest valid prefix, never ending inside a sequence. */
size_t utf8_valid_prefix(struct slice s);

/* Appends s with every maximal bad subpart replaced; the number of them. */
size_t utf8_append_repaired(struct buf *out, struct slice s);

static inline bool utf8_is_continuation(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Number of code points in valid text. */
size_t utf8_count(struct slice s);

#endif
