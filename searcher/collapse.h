/* collapse.h - articles that are nearly the same as a better hit stand behind it.
 *
 * The news of an agency comes from many sites: the best copy is shown, with the number
 * of the others. Two articles of a language are near duplicates where 56 of the 64 bits of their
 * signatures agree (about three quarters of their four-word shingles; of unrelated
 * texts one pair in ten thousand million does), exact ones where all do and their texts
 * have the same size.
 *
 * Only hits that were found are looked at: similar counts copies among the best ones, not
 * in the whole index. A hit is compared with the COLLAPSE_WINDOW kept before it, as copies
 * have about the same score.                                                   */
#ifndef SEARCHER_COLLAPSE_H
#define SEARCHER_COLLAPSE_H

#include "searcher/engine.h"

enum collapse { COLLAPSE_NEAR, COLLAPSE_EXACT, COLLAPSE_OFF };

#define COLLAPSE_WINDOW 256u

/* engine_search for `options->limit` hits that are no copies of each other. */
enum status collapse_search(struct engine *g, struct index *const *indexes, const struct query *q,
                            const struct engine_options *options, enum collapse collapse,
                            struct arena *arena, struct results *out, struct err *e) WARN_UNUSED;

#endif
