/* sync_file.h - one file of a run: read, unless its bytes are those that were read before.
 *
 * A file that changes while it is read is read once more; where it changes again, what was read
 * counts, it is noted, and the next run reads it again. So does a file of which something was
 * skipped; what it had before and lacks now stays until it is read whole. */
#ifndef INDEXER_SYNC_FILE_H
#define INDEXER_SYNC_FILE_H

#include "indexer/sync.h"

/* As scan_calls.same and .read; the context is a struct sync. */
enum status sync_file_same(void *context, const struct source *before, struct source *now,
                           struct err *e) WARN_UNUSED;
enum status sync_file_read(void *context, const struct source *before, struct source *now,
                           struct err *e) WARN_UNUSED;

/* Standard input: records, where the type is not given. */
enum status sync_file_stream(struct sync *s, struct err *e) WARN_UNUSED;

#endif
