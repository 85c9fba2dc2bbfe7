#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"

#define POLL_MS 50u

static enum status busy(const char *directory, int fd, unsigned wait_ms, struct err *e)
{
    char pid[32] = "";
    ssize_t n = pread(fd, pid, sizeof pid - 1, 0);

    (void)n;                         /* the holder may not yet have written it */
    pid[strcspn(pid, "\n")] = '\0';
    err_set(e, E_BUSY, "index '%s' is being written by process %s; waited %u s", directory,
            pid[0] == '\0' ? "?" : pid, wait_ms / 1000);
    err_hint(e, "try again when it is done, or wait longer with --wait=SECS");
    return E_BUSY;
}

enum status lock_take(const char *directory, unsigned wait_ms, int *out, struct err *e)
{
    char path[IO_PATH_MAX], pid[32];
    unsigned waited_ms = 0;
    int fd, size;

    *out = -1;
    TRY(io_join(directory, "LOCK", path, e));
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", path);
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK || waited_ms >= wait_ms) {
            enum status status = errno == EWOULDBLOCK
                                     ? busy(directory, fd, wait_ms, e)
                                     : err_set_errno(e, E_IO, errno, "cannot lock '%s'", path);
            close(fd);
            return status;
        }
        nanosleep(&(struct timespec){.tv_nsec = POLL_MS * 1000000L}, NULL);
        waited_ms += POLL_MS;
    }
    size = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
    errno = ENOSPC;      /* a short write has no errno of its own */
    if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)size, 0) != size) {
        int number = errno;
        close(fd);
        return err_set_errno(e, E_IO, number, "cannot write '%s'", path);
    }
    *out = fd;
    return OK;
}

void lock_release(int fd)
{
    if (fd >= 0)
        close(fd);
}
