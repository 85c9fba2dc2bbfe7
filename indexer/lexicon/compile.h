/* compile.h - from the evidence of all dictionaries to one file.
 *
 *     1  triangles   de - fr - ru makes pairs de - ru, weight TRIANGLE * min(1, sum of p p)
 *     2  direct      p(t|s) for all six directions, of stems and of single folded words;
 *                    a word's evidence is its paradigm's other stems' too, at both ends (SIBLING)
 *     3  hubs        p is multiplied by (1 + translations back)^-HUB: what translates
 *                    everything says little
 *     4  pivot       p + PIVOT * the product over the third language, both with best = 1
 *     5  cut         at most LEXICON_BEST targets, p >= LEAST
 *
 * The figures were chosen on half of XQuAD-dev (docs/LEXICON.md has the ablations).
 * Source  Gollins and Sanderson, "Improving Cross Language Retrieval with Triangulated
 *         Translation", 2001, for the idea of 1.                               */
#ifndef INDEXER_LEXICON_COMPILE_H
#define INDEXER_LEXICON_COMPILE_H

#include "indexer/lexicon/evidence.h"
#include "indexer/lexicon/siblings.h"

struct compiled {
    uint64_t keys;              /* phrases and words with translations */
    uint64_t bytes;             /* of the file */
};

/* Writes the lexicon to path. Adds pairs to ev and sorts the siblings. */
enum status compile_lexicon(struct evidence *ev, struct siblings *siblings, const char *path,
                            struct slice sources, struct compiled *out, struct err *e) WARN_UNUSED;

#endif
