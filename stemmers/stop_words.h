/* stop_words.h - small words that carry grammar and no subject: the, und, в.
 *
 * Documents are indexed with all their words, and a query in its own language is
 * asked with all of them. Only dictionaries leave small words out, on both sides of
 * an entry and in what is looked up: "in" would else find everything that a
 * dictionary says of in, and "declaration of intent" would not be two words.
 *
 * Cost    A search in one line of text, about 0.1 us.                         */
#ifndef STEMMERS_STOP_WORDS_H
#define STEMMERS_STOP_WORDS_H

#include "stemmers/lang.h"

/* Whether a folded word is one; LANG_OTHER has none. */
bool stop_word(enum lang lang, struct slice form);

/* The next one behind *at, which begins at 0; false where there is none. */
bool stop_word_next(enum lang lang, size_t *at, struct slice *out);

/* Whether it is one of those that dictionaries put before or into an entry as a
 * matter of form: to, the, der, jdm., sth.                                    */
bool stop_word_of_form(enum lang lang, struct slice form);

#endif
