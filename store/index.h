/* index.h - an index directory, open for reading: a snapshot of its segments.
 *
 * Needs no write permission and no lock; a writer never changes what is open.  */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "store/segment.h"

struct index;

/* E_NOT_FOUND: no index there. E_VERSION: made by another version (names both).
 * `analysis` is the analyser's version, compared with that of the index.      */
enum status index_open(const char *path, uint32_t analysis, struct index **out,
                       struct err *e) WARN_UNUSED;
void index_close(struct index *x);

/* A segment alone, as the manifest of the index in `path` has it, without its deletions;
 * then these. E_CORRUPT.                                                       */
struct manifest_segment;
enum status index_open_segment(const char *path, const struct manifest_segment *m,
                               struct segment **out, struct err *e) WARN_UNUSED;
enum status index_open_deletions(const char *path, const struct manifest_segment *m,
                                 struct segment *s, struct err *e) WARN_UNUSED;

/* Adds the names of the user fields that its documents have (user_field_names_add). */
void index_user_field_names(const struct index *x, struct buf *names);

/* Whether a commit has made a newer one. */
bool index_is_outdated(const struct index *x);

uint64_t index_generation(const struct index *x);
size_t index_segment_count(const struct index *x);
struct segment *index_segment(const struct index *x, size_t at);   /* oldest first */
uint64_t index_file_bytes(const struct index *x);
uint64_t index_segment_bytes(const struct index *x, size_t at);

#endif
