#include "indexer/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"

#define NAMES_MAX_BYTES ((size_t)16 << 30)
#define IGNORE_FILE ".gitignore"
#define IGNORE_MAX_BYTES ((size_t)16 << 20)

struct entry {
    size_t name;                 /* in frame.names */
    unsigned char type;          /* d_type */
};

/* A folder being walked. */
struct frame {
    int fd;                      /* -1: closed for the sake of deeper ones */
    size_t path_size;            /* of the folder in walk.path, without a '/' */
    struct buf names;
    struct entry *entries;
    size_t count, at;
    size_t ignore_first;         /* its own patterns in walk.ignores go on to the next frame's */
};

struct walk {
    int root;
    const struct walk_options *options;
    const struct walk_calls *calls;
    struct buf path;             /* of the folder at hand, then of the entry */
    struct frame *frames;
    size_t depth, capacity;
    struct globs ignores;
    struct map visited;          /* device and inode of folders */
    struct err *err;
};

int walk_compare(struct slice a, struct slice b)
{
    size_t n = a.n < b.n ? a.n : b.n, i = 0;

    while (i < n && a.p[i] == b.p[i])
        i++;
    if (i == n)
        return (a.n > b.n) - (a.n < b.n);
    if (a.p[i] == '/' || b.p[i] == '/')
        return a.p[i] == '/' ? -1 : 1;
    return a.p[i] < b.p[i] ? -1 : 1;
}

bool walk_is_below(struct slice path, struct slice folder)
{
    return folder.n == 0
           || (slice_starts_with(path, folder) && (path.n == folder.n || path.p[folder.n] == '/'));
}

static int open_in(int folder, const char *name, int flags, const struct walk_options *o)
{
    return openat(folder, name,
                  flags | O_RDONLY | O_NONBLOCK | O_CLOEXEC | (o->follow ? 0 : O_NOFOLLOW));
}

int walk_open(int root, struct slice path, int flags, const struct walk_options *o)
{
    char name[IO_PATH_MAX];
    int fd = root, number;

    if (path.n == 0)
        return open_in(root, ".", flags, o);
    while (path.n > 0) {
        const uint8_t *slash = memchr(path.p, '/', path.n);
        size_t size = slash == NULL ? path.n : (size_t)(slash - path.p);
        int next = -1;

        errno = ENAMETOOLONG;
        if (size < sizeof name) {
            memcpy(name, path.p, size);
            name[size] = '\0';
            next = open_in(fd, name, slash == NULL ? flags : O_DIRECTORY, o);
        }
        number = errno;
        if (fd != root)
            close(fd);
        errno = number;
        if (next < 0)
            return -1;
        fd = next;
        path = slice_drop(path, size + (slash != NULL));
    }
    return fd;
}

int walk_stat(int folder, const char *name, const struct walk_options *o, struct walk_file *out)
{
    struct statx x;

    if (statx(folder, name, o->follow ? 0 : AT_SYMLINK_NOFOLLOW,
              STATX_TYPE | STATX_SIZE | STATX_MTIME | STATX_INO, &x) != 0)
        return errno;
    out->folder = folder;
    out->name = name;
    out->bytes = x.stx_size;
    out->inode = x.stx_ino;
    out->mtime_ns = (uint64_t)x.stx_mtime.tv_sec * 1000000000u + x.stx_mtime.tv_nsec;
    return S_ISREG(x.stx_mode) ? 0 : EINVAL;
}

static struct slice path_of(const struct walk *w)
{
    return buf_slice(&w->path);
}

static void unseen(struct walk *w, const char *why)
{
    w->calls->unseen(w->calls->context, path_of(w), why);
}

static const char *names_base(const struct frame *f, size_t i)
{
    return (const char *)f->names.p + f->entries[i].name;
}

static int by_name(const void *x, const void *y, void *names)
{
    const struct entry *a = x, *b = y;
    const char *base = names;
    return strcmp(base + a->name, base + b->name);
}

static bool add_entry(struct frame *f, const struct dirent *d, size_t *capacity)
{
    if (f->count == *capacity) {
        size_t more = *capacity * 2 + 64;
        struct entry *entries = realloc(f->entries, more * sizeof *entries);
        if (entries == NULL)
            return false;
        f->entries = entries;
        *capacity = more;
    }
    f->entries[f->count] = (struct entry){.name = f->names.n, .type = d->d_type};
    buf_append(&f->names, d->d_name, strlen(d->d_name) + 1);
    if (!buf_ok(&f->names))
        return false;
    f->count++;
    return true;
}

