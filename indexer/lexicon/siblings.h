/* siblings.h - further stems of a word: сист, beside систем, of the forms of система.
 *
 * Snowball cuts endings without knowing the word: a fifth of Russian lemmas have more
 * than one stem. Which ones is told by paradigms (hunspell) and by the forms that a
 * dictionary names (send, sent). They belong to the word, not to its stem: запись and запах
 * share the stem зап, and запис is a stem of the first alone.
 *
 * Memory  Owns its pairs until siblings_release.                                */
#ifndef INDEXER_LEXICON_SIBLINGS_H
#define INDEXER_LEXICON_SIBLINGS_H

#include "indexer/lexicon/evidence.h"

struct sibling {
    uint32_t entry;             /* of one word */
    uint32_t stem;              /* phrase of one of its forms */
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

/* The entry's own phrase may be among its stems. */
void siblings_add(struct siblings *s, enum lang lang, struct sibling pair);

/* Sorts by entry, then stem; each pair is kept once. */
void siblings_sort(struct siblings *s);

/* The pairs of an entry, after siblings_sort; NULL and 0 where it has none. */
const struct sibling *siblings_of(const struct siblings *s, enum lang lang, uint32_t entry,
                                  size_t *count);

#endif
