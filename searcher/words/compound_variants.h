/* compound_variants.h - German compounds that hold a typed word, and the parts of a typed compound, as
 * variants of the word.
 *
 *     umsatz          handelsumsatz, umsatzsteuer, ...
 *     handelsumsatz   "handel umsatz", "umsatz handel" with up to COMPOUND_SLOP words between
 *
 * Where any of a query's words will do, and where no article has the compound, each of its parts counts
 * alone: there it ranks articles, or finds some at all; else Klimaschutz would find all Schutz. */
#ifndef SEARCHER_COMPOUND_VARIANTS_H
#define SEARCHER_COMPOUND_VARIANTS_H

#include "searcher/engine.h"

#define COMPOUND_SLOP 8u

/* Adds the terms; none but in German. alone: parts count each by itself. */
enum status compound_variants_add(struct engine *g, enum lang lang, struct slice word, bool alone,
                                  struct variants *out, struct err *e) WARN_UNUSED;

#endif
