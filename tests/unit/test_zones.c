/* What each part of a page is, its title and date; and what holds for any text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/segment_runs.h"
#include "tests/unit/zone_fixture.h"

static void an_english_page(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("Text size:\nSmall\nBig\nHome\nNews\n\n7:15, 9 April\nRiver closes the lower streets of the town\n"
                               "Photo by Ann Smith\n\n" SENTENCE_EN "Ducks were seen in the market hall, said the mayor of the town.\n\n"
                               "Read also\n\nBakers meet in June\n08:00, 3 April\n\nBack\n"));
    expect_title(f, "River closes the lower streets of the town");
    expect_date(f, "--04-09");
    expect_zone(f, "Small", SEGMENT_MENU);
    expect_zone(f, "Photo by", SEGMENT_CREDIT);
    expect_zone(f, "The river rose", SEGMENT_LEAD);
    expect_zone(f, "Ducks", SEGMENT_BODY);
    expect_zone(f, "Bakers", SEGMENT_RELATED);
    expect_zone(f, "Back", SEGMENT_MENU);
}

static void a_german_page(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("Startseite\n\nFluss sperrt die unteren Straßen\n\n9. April 2023\n\nVon Eva Klein\n\n" SENTENCE_DE
                               "Enten schwammen durch die Markthalle, sagte die Bürgermeisterin.\n\nQuelle: Rathaus\n\n"
                               "Mehr zum Thema\n\nBäcker treffen sich\n3. April 2023\n"));
    expect_title(f, "Fluss sperrt die unteren Straßen");
    expect_date(f, "2023-04-09");
    expect_zone(f, "Startseite", SEGMENT_MENU);
    expect_zone(f, "Von Eva", SEGMENT_CREDIT);
    expect_zone(f, "Der Fluss stieg", SEGMENT_LEAD);
    expect_zone(f, "Enten", SEGMENT_BODY);
    expect_zone(f, "Quelle", SEGMENT_CREDIT);
    expect_zone(f, "Bäcker", SEGMENT_RELATED);
}

static void a_russian_page(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("Разделы портала\n\nРека закрыла нижние улицы города\n\n08:40, 9 апреля\n\nФото: Анна Белых\n\n" SENTENCE_RU
                               "По рынку плавали утки, рассказал мэр города.\n\nЧитайте также\n\nПекари собрались\n10:00, 3 апреля\n"));
    expect_title(f, "Река закрыла нижние улицы города");
    expect_date(f, "--04-09");
    expect_zone(f, "Разделы", SEGMENT_MENU);
    expect_zone(f, "Фото", SEGMENT_CREDIT);
    expect_zone(f, "Ночью", SEGMENT_LEAD);
    expect_zone(f, "утки", SEGMENT_BODY);
    expect_zone(f, "Пекари", SEGMENT_RELATED);
}

static void a_title_of_the_first_sentence(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("KIEL, 9. April (Agentur) - " SENTENCE_DE SENTENCE_RU));
    expect_title(f, "Der Fluss stieg in der Nacht um zwei Meter, und die unteren Straßen wurden für alle gesperrt.");
    expect_date(f, "--04-09");
    expect_zone(f, "Fluss", SEGMENT_LEAD);
}

static void repeated_paragraphs(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(SENTENCE_RU SENTENCE_EN "A short line.\n\nThe  river rose by two metres in the night, and the lower "
                               "streets were closed to all  traffic.\n\nA short line.\n"));
    expect_zone(f, "The river", SEGMENT_BODY);
    expect_zone(f, "The  river", SEGMENT_REPEATED);
    assert_int_equal(f->found.runs[f->found.run_count - 1].zone, SEGMENT_BODY);
}

static void wrapped_lines_are_one_paragraph(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("The river came\n\n"
                               "The river rose by two metres in the night, and the lower streets were\n"
                               "closed to all traffic until the morning, when the water fell again and\n"
                               "the ducks that had come into the market hall went home to the bridge on\n"
                               "foot.\n\n"
                               "The mayor said that nothing like that had been seen in the town since\n"
                               "the year in which he was born.\n"));
    expect_title(f, "The river came");
    expect_zone(f, "foot.", SEGMENT_LEAD);
    expect_zone(f, "the year", SEGMENT_BODY);
}

/* Verse, plays and tables are no menus. */
static void short_lines_of_a_text_stay(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("O river, broad and slow,\nThat knows no haste at all,\nI hear thy waters flow\nBeneath the garden wall.\n\n"
                               "The ducks are all at sea,\nThe streets are full of thee,\nAnd home I cannot go,\nO river, broad and slow.\n"));
    expect_zone(f, "ducks", SEGMENT_BODY);
    page_clear(&f->page);
    page_from_text(&f->page, SLICE_LITERAL("Анна\nКто там?\nПётр\nЭто я.\nАнна\nВходи.\n(Уходит)\nПечать\nМеню\n"));
    page_add_title(&f->page, PAGE_FROM_RECORD, SLICE_LITERAL("Гость"));
    find(f);
    expect_title(f, "Гость");
    expect_zone(f, "Пётр", SEGMENT_BODY);
    expect_zone(f, "Меню", SEGMENT_BODY);
}

