#include "store/index_writer.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "store/checksum.h"
#include "store/lock.h"
#include "store/manifest.h"
#include "store/merge.h"
#include "store/merge_task.h"

#define NEW_SEGMENT "seg-new.tmp"
#define FILES_MAX_BYTES ((size_t)16 << 30)

/* A merge copies documents several times as fast as they are indexed: when a fourth
 * as many were added, it is done, so that taking it up then waits for nothing. A rule
 * of counts, not of time: the same commits give the same segments.            */
#define MERGE_RUNS_FOR 4

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

static void release_deletions(struct index_writer *w)
{
    for (size_t i = 0; w->deletions != NULL && i < w->manifest.segment_count; i++)
        deletions_release(&w->deletions[i]);
    free(w->deletions);
    free(w->changed);
    w->deletions = NULL;
    w->changed = NULL;
}

/* Opens what is published and takes a copy of its deletions to add to. */
static enum status open_published(struct index_writer *w, struct err *e)
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

/* seg-N.mdb, seg-N.del-N or files-N. */
static bool is_part(const char *file)
{
    unsigned number;
    unsigned long long generation;
    char name[MANIFEST_SEGMENT_NAME_MAX] = "";

    if (sscanf(file, "seg-%u.del-%llu", &number, &generation) == 2)
        manifest_deletions_name(number, generation, name);
    else if (sscanf(file, "seg-%u", &number) == 1)
        manifest_segment_name(number, name);
    else if (sscanf(file, "files-%llu", &generation) == 1)
        manifest_files_name(generation, name);
    return strcmp(file, name) == 0;
}

/* What a writer was about to write when it was killed. */
static bool is_temporary(const char *file)
{
    char whole[MANIFEST_SEGMENT_NAME_MAX];
    size_t n = strlen(file);

    if (strcmp(file, NEW_SEGMENT) == 0 || strcmp(file, MERGE_TASK_FILE) == 0)
        return true;
    if (n < 4 || n - 4 >= sizeof whole || strcmp(file + n - 4, IO_TEMPORARY) != 0)
        return false;
    memcpy(whole, file, n - 4);
    whole[n - 4] = '\0';
    return strcmp(whole, MANIFEST_NAME) == 0 || is_part(whole);
}

/* Nobody else's file. */
static bool is_ours(const char *file)
{
    return is_part(file) || is_temporary(file);
}

static bool is_named(const struct index_writer *w, const char *file)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];

    for (size_t i = 0; i < w->manifest.segment_count; i++) {
        const struct manifest_segment *s = &w->manifest.segments[i];
        manifest_segment_name(s->number, name);
        if (strcmp(name, file) == 0)
            return true;
        manifest_deletions_name(s->number, s->deletions, name);
        if (s->deletions != 0 && strcmp(name, file) == 0)
            return true;
    }
    manifest_files_name(w->manifest.files.generation, name);
    if (w->manifest.files.generation != 0 && strcmp(name, file) == 0)
        return true;
    return w->merge != NULL && strcmp(file, MERGE_TASK_FILE) == 0;
}

/* Unlinks segment files that no manifest names: of this or a killed writer. */
static void remove_unused(const struct index_writer *w)
{
    DIR *directory = opendir(w->path);
    struct dirent *entry;

    if (directory == NULL)
        return;
    while ((entry = readdir(directory)) != NULL)
        if (is_ours(entry->d_name) && !is_named(w, entry->d_name))
            unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
}

/* An index without MANIFEST is a damaged one where there are segments. */
static enum status create(struct index_writer *w, struct err *e)
{
    DIR *directory = opendir(w->path);
    struct dirent *entry;
    unsigned segments = 0;

    if (directory == NULL)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", w->path);
    while ((entry = readdir(directory)) != NULL)
        segments += is_ours(entry->d_name) && strstr(entry->d_name, ".mdb") != NULL;
    closedir(directory);
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
    TRY(open_published(w, e));
    w->next_segment = w->manifest.next_segment;
    remove_unused(w);
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
    release_deletions(w);
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

enum status index_writer_segment(struct index_writer *w, struct segment_writer **out,
                                 struct err *e)
{
    char path[IO_PATH_MAX];

