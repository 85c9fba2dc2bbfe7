/* expand.h - the variants of a clause in one language, before they are looked up. */
#ifndef SEARCHER_EXPAND_H
#define SEARCHER_EXPAND_H

#include "searcher/run/plan.h"
#include "searcher/words/expansions.h"

/* What the patterns of a query fit, by clause; null where it has none. In the arena. */
enum status expand_patterns(struct engine *g, enum lang lang, const struct query *q,
                            struct arena *arena, const struct expansions **out,
                            struct err *e) WARN_UNUSED;

/* The clause as typed comes first. Some are looked up already (their infos are set),
 * others may occur nowhere. A clause whose words have no terms in the language has
 * only what others know of it. patterns: of expand_patterns.                   */
enum status expand_clause(struct engine *g, enum lang lang, const struct query *q, size_t clause,
                          const struct expansions *patterns, struct variants *out,
                          struct err *e) WARN_UNUSED;

#endif
