/* merge_task.h - a merge of published segments, by a thread of its own or at once.
 *
 * It opens the index itself, so the writer goes on meanwhile; its result is the
 * file MERGE_TASK_FILE in the index's directory, synced.                      */
#ifndef STORE_MERGE_TASK_H
#define STORE_MERGE_TASK_H

#include "store/merge.h"

#define MERGE_TASK_FILE "seg-merge.tmp"

struct merge_task;

/* Merges the segments first .. first + count - 1 as they are published now. */
enum status merge_task_start(const char *path, uint32_t analysis, size_t first, size_t count,
                             size_t commit_bytes, bool aside, struct merge_task **out,
                             struct err *e) WARN_UNUSED;
/* Waits; how it ended. */
enum status merge_task_join(struct merge_task *t, struct err *e) WARN_UNUSED;

/* After a merge that ended well: */
struct lmdb_walk merge_task_walk(const struct merge_task *t);
uint32_t merge_task_doc_count(const struct merge_task *t);
/* Where document `doc` of input `input` went; DOC_END: it was deleted. */
docid merge_task_moved(const struct merge_task *t, size_t input, docid doc);

/* Stops it where it is not done, and frees it. */
void merge_task_abandon(struct merge_task *t);

#endif
