#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP ((size_t)64 << 10)

void io_hold_standard(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

enum status io_write(int fd, struct slice s, const char *path, struct err *e)
{
    while (s.n > 0) {
        ssize_t n = write(fd, s.p, s.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)       /* 0: nothing of it, and no errno of its own */
            return err_set_errno(e, E_IO, n == 0 ? ENOSPC : errno, "cannot write '%s'", path);
        s = slice_drop(s, (size_t)n);
    }
    return OK;
}

enum status io_read_all(int fd, struct buf *out, const char *path, struct err *e)
{
    struct stat info;
    size_t step = READ_STEP;

    /* one read for a regular file, and one more that finds its end */
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0
        && (size_t)info.st_size < out->max - out->n)
        step = (size_t)info.st_size + 1;
    for (;;) {
        size_t room = out->max - out->n;
        uint8_t *to;
        ssize_t n;

        if (room == 0) {
            uint8_t probe;
            do {
                n = read(fd, &probe, 1);
            } while (n < 0 && errno == EINTR);
            if (n == 0)
                return OK;
            return err_set(e, E_LIMIT, "'%s' is larger than %zu bytes", path, out->max);
        }
        to = buf_reserve(out, step < room ? step : room);
        if (to == NULL)
            return err_memory(e, path);
        n = read(fd, to, step < room ? step : room);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(e, E_IO, errno, "cannot read '%s'", path);
        if (n == 0)
            return OK;
        out->n += (size_t)n;
        step = READ_STEP;
    }
}

enum status io_read_file(const char *path, struct buf *out, struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum status status;

    if (fd < 0)
        return err_set_errno(e, errno == ENOENT ? E_NOT_FOUND : E_IO, errno, "cannot open '%s'",
                             path);
    status = io_read_all(fd, out, path, e);
    close(fd);
    return status;
}

static enum status sync_path(const char *path, int flags, struct err *e)
{
    int fd = open(path, flags | O_CLOEXEC);
    enum status status = OK;

    if (fd < 0)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", path);
    if (fsync(fd) != 0)
        status = err_set_errno(e, E_IO, errno, "cannot sync '%s'", path);
    close(fd);
    return status;
}

enum status io_sync_directory(const char *path, struct err *e)
{
    return sync_path(path, O_RDONLY | O_DIRECTORY, e);
}

enum status io_join(const char *directory, const char *name, char *out, struct err *e)
{
    int n = snprintf(out, IO_PATH_MAX, "%s/%s", directory, name);

    if (n < 0 || n >= IO_PATH_MAX)
        return err_set(e, E_LIMIT, "path of '%s' is longer than %d bytes", name, IO_PATH_MAX - 1);
    return OK;
}

static enum status write_synced(const char *path, struct slice content, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    enum status status;

    if (fd < 0)
        return err_set_errno(e, E_IO, errno, "cannot create '%s'", path);
    status = io_write(fd, content, path, e);
    if (status == OK && fsync(fd) != 0)
        status = err_set_errno(e, E_IO, errno, "cannot sync '%s'", path);
    if (close(fd) != 0 && status == OK)
        status = err_set_errno(e, E_IO, errno, "cannot close '%s'", path);
    return status;
}

enum status io_place_file(const char *directory, const char *name, struct slice content,
                          struct err *e)
{
    char path[IO_PATH_MAX], temporary[IO_PATH_MAX];
    char temporary_name[256];
    enum status status;

    snprintf(temporary_name, sizeof temporary_name, "%s" IO_TEMPORARY, name);
    TRY(io_join(directory, name, path, e));
    TRY(io_join(directory, temporary_name, temporary, e));
    status = write_synced(temporary, content, e);
    if (status == OK && rename(temporary, path) != 0)
        status = err_set_errno(e, E_IO, errno, "cannot rename '%s'", temporary);
    if (status != OK)
        unlink(temporary);
    return status;
}

enum status io_replace_file(const char *directory, const char *name, struct slice content,
                            struct err *e)
{
    TRY(io_place_file(directory, name, content, e));
    return io_sync_directory(directory, e);
}
