/* merge.h - several neighbouring segments become one, without what is deleted.
 *
 * The documents of a language keep their order, so ties in ranking do not change; df counts live
 * documents only (engine.c), so scores do not change either.                  */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include <stdatomic.h>

#include "store/segment_file.h"

/* Fewer segments are not merged but by compact. */
#define MERGE_LEAST 4u

/* Where the documents of each input went. */
struct merge_moves {
    docid **moved;           /* by input, by document; DOC_END: it was deleted */
    uint32_t doc_count;      /* of the result */
};

void merge_moves_release(struct merge_moves *m, size_t input_count);

/* Writes the live documents of the segments, oldest first, to a new file at
 * `path`; it is synced. E_STOPPED soon after *stopping became true; the file is
 * unlinked where it fails. *moves is to be released in any case.              */
enum status merge_segments(struct segment *const *segments, size_t count, const char *path,
                           size_t commit_bytes, const atomic_bool *stopping,
                           struct merge_moves *moves, struct lmdb_walk *out,
                           struct err *e) WARN_UNUSED;

/* Where a run of segments to merge begins, `count` of them to the end of
 * live_counts; *out_count is 0 where there is nothing to do.
 *
 * From the newest segment backwards, a run takes in each one that has at most
 * 1.5 times the documents of its largest so far; the newest run of four or more is
 * merged. Sizes so grow by four from tier to tier: an index of n documents has
 * O(log n) segments, and each document is copied once a tier. A run that also took in
 * what is as large as its sum copied the whole index at every fourth commit.  */
size_t merge_choose(const uint32_t *live_counts, size_t count, size_t *out_count);

/* How many segments, from `first` on, one merge can take; 1 at least. */
size_t merge_fitting(const uint32_t *live_counts, size_t first, size_t count);

#endif
