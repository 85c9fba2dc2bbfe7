/* compound_words.h - whether a piece of a word is a word that a compound may be made of.
 *
 * Memory  Pieces and answers are in the arena, where each piece is asked for once.   */
#ifndef SEARCHER_COMPOUND_WORDS_H
#define SEARCHER_COMPOUND_WORDS_H

#include "searcher/words/dictionary.h"

/* What the vocabulary knows of a piece. */
struct compound_word {
    struct slice piece;
    struct slice form;             /* the word in it: without linking element, or with a last e */
    uint64_t occurrences;          /* of that form; 0: no such word */
    bool noun;                     /* most of them with a capital */
};

#define COMPOUND_WORDS_SLOTS 1024

struct compound_words {
    struct engine *engine;
    struct arena *arena;
    struct compound_word **slots;  /* by hash of the piece; full ones are replaced */
    struct err *err;
};

/* E_MEMORY. */
enum status compound_words_init(struct compound_words *w, struct engine *g, struct arena *arena,
                                struct err *e) WARN_UNUSED;

/* What the vocabulary knows of the piece. */
enum status compound_words_find(struct compound_words *w, struct slice piece,
                                struct compound_word *out) WARN_UNUSED;

/* The word, and the forms of the same noun in the indexes. */
#define COMPOUND_FORMS_MAX 32

struct compound_forms {
    struct slice forms[COMPOUND_FORMS_MAX];
    size_t count;
    uint64_t occurrences;          /* of the forms with the word's own stem */
    bool is_no_noun;               /* it is in the indexes, mostly with a small letter */
};

enum status compound_forms_find(struct compound_words *w, struct slice word,
                                struct compound_forms *out) WARN_UNUSED;

/* Whether the piece is a prefix or suffix, which makes a derivation but no compound. */
bool compound_is_affix(struct slice piece);

/* Whether a piece of three letters is one of the nouns and adjectives that compounds are made of. */
bool compound_is_short_word(struct slice piece);

/* Whether a piece may be taken for a word though no article has it alone: in a small collection, which does
 * not hold every word, and beside a long one: short ones stand in others by chance. */
bool compound_may_be_unseen(const struct compound_words *w);
bool compound_may_stand_beside(struct slice unseen, struct slice word);
/* Whether a piece that no article has alone may be the first or last part of a compound, by its letters. */
bool compound_looks_first(struct slice piece);
bool compound_looks_last(struct slice piece);
/* Whether what is behind a word begins with a suffix: freund|schaftlich. */
bool compound_has_suffix(struct slice piece);

/* Whether a form is the name of a place, which shares no meaning with its parts: it ends like one, and who
 * lives there is in the vocabulary (Brandenburg, Brandenburger).                */
enum status compound_is_place(struct engine *g, struct slice form, struct arena *arena, bool *out,
                              struct err *e) WARN_UNUSED;

/* Letters of the piece, and whether one is a vowel. */
size_t compound_count_letters(struct slice piece);
bool compound_has_vowel(struct slice piece);

/* The size of the linking element at the start of s that is no 0 before, in turn: 0, ... ; false at
 * the end of the list. */
bool compound_next_link(struct slice s, size_t *at, size_t *size);

#endif
