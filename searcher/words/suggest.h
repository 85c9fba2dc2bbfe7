/* suggest.h - what may have been meant by a word that the index lacks; completions.
 *
 *     spelling  Zusamenarbeit -> Zusammenarbeit    fuzzy.h, by misspelling.h and frequency
 *     layout    Jvcr -> Омск                       keyboard.h
 *     script    gosudarstvo -> государство         transliteration.h
 *     split     tradecooperation -> trade cooperation
 *     join      bau material -> Baumaterial
 *
 *     score = log2(1 + occurrences) - 10 bits * cost / 100
 *
 * so that an edit weighs as much as a thousand times the frequency. A suggestion comes
 * with its terms: whether it has hits together with the rest of a query is for the caller to try.
 *
 * Memory  In the arena.
 * Cost    A fuzzy walk per language.
 * Source  The noisy channel: Kernighan, Church and Gale, 1990.                */
#ifndef SEARCHER_SUGGEST_H
#define SEARCHER_SUGGEST_H

#include "searcher/words/fuzzy.h"

#define SUGGEST_MOST 8u              /* for a word */
#define SUGGEST_NEARLY 5u            /* occurrences: a form with so many or fewer may be misspelt */

enum suggest_kind {
    SUGGEST_SPELLING,
    SUGGEST_LAYOUT,
    SUGGEST_SCRIPT,
    SUGGEST_SPLIT,
    SUGGEST_JOIN,
    SUGGEST_COMPLETION
};

struct suggestion {
    enum suggest_kind kind;
    enum lang lang;
    struct slice text;               /* as it is mostly written, but for capitals within words;
                                        words of a split with a space between */
    struct slice folded;             /* the same without capitals */
    struct slice terms[2];
    size_t term_count;
    uint64_t df;                     /* of the rarer term; completions: 0, not asked */
    uint64_t occurrences;            /* of the rarer form */
    uint32_t cost;                   /* hundredths of an edit */
    double score;
};

struct suggestions {
    const struct suggestion *items;  /* best first; no text and no term twice, none that is a
                                        thousand times less likely than the best */
    size_t count;
};

/* For a word as typed, in all languages of the indexes; none where they have it in this form more
 * than SUGGEST_NEARLY times. What is meant for a form that occurs is much more frequent; for one
 * that does not, though others of its term do ("definately" has the stem of "define"), it is
 * frequent and one edit away.                                                  */
enum status suggest_word(struct engine *g, struct slice word, struct arena *arena,
                         struct suggestions *out, struct err *e) WARN_UNUSED;

/* Two words typed side by side, as one. */
enum status suggest_join(struct engine *g, struct slice first, struct slice second,
                         struct arena *arena, struct suggestions *out, struct err *e) WARN_UNUSED;

/* Words that begin with what is typed, most frequent first, at most `most`: of each term its most
 * frequent form that does.                                                     */
enum status suggest_completions(struct engine *g, struct slice prefix, size_t most,
                                struct arena *arena, struct suggestions *out,
                                struct err *e) WARN_UNUSED;

#endif
