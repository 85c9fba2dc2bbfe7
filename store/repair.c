#include "store/repair.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "store/lock.h"
#include "store/manifest.h"
#include "store/segment_file.h"

#define FILES_MAX_BYTES ((size_t)16 << 30)

struct part {
    struct repair_part told;
    struct manifest_segment manifest;
    struct segment *segment;         /* of a lost one: what can be read; may be null */
    bool changed;                    /* its deletions */
};

struct repair {
    char *path;
    int lock;
    struct manifest manifest;
    struct err manifest_err, files_err;
    struct part *parts;              /* oldest first */
    size_t count;                    /* that were looked at */
};

/* ---- where MANIFEST tells nothing: the files that are there ---- */

static int by_number(const void *a, const void *b)
{
    const struct manifest_segment *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* Notes a segment file; its size and checksums are those that it has. */
static enum status note_segment(struct repair *r, uint32_t number, const char *name,
                                struct err *e)
{
    struct manifest_segment *s = &r->manifest.segments[r->manifest.segment_count];
    struct err local = ERR_NONE;
    char path[IO_PATH_MAX];
    enum status status;
    struct stat info;

    if (r->manifest.segment_count == MANIFEST_SEGMENTS_MAX)
        return err_set(e, E_LIMIT, "'%s' holds more than %d segments", r->path,
                       MANIFEST_SEGMENTS_MAX);
    TRY(io_join(r->path, name, path, e));
    if (stat(path, &info) != 0)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", path);
    *s = (struct manifest_segment){.number = number, .bytes = (uint64_t)info.st_size};
    status = lmdb_walk_file(path, &s->walk, &local);
    if (status != OK && status != E_CORRUPT)
        return err_set(e, status, "%s", local.text);
    r->manifest.segment_count++;
    if (number >= r->manifest.next_segment)
        r->manifest.next_segment = number + 1;
    return OK;
}

static void note_generation(struct repair *r, uint64_t generation)
{
    if (generation > r->manifest.generation)
        r->manifest.generation = generation;
}

/* The file's part of the index, where it has one: names of files of deletions only. */
static void note_deletions(struct repair *r, uint32_t number, uint64_t generation)
{
    struct manifest *m = &r->manifest;

    note_generation(r, generation);
    for (size_t i = 0; i < m->segment_count; i++)
        if (m->segments[i].number == number && generation > m->segments[i].deletions)
            m->segments[i].deletions = generation;
}

static enum status note_files(struct repair *r, uint64_t generation, struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX], path[IO_PATH_MAX];
    struct buf bytes;
    enum status status;

    note_generation(r, generation);
    if (generation <= r->manifest.files.generation)
        return OK;
    manifest_files_name(generation, name);
    TRY(io_join(r->path, name, path, e));
    buf_init(&bytes, FILES_MAX_BYTES);
    status = io_read_file(path, &bytes, e);
    r->manifest.files = (struct manifest_files){.generation = generation, .bytes = bytes.n,
                                                .checksum = checksum_of(buf_slice(&bytes), 0)};
    buf_release(&bytes);
    return status;
}

/* One pass over the folder's names: first the segments, then what belongs to them. */
static enum status note_names(struct repair *r, DIR *folder, bool segments, struct err *e)
{
    struct dirent *entry;

    rewinddir(folder);
    while ((entry = readdir(folder)) != NULL) {
        char name[MANIFEST_SEGMENT_NAME_MAX];
        unsigned long long generation;
        unsigned number;

        if (!segments && sscanf(entry->d_name, "seg-%u.del-%llu", &number, &generation) == 2) {
            manifest_deletions_name(number, generation, name);
            if (strcmp(name, entry->d_name) == 0)
                note_deletions(r, number, generation);
        } else if (segments && sscanf(entry->d_name, "seg-%u.mdb", &number) == 1) {
            manifest_segment_name(number, name);
            if (strcmp(name, entry->d_name) == 0)
                TRY(note_segment(r, number, name, e));
        } else if (!segments && sscanf(entry->d_name, "files-%llu", &generation) == 1) {
            manifest_files_name(generation, name);
            if (strcmp(name, entry->d_name) == 0)
                TRY(note_files(r, generation, e));
        }
    }
    return OK;
}

static enum status find_files(struct repair *r, uint32_t analysis, struct err *e)
{
    DIR *folder = opendir(r->path);
    enum status status;

    if (folder == NULL)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", r->path);
    r->manifest = (struct manifest){.analysis = analysis, .next_segment = 1};
    status = note_names(r, folder, true, e);
    qsort(r->manifest.segments, r->manifest.segment_count, sizeof *r->manifest.segments, by_number);
    if (status == OK)
        status = note_names(r, folder, false, e);
    closedir(folder);
    return status;
}

/* ---- what is sound ---- */

