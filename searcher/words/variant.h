/* variant.h - what a typed word stands for in one language: itself, its other forms,
 * compounds that hold it, names in another script, translations, what is spelled alike.
 *
 * The variants of a clause are one group: a document's tf is the sum of theirs, each
 * times its weight; the group's df is the sum of their dfs, each times its weight and its
 * tier: many guesses do not make what was asked for a frequent word. The clause's score
 * is multiplied by the tier of the best variant that the document has, so that a guess
 * does not stand above what was asked for:
 *
 *     score = idf * tier * tf / (tf + norm)
 *
 * Units   Weights and tiers in hundredths, from 1 to 100.
 * Source  Groups instead of more words: Pirkola, "The effects of query structure and
 *         dictionary setups in dictionary-based cross-language retrieval", 1998;
 *         weights: Darwish and Oard, "Probabilistic structured query methods", 2003. */
#ifndef SEARCHER_VARIANT_H
#define SEARCHER_VARIANT_H

#include "base/arena.h"
#include "store/postings.h"

#define VARIANT_WHOLE 100
#define VARIANTS_MAX 1024

/* How a variant came about; the best first. */
enum via { VIA_EXACT, VIA_FORM, VIA_PART, VIA_NAME, VIA_DICT, VIA_FUZZY, VIA_COUNT };

#define VARIANT_FORM_WEIGHT 90u
#define VARIANT_PART_TIER 40u
#define VARIANT_NAME_TIER 40u
#define VARIANT_FUZZY_TIER 30u

struct variant {
    struct slice *terms;         /* one, or the words of a phrase */
    size_t term_count;
    uint32_t weight, tier;
    enum via via;
    uint32_t zones;              /* bits: only its places in them count; 0: all */
    uint32_t slop;               /* of a phrase: words that may stand between its words */
    /* found in the indexes: */
    struct term_info *infos;     /* segment by segment, one per term; .df is 0: not there */
    uint64_t df;                 /* live documents; of a phrase: of its rarest word */
    double idf;                  /* of a phrase: the sum of its words' */
};

/* Variants being collected, each different from the others. */
struct variants {
    struct variant *items;
    size_t count, room;
    bool cut;                    /* VARIANTS_MAX did not do */
    bool passed_over;            /* the clause means nothing in the language: documents need not have it */
    struct arena *arena;
};

/* Copies the terms, unless the same ones are there: then the better tier, or of the
 * same tier the greater weight, is kept. Requires count >= 1. E_MEMORY.         */
enum status variants_add(struct variants *list, const struct slice *terms, size_t count,
                         uint32_t weight, uint32_t tier, enum via via, struct err *e) WARN_UNUSED;

static inline bool variant_is_there(const struct variant *v, size_t segment_at)
{
    for (size_t i = 0; i < v->term_count; i++)
        if (v->infos[segment_at * v->term_count + i].df == 0)
            return false;
    return true;
}

/* A weighted tf (at least 1) times the variant's weight, at least a hundredth of a word. */
static inline uint32_t variant_tf(const struct variant *v, uint32_t tf)
{
    uint64_t t = ((uint64_t)tf * v->weight + VARIANT_WHOLE / 2) / VARIANT_WHOLE;

    return t == 0 ? 1 : (uint32_t)t;
}

#endif
