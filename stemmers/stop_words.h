/* stop_words.h - small words that carry grammar and no subject: the, und, в.
 *
 * Documents are indexed with all their words, and a query in its own language is
 * asked with all of them. Only dictionaries leave small words out, on both sides of
 * an entry and in what is looked up: "in" would else find everything that a
 * dictionary says of in, and "declaration of intent" would not be two words.
 *
 * Cost    A search in some lines of text, .4 us.                              */
#ifndef STEMMERS_STOP_WORDS_H
#define STEMMERS_STOP_WORDS_H

#include "stemmers/lang.h"

/* Whether a folded word is one; LANG_OTHER has none. */
bool stop_word(enum lang lang, struct slice form);

/* For who asks of many words: rows by bytes of a word, bits by its size. Filled in 3 us;
 * tells of five in six other stems of a vocabulary that they are none.          */
#define STOP_FILTER_ROWS 64u
struct stop_filter {
    bool is_filled;
    uint32_t rows[STOP_FILTER_ROWS];
};
void stop_filter_fill(enum lang lang, struct stop_filter *out);

static inline uint32_t *stop_filter_row(struct stop_filter *f, struct slice form)
{
    return &f->rows[(form.p[form.n / 2] ^ form.p[form.n - 1] << 2 ^ form.p[0] << 4) % STOP_FILTER_ROWS];
}

/* Whether a folded word that is not empty may be one. */
static inline bool stop_filter_may_be(struct stop_filter *f, struct slice form)
{
    return form.n < 32 && (*stop_filter_row(f, form) >> form.n & 1) != 0;
}

/* The next one behind *at, which begins at 0; false where there is none. */
bool stop_word_next(enum lang lang, size_t *at, struct slice *out);

/* Whether it is one of those that dictionaries put before or into an entry as a
 * matter of form: to, the, der, jdm., sth.                                    */
bool stop_word_of_form(enum lang lang, struct slice form);

#endif
