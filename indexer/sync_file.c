#include "indexer/sync_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/io.h"
#include "indexer/report.h"
#include "indexer/stop.h"
#include "store/checksum.h"

#define HASH_STEP_BYTES ((size_t)256 << 10)

/* A second change within a tick of the clock of files would not be seen in the time. */
#define CLOCK_TICK_NS 20000000u

static enum status take(void *context, const struct article *article, struct err *e)
{
    struct sync *s = context;
    struct buf *ids = s->is_reading ? &s->ids : &s->given;
    struct article copy = *article;
    uint8_t id[sizeof(uint64_t)];
    enum status status;

    if (stop_wanted())
        return E_STOPPED;
    if (s->at_options->lang_code.n > 0)
        copy.lang_code = s->at_options->lang_code;
    copy.how = s->at_options->how;
    codec_store64(id, checksum_of(article->id, 0));
    buf_append(ids, id, sizeof id);      /* before: a commit may come with it */
    if (!buf_ok(ids))
        return err_memory(e, "ids of articles");
    status = builder_add(s->builder, &copy, e);
    if (status == E_INPUT || status == E_LIMIT)
        ids->n -= sizeof id;
    TRY(status);
    tally_progress(&s->tally);
    return OK;
}

static void skip(void *context, const char *path, const char *why)
{
    struct sync *s = context;

    s->skips++;
    tally_skip(&s->tally, path, why);
}

static void note(void *context, const char *text)
{
    (void)context;
    report_message("note: %s", text);
}

static struct slice without_extension(struct slice path)
{
    size_t n = path.n;

    while (n > 0 && path.p[n - 1] != '.' && path.p[n - 1] != '/')
        n--;
    return n > 1 && path.p[n - 1] == '.' ? slice_of(path.p, n - 1) : path;
}

static uint64_t time_of(const struct stat *info)
{
    return (uint64_t)info->st_mtim.tv_sec * 1000000000u + (uint64_t)info->st_mtim.tv_nsec;
}

static void note_stat(struct source *f, const struct stat *info)
{
    f->mtime_ns = time_of(info);
    f->bytes = (uint64_t)info->st_size;
    f->inode = info->st_ino;
}

/* Checksums of pieces, each the seed of the next; 0 where the file cannot be read. */
static uint64_t hash_file(int fd)
{
    uint8_t *piece = malloc(HASH_STEP_BYTES);
    uint64_t hash = 0;
    off_t at = 0;

    while (piece != NULL) {
        ssize_t n = pread(fd, piece, HASH_STEP_BYTES, at);
        if (n < 0 && errno == EINTR && !stop_wanted())
            continue;
        if (n <= 0) {
            hash = n < 0 ? 0 : hash;
            break;
        }
        hash = checksum_of(slice_of(piece, (size_t)n), hash);
        at += n;
    }
    free(piece);
    return hash;
}

/* What the file had and has no more is to go, unless it was not read whole. */
static enum status compare_ids(struct sync *s, const struct source *before, struct source *now,
                               struct err *e)
{
    struct source read = {.id_count = 0};

    if (!buf_ok(&s->ids))
        return err_memory(e, "ids of articles");
    source_borrow_ids(&read, &s->ids);
    for (uint32_t i = 0; before != NULL && i < before->id_count; i++) {
        const uint8_t *id = before->ids + sizeof(uint64_t) * i;
        read.ids = s->ids.p;               /* what is added behind them may move them */
        if (!source_has(&read, codec_load64(id)))
            buf_append(s->skips > 0 ? &s->ids : &s->gone, id, sizeof(uint64_t));
    }
    if (s->skips > 0)
        now->mtime_ns = 0;
    if (!buf_ok(&s->ids) || !source_set_ids(now, &s->sources.memory, &s->ids))
        return err_memory(e, "ids of articles");
    return OK;
}

static enum status import_once(struct sync *s, int fd, const char *path, const char *file,
                               struct slice id, struct err *e)
{
    const struct import_sink sink = {take, skip, note, s};

    s->tally.sources++;
    return import_file(&s->at_options->import, &(struct import_source){
        .fd = fd, .path = path, .file = file, .id = id}, &sink, e);
}

static bool has_changed(int fd, const struct source *f)
{
    struct stat info;

    return fstat(fd, &info) != 0 || time_of(&info) != f->mtime_ns
           || (uint64_t)info.st_size != f->bytes;
}

