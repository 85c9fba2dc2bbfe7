/* signature.h - 64 bits that tell whether two articles have nearly the same words.
 *
 * Every four words in a row (a shingle) are hashed; a hash belongs to one of 64 buckets and
 * the least of each bucket gives one bit. Of two texts whose shingles overlap by J
 * (Jaccard), about (1 + J) / 2 of the bits agree; of unrelated ones half of them. Only an article's
 * own prose counts, so that the same text under other menus is the same.
 *
 * A text of a few shingles is hashed whole: its signature agrees with its equals only.
 *
 * Units   Written to disk: the same words must give the same bits in every version.
 * Source  Broder, "On the resemblance and containment of documents", 1997; one
 *         permutation in buckets: Li, Owen and Zhang, 2012; a bit of each: Li and
 *         Koenig, "b-Bit minwise hashing", 2010; empty buckets: Shrivastava and Li, 2014. */
#ifndef INDEXER_SIGNATURE_H
#define INDEXER_SIGNATURE_H

#include "base/slice.h"
#include "stemmers/words.h"

#define SIGNATURE_BITS 64u

struct signature {
    uint64_t least[SIGNATURE_BITS];
    uint64_t before[3];        /* hashes of the words before */
    uint64_t all;              /* of all words */
    uint64_t words;
};

void signature_start(struct signature *s);

/* The next words of the text, as words.h found them. 8 bytes after each word can be
 * read (the text has slack). */
void signature_add(struct signature *s, const uint8_t *text, const struct word *words,
                   size_t count);

/* Never 0 but for a text without words. */
uint64_t signature_end(const struct signature *s);

#endif
