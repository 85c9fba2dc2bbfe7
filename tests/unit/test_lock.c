/* lock.h: one writer at a time, and what is said where the lock cannot be had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "store/lock.h"

static char directory[] = "/tmp/stemma-lock-XXXXXX";
static char file[64];
static int flock_error;          /* 0: the system's flock */

int flock(int fd, int operation)
{
    if (flock_error == 0)
        return (int)syscall(SYS_flock, fd, operation);
    errno = flock_error;
    return -1;
}

static void says(const struct err *e, const char *part)
{
    if (strstr(e->text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, e->text);
}

static void the_second_is_told_who_has_it(void **state)
{
    struct err e = ERR_NONE;
    char want[64];
    int first, second;

    (void)state;
    snprintf(want, sizeof want, "by process %ld; waited 0 s", (long)getpid());
    assert_int_equal(lock_take(directory, 0, &first, &e), OK);
    assert_int_equal(lock_take(directory, 0, &second, &e), E_BUSY);
    assert_int_equal(second, -1);
    says(&e, want);
    assert_non_null(strstr(e.hint, "--wait"));
    lock_release(second);
    lock_release(first);
    assert_int_equal(lock_take(directory, 0, &second, NULL), OK);
    lock_release(second);
}

/* A holder that has not yet written who it is. */
static void an_empty_file_names_nobody(void **state)
{
    struct err e = ERR_NONE;
    int first, second;

    (void)state;
    assert_int_equal(lock_take(directory, 0, &first, &e), OK);
    assert_int_equal(truncate(file, 0), 0);
    assert_int_equal(lock_take(directory, 0, &second, &e), E_BUSY);
    says(&e, "by process ?;");
    lock_release(first);
}

static void *release_later(void *context)
{
    nanosleep(&(struct timespec){.tv_nsec = 120000000}, NULL);
    lock_release(*(int *)context);
    return NULL;
}

static void it_is_waited_for(void **state)
{
    pthread_t thread;
    int first, second;

    (void)state;
    assert_int_equal(lock_take(directory, 0, &first, NULL), OK);
    assert_int_equal(pthread_create(&thread, NULL, release_later, &first), 0);
    assert_int_equal(lock_take(directory, 60000, &second, NULL), OK);
    assert_int_equal(pthread_join(thread, NULL), 0);
    lock_release(second);
}

static void a_file_system_without_locks(void **state)
{
    struct err e = ERR_NONE;
    int fd;

    (void)state;
    flock_error = ENOLCK;
    assert_int_equal(lock_take(directory, 60000, &fd, &e), E_IO);
    flock_error = 0;
    says(&e, "cannot lock '");
}

static void a_folder_that_is_not_there(void **state)
{
    struct err e = ERR_NONE;
    char longest[5000];
    int fd;

    (void)state;
    assert_int_equal(lock_take("/tmp/stemma-lock-nowhere", 0, &fd, &e), E_IO);
    says(&e, "cannot open '");
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_not_equal(lock_take(longest, 0, &fd, NULL), OK);
}

static void a_file_that_takes_no_bytes(void **state)
{
    struct rlimit before, none;
    struct err e = ERR_NONE;
    enum status status;
    int fd;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    none = (struct rlimit){0, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &none);
    status = lock_take(directory, 0, &fd, &e);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(status, E_IO);
    says(&e, "cannot write '");
    assert_int_equal(unlink(file), 0);
    assert_int_equal(symlink("/dev/full", file), 0);         /* which cannot be cut */
    e = ERR_NONE;
    assert_int_equal(lock_take(directory, 0, &fd, &e), E_IO);
    says(&e, "cannot write '");
}

static int start(void **state)
{
    (void)state;
    if (mkdtemp(directory) == NULL)
        return -1;
    snprintf(file, sizeof file, "%s/LOCK", directory);
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
        cmocka_unit_test(the_second_is_told_who_has_it),
        cmocka_unit_test(an_empty_file_names_nobody),
        cmocka_unit_test(it_is_waited_for),
        cmocka_unit_test(a_file_system_without_locks),
        cmocka_unit_test(a_folder_that_is_not_there),
        cmocka_unit_test(a_file_that_takes_no_bytes),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
