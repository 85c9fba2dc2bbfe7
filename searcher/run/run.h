/* run.h - a plan in one segment: cursors, and the ways to run through them.
 *
 *     run_one      documents that have the one word: best blocks first
 *     run_words    documents that have all words: blocks intersected
 *     run_groups   the same where words have variants: windows intersected
 *     run_all      documents that have every clause, phrases too: leapfrog
 *     run_any      documents that have any: windows, MaxScore
 *     run_some     documents that have so many of the clauses: windows
 *     run_union    the same, one document after the other: slow twin
 *     run_tree     queries that are no row of words
 *
 * All give the same hits with the same bits: a document's score is an exact sum
 * (bm25.h), a bound is never below a score.                                   */
#ifndef SEARCHER_RUN_H
#define SEARCHER_RUN_H

#include "searcher/run/clauses.h"
#include "searcher/run/filters.h"
#include "searcher/run/topk.h"

struct run {
    const struct plan *plan;
    const struct engine_options *options;
    size_t segment_at;                 /* in the engine */
    struct segment *segment;
    struct clause_cursor *wanted, *excluded;
    uint32_t *wanted_clauses, *excluded_clauses;     /* clause numbers of the query */
    docid *excluded_ids;               /* documents that an excluded id names */
    size_t wanted_count, excluded_count, excluded_id_count;
    size_t min_match;                  /* clauses a document must have */
    size_t *most;                      /* relaxed: the most that one had so far; else null */
    const struct filters *filters;
    struct filter_reader reader;
    struct hit place;                  /* index and segment of the hits */
    struct topk *top;
    uint64_t *total;
    bool *pruned;
    struct err *err;
};

/* The cursors of the plan's clauses in the segment. close is due after any open. */
enum status run_open_cursors(struct run *r, struct arena *arena) WARN_UNUSED;
enum status run_close_cursors(struct run *r) WARN_UNUSED;

/* Nulls at first, kept for the next segment. */
struct run_scratch {
    struct any *any;
    struct groups *groups;
};

/* The way that fits. cursors: for what is done when the segment is; arena: for *scratch. */
enum status run_segment(struct run *r, struct run_scratch *scratch, struct arena *cursors,
                        struct arena *arena) WARN_UNUSED;

/* One word's list, and nothing that leaves documents out. */
enum status run_one(struct run *r) WARN_UNUSED;
/* Clauses of one word each. */
enum status run_words(struct run *r, struct arena *arena) WARN_UNUSED;
enum status run_all(struct run *r) WARN_UNUSED;
enum status run_any(struct run *r, struct run_scratch *scratch, struct arena *arena) WARN_UNUSED;
/* Clauses of one word each, or of variants. */
enum status run_groups(struct run *r, struct run_scratch *scratch, struct arena *arena) WARN_UNUSED;
enum status run_some(struct run *r, struct arena *arena) WARN_UNUSED;
enum status run_union(struct run *r) WARN_UNUSED;
enum status run_tree(struct run *r, struct arena *arena) WARN_UNUSED;

/* Deleted, has an excluded clause, or is out of the filters of a flat query. Requires documents in increasing order. */
bool run_leaves_out(struct run *r, docid doc);

static inline bool run_leaves_out_any(const struct run *r)
{
    return r->segment->deletions.deleted > 0 || r->excluded_count > 0 || r->excluded_id_count > 0
           || r->plan->query->filter_count > 0;
}

/* The score of the document that some of the wanted cursors stand on. */
double run_score(struct run *r, docid doc);

/* Relaxed: a document has more clauses than all before, which count no more. */
void run_raise_min_match(struct run *r, size_t matched);

enum status run_take(struct run *r, docid doc, double score) WARN_UNUSED;
/* The same for many that are counted already. */
enum status run_take_scored(struct run *r, const docid *docs, const double *scores,
                            uint32_t count) WARN_UNUSED;

/* From here on documents that cannot enter may be passed uncounted. */
static inline bool run_may_pass(const struct run *r)
{
    uint64_t exact = r->options->exact_total;

    return !r->options->count_only && *r->total >= (exact == 0 ? ENGINE_EXACT_TOTAL : exact);
}

#endif
