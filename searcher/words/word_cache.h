/* word_cache.h - what was found of a word in a language, for the queries that come.
 *
 * Queries share words, and an open index does not change: the variants of a word (its
 * inflections, compounds, names) are sought once in a process.
 *
 * Memory  Its own, at most WORD_CACHE_BYTES; what does not fit is sought again.
 *         What it gives borrows until word_cache_release.                     */
#ifndef SEARCHER_WORD_CACHE_H
#define SEARCHER_WORD_CACHE_H

#include "base/map.h"
#include "searcher/words/variant.h"
#include "stemmers/lang.h"

#define WORD_CACHE_BYTES ((size_t)64 << 20)

struct word_cache {
    struct map words;
    struct cached_variants {
        struct variant *items;
        size_t count;
    } *found;                    /* by number of the word */
    size_t room;
    struct arena arena;
};

void word_cache_init(struct word_cache *c);
void word_cache_release(struct word_cache *c);

/* The variants of the word, its expansion being `what` (bits of enum expand), in *out, which is
 * empty; false where they are not known.                                      */
bool word_cache_get(const struct word_cache *c, enum lang lang, unsigned what,
                    struct slice word, struct variants *out);

/* Remembers those of *out; segment_count: of the engine. */
void word_cache_put(struct word_cache *c, enum lang lang, unsigned what,
                    struct slice word, const struct variants *out, size_t segment_count);

#endif
