/* expand.h - the variants of a clause in one language, before they are looked up. */
#ifndef SEARCHER_EXPAND_H
#define SEARCHER_EXPAND_H

#include "searcher/run/plan.h"

/* The clause as typed comes first. Some are looked up already (their infos are set),
 * others may occur nowhere. A clause whose words have no terms in the language has
 * only what others know of it.                                                */
enum status expand_clause(struct engine *g, enum lang lang, const struct query *q, size_t clause,
                          struct variants *out, struct err *e) WARN_UNUSED;

#endif
