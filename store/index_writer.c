#include "store/index_writer.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "store/checksum.h"
#include "store/index_folder.h"
#include "store/index_writer_state.h"
#include "store/lock.h"

#define FILES_MAX_BYTES ((size_t)16 << 30)

void writer_release_deletions(struct index_writer *w)
{
    for (size_t i = 0; w->deletions != NULL && i < w->manifest.segment_count; i++)
        deletions_release(&w->deletions[i]);
    free(w->deletions);
    free(w->changed);
    w->deletions = NULL;
    w->changed = NULL;
}

enum status writer_open_published(struct index_writer *w, struct err *e)
{
    size_t count;

    index_close(w->index);
    w->index = NULL;
    TRY(index_open(w->path, w->options.analysis, &w->index, e));
    count = index_segment_count(w->index);
    w->deletions = calloc(count + 1, sizeof *w->deletions);
    w->changed = calloc(count + 1, sizeof *w->changed);
    if (w->deletions == NULL || w->changed == NULL)
        return err_memory(e, "deletions");
    for (size_t i = 0; i < count; i++)
        TRY(deletions_copy(&index_segment(w->index, i)->deletions, &w->deletions[i], e));
    return OK;
}

void writer_remove_unused(const struct index_writer *w)
{
    index_folder_remove_unused(w->path, &w->manifest, w->merge != NULL);
}

/* An index without MANIFEST is a damaged one where there are segments. */
static enum status create(struct index_writer *w, struct err *e)
{
    unsigned segments;

    TRY(index_folder_count_segments(w->path, &segments, e));
    if (segments > 0) {
        err_set(e, E_CORRUPT, "'%s' holds %u segments but no MANIFEST", w->path, segments);
        err_hint(e, CHECKSUM_HINT);
        return E_CORRUPT;
    }
    w->manifest = (struct manifest){.analysis = w->options.analysis, .next_segment = 1};
    return manifest_write(w->path, &w->manifest, e);
}

/* A new folder is part of the one above it: a power cut would take it back. */
static enum status make_folder(const char *path, struct err *e)
{
    char above[IO_PATH_MAX];

    if (mkdir(path, 0777) != 0)
        return errno == EEXIST ? OK : err_set_errno(e, E_IO, errno,
                                                    "cannot create index directory '%s'", path);
    TRY(io_join(path, "..", above, e));
    return io_sync_directory(above, e);
}

static enum status open_parts(struct index_writer *w, struct err *e)
{
    struct err local = ERR_NONE;
    enum status status;

    TRY(make_folder(w->path, e));
    TRY(lock_take(w->path, w->options.wait_ms, &w->lock, e));
    status = manifest_read(w->path, &w->manifest, &local);
    if (status == E_NOT_FOUND)
        TRY(create(w, e));
    else if (status != OK) {
        if (e != NULL)
            *e = local;
        return status;
    }
    TRY(writer_open_published(w, e));
    w->next_segment = w->manifest.next_segment;
    writer_remove_unused(w);
    return OK;
}

enum status index_writer_open(const char *path, const struct index_writer_options *options,
                              struct index_writer **out, struct err *e)
{
    struct index_writer *w = calloc(1, sizeof *w);
    enum status status;

    *out = NULL;
    if (w == NULL || (w->path = strdup(path)) == NULL) {
        free(w);
        return err_memory(e, path);
    }
    w->lock = -1;
    buf_init(&w->files, FILES_MAX_BYTES);
    w->options = *options;
    status = open_parts(w, e);
    if (status != OK)
        index_writer_close(w);
    else
        *out = w;
    return status;
}

void index_writer_close(struct index_writer *w)
{
    if (w == NULL)
        return;
    merge_task_abandon(w->merge);
    writer_release_deletions(w);
    index_close(w->index);
    lock_release(w->lock);
    buf_release(&w->files);
    free(w->path);
    free(w);
}

struct index *index_writer_published(struct index_writer *w)
{
    return w->index;
}

enum status index_writer_find(struct index_writer *w, struct slice id,
                              struct published_document *out, struct err *e)
{
    for (size_t i = index_segment_count(w->index); i-- > 0;) {
        struct segment *s = index_segment(w->index, i);

        TRY(segment_find_id(s, id, &out->doc, e));
        if (out->doc == DOC_END || deletions_has(&w->deletions[i], out->doc))
            continue;
        out->segment = i;
        return segment_document(s, out->doc, &out->document, e);
    }
    out->segment = SIZE_MAX;
    return OK;
}

enum status index_writer_find_hash(struct index_writer *w, uint64_t hash,
                                   struct published_document *out, struct err *e)
{
    for (size_t i = index_segment_count(w->index); i-- > 0;) {
        struct segment *s = index_segment(w->index, i);

        TRY(segment_find_id_hash(s, hash, &out->doc, e));
        if (out->doc == DOC_END || deletions_has(&w->deletions[i], out->doc))
            continue;
        out->segment = i;
        return segment_document(s, out->doc, &out->document, e);
    }
    out->segment = SIZE_MAX;
    return OK;
}

enum status index_writer_delete(struct index_writer *w, const struct published_document *d,
                                struct err *e)
{
    w->changed[d->segment] = true;
    return deletions_add(&w->deletions[d->segment], d->doc, d->document.lang,
                         segment_length(index_segment(w->index, d->segment), d->doc), e);
}
