/* Posting lists, forms and threads: the worked examples of FORMAT.md, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/pool.h"
#include "store/forms.h"
#include "store/lists.h"

static void expect_bytes(const struct buf *b, const char *want)
{
    char text[1024] = "";

    for (size_t i = 0; i < b->n; i++)
        sprintf(text + strlen(text), "%s%02X", i == 0 ? "" : " ", b->p[i]);
    assert_string_equal(text, want);
}

/* A word in document 2, at 0 of its title of three words and at 19 and 30 of its
 * body, and in document 5 at 40. */
static void a_list_as_format_md_has_it(void **state)
{
    const uint32_t in_2[] = {0, 19, 30}, in_5[] = {40};
    struct lists l;
    struct list list;

    (void)state;
    lists_init(&l);
    lists_begin(&l, &list);
    lists_add(&l, &list, 2, 2 * 100 + 200, 5000, in_2, 3);
    lists_add(&l, &list, 5, 100, 3000, in_5, 1);
    lists_end(&l, &list);
    assert_true(lists_ok(&l));
    assert_int_equal(list.df, 2);
    assert_int_equal(list.cf, 4);
    expect_bytes(&l.docs, "02 0A 02 02 04 0A");
    expect_bytes(&l.positions, "06 80 A4 A0");
    lists_release(&l);
}

/* tf, weighted: as they are read again; only what is far off comes back nearer. */
static void weights_are_read_as_written(void **state)
{
    static const uint32_t tfs[] = {1, 2, 3, 100, 1000000};
    static const int64_t offs[] = {0, 20, 100, 120, 400, -90, -99, -180, 10, 1, -1, 99, 1000000, -1000000};

    (void)state;
    for (size_t i = 0; i < sizeof tfs / sizeof *tfs; i++)
        for (size_t j = 0; j < sizeof offs / sizeof *offs; j++) {
            int64_t weighted = (int64_t)tfs[i] * 100 + offs[j];

            if (weighted < 0)
                continue;
            assert_int_equal(postings_weight(tfs[i], postings_weight_code(tfs[i], (uint32_t)weighted)),
                             weighted);
        }
    assert_int_equal(postings_weight_code(1, 100), 0);
    assert_int_equal(postings_weight_code(1, 200), 10);
    assert_int_equal(postings_weight(20000000, postings_weight_code(20000000, 20000000)),
                     2000000000u - ((1u << 30) - 1));
}

static void forms_as_format_md_has_them(void **state)
{
    struct form_count in[] = {{SLICE_LITERAL("land"), 7, 6}, {SLICE_LITERAL("landes"), 2, 2},
                              {SLICE_LITERAL("länder"), 1, 0}}, out;
    struct forms_cursor c;
    struct buf b;

    (void)state;
    buf_init(&b, 4096);
    forms_encode(SLICE_LITERAL("land"), in, 3, &b);
    expect_bytes(&b, "05 00 00 1A 06 00 02 65 73 05 03 06 C3 A4 6E 64 65 72 00");
    assert_true(forms_open(&c, SLICE_LITERAL("land"), 10, buf_slice(&b)));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(forms_next(&c, &out), 1);
        assert_true(slice_equal(out.form, in[i].form));
        assert_int_equal(out.occurrences, in[i].occurrences);
        assert_int_equal(out.capitals, in[i].capitals);
    }
    assert_int_equal(forms_next(&c, &out), 0);
    buf_clear(&b);
    forms_encode(SLICE_LITERAL("2026"), &(struct form_count){SLICE_LITERAL("2026"), 9, 0}, 1, &b);
    expect_bytes(&b, "00");
    assert_true(forms_open(&c, SLICE_LITERAL("2026"), 9, buf_slice(&b)));
    assert_int_equal(forms_next(&c, &out), 1);
    assert_true(slice_equal(out.form, SLICE_LITERAL("2026")));
    assert_int_equal(out.occurrences, 9);
    assert_int_equal(forms_next(&c, &out), 0);
    buf_release(&b);
}

static void damaged_forms_are_no_forms(void **state)
{
    (void)state;
    srand(1);
    for (int round = 0; round < 20000; round++) {
        uint8_t bytes[24];
        struct forms_cursor c;
        struct form_count out;
        size_t n = (size_t)rand() % sizeof bytes;

        for (size_t i = 0; i < n; i++)
            bytes[i] = (uint8_t)(rand() % 3 == 0 ? rand() : rand() % 8);
        if (forms_open(&c, SLICE_LITERAL("wort"), 3, slice_of(bytes, n)))
            while (forms_next(&c, &out) == 1)
                assert_true(out.form.n <= sizeof c.form);
    }
}

struct square {
    struct pool_task task;
    unsigned number, square, worker;
};

static void run_square(struct pool_task *task, unsigned worker)
{
    struct square *s = (struct square *)(void *)task;

    for (unsigned i = 0; i < s->number; i++)
        s->square += s->number;
    s->worker = worker;
}

static void tasks_come_back_in_order(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 4; threads++) {
        static struct square squares[300];
        unsigned taken = 0;
        struct pool *p;

        assert_int_equal(pool_open(threads, &p, NULL), OK);
        for (unsigned i = 0; i < 300; i++) {
            squares[i] = (struct square){.task = {.run = run_square}, .number = (i * 7919) % 5000};
            pool_submit(p, &squares[i].task);
            if (i % 3 == 0)
                assert_ptr_equal(pool_take(p), &squares[taken++].task);
        }
        assert_int_equal(pool_outstanding(p), 300 - taken);
        for (; taken < 300; taken++)
            assert_ptr_equal(pool_take(p), &squares[taken].task);
        assert_null(pool_take(p));
        for (unsigned i = 0; i < 300; i++) {
            assert_int_equal(squares[i].square, squares[i].number * squares[i].number);
            assert_true(squares[i].worker < threads);
        }
        pool_close(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_as_format_md_has_it), cmocka_unit_test(weights_are_read_as_written),
        cmocka_unit_test(forms_as_format_md_has_them),
        cmocka_unit_test(damaged_forms_are_no_forms), cmocka_unit_test(tasks_come_back_in_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
