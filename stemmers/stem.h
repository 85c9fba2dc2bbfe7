/* stem.h - Snowball's stemmers for English, German and Russian.
 *
 * A word that is not written in the language's script is left as it is.
 * Source  Porter, "Snowball: a language for stemming algorithms", 2001;
 *         libstemmer.                                                         */
#ifndef STEMMERS_STEM_H
#define STEMMERS_STEM_H

#include "base/err.h"
#include "stemmers/lang.h"

struct stem;

enum status stem_open(struct stem **out, struct err *e) WARN_UNUSED;
void stem_close(struct stem *s);

/* The stem of a folded word; borrows until the next call, or from the word. */
struct slice stem_word(struct stem *s, enum lang lang, struct slice word);

#endif
