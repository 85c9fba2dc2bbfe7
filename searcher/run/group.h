/* group.h - the cursor of a clause that has several variants.
 *
 * It runs a window of documents at a time (window.h), short where single documents are
 * asked for, long where all are. run_any.c and run_groups.c move the variants themselves.
 *
 * Bounds  tf / (tf + norm) of a sum is at most the sum of its parts', so the
 *         variants' bounds add up, but never above the idf; all times the best tier.
 *
 * The functions are those of clauses.h for such a clause; group_next, group_seek,
 * group_weighted_tf and group_idf are declared there.                         */
#ifndef SEARCHER_GROUP_H
#define SEARCHER_GROUP_H

#include "searcher/run/window.h"

/* variants: those that the segment has, at least one. */
enum status group_open(struct clause_cursor *c, const struct clause_stats *stats,
                       size_t segment_at, struct arena *arena) WARN_UNUSED;
void group_close(struct clause_cursor *c);
enum status group_status(const struct clause_cursor *c) WARN_UNUSED;

double group_reach(struct clause_cursor *c, docid target);
docid group_reach_last(const struct clause_cursor *c);
double group_reach_between(struct clause_cursor *c, docid first, docid end);
docid group_next_possible(struct clause_cursor *c, docid from);
uint64_t group_df(const struct clause_cursor *c);

/* Its variants' cursors, for who moves them himself (window.h): then the group has no
 * current document.                                                            */
struct clause_cursor *group_variants(const struct clause_cursor *c, size_t *count);

/* Every match in the current document. Documents may be asked for in increasing order. */
enum status group_matches(struct clause_cursor *c, struct buf *matches) WARN_UNUSED;
enum status group_parts(struct clause_cursor *c, struct buf *parts) WARN_UNUSED;

#endif
