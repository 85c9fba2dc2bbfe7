/* bm25.h - how well one term describes one document.
 *
 *     idf   = ln(1 + (N - df + 0.5) / (df + 0.5))
 *     norm  = k1 * (1 - b + b * dl / avgdl)
 *     score = idf * tf / (tf + norm), computed as idf / (1 + norm / tf)
 *
 * The second form never falls when tf rises nor rises when norm does, also in
 * floating point (each operation is monotone): bounds stay bounds bit for bit.
 * Source  Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
 *         and Beyond", 2009; the 1 + in idf is Lucene's, it keeps idf > 0.
 * Units   N, df: live documents of one language. tf, dl, avgdl: words weighted by
 *         zone (title 2, body 1). k1 = 1.2, b = 0.75.                          */
#ifndef SEARCHER_BM25_H
#define SEARCHER_BM25_H

#include <math.h>
#include <stdint.h>

#define BM25_K1 1.2
#define BM25_B 0.75

static inline double bm25_idf(uint64_t doc_count, uint64_t df)
{
    return log(1 + ((double)doc_count - (double)df + 0.5) / ((double)df + 0.5));
}

static inline double bm25_norm(double length, double average_length)
{
    return BM25_K1 * (1 - BM25_B + BM25_B * length / average_length);
}

static inline double bm25_score(double idf, double tf, double norm)
{
    return idf / (1 + norm / tf);
}

#endif