static bool is_damage(enum status status)
{
    return status == E_CORRUPT || status == E_NOT_FOUND;
}

/* A part whose file can be opened after all tells of its documents. */
static void give_up(struct repair *r, struct part *p, const struct err *why)
{
    char name[MANIFEST_SEGMENT_NAME_MAX], path[IO_PATH_MAX];

    p->told.state = REPAIR_LOST;
    p->told.err = *why;
    manifest_segment_name(p->manifest.number, name);
    if (p->segment == NULL && io_join(r->path, name, path, NULL) == OK
        && segment_open(path, name, NULL, &p->segment, NULL) != OK)
        p->segment = NULL;
}

static enum status look_at(struct repair *r, struct part *p, struct err *e)
{
    struct check_report report = {.segment_count = 0};
    struct err local = ERR_NONE;
    enum status status = index_open_segment(r->path, &p->manifest, &p->segment, &local);

    if (status == OK) {
        struct err deletions = ERR_NONE;

        status = index_open_deletions(r->path, &p->manifest, p->segment, &deletions);
        if (is_damage(status)) {
            p->told.state = REPAIR_WITHOUT_DELETIONS;
            p->told.err = deletions;
            p->changed = true;
            status = OK;
        } else if (status != OK) {
            local = deletions;
        }
    }
    if (status == OK)
        status = check_segment(p->segment, &report, &local);
    p->told.live_count = report.doc_count;
    if (is_damage(status))
        return give_up(r, p, &local), OK;
    if (status != OK && e != NULL)
        *e = local;
    return status;
}

/* Deletes the copies in part `at` of what a later part has. */
static enum status delete_older(struct repair *r, size_t at, struct err *e)
{
    struct part *p = &r->parts[at];

    for (docid doc = 0; doc < segment_doc_count(p->segment); doc++) {
        struct document d;
        docid newer = DOC_END;

        if (segment_is_deleted(p->segment, doc))
            continue;
        TRY(segment_document(p->segment, doc, &d, e));
        for (size_t i = at + 1; i < r->count && newer == DOC_END; i++)
            if (r->parts[i].told.state != REPAIR_LOST)
                TRY(segment_find_id(r->parts[i].segment, d.id, &newer, e));
        if (newer == DOC_END)
            continue;
        TRY(deletions_add(&p->segment->deletions, doc, d.lang, segment_length(p->segment, doc), e));
        p->changed = true;
    }
    return OK;
}

/* Where MANIFEST does not tell which copy counts, and where deletions are lost. */
static enum status delete_copies(struct repair *r, struct err *e)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->parts[i].told.state == REPAIR_WITHOUT_DELETIONS
            || (r->manifest_err.status != OK && r->parts[i].told.state == REPAIR_SOUND)) {
            TRY(delete_older(r, i, e));
            r->parts[i].told.live_count = segment_live_count(r->parts[i].segment);
        }
    return OK;
}

static enum status look_at_files(struct repair *r, struct err *e)
{
    struct buf bytes;
    enum status status;

    buf_init(&bytes, FILES_MAX_BYTES);
    status = manifest_read_files(r->path, &r->manifest, &bytes, &r->files_err);
    buf_release(&bytes);
    if (status == OK || is_damage(status))
        return OK;
    return err_set(e, status, "%s", r->files_err.text);
}

static enum status look(struct repair *r, uint32_t analysis, struct err *e)
{
    enum status status = manifest_read(r->path, &r->manifest, &r->manifest_err);

    if (is_damage(status))
        TRY(find_files(r, analysis, e));
    else if (status != OK)
        return err_set(e, status, "%s", r->manifest_err.text);
    else if (r->manifest.analysis != analysis)
        return err_set(e, E_VERSION, "'%s' was made with analysis %u, this program has %u", r->path,
                       r->manifest.analysis, analysis);
    r->parts = calloc(r->manifest.segment_count + 1, sizeof *r->parts);
    if (r->parts == NULL)
        return err_memory(e, r->path);
    while (r->count < r->manifest.segment_count) {
        struct part *p = &r->parts[r->count];

        p->manifest = r->manifest.segments[r->count++];
        TRY(look_at(r, p, e));
    }
    TRY(delete_copies(r, e));
    return look_at_files(r, e);
}

enum status repair_open(const char *path, uint32_t analysis, unsigned wait_ms, struct repair **out,
                        struct err *e)
{
    struct repair *r = calloc(1, sizeof *r);
    enum status status;
    struct stat info;

