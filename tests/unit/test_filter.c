/* filter.h: words of commands, output, and programs that fail, hang or flood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "indexer/formats/filter.h"

/* What the filter prints, or the message of its failure. */
static const char *run(const char *value, const char *path, unsigned seconds, size_t output_bytes)
{
    static char text[2048];
    struct err e = ERR_NONE;
    struct filter f;
    struct buf out;
    enum status status = filter_parse(value, &f, &e);

    buf_init(&out, (size_t)1 << 24);
    f.seconds = seconds;
    f.output_bytes = output_bytes;
    if (status == OK)
        status = filter_run(&f, path, &out, &e);
    snprintf(text, sizeof text, "%.*s", (int)out.n, out.p == NULL ? "" : (const char *)out.p);
    if (status != OK)
        snprintf(text, sizeof text, "%s", e.text);
    buf_release(&out);
    filter_release(&f);
    return text;
}

static void words_are_split(void **state)
{
    static const struct {
        const char *value, *path, *want;
    } cases[] = {
        {"x:echo %s", "a.x", "a.x\n"},
        {"x:echo", "a.x", "a.x\n"},
        {".x: echo  -n  'a  b' \"c'd\" e\\ f %% in=%s", "p q.x", "a  b c'd e f % in=p q.x"},
        {"x:echo -n '%s;%s'", "$(id) `id` ; id", "$(id) `id` ; id;$(id) `id` ; id"},
        {"x:echo", "-n", "./-n\n"},
        {"x:echo '' \"\\\"\" 'a\\b' %s", "f", " \" a\\b f\n"},
        {"x:cat /dev/stdin %s", "/dev/null", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(run(cases[i].value, cases[i].path, 10, 1 << 20), cases[i].want);
}

static void wrong_values(void **state)
{
    static const char *const values[] = {"", "x", ":cat", ".:cat", "x:", "x:  ", "x:cat 'a", "a/b:cat"};

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct err e = ERR_NONE;
        struct filter f;

        assert_int_equal(filter_parse(values[i], &f, &e), E_USAGE);
        assert_non_null(strstr(e.text, "--filter"));
        filter_release(&f);
    }
}

static void names_are_taken(void **state)
{
    struct err e = ERR_NONE;
    struct filter f;

    (void)state;
    assert_int_equal(filter_parse("tar.gz:cat", &f, &e), OK);
    assert_true(filter_takes(&f, "d/a.tar.gz") && filter_takes(&f, "A.TAR.GZ"));
    assert_false(filter_takes(&f, "a.gz") || filter_takes(&f, ".tar.gz") || filter_takes(&f, "tar.gz"));
    filter_release(&f);
}

static void failures_are_told(void **state)
{
    (void)state;
    assert_string_equal(run("x:no-such-program-here", "a", 10, 100),
                        "filter 'no-such-program-here' of 'a': there is no such program");
    assert_string_equal(run("x:sh -c 'echo out; echo why >&2; echo more >&2; exit 3' %s", "a", 10, 100),
                        "filter 'sh' failed on 'a' with exit code 3: why");
    assert_string_equal(run("x:sh -c 'kill -9 $$' %s", "a", 10, 100),
                        "filter 'sh' was killed by signal 9 on 'a'");
    assert_string_equal(run("x:sh -c 'exit 1' %s", "a", 10, 100),
                        "filter 'sh' failed on 'a' with exit code 1");
}

/* Both are over in a second, and the child that was left behind is gone too. */
static void hangs_and_floods_are_stopped(void **state)
{
    char value[256], name[] = "/tmp/test_filter.XXXXXX";
    int fd = mkstemp(name);
    FILE *file;
    long pid = 0;

    (void)state;
    assert_true(fd >= 0);
    assert_string_equal(run("x:yes", "a", 10, 1 << 20),
                        "filter 'yes' was stopped on 'a': its output is too long");
    snprintf(value, sizeof value, "x:sh -c 'sleep 100 & echo $! >%s; wait' %%s", name);
    assert_string_equal(run(value, "a", 1, 100), "filter 'sh' was stopped on 'a': it takes too long");
    file = fdopen(fd, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld", &pid), 1);
    fclose(file);
    unlink(name);
    /* a moment until the system has buried it */
    for (int i = 0; i < 500 && kill((pid_t)pid, 0) == 0; i++) {
        const struct timespec pause = {.tv_nsec = 2000000};
        char path[64], state_letter = 0;

        snprintf(path, sizeof path, "/proc/%ld/stat", pid);
        file = fopen(path, "r");
        if (file != NULL && fscanf(file, "%*d %*s %c", &state_letter) == 1 && state_letter == 'Z')
            i = 500;
        if (file != NULL)
            fclose(file);
        nanosleep(&pause, NULL);
        assert_int_not_equal(i, 499);
    }
}

/* Output closed, but the program goes on. */
static void closed_output_is_no_end(void **state)
{
    (void)state;
    assert_string_equal(run("x:sh -c 'exec >&- 2>&-; sleep 100' %s", "a", 1, 100),
                        "filter 'sh' was stopped on 'a': it takes too long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_split),   cmocka_unit_test(wrong_values),
        cmocka_unit_test(names_are_taken),   cmocka_unit_test(failures_are_told),
        cmocka_unit_test(hangs_and_floods_are_stopped), cmocka_unit_test(closed_output_is_no_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
