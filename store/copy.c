#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "store/merge.h"

#define PIECE_BYTES ((size_t)1 << 20)

static enum status copy_bytes(int from, const char *from_path, int to, const char *to_path,
                              struct err *e)
{
    uint8_t *piece = malloc(PIECE_BYTES);
    enum status status = piece == NULL ? err_memory(e, from_path) : OK;
    ssize_t n = 1;

    while (status == OK && n != 0) {
        n = read(from, piece, PIECE_BYTES);
        if (n > 0)
            status = io_write(to, slice_of(piece, (size_t)n), to_path, e);
        else if (n < 0 && errno != EINTR)
            status = err_set_errno(e, E_IO, errno, "cannot read '%s'", from_path);
    }
    free(piece);
    if (status == OK && fsync(to) != 0)
        status = err_set_errno(e, E_IO, errno, "cannot write '%s'", to_path);
    return status;
}

static enum status copy_file(const char *from_path, const char *to_path, struct err *e)
{
    int from = open(from_path, O_RDONLY | O_CLOEXEC), to;
    enum status status;

    if (from < 0)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", from_path);
    to = open(to_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (to < 0) {
        status = err_set_errno(e, E_IO, errno, "cannot create '%s'", to_path);
    } else {
        status = copy_bytes(from, from_path, to, to_path, e);
        if (close(to) != 0 && status == OK)
            status = err_set_errno(e, E_IO, errno, "cannot write '%s'", to_path);
        if (status != OK)
            unlink(to_path);
    }
    close(from);
    return status;
}

/* Deletes what has the id of a live document of s. */
static enum status replace_ids(struct index_writer *w, struct segment *s, uint64_t *replaced,
                               struct err *e)
{
    for (docid doc = 0; doc < segment_doc_count(s); doc++) {
        struct published_document old;
        struct document d;

        if (segment_is_deleted(s, doc))
            continue;
        TRY(segment_document(s, doc, &d, e));
        TRY(index_writer_find(w, d.id, &old, e));
        if (old.segment == SIZE_MAX)
            continue;
        TRY(index_writer_delete(w, &old, e));
        ++*replaced;
    }
    return OK;
}

enum status copy_segment(struct index_writer *w, struct segment *s, uint64_t *replaced,
                         struct err *e)
{
    char path[IO_PATH_MAX];

    if (segment_live_count(s) == 0)
        return OK;
    TRY(index_writer_new_path(w, path, e));
    TRY(copy_file(s->path, path, e));
    TRY(replace_ids(w, s, replaced, e));
    return index_writer_take(w, &s->walk, &s->deletions, e);
}

/* The segments first .. first + count - 1 become one. */
static enum status copy_run(struct index_writer *w, struct segment *const *segments, size_t count,
                            size_t commit_bytes, struct err *e)
{
    const atomic_bool stopping = false;
    struct merge_moves moves = {.doc_count = 0};
    char path[IO_PATH_MAX];
    struct lmdb_walk walk;
    enum status status;

    TRY(index_writer_new_path(w, path, e));
    status = merge_segments(segments, count, path, commit_bytes, &stopping, &moves, &walk, e);
    merge_moves_release(&moves, count);
    return status == OK ? index_writer_take(w, &walk, NULL, e) : status;
}

enum status copy_compacted(struct index_writer *w, struct index *x, size_t commit_bytes,
                           struct err *e)
{
    size_t all = index_segment_count(x), count = 0;
    struct segment **segments = malloc((all + 1) * sizeof *segments);
    uint32_t *live = malloc((all + 1) * sizeof *live);
    enum status status = segments == NULL || live == NULL ? err_memory(e, "a copy") : OK;

    for (size_t i = 0; i < all && status == OK; i++)
        if (segment_live_count(index_segment(x, i)) > 0) {
            segments[count] = index_segment(x, i);
            live[count] = segment_live_count(segments[count]);
            count++;
        }
    for (size_t first = 0, n; first < count && status == OK; first += n) {
        n = merge_fitting(live, first, count);
        status = copy_run(w, segments + first, n, commit_bytes, e);
    }
    free(segments);
    free(live);
    return status;
}
