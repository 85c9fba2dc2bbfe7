/* Dates of queries: how they are read and printed, and the articles' dates they take in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "searcher/query/query_dates.h"

#define TODAY 20240310

static void check_printed(const char *text, const char *want)
{
    struct date_range r;
    struct buf out;
    bool good = date_range_read(slice_of_string(text), &r);

    if (good != (want != NULL))
        print_message("'%s'\n", text);
    assert_true(good == (want != NULL));
    if (want == NULL)
        return;
    buf_init(&out, 1000);
    date_range_print(&out, &r);
    buf_append_byte(&out, '\0');
    assert_string_equal((const char *)out.p, want);
    assert_true(date_range_read(slice_of_string((const char *)out.p), &r));
    buf_release(&out);
}

static void dates_are_read_in_every_form(void **state)
{
    static const struct { const char *text, *want; } cases[] = {
        {"2024", "2024"}, {"2024-05", "2024-05"}, {"2024-05-17", "2024-05-17"}, {"20240517", "2024-05-17"},
        {"17.05.2024", "2024-05-17"}, {"17 мая 2024", "2024-05-17"}, {"17 мая", "--05-17"},
        {"17 May", "--05-17"}, {"17. Mai", "--05-17"}, {"May 17, 2024", "2024-05-17"}, {"März 2024", "2024-03"},
        {"--05-17", "--05-17"}, {"--05", "--05"}, {"..2024-06", "..2024-06"}, {"2024..", "2024.."},
        {"2023..2024-02", "2023..2024-02"}, {"[2023 TO 2024]", "2023..2024"}, {"7d..", "7d.."},
        {"yesterday..", "1d.."}, {"2w..1w", "2w..1w"}, {">2024", ">2024"}, {">=2024", "2024.."}, {"<2024-02", "<2024-02"},
        {"<=2024-02", "..2024-02"}, {" 2024 .. 2025 ", "2024..2025"}, {"--12-20..--01-10", "--12-20..--01-10"},
        {"", NULL}, {"..", NULL}, {"foo", NULL}, {"2024-13", NULL}, {"2024-05-32", NULL}, {"--13", NULL},
        {"--02-30", NULL}, {"2024..foo", NULL}, {"d", NULL}, {"7x", NULL}, {"123456d", NULL}, {"--05..2024", NULL},
        {"17 мая 2024 x", NULL}, {"[2024]", NULL}, {">", NULL}, {"2024..2025..2026", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_printed(cases[i].text, cases[i].want);
}

static void articles_are_in_a_range(void **state)
{
    static const struct { const char *range, *date; bool want; } cases[] = {
        {"2024", "2024-05-17", true}, {"2024", "2024-05", true}, {"2024", "2024", true}, {"2024", "2023-12-31", false},
        {"2024", "--05-17", false}, {"2024", "", false}, {"2024-05", "2024-05-31T10:00:00Z", true},
        {"2024-05", "2024", false}, {"2024-05-17", "2024-05", false}, {"2024-05-17", "2024-05-17", true},
        {"--05-17", "2024-05-17", true}, {"--05-17", "--05-17", true}, {"--05-17", "--05-18", false},
        {"--05", "1999-05-03", true}, {"--05", "1999-06-03", false}, {"--05", "1999", false},
        {"..2024-02", "2024-02-29", true}, {"..2024-02", "2024-03-01", false}, {"..2024-02", "2024-02", true},
        {"2024-02..", "2024-02", true}, {"2024-02..", "2024-01-31", false}, {"2024-02..", "2031", true},
        {">2024-02", "2024-02-29", false}, {">2024-02", "2024-03-01", true}, {"<2024-02", "2024-02-01", false},
        {"<2024-02", "2024-01-31", true}, {"<2024", "2023", true}, {"<2024", "2024", false},
        {"7d..", "2024-03-03", true}, {"7d..", "2024-03-02", false}, {"2w..", "2024-02-25", true},
        {"2w..", "2024-02-24", false}, {"1m..", "2024-02-10", true}, {"1m..", "2024-02-09", false},
        {"1y..", "2023-03-10", true}, {"1y..", "2023-03-09", false}, {"yesterday", "2024-03-09", true},
        {"yesterday", "2024-03-10", false}, {"today", "2024-03-10", true}, {"today..", "2024-03-09", false},
        {"--12-20..--01-10", "2023-12-25", true}, {"--12-20..--01-10", "2024-01-05", true},
        {"--12-20..--01-10", "2024-02-05", false}, {"99999y..", "1900", true}, {"2024", "garbage", false},
        {"2024", "2024x", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date_range r;
        struct date_span span;

        assert_true(date_range_read(slice_of_string(cases[i].range), &r));
        span = date_range_span(&r, TODAY);
        if (date_span_has(&span, slice_of_string(cases[i].date)) != cases[i].want)
            print_message("%s has %s\n", cases[i].range, cases[i].date);
        assert_true(date_span_has(&span, slice_of_string(cases[i].date)) == cases[i].want);
    }
}

static void today_is_a_day(void **state)
{
    uint32_t today = date_today();

    (void)state;
    assert_true(today / 10000 >= 2024 && today / 100 % 100 >= 1 && today / 100 % 100 <= 12);
    assert_true(today % 100 >= 1 && today % 100 <= 31);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_in_every_form),
        cmocka_unit_test(articles_are_in_a_range),
        cmocka_unit_test(today_is_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
