/* seal_runs.h - the occurrences of a language's documents, sorted by term.
 *
 *     words of the documents, in slices      counted by form -> terms ranked by their bytes
 *         -> each term's run: the numbers of its words, in the order of the documents
 *
 * A counting sort in slices side by side: each slice knows where its part of every run begins. */
#ifndef INDEXER_SEAL_RUNS_H
#define INDEXER_SEAL_RUNS_H

#include "indexer/seal.h"

#define SEAL_SLICES_MAX 16u
#define SEAL_HINT_WORDS 128u
#define SEAL_NO_RANK UINT32_MAX

struct seal_slice;

struct seal_runs {
    const struct seal_docs *docs;
    enum lang lang;
    const struct vocabulary *vocabulary;
    uint32_t form_count, rank_count;
    uint32_t *form_totals;         /* occurrences of a form */
    uint32_t *form_capitals;       /* of these, those that begin with a capital */
    uint32_t *form_ranks;          /* rank of its term; SEAL_NO_RANK: it does not occur */
    uint32_t *terms;               /* number of the term of a rank */
    uint32_t *run_starts;          /* of each rank, and the end */
    uint32_t *form_starts;         /* of each rank in form_order, and the end */
    uint32_t *form_order;
    uint32_t *runs;                /* numbers of words, sorted by term */
    uint32_t *doc_starts;          /* first word of each document, and the end */
    uint32_t *hints;               /* document of every SEAL_HINT_WORDS-th word */
    struct seal_slice *slices;
    unsigned slice_count;
};

/* Requires docs, lang and vocabulary, all else zero. E_MEMORY; seal_runs_release is due in any case. */
enum status seal_runs_make(struct seal_runs *s, struct pool *pool, struct err *e) WARN_UNUSED;
void seal_runs_release(struct seal_runs *s);

#endif
