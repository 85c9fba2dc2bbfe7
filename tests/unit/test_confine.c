/* confine.h: a thread of its own is confined, for it is for ever; the others are as they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"

static char directory[] = "/tmp/stemma-confine-XXXXXX";
static char kept[64], made[64];

/* errno of each; 0: it was done. */
struct tried {
    bool confined;
    int read, list, write, empty, make, folder, unlink, rename, start, connect;
};

static int error_of(int result)
{
    if (result < 0)
        return errno;
    close(result);
    return 0;
}

/* In a child, which inherits what its thread may not. */
static int try_start(void)
{
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        execl("/bin/true", "true", (char *)NULL);
        _exit(errno);
    }
    return child > 0 && waitpid(child, &status, 0) == child ? WEXITSTATUS(status) : -1;
}

static int try_connect(void)
{
    const struct sockaddr_in nobody = {.sin_family = AF_INET, .sin_port = htons(1),
                                       .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int result = connect(s, (const struct sockaddr *)&nobody, sizeof nobody);
    int error = result < 0 ? errno : 0;

    close(s);
    return error;
}

static void *try_all(void *context)
{
    struct tried *t = context;

    t->confined = confine_to_reading();
    if (!t->confined)
        return NULL;
    t->read = error_of(open(kept, O_RDONLY | O_CLOEXEC));
    t->list = error_of(open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    t->write = error_of(open(kept, O_WRONLY | O_CLOEXEC));
    t->empty = truncate(kept, 0) != 0 ? errno : 0;
    t->make = error_of(open(made, O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    t->folder = mkdir(made, 0777) != 0 ? errno : 0;
    t->unlink = unlink(kept) != 0 ? errno : 0;
    t->rename = rename(kept, made) != 0 ? errno : 0;
    t->start = try_start();
    t->connect = try_connect();
    return NULL;
}

static void a_thread_that_only_reads(void **state)
{
    struct tried t = {.confined = false};
    pthread_t thread;
    struct stat info;

    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, try_all, &t), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    if (!t.confined) {
        puts("skipped: this kernel has no Landlock");
        return;
    }
    assert_int_equal(t.read, 0);
    assert_int_equal(t.list, 0);
    assert_int_equal(t.write, EACCES);
    assert_true(t.empty == EACCES || t.empty == 0);      /* since Linux 6.2 */
    assert_int_equal(t.make, EACCES);
    assert_int_equal(t.folder, EACCES);
    assert_int_equal(t.unlink, EACCES);
    assert_int_equal(t.rename, EACCES);
    assert_int_equal(t.start, EACCES);
    assert_true(t.connect == EACCES || t.connect == ECONNREFUSED);     /* since 6.7 */
    assert_int_equal(stat(kept, &info), 0);
    assert_int_equal(error_of(open(made, O_RDWR | O_CREAT | O_CLOEXEC, 0666)), 0);   /* this one may */
    assert_int_equal(unlink(made), 0);
}

static int start(void **state)
{
    int fd;

    (void)state;
    if (mkdtemp(directory) == NULL)
        return -1;
    snprintf(kept, sizeof kept, "%s/kept", directory);
    snprintf(made, sizeof made, "%s/made", directory);
    fd = open(kept, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    return error_of(fd) == 0 ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    return unlink(kept) == 0 && rmdir(directory) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_thread_that_only_reads)};

    return cmocka_run_group_tests(tests, start, stop);
}
