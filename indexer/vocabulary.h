/* vocabulary.h - words as written -> forms -> terms, shared by all threads.
 *
 *     "Länder," is the word Länder  ->  form länder  ->  term land   (German)
 *
 * Each distinct word is folded and stemmed once. Forms and terms are numbered
 * 0, 1, 2 ... in each language, in the order they are first met; with several
 * threads that order is chance, so nothing written may depend on a number.
 *
 * Words that are known are looked up without a lock; only a new one takes its
 * language's, when it has been stemmed. A thread has a reader of its own.
 *
 * Memory  Slices borrow until vocabulary_clear. The getters may be called only
 *         while no thread looks words up.                                     */
#ifndef INDEXER_VOCABULARY_H
#define INDEXER_VOCABULARY_H

#include "base/err.h"
#include "base/slice.h"
#include "stemmers/words.h"
#include "stemmers/lang.h"

/* Tokens are below these, so that a bit is left for those who keep them. */
#define VOCABULARY_NO_TERM 0x7fffffffu       /* the word is not indexed */
#define VOCABULARY_FAILED 0x7ffffffeu        /* no memory, or too many words */

struct vocabulary;
struct vocabulary_reader;

enum status vocabulary_open(struct vocabulary **out, struct err *e) WARN_UNUSED;
void vocabulary_close(struct vocabulary *v);

enum status vocabulary_reader_open(struct vocabulary *v, struct vocabulary_reader **out,
                                   struct err *e) WARN_UNUSED;
void vocabulary_reader_close(struct vocabulary_reader *r);

/* Of a document, which has the forms and terms, and of a paragraph in it (analyzer.h). */
struct vocabulary_langs {
    enum lang space, words;
};

/* A word of a text as the number of its form, doubled, and 1 where it begins with a capital
 * letter: so it is counted by form and by capitals at once.                   */
static inline uint32_t vocabulary_token_form(uint32_t token)
{
    return token >> 1;
}

/* For words of a text as words.h found them, the token of each one, or one of the above. 32 bytes after each word's start can be read (the text has slack).
 * Requires count <= VOCABULARY_WORDS_MAX.                                     */
#define VOCABULARY_WORDS_MAX 32
void vocabulary_forms(struct vocabulary_reader *r, struct vocabulary_langs langs,
                      const uint8_t *text, const struct word *words, size_t count,
                      uint32_t *tokens);

/* Whether two tokens have the same term. */
bool vocabulary_have_one_term(struct vocabulary_reader *r, enum lang lang, uint32_t a, uint32_t b);

uint32_t vocabulary_form_count(const struct vocabulary *v, enum lang lang);
uint32_t vocabulary_term_count(const struct vocabulary *v, enum lang lang);
struct slice vocabulary_form_bytes(const struct vocabulary *v, enum lang lang, uint32_t form);
struct slice vocabulary_term_bytes(const struct vocabulary *v, enum lang lang, uint32_t term);
uint32_t vocabulary_term_of(const struct vocabulary *v, enum lang lang, uint32_t form);

/* Gives memory back that growing left and no thread can be reading. Words are looked up in tasks,
 * numbered from 1: those up to `begun` may have begun, those up to `ended` have ended.
 * At any time.                                                                */
void vocabulary_trim(struct vocabulary *v, uint64_t begun, uint64_t ended);

/* Forgets all words. No number stays valid. While no thread looks words up. */
void vocabulary_clear(struct vocabulary *v);

#endif