/* The articles; once more where the file changed meanwhile. */
static enum status import_steady(struct sync *s, int fd, const char *path, struct source *now,
                                 struct err *e)
{
    char file[IO_PATH_MAX];
    struct slice id = without_extension(now->path);
    struct stat info;

    (void)sync_path(s->root->path, now->path, file);
    TRY(import_once(s, fd, path, file, id, e));
    if (!has_changed(fd, now))
        return OK;
    if (fstat(fd, &info) == 0 && lseek(fd, 0, SEEK_SET) == 0) {
        note_stat(now, &info);
        now->hash = hash_file(fd);
        TRY(import_once(s, fd, path, file, id, e));
    }
    if (!has_changed(fd, now))
        return OK;
    report_message("note: '%s' changed while it was read, twice; the next run reads it again", path);
    now->mtime_ns = 0;
    return OK;
}

static void blur_time(struct source *f)
{
    struct timespec now;
    uint64_t now_ns;

    clock_gettime(CLOCK_REALTIME, &now);
    now_ns = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
    if (f->mtime_ns > 1 && f->mtime_ns + CLOCK_TICK_NS > now_ns)
        f->mtime_ns--;           /* so that the next run looks at the bytes */
}

static enum status read_open(struct sync *s, int fd, const char *path,
                             const struct source *before, struct source *now, struct err *e)
{
    now->hash = hash_file(fd);
    if (before != NULL && before->mtime_ns != 0 && before->bytes == now->bytes
        && before->hash == now->hash) {
        now->ids = before->ids;
        now->id_count = before->id_count;
        blur_time(now);
        s->tally.sources++;
        tally_unchanged(&s->tally, path, now->id_count);
        return OK;
    }
    if (s->builder == NULL) {    /* a dry run */
        *(before == NULL ? &s->tally.added : &s->tally.updated) += 1;
        s->tally.sources++;
        if (!s->options->quiet)
            tally_line(before == NULL ? "add" : "update", path);
        return OK;
    }
    now->fresh = ++s->read_count;
    s->current = *now;
    s->current_root = (size_t)(s->root - s->sources.roots);
    s->is_reading = true;
    TRY(import_steady(s, fd, path, now, e));
    TRY(compare_ids(s, before, now, e));
    s->is_reading = false;
    blur_time(now);
    return OK;
}

/* It stays as it was, to be read another time. */
static enum status leave(struct sync *s, const char *path, const char *why,
                         const struct source *before, struct source *now)
{
    tally_skip(&s->tally, path, why);
    if (before != NULL)
        *now = *before;
    now->mtime_ns = 0;
    return OK;
}

enum status sync_file_read(void *context, const struct source *before, struct source *now,
                           struct err *e)
{
    struct sync *s = context;
    char path[IO_PATH_MAX];
    struct stat info;
    enum status status;
    int fd;

    if (stop_wanted())
        return E_STOPPED;
    s->skips = 0;
    buf_clear(&s->ids);
    if (!sync_path(s->root->shown, now->path, path))
        return leave(s, path, "its path is too long", before, now);
    fd = walk_open(s->root_fd, now->path, 0, &s->at_options->walk);
    if (fd < 0)
        return leave(s, path, strerror(errno), before, now);
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(fd);
        return leave(s, path, "not a regular file", before, now);
    }
    note_stat(now, &info);
    status = read_open(s, fd, path, before, now, e);
    close(fd);
    return status;
}

enum status sync_file_same(void *context, const struct source *before, struct source *now,
                           struct err *e)
{
    struct sync *s = context;
    char path[IO_PATH_MAX] = "";

    if (s->options->checksum)
        return sync_file_read(context, before, now, e);
    s->tally.sources++;
    if (s->options->verbose)
        (void)sync_path(s->root->shown, now->path, path);
    tally_unchanged(&s->tally, path, now->id_count);
    return OK;
}

enum status sync_file_stream(struct sync *s, struct err *e)
{
    struct import_options options = s->options->import;
    const struct import_sink sink = {take, skip, note, s};

    if (options.type == FORMAT_UNKNOWN)
        options.type = FORMAT_JSONL;
    options.filter_count = 0;
    s->tally.sources++;
    s->at_options = s->options;
    if (s->builder == NULL)
        return err_set(e, E_USAGE, "--dry-run does not read standard input");
    return import_file(&options, &(struct import_source){
        .fd = STDIN_FILENO, .path = "stdin", .id = SLICE_LITERAL("stdin")}, &sink, e);
}
