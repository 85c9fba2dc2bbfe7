/* siblings.h - stems of one word that the stemmer keeps apart: систем and сист.
 *
 * Snowball cuts endings without knowing the word: a fifth of Russian lemmas have more
 * than one stem. Which belong together is told by paradigms (hunspell) and by the forms
 * that a dictionary names (send, sent).
 *
 * Memory  Owns its pairs until siblings_release. Numbers are the evidence's phrases. */
#ifndef INDEXER_LEXICON_SIBLINGS_H
#define INDEXER_LEXICON_SIBLINGS_H

#include "indexer/lexicon/evidence.h"

struct sibling {
    uint32_t stem, other;       /* phrases of one word */
    uint32_t count;             /* of forms that have the other stem */
};

struct siblings {
    struct sibling *pairs[LANG_COUNT];
    size_t counts[LANG_COUNT], capacities[LANG_COUNT];
    bool failed;
};

void siblings_init(struct siblings *s);
void siblings_release(struct siblings *s);

/* Both ways, where two single words have different stems; entries of one tongue. */
void siblings_join(struct siblings *s, const struct evidence *ev, enum tongue tongue, uint32_t a,
                   uint32_t b);

/* Two phrases of one stem each, one way. */
void siblings_add(struct siblings *s, enum lang lang, struct sibling pair);

/* Sorts by stem, then other; counts of the same pair are added up. */
void siblings_sort(struct siblings *s);

/* The pairs of a stem, after siblings_sort; NULL and 0 where it has none. */
const struct sibling *siblings_of(const struct siblings *s, enum lang lang, uint32_t stem,
                                  size_t *count);

#endif
