/* calls.c - the C library's functions that reach files and memory, seen and failed. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "preload.h"

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static mode_t mode_of(int flags, va_list args)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? (mode_t)va_arg(args, int) : 0;
}

static int open_at(int directory, const char *path, int flags, mode_t mode)
{
    bool is_new;
    int fd;

    if (fault_now(OPEN))
        return -1;
    record_begin();
    is_new = (flags & O_CREAT) != 0 && syscall(SYS_faccessat, directory, path, F_OK) != 0;
    fd = (int)syscall(SYS_openat, directory, path, flags, mode);
    if (fd >= 0 && directory == AT_FDCWD)
        record_open(fd, path, is_new, (flags & O_TRUNC) != 0);
    record_end();
    return fd;
}

int openat(int directory, const char *path, int flags, ...)
{
    va_list args;
    mode_t mode;

    va_start(args, flags);
    mode = mode_of(flags, args);
    va_end(args);
    return open_at(directory, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list args;
    mode_t mode;

    va_start(args, flags);
    mode = mode_of(flags, args);
    va_end(args);
    return open_at(AT_FDCWD, path, flags, mode);
}

/* What a build with FORTIFY makes of the two where the flags are no constant. */
int __open_2(const char *path, int flags);
int __openat_2(int directory, const char *path, int flags);

int __open_2(const char *path, int flags)
{
    return open_at(AT_FDCWD, path, flags, 0);
}

int __openat_2(int directory, const char *path, int flags)
{
    return open_at(directory, path, flags, 0);
}

int mkdir(const char *path, mode_t mode)
{
    int result;

    record_begin();
    result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (result == 0)
        record_names(RECORD_FOLDER, AT_FDCWD, path, NULL);
    record_end();
    return result;
}

ssize_t read(int fd, void *to, size_t size)
{
    return fault_now(READ) ? -1 : syscall(SYS_read, fd, to, size);
}

ssize_t pread(int fd, void *to, size_t size, off_t at)
{
    return fault_now(READ) ? -1 : syscall(SYS_pread64, fd, to, size, at);
}

static ssize_t write_at(int fd, const void *from, size_t size, off_t at)
{
    ssize_t written;

    record_begin();
    written = syscall(SYS_pwrite64, fd, from, size, at);
    if (written > 0)
        record_write(fd, from, (size_t)written, at);
    record_end();
    return written;
}

/* Standard output and error are spared. False: *size bytes are to be written. */
static bool write_fails(int fd, size_t *size)
{
    if (fd <= STDERR_FILENO || !fault_now(WRITE))
        return false;
    *size /= 2;
    return !fault_is_short();
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at)
{
    return write_fails(fd, &size) ? -1 : write_at(fd, from, size, at);
}

/* A pipe has no place to write at. */
static ssize_t write_on(int fd, const void *from, size_t size)
{
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t written;

    if (at < 0 || fd <= STDERR_FILENO)
        return syscall(SYS_write, fd, from, size);
    written = write_at(fd, from, size, at);
    if (written > 0)
        lseek(fd, written, SEEK_CUR);
    return written;
}

ssize_t write(int fd, const void *from, size_t size)
{
    return write_fails(fd, &size) ? -1 : write_on(fd, from, size);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    size_t first = count > 0 ? parts[0].iov_len : 0, size = first;
    ssize_t sum = 0;

    if (write_fails(fd, &size))
        return -1;
    if (size < first)
        return write_on(fd, parts[0].iov_base, size);
    for (int i = 0; i < count; i++) {
        ssize_t written = write_on(fd, parts[i].iov_base, parts[i].iov_len);

        if (written < 0)
            return sum > 0 ? sum : written;
        sum += written;
    }
    return sum;
}

static int sync_with(long number, int fd)
{
    int result;

    if (fault_now(SYNC))
        return fault_is_lost() ? 0 : -1;
    record_begin();
    result = (int)syscall(number, fd);
    if (result == 0)
        record_sync(fd);
    record_end();
    return result;
}

int fsync(int fd)
{
    return sync_with(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return sync_with(SYS_fdatasync, fd);
}

int rename(const char *from, const char *to)
{
    int result;

    if (fault_unlinks_first())
        syscall(SYS_unlink, to);
    if (fault_now(RENAME))
        return -1;
    record_begin();
    result = (int)syscall(SYS_rename, from, to);
    if (result == 0)
        record_names(RECORD_RENAME, AT_FDCWD, from, to);
    record_end();
    return result;
}

int ftruncate(int fd, off_t size)
{
    int result;

    if (fault_now(TRUNCATE))
        return -1;
    record_begin();
    result = (int)syscall(SYS_ftruncate, fd, size);
    if (result == 0)
        record_size(fd, size);
    record_end();
    return result;
}

int unlinkat(int directory, const char *path, int flags)
{
    int result;

    if (fault_now(UNLINK))
        return -1;
    record_begin();
    result = (int)syscall(SYS_unlinkat, directory, path, flags);
    if (result == 0)
        record_names(RECORD_UNLINK, directory, path, NULL);
    record_end();
    return result;
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

void *mmap(void *near, size_t size, int protection, int flags, int fd, off_t at)
{
    return fault_now(MAP) ? MAP_FAILED
                          : (void *)syscall(SYS_mmap, near, size, protection, flags, fd, at);
}

void *malloc(size_t size)
{
    return fault_now(MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fault_now(MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *p, size_t size)
{
    return fault_now(MEMORY) ? NULL : __libc_realloc(p, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    void *p = fault_now(MEMORY) ? NULL : __libc_memalign(alignment, size);

    if (p != NULL)
        *out = p;
    return p != NULL ? 0 : ENOMEM;
}
