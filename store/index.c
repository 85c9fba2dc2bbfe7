#include "store/index.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "store/manifest.h"
#include "store/segment_file.h"
#include "store/user_fields.h"

#define OPEN_TRIES 100

struct index {
    char *path;
    uint64_t generation, bytes;
    struct segment **segments;
    uint64_t *segment_bytes;      /* of each one's file */
    size_t segment_count;
};

/* A report made aside becomes the caller's, unless he has one. */
static enum status pass_on(enum status status, const struct err *local, struct err *e)
{
    if (status != OK && e != NULL && e->status == OK)
        *e = *local;
    return status;
}

static enum status missing(const char *file, struct err *e)
{
    err_set(e, E_CORRUPT, "'%s' is missing or has not the size that the manifest says", file);
    err_hint(e, CHECKSUM_HINT);
    return E_CORRUPT;
}

enum status index_open_deletions(const char *path, const struct manifest_segment *m,
                                 struct segment *s, struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX], file[IO_PATH_MAX];
    struct err local = ERR_NONE;
    struct buf bytes;
    enum status status;

    if (m->deletions == 0)
        return OK;
    manifest_deletions_name(m->number, m->deletions, name);
    TRY(io_join(path, name, file, e));
    buf_init(&bytes, (size_t)SEGMENT_DOCS_MAX);
    status = io_read_file(file, &bytes, &local);
    if (status == E_NOT_FOUND)
        status = missing(file, e);
    else if (status != OK)
        status = pass_on(status, &local, e);
    else
        status = deletions_decode(buf_slice(&bytes), segment_doc_count(s), file, &s->deletions, e);
    buf_release(&bytes);
    return status;
}

enum status index_open_segment(const char *path, const struct manifest_segment *m,
                               struct segment **out, struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX], file[IO_PATH_MAX];
    struct stat info;

    *out = NULL;
    manifest_segment_name(m->number, name);
    TRY(io_join(path, name, file, e));
    if (stat(file, &info) != 0)
        return errno == ENOENT ? missing(file, e)
                               : err_set_errno(e, E_IO, errno, "cannot open '%s'", file);
    if ((uint64_t)info.st_size != m->bytes)
        return missing(file, e);
    return segment_open(file, name, &m->walk, out, e);
}

static enum status open_all(struct index *x, const struct manifest *m, struct err *e)
{
    x->generation = m->generation;
    x->segments = calloc(m->segment_count + 1, sizeof *x->segments);
    x->segment_bytes = calloc(m->segment_count + 1, sizeof *x->segment_bytes);
    if (x->segments == NULL || x->segment_bytes == NULL)
        return err_memory(e, x->path);
    for (size_t i = 0; i < m->segment_count; i++) {
        enum status status = index_open_segment(x->path, &m->segments[i], &x->segments[i], e);

        x->segment_count += x->segments[i] != NULL;
        if (status == OK)
            status = index_open_deletions(x->path, &m->segments[i], x->segments[i], e);
        if (status != OK)
            return status;
        x->segment_bytes[i] = m->segments[i].bytes;
        x->bytes += m->segments[i].bytes;
    }
    return OK;
}

static void close_segments(struct index *x)
{
    for (size_t i = 0; i < x->segment_count; i++)
        segment_close(x->segments[i]);
    free(x->segments);
    free(x->segment_bytes);
    *x = (struct index){.path = x->path};
}

static enum status not_found(const char *path, struct err *e)
{
    struct stat info;

    if (stat(path, &info) == 0)
        err_set(e, E_NOT_FOUND, "'%s' holds no index", path);
    else
        err_set(e, E_NOT_FOUND, "cannot open index '%s': No such file or directory", path);
    err_hint(e, "create it with: stemma-index add -d %s PATH...", path);
    return E_NOT_FOUND;
}

static enum status read_manifest(const char *path, uint32_t analysis, struct manifest *out,
                                 struct err *e)
{
    struct err local = ERR_NONE;
    enum status status = manifest_read(path, out, &local);

    if (status == E_NOT_FOUND)
        return not_found(path, e);
    if (status == OK && out->analysis != analysis) {
        err_set(e, E_VERSION, "'%s' was made with analysis %u of words, this program has %u", path, out->analysis,
                analysis);
        err_hint(e, "index the articles again into a new directory, or use the other version");
        return E_VERSION;
    }
    return pass_on(status, &local, e);
}

static bool was_replaced(const struct index *x, struct manifest *newer)
{
    return manifest_read(x->path, newer, NULL) == OK && newer->generation != x->generation;
}

/* A commit unlinks what only older manifests name, also while it is being opened
 * here; then there is a newer one to read.                                    */
static enum status open_newest(struct index *x, uint32_t analysis, struct manifest *m,
                               struct err *e)
{
    enum status status = OK;
    struct err local;

    for (int tries = 0; tries < OPEN_TRIES; tries++) {
        local = ERR_NONE;
        TRY(read_manifest(x->path, analysis, m, e));
        status = open_all(x, m, &local);
        if (status == OK || !was_replaced(x, m))
            break;
        close_segments(x);
    }
    return pass_on(status, &local, e);
}

enum status index_open(const char *path, uint32_t analysis, struct index **out, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    struct index *x = calloc(1, sizeof *x);
    enum status status;

    *out = NULL;
    if (m == NULL || x == NULL || (x->path = strdup(path)) == NULL) {
        free(m);
        free(x);
        return err_memory(e, path);
    }
    status = open_newest(x, analysis, m, e);
    free(m);
    if (status != OK)
        index_close(x);
    else
        *out = x;
    return status;
}

void index_close(struct index *x)
{
    if (x == NULL)
        return;
    close_segments(x);
    free(x->path);
    free(x);
}

void index_user_field_names(const struct index *x, struct buf *names)
{
    for (size_t i = 0; i < index_segment_count(x); i++) {
        struct slice left = segment_user_field_names(index_segment(x, i)), name;

        while (user_field_names_next(&left, &name))
            user_field_names_add(names, name);
    }
}

bool index_is_outdated(const struct index *x)
{
    struct manifest *m = malloc(sizeof *m);
    bool outdated = m != NULL && was_replaced(x, m);

    free(m);
    return outdated;
}

uint64_t index_generation(const struct index *x)
{
    return x->generation;
}

size_t index_segment_count(const struct index *x)
{
    return x->segment_count;
}

struct segment *index_segment(const struct index *x, size_t at)
{
    return x->segments[at];
}

uint64_t index_file_bytes(const struct index *x)
{
    return x->bytes;
}

uint64_t index_segment_bytes(const struct index *x, size_t at)
{
    return x->segment_bytes[at];
}
