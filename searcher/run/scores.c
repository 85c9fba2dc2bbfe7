#include "searcher/run/scores.h"

#include "base/processor.h"
#include "store/segment_file.h"

FOR_EACH_PROCESSOR void scores_of(const struct segment *s, const struct bm25 *m, double idf,
                                  const docid *docs, const uint32_t *tfs, uint32_t count,
                                  double *out)
{
    uint32_t lengths[POSTINGS_BLOCK];

    for (uint32_t i = 0; i < count; i++)
        lengths[i] = segment_length(s, docs[i]);
    for (uint32_t i = 0; i < count; i++)
        out[i] = bm25_score(m, idf, tfs[i], lengths[i]);
}

FOR_EACH_PROCESSOR void scores_of_each(const struct segment *s, const struct bm25 *m,
                                       const double *idfs, const docid *docs, const uint32_t *tfs,
                                       uint32_t count, double *out)
{
    uint32_t lengths[POSTINGS_BLOCK];

    for (uint32_t i = 0; i < count; i++)
        lengths[i] = segment_length(s, docs[i]);
    for (uint32_t i = 0; i < count; i++)
        out[i] = bm25_score(m, idfs[i], tfs[i], lengths[i]);
}

/* Unused points have tf 0 and score nothing. */
FOR_EACH_PROCESSOR double scores_bound(const struct bound *b, const struct bm25 *m, double idf)
{
    double scores[BOUND_POINTS], best = 0;

    for (size_t i = 0; i < BOUND_POINTS; i++)
        scores[i] = bm25_bound(m, idf, b->points[i].tf, b->points[i].length);
    for (size_t i = 0; i < BOUND_POINTS; i++)
        best = scores[i] > best ? scores[i] : best;
    return best;
}
