/* copy.h - segments of one index taken into another.
 *
 * Documents keep their bytes; where both have an id, the newcomer's counts.     */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/index_writer.h"

/* Publishes a copy of the segment's file and of its deletions. *replaced grows by the
 * documents of w that had the same ids, and are deleted.                        */
enum status copy_segment(struct index_writer *w, struct segment *s, uint64_t *replaced,
                         struct err *e) WARN_UNUSED;

/* Publishes the live documents of all segments of x as one segment, or as few as there
 * may be. Requires that w has none of their ids.                                */
enum status copy_compacted(struct index_writer *w, struct index *x, size_t commit_bytes,
                           struct err *e) WARN_UNUSED;

#endif
