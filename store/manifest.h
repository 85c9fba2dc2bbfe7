/* manifest.h - which segments are the index: one small text file.
 *
 *     stemma-index 4                  format version
 *     generation 17                   rises with every commit
 *     features 0                      bits; a reader refuses those it does not know
 *     analysis 2                      version of the analyser
 *     next-segment 4                  number of the next segment file
 *     segment 3 BYTES META STRUCTURE DELETIONS
 *                                     seg-000003.mdb, its size, two checksums in
 *                                     hex, generation of its deletions or 0
 *     files GENERATION BYTES CHECKSUM files-GENERATION: the indexer's memory of the files
 *                                     it read; no such line: none
 *     checksum 0123456789abcdef       XXH3 of all lines above
 *
 * It is replaced by rename; what it does not name is no part of the index.    */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "base/buf.h"
#include "base/err.h"
#include "store/lmdb_walk.h"

#define MANIFEST_FORMAT 4
#define MANIFEST_NAME "MANIFEST"
#define MANIFEST_SEGMENTS_MAX 4096
#define MANIFEST_SEGMENT_NAME_MAX 64

struct manifest_segment {
    uint32_t number;
    uint64_t bytes;
    struct lmdb_walk walk;
    uint64_t deletions;      /* generation of the file; 0: none */
};

struct manifest {
    uint64_t generation;
    uint32_t analysis;
    uint32_t next_segment;
    struct manifest_files {
        uint64_t generation;         /* 0: there is no such file */
        uint64_t bytes, checksum;
    } files;
    size_t segment_count;
    struct manifest_segment segments[MANIFEST_SEGMENTS_MAX];
};

/* E_NOT_FOUND: none there. E_VERSION, E_CORRUPT. */
enum status manifest_read(const char *directory, struct manifest *out, struct err *e) WARN_UNUSED;
/* Durable when it returns OK. */
enum status manifest_write(const char *directory, const struct manifest *m,
                           struct err *e) WARN_UNUSED;

/* Appends the bytes of the manifest's files-N; nothing where there is none. E_CORRUPT. */
enum status manifest_read_files(const char *directory, const struct manifest *m, struct buf *out,
                                struct err *e) WARN_UNUSED;

void manifest_segment_name(uint32_t number, char out[MANIFEST_SEGMENT_NAME_MAX]);
void manifest_deletions_name(uint32_t number, uint64_t generation,
                             char out[MANIFEST_SEGMENT_NAME_MAX]);
void manifest_files_name(uint64_t generation, char out[MANIFEST_SEGMENT_NAME_MAX]);

#endif
