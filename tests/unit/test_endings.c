/* The trees that are made of forms: endings.h beside a naive twin, strays.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/endings.h"
#include "store/strays.h"

#define GROUPS 4000
#define FORMS 3                 /* of a group */

static char path[] = "/tmp/stemma-endings-XXXXXX";
static char forms[GROUPS][FORMS][64];
static const char *const trees[] = {"endings"};

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

/* Many share their last eight letters, so that leaves go on with the same. */
static void draw_form(char *out)
{
    static const char *const pieces[] = {"a", "b", "é", "ж", "本", "\xf0\x9f\x98\x80", "ß"};
    unsigned kind = draw(3);

    out[0] = '\0';
    for (unsigned i = draw(5); i > 0; i--)
        strcat(out, pieces[draw(7)]);
    if (kind > 0 || out[0] == '\0')
        strcat(out, kind == 1 ? "wirtschaften" : "рождение");
}

static enum status put(void *writer, struct slice key, struct slice payload, struct err *e)
{
    return table_put(writer, key, payload, e);
}

static void write_tree(void)
{
    struct lmdb_writer *file;
    struct table_writer writer;
    struct table_sink sink = {put, &writer};
    struct endings x;

    assert_int_equal(lmdb_create(path, trees, 1, (size_t)1 << 20, &file, NULL), OK);
    table_writer_init(&writer, file, 0);
    endings_init(&x);
    for (uint8_t lang = 1; lang < 3; lang++) {
        for (uint32_t group = 0; group < GROUPS; group++)
            for (unsigned i = 0; i < FORMS; i++)
                if (group % 2 == lang % 2)
                    endings_add(&x, slice_of_string(forms[group][i]), group);
        assert_int_equal(endings_finish(&x, lang, &sink, NULL), OK);
    }
    assert_int_equal(table_writer_finish(&writer, NULL), OK);
    table_writer_release(&writer);
    endings_release(&x);
    assert_int_equal(lmdb_finish(file, NULL), OK);
}

/* All groups of forms that have the ending are found, and few others. */
static void expect_groups(struct table *t, const char *ending, size_t *others)
{
    struct buf found;
    const uint32_t *groups;
    size_t at = 0;

    buf_init(&found, 1 << 20);
    assert_int_equal(endings_find(t, 1, slice_of_string(ending), &found, NULL), OK);
    groups = (const uint32_t *)(const void *)found.p;
    for (uint32_t group = 1; group < GROUPS; group += 2) {
        bool has = false, is_found = at < found.n / sizeof *groups && groups[at] == group;

        for (unsigned i = 0; i < FORMS; i++)
            has |= slice_ends_with(slice_of_string(forms[group][i]), slice_of_string(ending));
        if (has)
            assert_true(is_found);
        *others += is_found && !has;
        at += is_found;
    }
    assert_int_equal(at, found.n / sizeof *groups);
    buf_release(&found);
}

static void endings_lead_to_groups(void **state)
{
    static const char *const endings[] = {"n", "wirtschaften", "schaften", "awirtschaften", "рождение", "ие", "本",
                                          "ж", "bé", "aa", "x", "", "zwirtschaften", "\xf0\x9f\x98\x80""ß"};
    struct lmdb_walk walk;
    struct lmdb_reader *file;
    struct table t;
    size_t others = 0;

    (void)state;
    srand(3);
    for (size_t i = 0; i < GROUPS; i++)
        for (unsigned k = 0; k < FORMS; k++)
            draw_form(forms[i][k]);
    write_tree();
    assert_int_equal(lmdb_open(path, trees, 1, &walk, &file, NULL), OK);
    assert_int_equal(table_open(&t, file, 0, "endings", NULL), OK);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        expect_groups(&t, endings[i], &others);
    /* awirtschaften, zwirtschaften: the letters that a key has do not tell them apart */
    assert_in_range(others, 1, 2 * GROUPS);
    table_close(&t);
    lmdb_close(file);
}

struct stray {
    const char *key, *payload;
};

static enum status expect_stray(void *context, struct slice key, struct slice payload, struct err *e)
{
    const struct stray **next = context;

    (void)e;
    assert_true(slice_equal(key, slice_of_string((*next)->key)));
    assert_true(slice_equal(payload, slice_of_string((*next)->payload)));
    ++*next;
    return OK;
}

static void strays_as_format_md_has_them(void **state)
{
    static const char *const pairs[][2] = {{"land", "land"}, {"land", "landes"}, {"land", "länder"}, {"y", "xy"},
                                           {"xz", "xy"}, {"citi", "city"}, {"", "länder"}};
    static const struct stray wanted[] = {{"\2city", "\1i"}, {"\2länder", "\6and"}, {"\2xy", "\1z\xff\2y"}};
    const struct stray *next = wanted;
    struct table_sink sink = {expect_stray, &next};
    struct slice payload = slice_of_string(wanted[2].payload);
    uint8_t term[STRAYS_TERM_MAX];
    struct strays x;

    (void)state;
    strays_init(&x);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        strays_add(&x, slice_of_string(pairs[i][0]), slice_of_string(pairs[i][1]));
    assert_int_equal(strays_finish(&x, 2, &sink, NULL), OK);
    assert_ptr_equal(next, wanted + 3);
    strays_release(&x);
    assert_int_equal(strays_term(&payload, SLICE_LITERAL("xy"), term), 2);
    assert_memory_equal(term, "xz", 2);
    assert_int_equal(strays_term(&payload, SLICE_LITERAL("xy"), term), 1);
    assert_memory_equal(term, "y", 1);
    assert_int_equal(payload.n, 0);
    payload = SLICE_LITERAL("\7x");
    assert_int_equal(strays_term(&payload, SLICE_LITERAL("xy"), term), 0);
}

static int start(void **state)
{
    (void)state;
    return mkstemp(path) < 0;
}

static int stop(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(endings_lead_to_groups),
                                       cmocka_unit_test(strays_as_format_md_has_them)};
    return cmocka_run_group_tests(tests, start, stop);
}
