/* What a commit writes, and in which order: index_writer.h. */
#include "store/index_writer_state.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "store/checksum.h"
#include "store/index_folder.h"

enum status index_writer_segment(struct index_writer *w, struct segment_writer **out,
                                 struct err *e)
{
    char path[IO_PATH_MAX];

    *out = NULL;
    TRY(index_writer_new_path(w, path, e));
    return segment_writer_create(path, w->options.commit_bytes, out, e);
}

enum status writer_put_deletions(struct index_writer *w, struct manifest_segment *m,
                                 uint64_t generation, const struct deletions *d, struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];
    struct buf bytes;
    enum status status;

    m->deletions = generation;
    manifest_deletions_name(m->number, generation, name);
    buf_init(&bytes, (size_t)SEGMENT_DOCS_MAX);
    deletions_encode(d, &bytes);
    status = buf_ok(&bytes) ? io_place_file(w->path, name, buf_slice(&bytes), e)
                            : err_memory(e, "deletions");
    buf_release(&bytes);
    return status;
}

enum status writer_name_segment(struct index_writer *w, const char *file,
                                struct manifest_segment *out, struct err *e)
{
    char from[IO_PATH_MAX], to[IO_PATH_MAX], name[MANIFEST_SEGMENT_NAME_MAX];
    struct stat info;

    out->number = w->next_segment++;
    manifest_segment_name(out->number, name);
    TRY(io_join(w->path, file, from, e));
    TRY(io_join(w->path, name, to, e));
    if (stat(from, &info) != 0 || rename(from, to) != 0)
        return err_set_errno(e, E_IO, errno, "cannot rename '%s'", from);
    out->bytes = (uint64_t)info.st_size;
    return OK;
}

enum status index_writer_files(struct index_writer *w, struct buf *out, struct err *e)
{
    return manifest_read_files(w->path, &w->manifest, out, e);
}

enum status index_writer_set_files(struct index_writer *w, struct slice bytes, struct err *e)
{
    buf_clear(&w->files);
    buf_append_slice(&w->files, bytes);
    w->has_files = true;
    return buf_ok(&w->files) ? OK : err_memory(e, "the files' state");
}

static enum status write_files(struct index_writer *w, struct manifest *m, uint64_t generation,
                               struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];

    manifest_files_name(generation, name);
    TRY(io_place_file(w->path, name, buf_slice(&w->files), e));
    m->files = (struct manifest_files){.generation = generation, .bytes = w->files.n,
                                       .checksum = checksum_of(buf_slice(&w->files), 0)};
    w->has_files = false;
    return OK;
}

enum status writer_publish(struct index_writer *w, struct manifest *m, struct err *e)
{
    struct manifest *now;
    enum status status;

    m->generation++;
    m->next_segment = w->next_segment;
    status = io_sync_directory(w->path, e);
    if (status == OK)
        status = manifest_write(w->path, m, e);
    if (status == OK) {
        writer_release_deletions(w);
        w->manifest = *m;
        TRY(writer_open_published(w, e));
        writer_remove_unused(w);
        return OK;
    }
    now = malloc(sizeof *now);
    if (now != NULL && e != NULL && manifest_read(w->path, now, NULL) == OK
        && now->generation == m->generation)
        snprintf(e->hint, sizeof e->hint, "the articles are in the index, but a power cut could "
                 "still take them out again");
    free(now);
    return status;
}

static enum status commit_parts(struct index_writer *w, struct manifest *m,
                                const struct lmdb_walk *walk, const struct deletions *dead,
                                struct err *e)
{
    uint64_t generation = m->generation + 1;

    for (size_t i = 0; i < m->segment_count; i++)
        if (w->changed[i])
            TRY(writer_put_deletions(w, &m->segments[i], generation, &w->deletions[i], e));
    if (walk != NULL) {
        struct manifest_segment *s = &m->segments[m->segment_count++];

        *s = (struct manifest_segment){.walk = *walk};
        TRY(writer_name_segment(w, INDEX_FOLDER_NEW_SEGMENT, s, e));
        if (dead != NULL && dead->deleted > 0)
            TRY(writer_put_deletions(w, s, generation, dead, e));
    }
    if (w->has_files)
        TRY(write_files(w, m, generation, e));
    return writer_publish(w, m, e);
}

enum status index_writer_new_path(const struct index_writer *w, char out[IO_PATH_MAX],
                                  struct err *e)
{
    if (w->manifest.segment_count == MANIFEST_SEGMENTS_MAX)
        return err_set(e, E_IO, "index '%s' has %d segments, the most there may be", w->path,
                       MANIFEST_SEGMENTS_MAX);
    return io_join(w->path, INDEX_FOLDER_NEW_SEGMENT, out, e);
}

enum status index_writer_take(struct index_writer *w, const struct lmdb_walk *walk,
                              const struct deletions *dead, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    enum status status;

    if (m == NULL)
        return err_memory(e, "the manifest");
    *m = w->manifest;
    status = commit_parts(w, m, walk, dead, e);
    free(m);
    TRY(status);
    return writer_merge(w, walk == NULL ? 0
                                        : segment_doc_count(index_segment(
                                              w->index, w->manifest.segment_count - 1)), e);
}

enum status index_writer_commit(struct index_writer *w, struct segment_writer *segment,
                                const struct deletions *dead, struct err *e)
{
    struct lmdb_walk walk;

    if (segment == NULL)
        return index_writer_take(w, NULL, NULL, e);
    TRY(segment_writer_finish(segment, &walk, e));
    return index_writer_take(w, &walk, dead, e);
}
