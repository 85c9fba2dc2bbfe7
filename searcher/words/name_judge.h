/* name_judge.h - whether a term of an index is the same name as a word that was typed.
 *
 * Words of two alphabets meet by chance the oftener, the less is known of them. What
 * is asked for, in hundredths of similarity:
 *
 *     typed                     term: name-like     a noun, or a form of an ordinary
 *                                                   term that has a capital
 *     name, or in no index            85            94
 *     noun                            90            94
 *     ordinary word                   94            never
 *       of a short key                98            never
 *     abbreviation: НАТО              98            98
 *     key of one letter: Lee          98            98
 *     in the same alphabet            97            97, ordinary words never, nor those
 *                                                   of one letter's key (Lee, Lea)
 *
 * Keys are consonants, and the vowel that begins a word (name_key.h); short ones have one or two.
 * A term is name-like where most of its occurrences begin with a capital letter, and
 * only forms of which that is so are compared. In German it is so of every noun. A
 * capital that was typed makes a noun of an ordinary word: Крутой, крутой.
 * Chosen on half of the pairs of `make bench-names`, for fewer than one false partner
 * of a name and .1 of an ordinary word.
 *
 * Memory  Nothing is allocated.                                              */
#ifndef SEARCHER_NAME_JUDGE_H
#define SEARCHER_NAME_JUDGE_H

#include "searcher/words/dictionary.h"
#include "stemmers/name_key.h"

/* What a word is, by how its language writes it. */
enum name_kind {
    NAME_UNKNOWN,      /* it does not occur */
    NAME_ORDINARY,     /* mostly in lower case */
    NAME_NOUN,         /* a capital, but in German */
    NAME_LIKE,
    NAME_COMMON,       /* ordinary, and in so many articles that it is not looked for elsewhere */
};

enum name_kind name_kind_of(enum lang lang, const struct dictionary_word *word);

/* A typed word, ready to be compared. */
struct name_query {
    enum name_kind kind;
    bool abbreviation;                    /* of capitals alone: sounds like НАТО, or is spelled */
    struct name_sounds sounds;
    struct name_key keys[NAME_KEYS_MAX];
    size_t key_count;                     /* 0: it cannot be a name, or is too short to tell */
};

void name_query_init(struct name_query *q, struct slice form, enum name_kind kind);

/* False where the form cannot make its term accepted, whatever its other forms are. */
bool name_may_be(const struct name_query *q, const struct form_count *form);

/* How alike the typed word and the likest form of the term are; 0 where it is not accepted. */
double name_judge(const struct name_query *q, enum lang lang, const struct dictionary_word *word);

#endif
