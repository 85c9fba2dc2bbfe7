/* word_cache.h - what was found of words and terms, for the queries that come.
 *
 * Queries share words, and an open index does not change: the variants of a word (its
 * inflections, compounds, names) are sought once in a process, and so is a term in the
 * segments.
 *
 * Memory  The memo's, at most WORD_CACHE_BYTES; what does not fit is sought again.
 *         What is given borrows until the memo is released.                    */
#ifndef SEARCHER_WORD_CACHE_H
#define SEARCHER_WORD_CACHE_H

#include "base/buf.h"
#include "base/memo.h"
#include "searcher/words/name_judge.h"
#include "searcher/words/variant.h"
#include "stemmers/lang.h"

#define WORD_CACHE_BYTES ((size_t)64 << 20)

/* The variants of the word, its expansion being `what` (bits of enum expand), in *out, which is
 * empty, and what finding them cost (effort.h); false where they are not known. */
bool word_cache_get(const struct memo *m, enum lang lang, unsigned what, struct slice word,
                    struct variants *out, uint64_t *cost);

/* Remembers those of *out; segment_count: of the engine. */
void word_cache_put(struct memo *m, enum lang lang, unsigned what, struct slice word,
                    const struct variants *out, uint64_t cost, size_t segment_count);

/* A term in the segments: .df of an info is 0 where it is not there. */
struct cached_term {
    uint64_t df;                 /* live documents */
    struct term_info infos[];
};

/* Null where it is not known. */
const struct cached_term *word_cache_term(const struct memo *m, enum lang lang, struct slice term);
void word_cache_put_term(struct memo *m, enum lang lang, struct slice term,
                         const struct term_info *infos, size_t step, size_t segment_count,
                         uint64_t df);

/* What else is sought for a text in a language: terms, each with a weight. */
enum word_cache_kind {
    WORD_CACHE_COMPOUNDS,        /* of a translation (translate_compounds.h) */
    WORD_CACHE_COGNATES,         /* of a word (translate_cognates.h) */
};

struct weighted_term {
    struct slice term;
    uint32_t weight;
};

struct weighted_terms {
    size_t count;
    struct weighted_term items[];
};

/* Null where it is not known. */
const struct weighted_terms *word_cache_terms(const struct memo *m, enum word_cache_kind kind,
                                              enum lang lang, struct slice text);
/* items: struct weighted_term one after the other. Their terms are copied. */
void word_cache_put_terms(struct memo *m, enum word_cache_kind kind, enum lang lang,
                          struct slice text, const struct buf *items);

/* A word as names are compared; its slices are of no text. Null where it is not known. */
const struct name_query *word_cache_name(const struct memo *m, struct slice word);
void word_cache_put_name(struct memo *m, struct slice word, const struct name_query *q);

#endif
