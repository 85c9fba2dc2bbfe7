/* bm25.h - how well one term describes one document.
 *
 *     idf   = ln(1 + (N - df + 0.5) / (df + 0.5))
 *     norm  = k1 * (1 - b + b * dl / avgdl)
 *     score = idf * tf / (tf + norm), rounded to a multiple of 2^-30
 *
 * Sums of such scores are exact in a double (below 2^22), so the order in which
 * a document's terms are met does not change a bit of its score. With tf and
 * norm both in hundredths of words all is one division.
 *
 * A bound is a score one quantum higher: floating point may round a smaller tf
 * or a greater length up by less than that.
 *
 * Source  Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
 *         and Beyond", 2009; the 1 + in idf is Lucene's, it keeps idf > 0.
 * Units   N, df: live documents of one language. tf, dl, avgdl: hundredths of words
 *         weighted by zone (segment_runs.h). k1 = 1.2, b = 0.75.              */
#ifndef SEARCHER_BM25_H
#define SEARCHER_BM25_H

#include <math.h>
#include <stdint.h>

#include "store/segment.h"

#define BM25_K1 1.2
#define BM25_B 0.75

/* df may be a mean of several; at most doc_count. */
static inline double bm25_idf_of(double doc_count, double df)
{
    return log(1 + (doc_count - df + 0.5) / (df + 0.5));
}

static inline double bm25_idf(uint64_t doc_count, uint64_t df)
{
    return bm25_idf_of((double)doc_count, (double)df);
}

/* norm = base + slope * dl, all in hundredths of words. */
struct bm25 {
    double base, slope, average;
};

static inline struct bm25 bm25_of(double average_length)
{
    return (struct bm25){.base = SEGMENT_BODY_WEIGHT * BM25_K1 * (1 - BM25_B),
                         .slope = SEGMENT_BODY_WEIGHT * BM25_K1 * BM25_B / average_length,
                         .average = average_length};
}

#define BM25_QUANTUM (1.0 / (1 << 30))

/* To a multiple of the quantum: added to 3 * 2^21, a double keeps no more. */
static inline double bm25_round(double score)
{
    const double large = 6291456.0;
    return (score + large) - large;
}

static inline double bm25_norm(const struct bm25 *m, uint32_t length)
{
    return m->base + m->slope * length;
}

static inline double bm25_score(const struct bm25 *m, double idf, uint32_t tf, uint32_t length)
{
    return bm25_round(idf * tf / (tf + bm25_norm(m, length)));
}

static inline double bm25_bound(const struct bm25 *m, double idf, uint32_t tf, uint32_t length)
{
    return bm25_score(m, idf, tf, length) + BM25_QUANTUM;
}

#endif
