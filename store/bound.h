/* bound.h - the best score a run of postings can reach, without decoding it.
 *
 * A score rises with tf and falls with the document's length, so the postings
 * that no other one beats in both decide. At most BOUND_POINTS of them are
 * kept: (tf rounded up, length rounded down), each in 16 bits as a number with
 * 11 significant bits; where there are more, neighbours are merged into the
 * point that dominates both. A bound may be too high, never too low.
 *
 *     code < 2048         the number itself
 *     code >= 2048        s = (code - 2048) / 1024 + 1,
 *                         number = (1024 + (code - 2048) % 1024) << s
 *
 * Source  Impacts per block: Lucene 8; Ding and Suel, "Faster top-k document
 *         retrieval using block-max indexes", 2011.                           */
#ifndef STORE_BOUND_H
#define STORE_BOUND_H

#include <stddef.h>
#include <stdint.h>

#define BOUND_POINTS 4
#define BOUND_BYTES (4 * BOUND_POINTS)

struct bound_point {
    uint32_t tf;       /* weighted, in hundredths */
    uint32_t length;   /* in hundredths of words */
};

/* Unused points are {0, UINT32_MAX}, which score 0. */
struct bound {
    struct bound_point points[BOUND_POINTS];
};

#define BOUND_NONE {{{0, UINT32_MAX}, {0, UINT32_MAX}, {0, UINT32_MAX}, {0, UINT32_MAX}}}

/* The bound of count <= 128 postings, or of `bounds` taken together. */
struct bound bound_of(const uint32_t *tfs, const uint32_t *lengths, size_t count);
struct bound bound_join(const struct bound *a, const struct bound *b);

void bound_store(const struct bound *b, uint8_t out[BOUND_BYTES]);
void bound_load(const uint8_t in[BOUND_BYTES], struct bound *out);

#endif
