#include "indexer/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

struct finding {
    struct scan *scan;
    const struct scan_calls *calls;
};

static bool wants(void *context, struct slice path)
{
    const struct finding *f = context;
    return f->calls->wants(f->calls->context, path);
}

static void unseen(void *context, struct slice path, const char *why)
{
    const struct finding *f = context;
    f->calls->unseen(f->calls->context, path, why);
}

static void enter_folder(void *context, struct slice path)
{
    const struct finding *f = context;
    if (f->calls->folder != NULL)
        f->calls->folder(f->calls->context, path);
}

static bool add_found(struct scan *s, const struct walk_file *file)
{
    struct source found = {.path = arena_copy(&s->sources->memory, file->path),
                           .mtime_ns = file->mtime_ns, .bytes = file->bytes,
                           .inode = file->inode};

    return found.path.p != NULL && source_list_add(&s->found, &found);
}

static enum status take_file(void *context, const struct walk_file *file, struct err *e)
{
    struct finding *f = context;
    return add_found(f->scan, file) ? OK : err_memory(e, "names of files");
}

enum status scan_walk(struct scan *s, const struct scan_calls *calls, struct err *e)
{
    struct finding f = {s, calls};
    struct walk_calls walk = {.context = &f, .wants = wants, .file = take_file, .unseen = unseen,
                              .folder = enter_folder};

    s->scope = SCAN_BELOW;
    return walk_folder(s->fd, s->below, s->walk, &walk, &s->entry_count, e);
}

/* The folder and the last name of a path: an open folder (or -1) and the name in out. */
static int open_folder_of(const struct scan *s, struct slice path, char name[IO_PATH_MAX])
{
    size_t start = path.n;

    while (start > 0 && path.p[start - 1] != '/')
        start--;
    if (path.n - start >= IO_PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, path.p + start, path.n - start);
    name[path.n - start] = '\0';
    return walk_open(s->fd, slice_of(path.p, start > 0 ? start - 1 : 0), O_DIRECTORY, s->walk);
}

/* 0, or an errno; EINVAL: no regular file. */
static int look(const struct scan *s, struct slice path, struct walk_file *out)
{
    char name[IO_PATH_MAX];
    int folder = open_folder_of(s, path, name), number;

    if (folder < 0)
        return errno;
    number = walk_stat(folder, name, s->walk, out);
    close(folder);
    out->path = path;
    return number;
}

int scan_name(struct scan *s, struct slice path)
{
    struct walk_file file;
    int number = look(s, path, &file);

    if (number != 0)
        return number;
    return add_found(s, &file) ? 0 : ENOMEM;
}

/* A file that the walk did not meet. Where the disk does not say, it stays, and that is told; of a
 * folder that may not be read the walk has told. */
static bool is_gone(const struct scan *s, const struct scan_calls *calls, struct slice path)
{
    struct walk_file file;
    int number = look(s, path, &file);

    if (number == ENOENT || number == ENOTDIR || number == EINVAL || number == ELOOP)
        return true;
    if (number != 0 && number != EACCES)
        calls->unseen(calls->context, path, strerror(number));
    return false;
}

static bool is_same(const struct source *a, const struct source *b)
{
    return a->mtime_ns != 0 && a->mtime_ns == b->mtime_ns && a->bytes == b->bytes
           && a->inode == b->inode;
}

static enum status compare_one(struct scan *s, const struct scan_calls *calls,
                               const struct source *before, const struct source *found,
                               struct err *e)
{
    struct source now;

    if (found == NULL) {
        bool in_scope = s->scope == SCAN_BELOW && walk_is_below(before->path, s->below);
        if (in_scope && is_gone(s, calls, before->path) && calls->gone(calls->context, before))
            return OK;
        now = *before;
    } else if (before != NULL && is_same(before, found)) {
        now = *before;
        TRY(calls->same(calls->context, before, &now, e));
    } else {
        now = *found;
        TRY(calls->read(calls->context, before, &now, e));
    }
    return source_list_add(&s->root->next, &now) ? OK : err_memory(e, "the files' state");
}

static int by_path(const void *x, const void *y)
{
    const struct source *a = x, *b = y;
    return walk_compare(a->path, b->path);
}

/* Names may have been given in any order and twice. */
static void sort_found(struct source_list *l)
{
    size_t kept = 0;

    if (l->count > 1)
        qsort(l->list, l->count, sizeof *l->list, by_path);
    for (size_t i = 0; i < l->count; i++)
        if (kept == 0 || !slice_equal(l->list[kept - 1].path, l->list[i].path))
            l->list[kept++] = l->list[i];
    l->count = kept;
}

enum status scan_compare(struct scan *s, const struct scan_calls *calls, struct err *e)
{
    const struct source_list *old = &s->root->files, *found = &s->found;
    size_t i = 0, j = 0;

    sort_found(&s->found);
    if (s->root->scanned) {      /* another part of it, in the same run */
        source_list_release(&s->root->files);
        s->root->files = s->root->next;
        s->root->next = (struct source_list){.count = 0};
    }
    while (i < old->count || j < found->count) {
        int order = i == old->count ? 1 : j == found->count ? -1
                    : walk_compare(old->list[i].path, found->list[j].path);
        TRY(compare_one(s, calls, order <= 0 ? &old->list[i] : NULL,
                        order >= 0 ? &found->list[j] : NULL, e));
        i += order <= 0;
        j += order >= 0;
    }
    s->root->scanned = true;
    return OK;
}

void scan_release(struct scan *s)
{
    source_list_release(&s->found);
}