    *out = NULL;
    TRY(index_writer_new_path(w, path, e));
    return segment_writer_create(path, w->options.commit_bytes, out, e);
}

static enum status write_deletions(struct index_writer *w, struct manifest_segment *m,
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

/* The synced file takes the next number. */
static enum status name_segment(struct index_writer *w, const char *file,
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

/* Makes m the index, when all files that it names are on the disk under their names.
 * Where that fails after the rename, it is the index all the same, though perhaps not
 * after a power cut: the report says so.                                       */
static enum status publish(struct index_writer *w, struct manifest *m, struct err *e)
{
    struct manifest *now;
    enum status status;

    m->generation++;
    m->next_segment = w->next_segment;
    status = io_sync_directory(w->path, e);
    if (status == OK)
        status = manifest_write(w->path, m, e);
    if (status == OK) {
        release_deletions(w);
        w->manifest = *m;
        TRY(open_published(w, e));
        remove_unused(w);
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
            TRY(write_deletions(w, &m->segments[i], generation, &w->deletions[i], e));
    if (walk != NULL) {
        struct manifest_segment *s = &m->segments[m->segment_count++];

        *s = (struct manifest_segment){.walk = *walk};
        TRY(name_segment(w, NEW_SEGMENT, s, e));
        if (dead != NULL && dead->deleted > 0)
            TRY(write_deletions(w, s, generation, dead, e));
    }
    if (w->has_files)
        TRY(write_files(w, m, generation, e));
    return publish(w, m, e);
}

static void say(const struct index_writer *w, const struct err *e)
{
    char text[2 * ERR_TEXT_MAX];

    snprintf(text, sizeof text, "a merge of segments is postponed: %s", e->text);
    if (w->options.on_note != NULL)
        w->options.on_note(w->options.context, text);
}

/* Begins to merge `count` segments; a failure postpones all merges. */
static void start_run(struct index_writer *w, size_t first, size_t count)
{
    struct err local = ERR_NONE;

    w->merge_docs = w->added_docs = 0;
    for (size_t i = first; i < first + count; i++)
        w->merge_docs += segment_live_count(index_segment(w->index, i));
    w->merge_first = w->manifest.segments[first].number;
    w->merge_count = count;
    if (merge_task_start(w->path, w->options.analysis, first, count, w->options.commit_bytes / 2,
                         w->options.merges_aside, &w->merge, &local) == OK)
        return;
    w->merges_off = true;
    say(w, &local);
}

static void count_live(const struct index_writer *w, uint32_t live[MANIFEST_SEGMENTS_MAX])
{
    for (size_t i = 0; i < w->manifest.segment_count; i++)
        live[i] = segment_live_count(index_segment(w->index, i));
}

static void start_merge(struct index_writer *w)
{
    uint32_t live[MANIFEST_SEGMENTS_MAX];
    size_t first, count;

    if (w->merge != NULL || w->merges_off)
        return;
    count_live(w, live);
    first = merge_choose(live, w->manifest.segment_count, &count);
    if (count > 0)
        start_run(w, first, count);
}

/* What was deleted in the run since the merge began is deleted in its result. */
static enum status carry_deletions(struct index_writer *w, size_t first, struct deletions *out,
                                   struct err *e)
{
    for (size_t i = 0; i < w->merge_count; i++) {
        struct segment *s = index_segment(w->index, first + i);

        for (docid doc = 0; doc < segment_doc_count(s); doc++) {
            docid moved = merge_task_moved(w->merge, i, doc);
            struct document d;

            if (moved == DOC_END || !deletions_has(&w->deletions[first + i], doc))
                continue;
            TRY(segment_document(s, doc, &d, e));
            TRY(deletions_add(out, moved, d.lang, segment_length(s, doc), e));
        }
    }
    return OK;
}

/* The run gives way to the merged segment. Deletions not yet published stay so
 * for a moment: they come with the same manifest.                             */
static enum status take_up(struct index_writer *w, struct manifest *m, struct err *e)
{
    struct manifest_segment merged = {.walk = merge_task_walk(w->merge)};
    struct deletions deletions;
    enum status status = OK;
    size_t first = 0;

    while (first < m->segment_count && m->segments[first].number != w->merge_first)
        first++;
    deletions_init(&deletions, merge_task_doc_count(w->merge));
    status = carry_deletions(w, first, &deletions, e);
    if (status == OK)
        status = name_segment(w, MERGE_TASK_FILE, &merged, e);
    if (status == OK && deletions.deleted > 0)
        status = write_deletions(w, &merged, m->generation + 1, &deletions, e);
    deletions_release(&deletions);
    TRY(status);
    for (size_t i = 0; i < m->segment_count; i++)
        if (w->changed[i] && (i < first || i >= first + w->merge_count))
            TRY(write_deletions(w, &m->segments[i], m->generation + 1, &w->deletions[i], e));
    m->segments[first] = merged;
    memmove(m->segments + first + 1, m->segments + first + w->merge_count,
            (m->segment_count - first - w->merge_count) * sizeof *m->segments);
    m->segment_count -= w->merge_count - 1;
    return publish(w, m, e);
}

/* Waits for the merge under way and takes it up. */
static enum status finish_merge(struct index_writer *w, struct err *e)
{
    struct err local = ERR_NONE;
    struct manifest *m;
    enum status status;

    if (w->merge == NULL)
        return OK;
    m = malloc(sizeof *m);
    if (m == NULL)
        return err_memory(e, "the manifest");
    *m = w->manifest;
    status = merge_task_join(w->merge, &local);
    if (status == OK) {
        status = take_up(w, m, e);
    } else {
        w->merges_off = true;
        say(w, &local);
        status = OK;
    }
    free(m);
    merge_task_abandon(w->merge);
    w->merge = NULL;
    if (status == OK)    /* else MANIFEST may name files that w->manifest does not */
        remove_unused(w);
    return status;
}

enum status index_writer_new_path(const struct index_writer *w, char out[IO_PATH_MAX],
                                  struct err *e)
{
    if (w->manifest.segment_count == MANIFEST_SEGMENTS_MAX)
        return err_set(e, E_IO, "index '%s' has %d segments, the most there may be", w->path,
                       MANIFEST_SEGMENTS_MAX);
    return io_join(w->path, NEW_SEGMENT, out, e);
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
    if (walk != NULL)
        w->added_docs += segment_doc_count(index_segment(w->index, w->manifest.segment_count - 1));
    if (w->merge != NULL && w->added_docs < w->merge_docs / MERGE_RUNS_FOR)
        return OK;
    TRY(finish_merge(w, e));
    start_merge(w);
    return OK;
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

/* Segments without a live document, and their files, are left out of the manifest. */
static enum status drop_empty(struct index_writer *w, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    enum status status = OK;
    size_t kept = 0;

    if (m == NULL)
        return err_memory(e, "the manifest");
    *m = w->manifest;
    for (size_t i = 0; i < m->segment_count; i++)
        if (segment_live_count(index_segment(w->index, i)) > 0)
            m->segments[kept++] = m->segments[i];
    if (kept < m->segment_count) {
        m->segment_count = kept;
        status = publish(w, m, e);
    }
    free(m);
    return status;
}

enum status index_writer_compact(struct index_writer *w, struct err *e)
{
    uint32_t live[MANIFEST_SEGMENTS_MAX];

    TRY(finish_merge(w, e));
    TRY(drop_empty(w, e));
    for (size_t first = 0; first < w->manifest.segment_count; first++) {
        size_t count;

        count_live(w, live);
        count = merge_fitting(live, first, w->manifest.segment_count);
        if (count == 1 && w->deletions[first].deleted == 0)
            continue;
        start_run(w, first, count);
        TRY(finish_merge(w, e));
        if (w->merges_off)
            return err_set(e, E_IO, "'%s' could not be compacted; it is sound as it is", w->path);
    }
    return OK;
}

enum status index_writer_settle(struct index_writer *w, struct err *e)
{
    start_merge(w);
    while (w->merge != NULL) {
        TRY(finish_merge(w, e));
        start_merge(w);
    }
    return OK;
}