/* A page of one menu's line and of notices keeps its article only. */
static void notices_are_no_article(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("• Home\n• News\n• Sport\n\nThe river came in the night\n\n" SENTENCE_EN
                               "The ducks went home on foot, said the mayor, who had counted them twice.\n\n"
                               "All of them will be counted again on the first day of the coming month.\n\n"
                               "• Legal\n• Jobs\n\nWe and our partners use cookies and ask for your consent.\n"));
    expect_title(f, "The river came in the night");
    expect_zone(f, "The ducks", SEGMENT_BODY);
    assert_true(zone_of(f, "We and our") == SEGMENT_MENU || zone_of(f, "We and our") == SEGMENT_RELATED);
    find_text(f, SLICE_LITERAL("• Home\n\nHow this site uses cookies\n\nThis site uses cookies with your consent only.\n\n"
                               "Your consent to cookies can be withdrawn on this site at any time.\n"));
    expect_zone(f, "This site uses", SEGMENT_LEAD);
    expect_zone(f, "Your consent", SEGMENT_BODY);
}

/* The words of credits and of the way on are those of the tables, also at the end of a text. */
static void ends_of_lines(void **state)
{
    struct fixture *f = *state;

    page_clear(&f->page);
    add(&f->page, PAGE_HEADING, 1, 0, 0, "High water");
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "Die Brücke im Mai. Quelle: N. Neu");
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "Мост через реку в мае (Снимок А. Белых)");
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "Ducks swam through the market hall, said the mayor, who had one source: a duck.");
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_DE);
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "Bakers of three towns met on the first day of the month.mehr");
    find(f);
    expect_zone(f, "Die Brücke", SEGMENT_CREDIT);
    expect_zone(f, "Мост через", SEGMENT_CREDIT);
    expect_zone(f, "Ducks swam", SEGMENT_BODY);
    assert_true(zone_of(f, "Bakers") != SEGMENT_BODY);
}

/* Readers' comments may be longer than a short article. */
static void comments_are_no_article(void **state)
{
    struct fixture *f = *state;

    page_clear(&f->page);
    add(&f->page, PAGE_HEADING, 1, 0, 0, "Высокая вода");
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "1532 просмотра | 27 комментариев к статье");
    for (int i = 0; i < 3; i++)
        add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, i == 0 ? SENTENCE_RU : "По рынку плавали утки, рассказал мэр города, и никто не захотел прогнать их домой.");
    add(&f->page, PAGE_HEADING, 2, 0, 0, "Комментарии");
    for (int i = 0; i < 6; i++)
        add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "Иван: А кто считал этих уток, и куда смотрели те, кому положено смотреть за рынком?");
    find(f);
    expect_zone(f, "Ночью", SEGMENT_LEAD);
    expect_zone(f, "1532", SEGMENT_MENU);
    assert_true(zone_of(f, "Иван") == SEGMENT_RELATED);
}

static void a_play_without_a_title_stays(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("Анна\nКто там?\nПётр\nЭто я\nАнна\nВходи\n(Уходит)\nПётр\n" SENTENCE_RU
                               "Анна\nЧто же\nПётр\nНичего\nАнна\nПрощай\nПётр\nПрощай и ты\n"));
    expect_zone(f, "Кто там", SEGMENT_BODY);
    expect_zone(f, "(Уходит)", SEGMENT_BODY);
    expect_zone(f, "Прощай и ты", SEGMENT_BODY);
}

static void a_records_title(void **state)
{
    struct fixture *f = *state;

    page_clear(&f->page);
    page_from_text(&f->page, SLICE_LITERAL(SENTENCE_EN));
    page_add_title(&f->page, PAGE_FROM_RECORD, SLICE_LITERAL("High water"));
    page_add_date(&f->page, PAGE_FROM_RECORD, SLICE_LITERAL("2021-02"));
    find(f);
    expect_title(f, "High water");
    expect_date(f, "2021-02");
    assert_memory_equal(f->page.text.p, "High water\nThe river", 20);
    expect_zone(f, "The river", SEGMENT_LEAD);
    page_clear(&f->page);
    page_from_text(&f->page, SLICE_LITERAL("High  water\n" SENTENCE_EN));
    page_add_title(&f->page, PAGE_FROM_RECORD, SLICE_LITERAL("High water"));
    find(f);
    expect_title(f, "High  water");
    expect_zone(f, "The river", SEGMENT_LEAD);
    assert_memory_equal(f->page.text.p, "High  water\nThe river", 21);
}

