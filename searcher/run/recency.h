/* recency.h - newer articles before older ones of the same merit: --recency=DAYS.
 *
 *     factor = 1/2 + 1/2 * 2^(-age / DAYS)
 *
 * A score is multiplied by it: an article of today keeps all of it, one that is DAYS old
 * three quarters, a very old one half, and so does one whose day is not known. The factor
 * is never above 1, so that what a score is bounded by bounds the product too. */
#ifndef SEARCHER_RECENCY_H
#define SEARCHER_RECENCY_H

#include "base/slice.h"

/* date: of an article, as in query_dates.h; today: YYYYMMDD; days >= 1. */
double recency_factor(struct slice date, uint32_t today, uint32_t days);

#endif
