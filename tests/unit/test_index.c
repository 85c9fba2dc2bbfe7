/* Readers beside a writer, and what an index says that lacks a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/builder.h"
#include "searcher/engine.h"
#include "stemmers/analyzer.h"
#include "store/index.h"
#include "tests/unit/folder.h"

#define COMMITS 200

/* Commits `count` times: one article of its own and one that replaces itself. */
static int write_commits(const char *path, int count)
{
    struct builder_options options = {.memory_bytes = (size_t)16 << 20};
    struct builder *b;

    if (builder_open(path, &options, &b, NULL) != OK)
        return 1;
    for (int i = 0; i < count; i++) {
        char text[32], id[32];
        struct article a = {.id = SLICE_LITERAL("same"), .lang_code = SLICE_LITERAL("en")};

        snprintf(text, sizeof text, "number %d", i);
        snprintf(id, sizeof id, "d%d", i);
        a.text = slice_of_string(text);
        if (builder_add(b, &a, NULL) != OK)
            return 1;
        a.id = slice_of_string(id);
        if (builder_add(b, &a, NULL) != OK || builder_commit(b, NULL) != OK)
            return 1;
    }
    builder_close(b);
    return 0;
}

/* Between MANIFEST and the segments a commit may unlink what MANIFEST named. */
static void an_index_opens_while_it_is_written(void **state)
{
    char path[64];
    struct err e = ERR_NONE;
    int status, opened = 0;
    pid_t writer;

    (void)state;
    snprintf(path, sizeof path, "%s/busy", directory);
    assert_int_equal(write_commits(path, 1), 0);
    writer = fork();
    assert_true(writer >= 0);
    if (writer == 0)
        _exit(write_commits(path, COMMITS));
    while (waitpid(writer, &status, WNOHANG) == 0) {
        struct index *x;

        if (e.status != OK || index_open(path, ANALYZER_VERSION, &x, &e) != OK)
            continue;
        opened++;
        index_close(x);
    }
    if (e.status != OK)
        fail_msg("opening number %d: %s", opened + 1, e.text);
    assert_int_equal(status, 0);
    assert_true(opened > 0);
}

/* The error names the file that MANIFEST promises, and says what to do. */
static void a_missing_file_is_named(void **state)
{
    static const char *const names[] = {"seg-000001.mdb", "seg-000001.del-2"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct err e = ERR_NONE;
        struct index *x;
        char path[64], file[128];

        snprintf(path, sizeof path, "%s/lacks-%zu", directory, i);
        snprintf(file, sizeof file, "%s/%s", path, names[i]);
        assert_int_equal(write_commits(path, 2), 0);
        assert_int_equal(unlink(file), 0);
        assert_int_equal(index_open(path, ANALYZER_VERSION, &x, &e), E_CORRUPT);
        assert_non_null(strstr(e.text, names[i]));
        assert_true(e.hint[0] != '\0');
        assert_int_equal(index_open(path, ANALYZER_VERSION, &x, NULL), E_CORRUPT);
    }
}

/* A search for each number of clauses would not fit in the arena. */
static void a_long_query_is_relaxed_at_once(void **state)
{
    struct arena arena = {.limit_bytes = (size_t)8 << 20};
    struct engine_options options = {.limit = 3};
    char path[64], text[1000] = "number";
    struct analyzer *analyzer;
    struct results r;
    struct engine *g;
    struct index *x;
    struct query q;

    (void)state;
    snprintf(path, sizeof path, "%s/long", directory);
    assert_int_equal(write_commits(path, 100), 0);
    for (int i = 0; i < 100; i++)
        sprintf(text + strlen(text), " %d", i);
    assert_int_equal(index_open(path, ANALYZER_VERSION, &x, NULL), OK);
    assert_int_equal(analyzer_open(&analyzer, NULL), OK);
    assert_int_equal(engine_open(&x, 1, analyzer, &g, NULL), OK);
    assert_int_equal(query_parse(slice_of_string(text), 0, &arena, &q, NULL), OK);
    assert_int_equal(engine_search(g, &q, &options, &arena, &r, NULL), OK);
    assert_true(r.relaxed);
    assert_int_equal(r.relaxed_to, 2);
    assert_int_equal(r.hit_count, 3);
    assert_int_equal(r.total, 101);        /* each has "number" and its own */
    engine_close(g);
    analyzer_close(analyzer);
    index_close(x);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_index_opens_while_it_is_written),
                                       cmocka_unit_test(a_missing_file_is_named),
                                       cmocka_unit_test(a_long_query_is_relaxed_at_once)};
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