static void a_page_of_markup(void **state)
{
    struct fixture *f = *state;
    struct page *p = &f->page;

    page_clear(p);
    page_add_title(p, PAGE_FROM_META, SLICE_LITERAL("High water in town | The Herald"));
    page_add_title(p, PAGE_FROM_H1, SLICE_LITERAL("The Herald"));
    p->site = page_keep(p, SLICE_LITERAL("The Herald"));
    add(p, PAGE_HEADING, 1, 0, 0, "The Herald");
    add(p, PAGE_ITEM, 0, 100, PAGE_IN_NAVIGATION, "Sports");
    add(p, PAGE_HEADING, 2, 0, PAGE_IN_ARTICLE, "High water in town");
    add(p, PAGE_PARAGRAPH, 0, 0, PAGE_IN_ARTICLE | PAGE_TIME, "9 April 2022");
    add(p, PAGE_PARAGRAPH, 0, 0, PAGE_IN_ARTICLE, SENTENCE_EN);
    add(p, PAGE_PARAGRAPH, 0, 0, PAGE_IN_ARTICLE, SENTENCE_RU);
    add(p, PAGE_PARAGRAPH, 0, 100, 0, "Bakers of three towns meet in June");
    add(p, PAGE_PARAGRAPH, 0, 0, PAGE_RELATED, "Bakers met, and all of them brought bread.");
    find(f);
    expect_title(f, "High water in town");
    expect_date(f, "2022-04-09");
    expect_zone(f, "Sports", SEGMENT_MENU);
    expect_zone(f, "The river", SEGMENT_LEAD);
    expect_zone(f, "Ночью", SEGMENT_BODY);
    expect_zone(f, "Bakers of three", SEGMENT_RELATED);
    expect_zone(f, "Bakers met", SEGMENT_RELATED);
}

static void dates_of_markup(void **state)
{
    struct fixture *f = *state;
    struct page *p = &f->page;

    page_clear(p);
    page_add_date(p, PAGE_FROM_MODIFIED, SLICE_LITERAL("2022-05-01"));
    add(p, PAGE_PARAGRAPH, 0, 0, PAGE_TIME, "9 April 2022");
    add(p, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
    find(f);
    expect_date(f, "2022-04-09");
    page_clear(p);
    page_add_date(p, PAGE_FROM_TIME, SLICE_LITERAL("2022-04-08 23:30"));
    page_add_date(p, PAGE_FROM_META, SLICE_LITERAL("2022-04-09T05:30:00Z"));
    add(p, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
    find(f);
    expect_date(f, "2022-04-08");
    page_clear(p);
    page_add_date(p, PAGE_FROM_MODIFIED, SLICE_LITERAL("2022-05-01"));
    add(p, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
    find(f);
    expect_date(f, "2022-05-01");
}

/* The markup's 4/9/2022 is whichever of the two days the page shows; the language's where none. */
static void a_date_that_may_be_either(void **state)
{
    static const struct {
        const char *lang, *shown, *want;
    } cases[] = {
        {"de", "9. April 2022", "2022-04-09"}, {"en", "4 September 2022", "2022-09-04"},
        {"en", "Sports", "2022-04-09"},        {"de", "Sport", "2022-09-04"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        page_clear(&f->page);
        f->page.lang = page_keep(&f->page, slice_of_string(cases[i].lang));
        page_add_date(&f->page, PAGE_FROM_META, SLICE_LITERAL("4/9/2022 12:43:42"));
        add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, cases[i].shown);
        add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
        find(f);
        expect_date(f, cases[i].want);
    }
}

/* The address knows the month, a line of the page the day. */
static void a_day_for_a_month(void **state)
{
    struct fixture *f = *state;

    page_clear(&f->page);
    f->page.url = page_keep(&f->page, SLICE_LITERAL("https://a.example/2022/04/high-water"));
    add(&f->page, PAGE_HEADING, 1, 0, 0, "High water");
    for (int i = 0; i < 12; i++)
        add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "1 May 2022");
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "9 April 2022");
    find(f);
    expect_date(f, "2022-04-09");
}

static void no_text_at_all(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(""));
    assert_int_equal(f->found.run_count, 0);
    find_text(f, SLICE_LITERAL(" \n\n "));
    assert_int_equal(f->found.title_bytes, 0);
}

