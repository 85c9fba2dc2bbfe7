#include "indexer/add.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "indexer/report.h"
#include "indexer/roots.h"
#include "indexer/stop.h"
#include "indexer/sync.h"

#define NAMES_MAX_BYTES ((size_t)4 << 30)

/* A path without the slashes at its end, in out[IO_PATH_MAX]. */
static bool trim(const char *path, char *out)
{
    size_t n = strlen(path);

    if (n == 0 || n >= IO_PATH_MAX)
        return false;
    memcpy(out, path, n + 1);
    while (n > 1 && out[n - 1] == '/')
        out[--n] = '\0';
    return true;
}

static enum status add_folder(struct sync *s, const char *path, struct err *e)
{
    char absolute[PATH_MAX];
    struct slice below;
    struct root *root;

    if (realpath(path, absolute) == NULL) {
        tally_skip(&s->tally, path, strerror(errno));
        return OK;
    }
    TRY(roots_of_folder(s, slice_of_string(absolute), slice_of_string(path), &root, &below, e));
    return sync_root(s, root, below, s->options, e);
}

/* The file at path; it is read when all names are known. */
static enum status want_file(struct sync *s, const char *path, struct err *e)
{
    char folder[IO_PATH_MAX], absolute[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - path) + (slash == path);

    memcpy(folder, path, n);
    folder[n] = '\0';
    if (realpath(n == 0 ? "." : folder, absolute) == NULL) {
        tally_skip(&s->tally, path, strerror(errno));
        return OK;
    }
    return roots_want(s, slice_of_string(absolute), slice_of_string(folder),
                      slice_of_string(slash == NULL ? path : slash + 1), e);
}

static enum status add_path(struct sync *s, const char *path,
                            enum status (*want)(struct sync *s, const char *path, struct err *e),
                            struct err *e)
{
    struct stat info;

    if ((s->options->walk.follow ? stat : lstat)(path, &info) != 0)
        tally_skip(&s->tally, path, strerror(errno));
    else if (S_ISDIR(info.st_mode))
        return add_folder(s, path, e);
    else if (S_ISREG(info.st_mode))
        return want(s, path, e);
    else
        tally_skip(&s->tally, path, S_ISLNK(info.st_mode)
                                        ? "a symbolic link; it is not followed (-L follows it)"
                                        : "not a regular file");
    return OK;
}

static enum status add_operand(struct sync *s, const char *operand, struct err *e)
{
    char path[IO_PATH_MAX];

    if (stop_wanted())
        return E_STOPPED;
    if (strcmp(operand, "-") == 0)
        return sync_stream(s, e);
    if (!trim(operand, path)) {
        tally_skip(&s->tally, operand, "no usable path");
        return OK;
    }
    return add_path(s, path, want_file, e);
}

/* Whether no name of the path is empty, "." or "..". */
static bool is_plain(const char *path)
{
    for (;;) {
        size_t n = strcspn(path, "/");

        if (n == 0 || (n == 1 && path[0] == '.') || (n == 2 && path[0] == '.' && path[1] == '.'))
            return false;
        if (path[n] == '\0')
            return true;
        path += n + 1;
    }
}

/* A name of a list: its id is the whole of it, from the working or the top folder on. */
static enum status want_listed(struct sync *s, const char *path, struct err *e)
{
    char here[PATH_MAX];

    if (path[0] == '/' && is_plain(path + 1))
        return roots_want(s, SLICE_LITERAL("/"), SLICE_LITERAL("/"), slice_of_string(path + 1), e);
    if (!is_plain(path) || realpath(".", here) == NULL)
        return want_file(s, path, e);
    return roots_want(s, slice_of_string(here), (struct slice){0}, slice_of_string(path), e);
}

static enum status add_listed(struct sync *s, struct slice name, struct err *e)
{
    char text[IO_PATH_MAX], path[IO_PATH_MAX];

    snprintf(text, sizeof text, "%.*s", SLICE_ARG(name));
    if (name.n >= sizeof text || !trim(strncmp(text, "./", 2) == 0 ? text + 2 : text, path)) {
        tally_skip(&s->tally, text, "no usable path");
        return OK;
    }
    return add_path(s, path, want_listed, e);
}

static enum status add_names(struct sync *s, struct slice names, struct err *e)
{
    uint8_t end = s->options->null_separated ? '\0' : '\n';

    while (names.n > 0) {
        const uint8_t *stop = memchr(names.p, end, names.n);
        size_t size = stop == NULL ? names.n : (size_t)(stop - names.p);

        if (size > 0)
            TRY(add_listed(s, slice_of(names.p, size), e));
        names = slice_drop(names, size + (stop != NULL));
    }
    return OK;
}

static enum status add_files_from(struct sync *s, const char *file, struct err *e)
{
    struct buf names;
    enum status status;

    buf_init(&names, NAMES_MAX_BYTES);
    status = strcmp(file, "-") == 0 ? io_read_all(STDIN_FILENO, &names, "standard input", e)
                                    : io_read_file(file, &names, e);
    if (status == OK)
        status = buf_ok(&names) ? add_names(s, buf_slice(&names), e)
                                : err_memory(e, "names of files");
    buf_release(&names);
    return status;
}

static enum status read_wanted(struct sync *s, struct err *e)
{
    for (size_t i = 0; i < s->sources.count; i++) {
        struct root *r = &s->sources.roots[i];
        if (r->wanted.count > 0)
            TRY(sync_names(s, r, &r->wanted, SCAN_FOUND, s->options, e));
    }
    return OK;
}

static enum status add_all(struct sync *s, char *const *paths, size_t count, struct err *e)
{
    for (size_t i = 0; i < count; i++)
        TRY(add_operand(s, paths[i], e));
    if (s->options->files_from != NULL)
        TRY(add_files_from(s, s->options->files_from, e));
    return read_wanted(s, e);
}

int add_run(const struct add_options *options, char *const *paths, size_t count)
{
    struct err e = ERR_NONE;
    struct sync s;
    enum status status = sync_open(&s, options, &e);

    if (status == OK) {
        stop_catch();
        status = add_all(&s, paths, count, &e);
        status = sync_finish(&s, status, &e);
    }
    return sync_end(&s, status, "nothing to add: no file was found that can be read", &e);
}
