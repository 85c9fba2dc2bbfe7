/* near_matches.h - the matches of NEAR and ADJ that a reader is to see: those that stand
 * near each other, and not every place of their words. */
#ifndef SEARCHER_NEAR_MATCHES_H
#define SEARCHER_NEAR_MATCHES_H

#include "searcher/engine.h"

/* Keeps, of the matches of one document by position, those of clauses that are in no NEAR, and
 * of the others those in a stretch that NEAR takes (near_each). E_MEMORY. */
enum status near_matches_keep(const struct query *q, struct match *matches, size_t *count,
                              struct arena *arena, struct err *e) WARN_UNUSED;

#endif
