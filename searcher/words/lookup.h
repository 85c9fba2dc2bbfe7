/* lookup.h - a variant's terms in every segment of the engine. */
#ifndef SEARCHER_LOOKUP_H
#define SEARCHER_LOOKUP_H

#include "searcher/run/plan.h"

/* Sets infos, df and idf; df is 0 where one of the terms occurs nowhere. In the arena. */
enum status lookup_variant(struct engine *g, enum lang lang, struct arena *arena,
                           struct variant *v, struct err *e) WARN_UNUSED;
/* The same where what is found is remembered with the word that it is a variant of. */
enum status lookup_passing(struct engine *g, enum lang lang, struct arena *arena,
                           struct variant *v, struct err *e) WARN_UNUSED;

/* Live documents that have the term, in all segments; remembered. 1 where it cannot be
 * told: who looks the term up for good is told why.                            */
uint64_t lookup_df(struct engine *g, enum lang lang, struct slice term, struct arena *arena);

#endif
