/* scores.h - many scores at once: bm25.h's bits, in vectors where there are any. */
#ifndef SEARCHER_SCORES_H
#define SEARCHER_SCORES_H

#include "searcher/run/bm25.h"
#include "store/postings.h"

/* Of documents that hold a term; count <= POSTINGS_BLOCK. */
void scores_of(const struct segment *s, const struct bm25 *m, double idf, const docid *docs,
               const uint32_t *tfs, uint32_t count, double *out);

/* The same, each document with an idf of its own. */
void scores_of_each(const struct segment *s, const struct bm25 *m, const double *idfs,
                    const docid *docs, const uint32_t *tfs, uint32_t count, double *out);

/* What no posting under the bound exceeds. */
double scores_bound(const struct bound *b, const struct bm25 *m, double idf);

#endif
