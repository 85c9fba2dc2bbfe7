/* translate_cognates.h - words that no dictionary has, by their sound: статоры, Statoren.
 *
 * Terms of science and trade are the same in many languages. What is in no dictionary is
 * seldom an everyday word, so less likeness is asked for than of names (name_judge.h), in the
 * terms that may be names: of German, all nouns.
 *
 * Cost    As a name's: a tenth of a millisecond, only for words without translations. */
#ifndef SEARCHER_TRANSLATE_COGNATES_H
#define SEARCHER_TRANSLATE_COGNATES_H

#include "searcher/engine.h"
#include "searcher/words/variant.h"

/* Adds to *out the terms that sound like a word of another alphabet. */
enum status translate_cognates_add(struct engine *g, enum lang lang, struct slice word,
                                   struct variants *out, struct err *e) WARN_UNUSED;

#endif
