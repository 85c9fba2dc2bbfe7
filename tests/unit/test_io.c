/* io.h: each of the system's calls fails, is interrupted or does half. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/io.h"

static char directory[] = "/tmp/stemma-io-XXXXXX";
static char file[64];

/* What the next call of each kind does instead: an errno, or HALF; 0: what the system does. */
#define HALF (-1)
#define NONE (-2)
static struct { int write, read, sync, close; } next;

static int taken(int *what)
{
    int number = *what;

    *what = 0;
    if (number > 0)
        errno = number;
    return number;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    int what = fd > STDERR_FILENO ? taken(&next.write) : 0;

    return what > 0 ? -1 : what == NONE ? 0 : syscall(SYS_write, fd, bytes, what == HALF ? size / 2 : size);
}

ssize_t read(int fd, void *bytes, size_t size)
{
    return taken(&next.read) > 0 ? -1 : syscall(SYS_read, fd, bytes, size);
}

int fsync(int fd)
{
    return taken(&next.sync) > 0 ? -1 : (int)syscall(SYS_fsync, fd);
}

int close(int fd)
{
    int result = (int)syscall(SYS_close, fd);

    return taken(&next.close) > 0 ? -1 : result;
}

static enum status replace(struct err *e)
{
    *e = ERR_NONE;
    return io_replace_file(directory, "f", SLICE_LITERAL("0123456789"), e);
}

static void says(const struct err *e, const char *what, int number)
{
    if (strncmp(e->text, what, strlen(what)) != 0 || strstr(e->text, strerror(number)) == NULL)
        fail_msg("not '%s ... %s': %s", what, strerror(number), e->text);
}

static void is_whole(void)
{
    struct buf b;

    buf_init(&b, 100);
    assert_int_equal(io_read_file(file, &b, NULL), OK);
    assert_true(slice_equal(buf_slice(&b), SLICE_LITERAL("0123456789")));
    buf_release(&b);
}

static void writes_go_on(void **state)
{
    struct err e;

    (void)state;
    next.write = HALF;
    assert_int_equal(replace(&e), OK);
    is_whole();
    next.write = EINTR;
    assert_int_equal(replace(&e), OK);
    is_whole();
}

/* The old file stays, and nothing else. */
static void failures_are_told(void **state)
{
    char temporary[80];
    struct err e;

    (void)state;
    snprintf(temporary, sizeof temporary, "%s" IO_TEMPORARY, file);
    assert_int_equal(replace(&e), OK);
    next.write = EIO;
    assert_int_equal(replace(&e), E_IO);
    says(&e, "cannot write '", EIO);
    next.write = NONE;
    assert_int_equal(replace(&e), E_IO);
    says(&e, "cannot write '", ENOSPC);
    next.sync = EIO;
    assert_int_equal(replace(&e), E_IO);
    says(&e, "cannot sync '", EIO);
    next.close = EDQUOT;
    assert_int_equal(replace(&e), E_IO);
    says(&e, "cannot close '", EDQUOT);
    assert_int_not_equal(access(temporary, F_OK), 0);
    is_whole();
    next.write = EIO;                /* the first of several is told */
    next.close = EDQUOT;
    assert_int_equal(replace(&e), E_IO);
    says(&e, "cannot write '", EIO);
    next.sync = EIO;
    e = ERR_NONE;
    assert_int_equal(io_sync_directory(directory, &e), E_IO);
    says(&e, "cannot sync '", EIO);
}

static void paths_that_cannot_be(void **state)
{
    char name[IO_PATH_MAX];
    struct err e = ERR_NONE;

    (void)state;
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(io_place_file(directory, name, SLICE_LITERAL("x"), &e), E_LIMIT);
    name[sizeof name - 2 - strlen(directory)] = '\0';      /* fits, but not with .tmp */
    assert_int_not_equal(io_place_file(directory, name, SLICE_LITERAL("x"), NULL), OK);
    e = ERR_NONE;
    assert_int_equal(io_replace_file("/tmp/stemma-io-nowhere", "f", SLICE_LITERAL("x"), &e), E_IO);
    says(&e, "cannot create '", ENOENT);
    e = ERR_NONE;
    assert_int_equal(io_sync_directory("/tmp/stemma-io-nowhere", &e), E_IO);
    says(&e, "cannot open '", ENOENT);
    e = ERR_NONE;
    assert_int_equal(io_place_file("/tmp", directory + strlen("/tmp/"), SLICE_LITERAL("x"), &e), E_IO);
    says(&e, "cannot rename '", EISDIR);
}

static void reads_stop_at_their_maximum(void **state)
{
    static const struct { size_t max; enum status want; } cases[] = {
        {9, E_LIMIT}, {10, OK}, {11, OK}};
    struct err e = ERR_NONE;
    struct buf b;

    (void)state;
    assert_int_equal(replace(&e), OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int interrupted = 0; interrupted < 2; interrupted++) {
            buf_init(&b, cases[i].max);
            next.read = interrupted ? EINTR : 0;
            assert_int_equal(io_read_file(file, &b, NULL), cases[i].want);
            next.read = 0;
            buf_release(&b);
        }
    buf_init(&b, 10);
    next.read = EIO;
    assert_int_equal(io_read_file(file, &b, &e), E_IO);
    says(&e, "cannot read '", EIO);
    e = ERR_NONE;
    assert_int_equal(io_read_file("/tmp/stemma-io-nowhere", &b, &e), E_NOT_FOUND);
    e = ERR_NONE;
    assert_int_equal(io_read_file("/tmp/stemma-io-nowhere/\xff/..", &b, &e), E_NOT_FOUND);
    buf_release(&b);
}

static int start(void **state)
{
    (void)state;
    if (mkdtemp(directory) == NULL)
        return -1;
    snprintf(file, sizeof file, "%s/f", directory);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    return unlink(file) == 0 && rmdir(directory) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_go_on), cmocka_unit_test(failures_are_told),
        cmocka_unit_test(paths_that_cannot_be), cmocka_unit_test(reads_stop_at_their_maximum)};

    return cmocka_run_group_tests(tests, start, stop);
}