/* The folder's names, sorted; 0 or an errno. */
static int list(struct frame *f, size_t *entry_count, bool hidden, bool *has_ignores)
{
    int fd = dup(f->fd);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    size_t capacity = 0;
    struct dirent *d;
    int number = errno;

    if (folder == NULL) {
        if (fd >= 0)
            close(fd);
        return number;
    }
    *entry_count = 0;
    while (errno = 0, (d = readdir(folder)) != NULL) {
        bool dots = d->d_name[0] == '.'
                    && (d->d_name[1] == '\0' || (d->d_name[1] == '.' && d->d_name[2] == '\0'));
        *entry_count += !dots;
        *has_ignores = *has_ignores || strcmp(d->d_name, IGNORE_FILE) == 0;
        if (!dots && (hidden || d->d_name[0] != '.') && !add_entry(f, d, &capacity)) {
            errno = ENOMEM;
            break;
        }
    }
    number = errno;
    closedir(folder);
    if (f->count > 0)
        qsort_r(f->entries, f->count, sizeof *f->entries, by_name, f->names.p);
    return number;
}

static void read_ignores(struct walk *w, const struct frame *f)
{
    struct buf text;
    int fd = openat(f->fd, IGNORE_FILE, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat info;

    buf_init(&text, IGNORE_MAX_BYTES);
    if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode)
        && io_read_all(fd, &text, IGNORE_FILE, NULL) == OK)
        (void)globs_add_lines(&w->ignores, buf_slice(&text));
    if (fd >= 0)
        close(fd);
    buf_release(&text);
}

/* Whether the folder is neither the index nor one that was visited. */
static bool is_new(struct walk *w, int fd)
{
    struct stat info;
    bool added = false;
    uint8_t key[sizeof info.st_dev + sizeof info.st_ino];
    struct slice k = {.p = key, .n = sizeof key};

    if (fstat(fd, &info) != 0)
        return true;
    if (info.st_dev == w->options->own_device && info.st_ino == w->options->own_inode)
        return false;
    if (!w->options->follow)
        return true;             /* without links there is no way back */
    memcpy(key, &info.st_dev, sizeof info.st_dev);
    memcpy(key + sizeof info.st_dev, &info.st_ino, sizeof info.st_ino);
    (void)map_add(&w->visited, k, hash_bytes(k), &added);
    return added;
}

/* Takes fd. The folder's path is w->path. */
static enum status push(struct walk *w, int fd, size_t *entry_count)
{
    struct frame *f;
    bool has_ignores = false;
    int number;

    if (!is_new(w, fd)) {
        close(fd);
        return OK;
    }
    if (w->depth == w->capacity) {
        size_t capacity = w->capacity * 2 + 16;
        struct frame *frames = realloc(w->frames, capacity * sizeof *frames);
        if (frames == NULL) {
            close(fd);
            return err_memory(w->err, "a walk");
        }
        w->frames = frames;
        w->capacity = capacity;
    }
    if (w->depth >= WALK_OPEN_FOLDERS && w->frames[w->depth - WALK_OPEN_FOLDERS].fd >= 0) {
        close(w->frames[w->depth - WALK_OPEN_FOLDERS].fd);
        w->frames[w->depth - WALK_OPEN_FOLDERS].fd = -1;
    }
    f = &w->frames[w->depth++];
    *f = (struct frame){.fd = fd, .path_size = w->path.n, .ignore_first = w->ignores.count};
    buf_init(&f->names, NAMES_MAX_BYTES);
    if (w->calls->folder != NULL)
        w->calls->folder(w->calls->context, path_of(w));
    number = list(f, entry_count, w->options->hidden, &has_ignores);
    if (number != 0)
        unseen(w, strerror(number));
    if (has_ignores && !w->options->no_ignore)
        read_ignores(w, f);
    return OK;
}

static void pop(struct walk *w)
{
    struct frame *f = &w->frames[--w->depth];

    globs_cut(&w->ignores, f->ignore_first);
    if (f->fd >= 0)
        close(f->fd);
    buf_release(&f->names);
    free(f->entries);
}

/* Each folder's patterns are for paths below it; the deepest folder decides. */
static bool is_ignored(const struct walk *w, bool is_folder)
{
    size_t end = w->ignores.count;

    for (size_t i = w->depth; i-- > 0 && end > 0;) {
        const struct frame *f = &w->frames[i];
        size_t below = f->path_size + (f->path_size > 0);
        enum glob_answer answer = globs_ask(&w->ignores, f->ignore_first, end,
                                            slice_drop(path_of(w), below), is_folder);
        if (answer != GLOB_NONE)
            return answer == GLOB_FITS;
        end = f->ignore_first;
    }
    return false;
}

static bool has_wanted_globs(const struct globs *g)
{
    for (size_t i = 0; i < g->count; i++)
        if (!g->list[i].negated)
            return true;
    return false;
}

