/* Which paragraphs are told to be in another language than their article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "indexer/paragraphs.h"
#include "store/segment_runs.h"

static const char EN[] = "The companies were happy about the meetings, and the ministers said that they would "
                         "continue the talks in the spring when the weather is better.\n";
static const char DE[] = "Die Gespräche über den Handel und die neuen Häuser waren gut, sagte der Minister, und die "
                         "Unternehmen werden im nächsten Jahr mehr Maschinen kaufen.\n";
static const char RU[] = "После встречи делегация посетила завод и ознакомилась с новыми машинами, которые будут "
                         "поставлены в следующем году, если договоры подпишут.\n";
static const char BE[] = "У час сустрэчы кіраўнікі абмеркавалі пытанні супрацоўніцтва, развіццё гандлю і сумесныя "
                         "праекты, якія будуць рэалізаваны ў наступным годзе.\n";

/* Of a text of these lines in one zone the runs, as "de:123 0:45". */
static void expect_runs(enum lang lang, uint8_t zone, const char *const lines[], const char *want)
{
    char text[4096] = "", got[200] = "";
    struct article_run whole = {.zone = zone};
    const struct article_run *runs = &whole;
    struct paragraphs p;
    size_t count = 1;

    for (size_t i = 0; lines[i] != NULL; i++)
        strcat(text, lines[i]);
    whole.bytes = (uint32_t)strlen(text);
    paragraphs_init(&p);
    assert_true(paragraphs_divide(&p, slice_of_string(text), lang, &runs, &count));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(runs[i].zone, zone);
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s:%u", i > 0 ? " " : "",
                 runs[i].lang == 0 ? "" : lang_name((enum lang)(runs[i].lang - 1)), runs[i].bytes);
    }
    assert_string_equal(got, want);
    paragraphs_release(&p);
}

#define LINES(...) (const char *const[]){__VA_ARGS__, NULL}

static void other_languages_become_runs(void **state)
{
    char want[100];

    (void)state;
    expect_runs(LANG_EN, SEGMENT_BODY, LINES(EN, EN), (snprintf(want, 100, ":%zu", 2 * strlen(EN)), want));
    expect_runs(LANG_RU, SEGMENT_BODY, LINES(RU, BE, "\n", BE, RU),
                (snprintf(want, 100, ":%zu other:%zu :%zu", strlen(RU), 2 * strlen(BE) + 1, strlen(RU)), want));
    expect_runs(LANG_DE, SEGMENT_LEAD, LINES(EN, DE),
                (snprintf(want, 100, "en:%zu :%zu", strlen(EN), strlen(DE)), want));
    expect_runs(LANG_EN, SEGMENT_BODY, LINES(EN, DE, RU),
                (snprintf(want, 100, ":%zu de:%zu ru:%zu", strlen(EN), strlen(DE), strlen(RU)), want));
    expect_runs(LANG_OTHER, SEGMENT_BODY, LINES(BE, RU),
                (snprintf(want, 100, ":%zu ru:%zu", strlen(BE), strlen(RU)), want));
}

static void what_is_short_or_no_prose_stays(void **state)
{
    char want[100];

    expect_runs(LANG_RU, SEGMENT_BODY, LINES(RU, "The ministers said that they would continue.\n"),
                (snprintf(want, 100, ":%zu", strlen(RU) + 45), want));

    (void)state;
    expect_runs(LANG_EN, SEGMENT_MENU, LINES(EN, DE),
                (snprintf(want, 100, ":%zu", strlen(EN) + strlen(DE)), want));
    expect_runs(LANG_EN, SEGMENT_BODY, LINES(""), ":0");
}

static void an_article_without_its_language_stays(void **state)
{
    char want[100];

    (void)state;
    expect_runs(LANG_EN, SEGMENT_BODY, LINES(DE, DE), (snprintf(want, 100, ":%zu", 2 * strlen(DE)), want));
    expect_runs(LANG_RU, SEGMENT_BODY, LINES(BE), (snprintf(want, 100, ":%zu", strlen(BE)), want));
}

/* No more runs than a document may have: the rest stays with the last one. */
static void runs_are_limited(void **state)
{
    enum { RUNS = SEGMENT_RUNS_MAX - 2 };
    static struct article_run given[RUNS];
    const struct article_run *runs = given;
    size_t count = RUNS, bytes = 0;
    struct paragraphs p;
    struct buf text;

    (void)state;
    buf_init(&text, 1u << 20);
    for (size_t i = 0; i < 3; i++) {
        buf_append_string(&text, EN);
        buf_append_string(&text, DE);
    }
    for (size_t i = 0; i < RUNS; i++)
        given[i] = (struct article_run){.zone = SEGMENT_BODY, .bytes = i == 0 ? (uint32_t)text.n : 0};
    paragraphs_init(&p);
    assert_true(paragraphs_divide(&p, buf_slice(&text), LANG_EN, &runs, &count));
    assert_int_equal(count, SEGMENT_RUNS_MAX);
    for (size_t i = 0; i < count; i++)
        bytes += runs[i].bytes;
    assert_int_equal(bytes, text.n);
    paragraphs_release(&p);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_languages_become_runs),
        cmocka_unit_test(an_article_without_its_language_stays),
        cmocka_unit_test(what_is_short_or_no_prose_stays), cmocka_unit_test(runs_are_limited)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