    *out = NULL;
    if (r == NULL || (r->path = strdup(path)) == NULL) {
        free(r);
        return err_memory(e, path);
    }
    r->lock = -1;
    if (stat(path, &info) != 0)
        status = err_set_errno(e, E_NOT_FOUND, errno, "cannot open index '%s'", path);
    else
        status = lock_take(path, wait_ms, &r->lock, e);
    if (status == OK)
        status = look(r, analysis, e);
    if (status == OK && r->manifest_err.status == E_NOT_FOUND && r->count == 0)
        status = err_set(e, E_NOT_FOUND, "'%s' holds no index", path);
    if (status != OK)
        repair_close(r);
    else
        *out = r;
    return status;
}

void repair_close(struct repair *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->count; i++)
        segment_close(r->parts[i].segment);
    free(r->parts);
    lock_release(r->lock);
    free(r->path);
    free(r);
}

size_t repair_part_count(const struct repair *r)
{
    return r->count;
}

const struct repair_part *repair_part(const struct repair *r, size_t at)
{
    return &r->parts[at].told;
}

const struct err *repair_manifest_err(const struct repair *r)
{
    return &r->manifest_err;
}

const struct err *repair_files_err(const struct repair *r)
{
    return &r->files_err;
}

bool repair_is_needed(const struct repair *r)
{
    bool needed = r->manifest_err.status != OK || r->files_err.status != OK;

    for (size_t i = 0; i < r->count; i++)
        needed = needed || r->parts[i].told.state != REPAIR_SOUND;
    return needed;
}

static enum status is_kept(struct repair *r, struct slice id, bool *out, struct err *e)
{
    docid doc = DOC_END;

    for (size_t i = 0; i < r->count && doc == DOC_END; i++)
        if (r->parts[i].told.state != REPAIR_LOST)
            TRY(segment_find_id(r->parts[i].segment, id, &doc, e));
    *out = doc != DOC_END;
    return OK;
}

enum status repair_lost(struct repair *r, size_t at, repair_visit *visit, void *context,
                        bool *told, struct err *e)
{
    struct segment *s = r->parts[at].segment;

    *told = s != NULL;
    for (docid doc = 0; s != NULL && doc < segment_doc_count(s); doc++) {
        struct document d;
        bool kept;

        if (segment_is_deleted(s, doc) || segment_document(s, doc, &d, NULL) != OK)
            continue;
        TRY(is_kept(r, d.id, &kept, e));
        if (!kept)
            TRY(visit(context, &d));
    }
    return OK;
}

/* ---- the new MANIFEST ---- */

static enum status write_deletions(struct repair *r, struct part *p, struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];
    enum status status = OK;
    struct buf bytes;

    if (!p->changed)
        return OK;
    p->manifest.deletions = 0;
    if (p->segment->deletions.deleted == 0)
        return OK;
    p->manifest.deletions = r->manifest.generation;
    manifest_deletions_name(p->manifest.number, p->manifest.deletions, name);
    buf_init(&bytes, (size_t)SEGMENT_DOCS_MAX);
    deletions_encode(&p->segment->deletions, &bytes);
    status = buf_ok(&bytes) ? io_place_file(r->path, name, buf_slice(&bytes), e)
                            : err_memory(e, "deletions");
    buf_release(&bytes);
    return status;
}

/* What is missing needs no other name. */
static enum status set_aside(const struct repair *r, const char *name, struct err *e)
{
    char from[IO_PATH_MAX], to[IO_PATH_MAX], damaged[MANIFEST_SEGMENT_NAME_MAX + 16];

    snprintf(damaged, sizeof damaged, "damaged-%s", name);
    TRY(io_join(r->path, name, from, e));
    TRY(io_join(r->path, damaged, to, e));
    if (rename(from, to) != 0 && errno != ENOENT)
        return err_set_errno(e, E_IO, errno, "cannot rename '%s'", from);
    return OK;
}

static enum status set_lost_aside(const struct repair *r, struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];

    for (size_t i = 0; i < r->count; i++) {
        const struct part *p = &r->parts[i];

        manifest_segment_name(p->manifest.number, name);
        if (p->told.state == REPAIR_LOST)
            TRY(set_aside(r, name, e));
        manifest_deletions_name(p->manifest.number, p->manifest.deletions, name);
        if (p->told.state == REPAIR_LOST && p->manifest.deletions != 0)
            TRY(set_aside(r, name, e));
    }
    return io_sync_directory(r->path, e);
}

enum status repair_publish(struct repair *r, struct err *e)
{
    struct manifest *m = &r->manifest;

    m->generation++;
    if (r->files_err.status != OK)
        m->files = (struct manifest_files){.generation = 0};
    m->segment_count = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (r->parts[i].told.state == REPAIR_LOST)
            continue;
        TRY(write_deletions(r, &r->parts[i], e));
        m->segments[m->segment_count++] = r->parts[i].manifest;
    }
    TRY(io_sync_directory(r->path, e));
    TRY(manifest_write(r->path, m, e));
    return set_lost_aside(r, e);
}
