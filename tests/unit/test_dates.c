/* Dates as they are written: each input and what is read from it, "-" for none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "indexer/page/datelines.h"
#include "stemmers/dates.h"

struct date_case {
    const char *input, *want;
};

static void expect(const struct date_case *c, bool (*read)(struct slice, enum dates_order, struct date *),
                   enum dates_order order)
{
    for (; c->input != NULL; c++) {
        struct date d;
        char got[DATES_MAX_BYTES] = "-";

        if (read(slice_of_string(c->input), order, &d)) {
            assert_true(d.start < d.end && d.end <= strlen(c->input));
            dates_print(&d, got);
        }
        if (strcmp(got, c->want) != 0)
            fail_msg("'%s': %s, not %s", c->input, got, c->want);
    }
}

static bool first(struct slice text, enum dates_order order, struct date *out)
{
    return dates_next(text, 0, order, out);
}

static void three_languages(void **state)
{
    static const struct date_case cases[] = {
        {"17 May", "--05-17"}, {"May 17, 2024", "2024-05-17"}, {"Sept. 3rd, 2021", "2021-09-03"},
        {"the 2nd of March 2020", "2020-03-02"}, {"20 March, 11:34", "--03-20"}, {"19:20, 17 May", "--05-17"},
        {"Friday, 3 June 2022", "2022-06-03"}, {"March 2021", "2021-03"},
        {"17. Mai", "--05-17"}, {"Montag, den 3. Jänner 2022, 8.30 Uhr", "2022-01-03"},
        {"1. März 2019", "2019-03-01"}, {"14. August, 12:25", "--08-14"}, {"Dezember 2018", "2018-12"},
        {"14 августа", "--08-14"}, {"10:30, 14 августа", "--08-14"}, {"1 СЕНТЯБРЯ 2023 г.", "2023-09-01"},
        {"8 мая 1945 года", "1945-05-08"}, {"март 2024", "2024-03"},
        {"5-го мая 2020 года", "2020-05-05"}, {"03.März 2019", "2019-03-03"}, {"17-May-24", "2024-05-17"},
        {"Thu Nov 26 06:50:17 UTC 2026", "2026-11-26"}, {"Nov 26 06:50 2026", "2026-11-26"},
        {"6 min read·Apr 2, 2021", "2021-04-02"}, {"Herald – 2 April 2021", "2021-04-02"}, {"17 May–19 May 2024", "--05-17"},
        {"31. Oktober 202331. Oktober 2023", "2023-10-31"}, {"Posted on28. Juli 20193. August 2019Author", "2019-07-28"},
        {"May 202317 May", "2023-05"}, {"31. Oktober 202399", "--10-31"},
        {NULL, NULL},
    };

    (void)state;
    expect(cases, first, DATES_DAY_FIRST);
}

static void in_numbers(void **state)
{
    static const struct date_case any[] = {
        {"2024-05-17", "2024-05-17"}, {"2024-05-17T23:30:00+03:00", "2024-05-17"}, {"2024/5/7", "2024-05-07"},
        {"17.05.2024", "2024-05-17"}, {"17.5.24", "2024-05-17"}, {"17. 5. 2024", "2024-05-17"},
        {"Fri, 17 May 2024 10:00:00 +0200", "2024-05-17"}, {"17/05/2024", "2024-05-17"},
        {"05/17/2024", "2024-05-17"}, {"http://a.example/2015/08/11/x", "2015-08-11"},
        {"31.10.202301.11.2023", "2023-10-31"}, {"29.02.2024", "2024-02-29"}, {"2022-01-10T22:06:08:684Z", "2022-01-10"},
        {"Updates since v2.4.10", "-"}, {"libz-2.4.10", "-"}, {"2.4.10.1", "-"}, {"Version 2.4.10", "-"}, {"fixes of 1.6.54", "-"}, {"fixes of 1.6.24", "-"},
        {"am 17.12.54", "-"}, {"с 2.4.10", "2010-04-02"}, {"Berlin, 2.4.98", "1998-04-02"},
        {"am 2.4.10", "2010-04-02"}, {"Jungblut, 12.12.22", "2022-12-12"}, {"(2.4.10)", "2010-04-02"},
        {NULL, NULL},
    };
    static const struct date_case day[] = {{"05/06/2024", "2024-06-05"}, {NULL, NULL}};
    static const struct date_case month[] = {{"05/06/2024", "2024-05-06"}, {"17/05/2024", "2024-05-17"}, {NULL, NULL}};

    (void)state;
    expect(any, first, DATES_DAY_FIRST);
    expect(any, first, DATES_MONTH_FIRST);
    expect(day, first, DATES_DAY_FIRST);
    expect(month, first, DATES_MONTH_FIRST);
}

static void none(void **state)
{
    static const struct date_case cases[] = {
        {"", "-"}, {"vor 3 Stunden", "-"}, {"3 hours ago", "-"}, {"12:25", "-"}, {"1.2.3", "-"}, {"10.5", "-"},
        {"you may 20 times", "-"}, {"30.02.2024", "-"}, {"29.02.2023", "-"}, {"32. Mai", "-"}, {"17.13.2024", "-"},
        {"1,6 млрд", "-"}, {"+49 30 123456", "-"}, {"192.168.17.5", "-"},
        {NULL, NULL},
    };

    (void)state;
    expect(cases, first, DATES_DAY_FIRST);
}

static void values(void **state)
{
    static const struct date_case cases[] = {
        {"2024", "2024"}, {"20240517", "2024-05-17"}, {"20240517T1000", "2024-05-17"}, {"2024-05", "2024-05"},
        {"12345678", "-"}, {"yesterday", "-"},
        {NULL, NULL},
    };

    (void)state;
    expect(cases, dates_read, DATES_DAY_FIRST);
}

/* Whether the line is one of a date, begins with a day of a year, is nothing else. */
static void lines(void **state)
{
    static const struct {
        const char *line;
        bool is_line, opens, bare;
    } cases[] = {
        {"20 March, 11:34", true, false, false},
        {"Wirtschaft  |  14. August, 12:25  |  Lesezeit 2 Min.", true, false, false},
        {"Home                                        Apr 7, 2009                                                 ", true,
         false, true},
        {"12.11.2021 red Artikel: Download PDF Drucken Teilen Feedback Weitere Informationen anzeigen", false, true, false},
        {"Montag, 06.11.2023", true, true, true},
        {"Hamburg, den 2. Dezember 2022", true, false, true},
        {"Ab 1. März 2024 die neue Leiterin", true, false, false},
        {"7 May 2022. The day the river came over the wall was a Saturday.", false, false, false},
        {"On 17 May the delegation of the district came to see the works and the park.", false, false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date d;
        struct slice line = slice_of_string(cases[i].line);

        assert_true(dates_next(line, 0, DATES_DAY_FIRST, &d));
        if (dates_is_line(line, &d) != cases[i].is_line || dates_opens_line(line, &d) != cases[i].opens
            || dates_is_bare(line, &d) != cases[i].bare)
            fail_msg("%s", cases[i].line);
    }
}

static void stamps(void **state)
{
    static const struct {
        const char *line;
        bool want;
    } cases[] = {
        {"Post by r23 » 21.01.2009, 05:42", true}, {"on December 27, 2014 at 12:06 PM, updated later", true},
        {"20 March, 11:34", false},                {"The concert of 5 May 2019 is sold out", false},
        {"5 May 2019 is the day of the concert, at 20:00", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date d;
        struct slice line = slice_of_string(cases[i].line);

        assert_true(dates_next(line, 0, DATES_DAY_FIRST, &d));
        if (dates_is_stamp(line, &d) != cases[i].want)
            fail_msg("%s", cases[i].line);
    }
}

static void datelines(void **state)
{
    static const struct {
        const char *text, *rest;
    } cases[] = {
        {"BERLIN, 3. Juni (Agentur) - Der Fluss steigt.", "Der Fluss steigt."},
        {"Minsk (dpa) – Es regnet.", "Es regnet."},
        {"МОСКВА, 17 мая. /ТАСС/. Идёт снег.", "Идёт снег."},
        {"PARIS — It rains.", "It rains."},
        {"Paris - die Stadt am Fluss - ist nass.", "Paris - die Stadt am Fluss - ist nass."},
        {"The mayor said - and he was right - no.", "The mayor said - and he was right - no."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(cases[i].text + dateline_bytes(slice_of_string(cases[i].text)), cases[i].rest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_languages), cmocka_unit_test(in_numbers), cmocka_unit_test(none),
        cmocka_unit_test(values), cmocka_unit_test(lines), cmocka_unit_test(stamps), cmocka_unit_test(datelines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
