/* index_writer.h - the one writer of an index: its lock, its commits, its merges.
 *
 * A commit publishes a new segment and the deletions in older ones at once:
 * segment synced and renamed, deletion files written, directory synced, MANIFEST
 * replaced, directory synced; only then is unlinked what no manifest names.
 * What is published survives kill -9 and power loss.
 *
 * After a commit, runs of segments that are due (merge.h) are merged, aside by a
 * thread of their own where that is wanted; at the commit by which a fourth as many
 * documents were added, or in index_writer_settle, the result is taken up, with what was
 * deleted meanwhile: the same commits give the same segments. A merge that fails is postponed to another run, and said: the index is sound
 * without it. Numbers of files are never used twice in a run, whatever failed.
 *
 * Errors  After a failed commit only index_writer_close may follow.           */
#ifndef STORE_INDEX_WRITER_H
#define STORE_INDEX_WRITER_H

#include "base/io.h"
#include "store/deletions.h"
#include "store/index.h"
#include "store/segment_writer.h"

struct index_writer;

struct index_writer_options {
    uint32_t analysis;          /* version of the analyser */
    unsigned wait_ms;           /* for another writer */
    size_t commit_bytes;        /* of a segment being written, held in memory */
    bool merges_aside;
    void (*on_note)(void *context, const char *text);   /* may be null */
    void *context;
};

/* Creates directory and index where there is none. E_BUSY names the holder's pid. */
enum status index_writer_open(const char *path, const struct index_writer_options *options,
                              struct index_writer **out, struct err *e) WARN_UNUSED;
void index_writer_close(struct index_writer *w);

/* What is published; replaced by the next commit. */
struct index *index_writer_published(struct index_writer *w);

/* The published, live document with this id; segment == SIZE_MAX: there is none. */
struct published_document {
    size_t segment;
    docid doc;
    struct document document;
};
enum status index_writer_find(struct index_writer *w, struct slice id,
                              struct published_document *out, struct err *e) WARN_UNUSED;
/* To be published by the next commit. */
enum status index_writer_delete(struct index_writer *w, const struct published_document *d,
                                struct err *e) WARN_UNUSED;

/* The same by the checksum of the id; out->document.id is what was found. */
enum status index_writer_find_hash(struct index_writer *w, uint64_t hash,
                                   struct published_document *out, struct err *e) WARN_UNUSED;

/* Appends what was last published with index_writer_set_files; nothing where nothing was.
 * E_CORRUPT: it is damaged.                                                   */
enum status index_writer_files(struct index_writer *w, struct buf *out, struct err *e) WARN_UNUSED;
/* Opaque bytes, to be published by the next commit in place of the former ones. */
enum status index_writer_set_files(struct index_writer *w, struct slice bytes,
                                   struct err *e) WARN_UNUSED;

/* A segment to be handed to index_writer_commit, or abandoned. One at a time. */
enum status index_writer_segment(struct index_writer *w, struct segment_writer **out,
                                 struct err *e) WARN_UNUSED;

/* Publishes what was deleted and the segment (null: none), which is gone in any
 * case; `dead` are its documents that are deleted already.                    */
enum status index_writer_commit(struct index_writer *w, struct segment_writer *segment,
                                const struct deletions *dead, struct err *e) WARN_UNUSED;

/* Where a sealed, synced segment file is to be written for index_writer_take. */
enum status index_writer_new_path(const struct index_writer *w, char out[IO_PATH_MAX],
                                  struct err *e) WARN_UNUSED;
/* As index_writer_commit, of that file; walk: what the manifest has to say of it. */
enum status index_writer_take(struct index_writer *w, const struct lmdb_walk *walk,
                              const struct deletions *dead, struct err *e) WARN_UNUSED;

/* Merges all segments to one, or to as few as there may be, without what is deleted.
 * An index without a live document keeps no segment.                          */
enum status index_writer_compact(struct index_writer *w, struct err *e) WARN_UNUSED;

/* Waits for the merges that are due. */
enum status index_writer_settle(struct index_writer *w, struct err *e) WARN_UNUSED;

#endif
