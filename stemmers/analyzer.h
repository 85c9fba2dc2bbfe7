/* analyzer.h - from a word as it is written to the term that is indexed.
 *
 *     bytes -> words.h (boundaries) -> fold.h (case, width, ё) -> stem.h (Snowball)
 *     "Gesprächen" -> "gesprächen" -> German: "gesprach"
 *
 * Documents and queries pass through the same function; its settings are a
 * number stored in the index, checked when the index is opened.
 *
 * Memory  One analyzer per thread.                                           */
#ifndef STEMMERS_ANALYZER_H
#define STEMMERS_ANALYZER_H

#include "base/err.h"
#include "base/slice.h"
#include "stemmers/lang.h"

/* Changes whenever the same word would give another term; an index made with
 * another number is refused.                                                 */
#define ANALYZER_VERSION 4

/* A term's bytes, at most; longer results of folding are not indexed. */
#define ANALYZER_TERM_MAX_BYTES 255

struct analyzer;

enum status analyzer_open(struct analyzer **out, struct err *e) WARN_UNUSED;
void analyzer_close(struct analyzer *a);

/* A word's term; both sizes are 0 where the word has none (nothing is left
 * after folding, or it is too long). The slices borrow until the next call.  */
struct analyzer_term {
    struct slice form;   /* folded: case, width, ё, apostrophes; what vocabularies hold */
    struct slice stem;   /* what is indexed */
};

/* E_IO where ICU was needed and is not there: words then have no terms. Ask after
 * a text or a query has been analysed.                                        */
enum status analyzer_status(struct err *e) WARN_UNUSED;

/* The term of one word of valid UTF-8, as words.h found it, in one language. */
struct analyzer_term analyzer_word(struct analyzer *a, enum lang lang, struct slice word);
/* Its form alone. */
struct slice analyzer_form(struct analyzer *a, enum lang lang, struct slice word);

/* A paragraph in another language than its document's: its words are in the document's term
 * space, and marked where it has another stemmer for them. An English word of a Russian text
 * has the same anyway; German words of an English text are marked:
 *
 *     byte 01, '0' + the stemmer's language, form or stem        01 "2haus"
 *
 * Numbers are read in the paragraph's language, and no word that begins with a digit is marked. */
#define ANALYZER_MARK 1
#define ANALYZER_MARK_BYTES 2

/* The term of a word in a paragraph in `lang` of a document in `space`. */
struct analyzer_term analyzer_word_in(struct analyzer *a, enum lang space, enum lang lang,
                                      struct slice word);

#endif