static void any_text_is_covered(void **state)
{
    static const char *const pieces[] = {"\n", "\n", " ", "a", "Б", "ß", ".", "17", "Mai", ":", "-", "/", "2024", "•", "[", "]",
                                         "Photo by", "Read also", "Источник: ", "\xf0\x9f\x98\x80", "\t", "\xc2\xa0", "|", "(dpa) – ",
                                         "a longer piece of text that goes on for a while, and ends.", "\xe2\x80\x9c", "»", "0"};
    struct fixture *f = *state;
    uint64_t seed = 20;

    for (unsigned round = 0; round < 3000; round++) {
        struct buf text;
        buf_init(&text, 1 << 20);
        for (unsigned i = 0, n = round % 60; i < n; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            buf_append_string(&text, pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]);
        }
        find_text(f, buf_slice(&text));
        page_clear(&f->page);
        page_from_text(&f->page, buf_slice(&text));
        page_add_title(&f->page, (enum page_source)(round % PAGE_SOURCE_COUNT), buf_slice(&text));
        find(f);
        buf_release(&text);
    }
}

/* A rule as long as the line above it makes that a heading; the text is plain all the same. */
static void underlined_headings_of_a_text(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("Notes of the river\n"
                               "==================\n\n"
                               "What is new\n"
                               "-----------\n\n"
                               "(this line was read by the mayor alone, and by nobody else in the town,\n"
                               "until the morning, when the water fell again and the ducks that had come\n"
                               "into the market hall went home to the bridge on foot, as they did in the\n"
                               "year before, and in the year before that one as well.)\n\n"
                               "It was a river like any other.\n"));
    expect_title(f, "Notes of the river");
    assert_int_equal(page_blocks(&f->page)[0].level, 1);
    assert_int_equal(page_blocks(&f->page)[2].level, 2);
    expect_zone(f, "year before,", zone_of(f, "(this line"));
    find_text(f, SLICE_LITERAL("A much longer line than the rule\n----\n\n====\nTides\n\n-----\n" SENTENCE_EN));
    for (size_t i = 0; i < page_block_count(&f->page); i++)
        assert_int_equal(page_blocks(&f->page)[i].kind, PAGE_LINE);
}

/* The line below the date is the title, a shorter one below that its subtitle; below a rubric it is not. */
static void a_subtitle_under_the_title(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("Log in\n17 May 2022, 11:34\n\nHigh water closes the town for two days\n\n"
                               "The ducks are safe\n\n" SENTENCE_EN SENTENCE_DE SENTENCE_RU));
    expect_title(f, "High water closes the town for two days");
    find_text(f, SLICE_LITERAL("Log in\n17 May 2022, 11:34\n\nTown\n\nHigh water closes the town for two days\n\n"
                               SENTENCE_EN SENTENCE_DE SENTENCE_RU));
    expect_title(f, "High water closes the town for two days");
}

/* More changes of zone than a document has runs: long stretches keep theirs, short ones go with them. */
static void a_page_of_many_zones(void **state)
{
    struct fixture *f = *state;

    page_clear(&f->page);
    add(&f->page, PAGE_HEADING, 1, 0, 0, "High water closes the town");
    for (unsigned i = 0; i < 3 * SEGMENT_RUNS_MAX; i++) {
        char line[40];

        snprintf(line, sizeof line, "Go to %u", i);
        add(&f->page, PAGE_PARAGRAPH, 0, 100, PAGE_IN_NAVIGATION, line);
        if (i % 2 == 0 || i > 2 * SEGMENT_RUNS_MAX)
            add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
    }
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "The last sentence of it all stays in the body, as it is one of the article.");
    find(f);
    assert_true(f->found.run_count <= SEGMENT_RUNS_MAX);
    expect_zone(f, "High water closes the town", SEGMENT_TITLE);
    expect_zone(f, "The last sentence of it all", SEGMENT_BODY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(an_english_page), WITH(a_german_page), WITH(a_russian_page), WITH(a_title_of_the_first_sentence),
        WITH(repeated_paragraphs), WITH(wrapped_lines_are_one_paragraph), WITH(short_lines_of_a_text_stay),
        WITH(notices_are_no_article), WITH(comments_are_no_article), WITH(ends_of_lines),
        WITH(a_play_without_a_title_stays), WITH(a_records_title), WITH(a_page_of_markup), WITH(dates_of_markup), WITH(a_date_that_may_be_either), WITH(a_day_for_a_month), WITH(no_text_at_all),
        WITH(any_text_is_covered), WITH(a_page_of_many_zones), WITH(underlined_headings_of_a_text),
        WITH(a_subtitle_under_the_title),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
