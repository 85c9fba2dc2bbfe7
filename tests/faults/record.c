/* record.c - the changes of an index, call by call, appended to a file.
 *
 *     STEMMA_RECORD=FILE STEMMA_RECORD_FOLDER=FOLDER    absolute, the index
 *
 * A file is known by its inode from when it is opened by its path. An inode's number
 * comes again when its file is gone: RECORD_CREATE tells a new one.           */
#include "preload.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int log_fd = -1;
static char folder[PATH_MAX];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void)
{
    const char *file = getenv("STEMMA_RECORD"), *path = getenv("STEMMA_RECORD_FOLDER");

    if (file == NULL || path == NULL)
        return;
    snprintf(folder, sizeof folder, "%s", path);
    log_fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}

void record_begin(void)
{
    if (log_fd >= 0)
        pthread_mutex_lock(&lock);
}

void record_end(void)
{
    if (log_fd >= 0)
        pthread_mutex_unlock(&lock);
}

static void put(const void *bytes, size_t size)
{
    if (syscall(SYS_write, log_fd, bytes, size) != (ssize_t)size)
        abort();
}

static void put_record(struct record r, const char *name, const char *other, const void *bytes)
{
    r.name_size = name == NULL ? 0 : (uint32_t)strlen(name);
    r.other_size = other == NULL ? 0 : (uint32_t)strlen(other);
    put(&r, sizeof r);
    put(name, r.name_size);
    put(other, r.other_size);
    put(bytes, r.bytes_size);
}

/* The absolute path of a name in a folder that is open. */
static bool full_path(int directory, const char *name, char out[PATH_MAX])
{
    char link[64], base[PATH_MAX / 2];
    ssize_t n;

    if (name[0] == '/')
        return snprintf(out, PATH_MAX, "%s", name) < PATH_MAX;
    snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
    n = directory == AT_FDCWD ? readlink("/proc/self/cwd", base, sizeof base - 1)
                              : readlink(link, base, sizeof base - 1);
    base[n > 0 ? n : 0] = '\0';
    return n > 0 && snprintf(out, PATH_MAX, "%s/%s", base, name) < PATH_MAX;
}

/* The file's name in the folder recorded; null: it is not in it. */
static const char *name_in_folder(int directory, const char *name, char out[PATH_MAX])
{
    size_t n = strlen(folder);

    if (log_fd < 0 || !full_path(directory, name, out))
        return NULL;
    return strncmp(out, folder, n) == 0 && out[n] == '/' ? out + n + 1 : NULL;
}

static bool is_recorded(int fd, struct stat *info)
{
    char path[PATH_MAX], link[64];
    ssize_t n;

    if (log_fd < 0 || fstat(fd, info) != 0)
        return false;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    return strncmp(path, folder, strlen(folder)) == 0;
}

void record_open(int fd, const char *path, bool is_new, bool is_emptied)
{
    char whole[PATH_MAX];
    const char *name = name_in_folder(AT_FDCWD, path, whole);
    struct stat info;

    if (name == NULL || fstat(fd, &info) != 0)
        return;
    if (is_new)
        put_record((struct record){.kind = RECORD_CREATE, .inode = info.st_ino}, name, NULL, NULL);
    else if (is_emptied)
        put_record((struct record){.kind = RECORD_SIZE, .inode = info.st_ino}, name, NULL, NULL);
}

void record_write(int fd, const void *bytes, size_t size, off_t at)
{
    struct stat info;

    if (is_recorded(fd, &info))
        put_record((struct record){.kind = RECORD_WRITE, .inode = info.st_ino,
                                   .bytes_size = (uint32_t)size, .at = (uint64_t)at},
                   NULL, NULL, bytes);
}

void record_size(int fd, off_t size)
{
    struct stat info;

    if (is_recorded(fd, &info))
        put_record((struct record){.kind = RECORD_SIZE, .inode = info.st_ino, .at = (uint64_t)size},
                   NULL, NULL, NULL);
}

/* The folder's parent too: whether the folder itself stays. */
void record_sync(int fd)
{
    char path[PATH_MAX], link[64];
    struct stat info;
    ssize_t n;

    if (log_fd < 0 || fstat(fd, &info) != 0)
        return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    if (S_ISDIR(info.st_mode) && strncmp(folder, path, strlen(path)) == 0)
        put_record((struct record){.kind = RECORD_SYNC_FOLDER},
                   strcmp(folder, path) == 0 ? "." : "..", NULL, NULL);
    else if (is_recorded(fd, &info))
        put_record((struct record){.kind = RECORD_SYNC, .inode = info.st_ino}, NULL, NULL, NULL);
}

void record_names(enum record_kind kind, int directory, const char *name, const char *other)
{
    char whole[PATH_MAX], other_whole[PATH_MAX];
    const char *inside = log_fd < 0 ? NULL : name_in_folder(directory, name, whole);

    if (kind == RECORD_FOLDER && log_fd >= 0 && full_path(directory, name, whole)
        && strcmp(whole, folder) == 0)
        inside = ".";
    if (inside == NULL)
        return;
    if (other != NULL)
        other = name_in_folder(directory, other, other_whole);
    put_record((struct record){.kind = kind}, inside, other, NULL);
}
