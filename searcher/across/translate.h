/* translate.h - what the words of a query are in another language, by the lexicon.
 *
 *     typed           declaration of intent signed
 *     to German       declaration, intent: [absichtserklar] as one concept, its words for less
 *                     signed: [unterzeichn] 100, [unterschrieb] 61 ...
 *
 * A word is looked up in the language of its script: Cyrillic as Russian, Latin as
 * English or German, whichever knows more of the query's words, small ones among them,
 * unless the user said. Where that is equal it is the one whose articles have the words so much
 * oftener that it is plain (court, Brand), else both: what is typed then stands for itself in
 * both, before translations of the one into the other. Small words are passed over. The
 * longest entry of 3, 2, 1 words counts; the words of a phrase also count one by one,
 * by a tier of TRANSLATE_WORD_TIER. A single word's own list is complemented by its stem's.
 * A German compound that no dictionary has is translated by its parts: the best translations of
 * one near those of another, in either order (Wohnungspreise: цены на квартиры), and where any of
 * the words will do each part by itself, by a tier of TRANSLATE_PART_TIER.
 *
 * Targets that no document has are left out, and the best of the others gets 100: a
 * concept is worth the same in every language, so scores of three languages compare.
 *
 * Memory  All in the arena; terms may borrow from the lexicon.
 * Source  Pirkola 1998 for concepts as groups, Darwish and Oard 2003 for weights,
 *         Ballesteros and Croft 1997 for phrases.                              */
#ifndef SEARCHER_TRANSLATE_H
#define SEARCHER_TRANSLATE_H

#include "base/arena.h"
#include "stemmers/analyzer.h"
#include "store/lexicon.h"

#define TRANSLATE_WORD_TIER 70u  /* of a word within a phrase that has an entry of its own */
#define TRANSLATE_PART_TIER 60u  /* of a part of a compound, without the others */
#define TRANSLATE_PERHAPS_TIER 40u  /* of one into a language that the query may be in itself */
#define TRANSLATE_MOST 16        /* translations of one word, phrases included */

struct translate_word {
    struct slice text;           /* as typed; empty: nothing to translate, and ends a phrase */
};

struct translation {
    struct slice *terms;
    size_t term_count;
    uint32_t weight;             /* hundredths; the best of a word has 100 */
    uint32_t tier;               /* hundredths */
    uint32_t slop;               /* of a phrase: words that may stand between its words */
};

struct translations {
    struct translation *items;   /* best first */
    size_t count;
    bool other;                  /* the word is of another language, and of this one it is none: typed
                                    as it is, it is worth little where it has translations */
    bool small;                  /* a small word of one of the other languages: it means nothing here */
};

/* How many documents of a language have all these terms, or any number that is 0
 * only where none has; how many there are; whether German ones have a compound that begins with the term. */
struct translate_known {
    uint64_t (*count)(void *context, enum lang lang, const struct slice *terms, size_t term_count);
    uint64_t (*documents)(void *context, enum lang lang);
    bool (*begins)(void *context, struct slice term);
    void *context;
};

struct translator {
    struct lexicon *lexicon;
    struct analyzer *analyzer;
    enum lang from;              /* of Latin words; LANG_OTHER: by what the lexicon knows */
    bool any;                    /* any of the query's words will do */
    struct translate_known known;
};

/* The languages that the query's Latin words are taken to be in. */
enum status translate_sources(const struct translator *t, const struct translate_word *words,
                              size_t count, struct arena *arena, bool out[LANG_COUNT],
                              struct err *e) WARN_UNUSED;

/* out[count] by word. `sources` as translate_sources gave them. */
enum status translate_words(const struct translator *t, const struct translate_word *words,
                            size_t count, const bool sources[LANG_COUNT], enum lang to,
                            struct arena *arena, struct translations *out,
                            struct err *e) WARN_UNUSED;

#endif
