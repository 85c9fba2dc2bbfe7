/* groups.h - what stands for the words of a query, as lines: what --parse tells of translations.
 *
 *     word  language  via  weight  articles  terms        with tabs between
 *
 * weight: of the variant times its tier, in [.01, 1] (variant.h); articles: that have it, of a phrase
 * those of its rarest word; terms: as the index has them, of a phrase with blanks between. Words in
 * the order of the query, languages in that of lang.h, as typed first.                      */
#ifndef SEARCHER_GROUPS_H
#define SEARCHER_GROUPS_H

#include "searcher/output/output.h"

/* Appends those that were planned (engine_plan): none where nothing was. */
void output_groups(struct buf *out, const struct output_query *to, const struct query *q);

#endif