static bool is_selected(const struct walk *w, bool is_folder)
{
    const struct globs *g = &w->options->globs;
    enum glob_answer answer = globs_ask(g, 0, g->count, path_of(w), is_folder);

    if (answer != GLOB_NONE)
        return answer == GLOB_FITS;
    return is_folder || !has_wanted_globs(g);
}

/* The open folder of a frame. */
static int reach(struct walk *w, struct frame *f)
{
    if (f->fd < 0)
        f->fd = walk_open(w->root, slice_of(w->path.p, f->path_size), O_DIRECTORY, w->options);
    return f->fd;
}

static enum status visit_folder(struct walk *w, int folder, const char *name)
{
    size_t count;
    int fd;

    if (!is_selected(w, true) || (w->ignores.count > 0 && is_ignored(w, true)))
        return OK;
    fd = open_in(folder, name, O_DIRECTORY, w->options);
    if (fd < 0) {
        unseen(w, strerror(errno));
        return OK;
    }
    return push(w, fd, &count);
}

static enum status visit_file(struct walk *w, struct walk_file *file)
{
    file->path = path_of(w);
    if (w->options->max_bytes > 0 && file->bytes > w->options->max_bytes)
        return OK;
    return w->calls->file(w->calls->context, file, w->err);
}

static bool is_wanted(const struct walk *w)
{
    return (w->calls->wants(w->calls->context, path_of(w)) || globs_spell_ending(&w->options->globs, path_of(w)))
           && (w->options->globs.count == 0 || is_selected(w, false))
           && (w->ignores.count == 0 || !is_ignored(w, false));
}

/* An entry whose kind only the disk knows: a link to follow, or a file system without d_type. */
static enum status visit_unknown(struct walk *w, int folder, const char *name)
{
    struct walk_file file;
    struct stat info;
    int flags = w->options->follow ? 0 : AT_SYMLINK_NOFOLLOW;

    if (fstatat(folder, name, &info, flags) != 0) {
        unseen(w, w->calls->wants(w->calls->context, path_of(w)) ? strerror(errno) : NULL);
        return OK;
    }
    if (S_ISDIR(info.st_mode))
        return visit_folder(w, folder, name);
    if (!S_ISREG(info.st_mode) || !is_wanted(w) || walk_stat(folder, name, w->options, &file) != 0)
        return OK;
    return visit_file(w, &file);
}

static enum status visit(struct walk *w, int folder, const char *name, unsigned char type)
{
    struct walk_file file;
    int number;

    if (type == DT_DIR)
        return visit_folder(w, folder, name);
    if (type == DT_UNKNOWN || (type == DT_LNK && w->options->follow))
        return visit_unknown(w, folder, name);
    if (type != DT_REG || !is_wanted(w))
        return OK;
    number = walk_stat(folder, name, w->options, &file);
    if (number == 0)
        return visit_file(w, &file);
    if (number != ENOENT && number != EINVAL)   /* else it went, or was replaced, just now */
        unseen(w, strerror(number));
    return OK;
}

static enum status step(struct walk *w)
{
    struct frame *f = &w->frames[w->depth - 1];
    const char *name = names_base(f, f->at);
    unsigned char type = f->entries[f->at++].type;
    int folder;

    w->path.n = f->path_size;
    folder = reach(w, f);
    if (folder < 0) {
        unseen(w, strerror(errno));
        f->at = f->count;
        return OK;
    }
    if (f->path_size > 0)
        buf_append_byte(&w->path, '/');
    buf_append_string(&w->path, name);
    if (!buf_ok(&w->path))
        return err_memory(w->err, "a path");
    if (w->path.n >= IO_PATH_MAX) {
        unseen(w, "its path is too long");
        return OK;
    }
    return visit(w, folder, name, type);
}

enum status walk_folder(int root, struct slice path, const struct walk_options *o,
                        const struct walk_calls *calls, size_t *entry_count, struct err *e)
{
    struct walk w = {.root = root, .options = o, .calls = calls, .visited = MAP_EMPTY, .err = e};
    enum status status = OK;
    int fd;

    *entry_count = 0;
    buf_init(&w.path, 4 * (size_t)IO_PATH_MAX);
    buf_append_slice(&w.path, path);
    globs_init(&w.ignores);
    fd = walk_open(root, path, O_DIRECTORY, o);
    if (fd < 0)
        unseen(&w, strerror(errno));
    else
        status = push(&w, fd, entry_count);
    while (w.depth > 0 && status == OK) {
        if (w.frames[w.depth - 1].at < w.frames[w.depth - 1].count)
            status = step(&w);
        else
            pop(&w);
    }
    while (w.depth > 0)
        pop(&w);
    free(w.frames);
    globs_release(&w.ignores);
    map_release(&w.visited);
    buf_release(&w.path);
    return status;
}
