/* compound_variants.h - German compounds that hold a typed word, and the parts of a typed compound, as
 * variants of the word.                                                        */
#ifndef SEARCHER_COMPOUND_VARIANTS_H
#define SEARCHER_COMPOUND_VARIANTS_H

#include "searcher/engine.h"

/* Adds the terms; none but in German. */
enum status compound_variants_add(struct engine *g, enum lang lang, struct slice word,
                                  struct variants *out, struct err *e) WARN_UNUSED;

#endif
