/* typed.h - whether a place of a text shows a clause as it was typed.
 *
 * Both sides folded: case, width, accents as fold.h says.                     */
#ifndef SEARCHER_TYPED_H
#define SEARCHER_TYPED_H

#include "searcher/query/query.h"
#include "stemmers/analyzer.h"
#include "stemmers/words.h"

/* words: initialised, for its memory. */
bool typed_equals(struct analyzer *a, enum lang lang, const struct clause *c, struct slice place,
                  struct words *words);

#endif
