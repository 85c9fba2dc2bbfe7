/* index_writer_state.h - what the parts of the writer share: index_writer.c opens it, finds and
 * deletes documents; index_commit.c publishes; index_merges.c merges segments.  */
#ifndef STORE_INDEX_WRITER_STATE_H
#define STORE_INDEX_WRITER_STATE_H

#include "store/index_writer.h"
#include "store/manifest.h"
#include "store/merge_task.h"

struct index_writer {
    char *path;
    int lock;
    struct index_writer_options options;
    struct manifest manifest;
    struct buf files;                 /* to be published, where has_files */
    bool has_files;
    struct index *index;
    struct deletions *deletions;      /* of each segment, with what is to be published */
    bool *changed;                    /* whose deletions differ from the published ones */
    uint32_t next_segment;            /* above every number that was tried */
    struct merge_task *merge;         /* under way; its inputs are the run first.. */
    uint32_t merge_first;             /* number of the run's first segment */
    size_t merge_count;
    uint64_t merge_docs, added_docs;  /* of its inputs; of commits since it began */
    bool merges_off;                  /* one failed */
};

/* index_writer.c: opens what is published and takes a copy of its deletions to add to. */
enum status writer_open_published(struct index_writer *w, struct err *e) WARN_UNUSED;
void writer_release_deletions(struct index_writer *w);
void writer_remove_unused(const struct index_writer *w);

/* index_commit.c: the parts of a commit, then the commit itself.
 * The synced file takes the next number. */
enum status writer_name_segment(struct index_writer *w, const char *file,
                                struct manifest_segment *out, struct err *e) WARN_UNUSED;
enum status writer_put_deletions(struct index_writer *w, struct manifest_segment *m,
                                 uint64_t generation, const struct deletions *d,
                                 struct err *e) WARN_UNUSED;
/* Makes m the index, when all files that it names are on the disk under their names.
 * Where that fails after the rename, it is the index all the same, though perhaps not
 * after a power cut: the report says so.                                       */
enum status writer_publish(struct index_writer *w, struct manifest *m, struct err *e) WARN_UNUSED;

/* index_merges.c: after a commit of so many documents takes up a merge that is due, and begins
 * the next one.                                                                */
enum status writer_merge(struct index_writer *w, uint64_t added_docs, struct err *e) WARN_UNUSED;

#endif
