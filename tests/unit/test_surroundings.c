/* What stands around an article, and in it without being its text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/page/core.h"
#include "indexer/page/marks.h"
#include "indexer/page/title_echoes.h"
#include "tests/unit/zone_fixture.h"

#define MENU "• Home\n• News\n• Sport\n\n"
#define TITLE "High water closes the town\n\n"
#define ARTICLE SENTENCE_EN \
    "Ducks swam through the market hall, said the mayor, and nobody had the heart to send them home again.\n\n" \
    "At the bridge the water stood so high that the baker rowed his bread to the people who had ordered it.\n\n" \
    "The school stays closed until the cellars are dry, which may take a week if the sun comes out at last.\n\n" \
    "Nobody was hurt, and the only boat that was lost belonged to a man who had borrowed it from his brother.\n\n"
#define REMARK "I have seen the ducks myself, and they were enjoying it more than anybody else in the whole town did.\n\n"

static void expect_outside(const struct fixture *f, const char *words)
{
    enum segment_zone zone = zone_of(f, words);

    if (zone == SEGMENT_LEAD || zone == SEGMENT_BODY || zone == SEGMENT_TITLE)
        fail_msg("'%s' is in zone %d", words, zone);
}

/* Comments are sentences, too, and may be many. */
static void comments(void **state)
{
    static const char *const heads[] = {"3 comments", "Comments (3)", "Leave a reply", "2 Gedanken zu „Hochwasser“", "Комментарии"};
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct buf text;

        buf_init(&text, 1 << 16);
        buf_append_string(&text, MENU TITLE ARTICLE);
        buf_append_string(&text, heads[i]);
        buf_append_string(&text, "\n\nNina Neu\n\n" REMARK "Karl Kurz\n\nThe man should have asked his brother for a bigger boat.\n\n");
        find_text(f, buf_slice(&text));
        buf_release(&text);
        expect_zone(f, "Nobody was hurt", SEGMENT_BODY);
        expect_outside(f, "I have seen");
        expect_outside(f, "The man should");
    }
    /* above the article it is a count and ends nothing */
    find_text(f, SLICE_LITERAL(MENU TITLE "3 comments\n\n" ARTICLE));
    expect_zone(f, "The river rose", SEGMENT_LEAD);
    expect_zone(f, "Nobody was hurt", SEGMENT_BODY);
}

/* Of a short article each half may be lighter than the links between them. */
static void links_between_paragraphs(void **state)
{
    static const char *const links[] = {
        "Read also: Ice on the river breaks early\n\n", "Читайте также: Ледоход начался раньше\n\n",
        "Lesen Sie auch\n\nPegel sinken langsam im Land\n\nNeue Buslinie startet im April\n\n"};
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        struct buf text;

        buf_init(&text, 1 << 16);
        buf_append_string(&text, MENU TITLE SENTENCE_EN);
        buf_append_string(&text, links[i]);
        buf_append_string(&text, "The school stays closed until the cellars are dry, which may take a week if the sun comes out at last.\n\n"
                                 "More from the town\n\nSnow clearing costs double\n\nSchool gets a new roof\n\n");
        find_text(f, buf_slice(&text));
        buf_release(&text);
        expect_zone(f, "The river rose", SEGMENT_LEAD);
        expect_zone(f, "The school stays", SEGMENT_BODY);
        expect_zone(f, i == 0 ? "Ice on" : i == 1 ? "Ледоход" : "Neue Buslinie", SEGMENT_RELATED);
        expect_outside(f, "Snow clearing");
    }
}

static void forms(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE ARTICLE "Name [            ]\n\nE-Mail [            ]\n\nPassword [______]\n\n[ ] Remember me\n"));
    expect_zone(f, "Nobody was hurt", SEGMENT_BODY);
    expect_outside(f, "Name [");
    expect_outside(f, "Password");
    expect_outside(f, "Remember me");
}

/* A note on the author, a word about the site: few sentences behind lines of a page. */
static void short_ends(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE ARTICLE "Share\n\nNina Neu\n\nShe has been writing about rivers since she fell into one.\n\n"
                               "Contact\n\n• Jobs\n• Press\n"));
    expect_zone(f, "Nobody was hurt", SEGMENT_BODY);
    expect_outside(f, "She has been");
    /* a heading and its paragraph are the article's */
    find_text(f, SLICE_LITERAL(MENU TITLE ARTICLE "What comes next\n\nMore rain is expected on Monday, and the ducks were seen "
                               "coming back, said the mayor, who had counted them twice.\n\n• Jobs\n• Press\n"));
    expect_zone(f, "What comes next", SEGMENT_BODY);
    expect_zone(f, "More rain", SEGMENT_BODY);
}

static void teasers(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE SENTENCE_EN "A seminar\n\nLearn in two days how to build a boat of bread and to row it home.\n\n"
                               "Read more\n\n" ARTICLE "Bakers of three towns met at the lake on Sunday and brought their boats. more\n\n" SENTENCE_RU));
    expect_outside(f, "Learn in two");
    expect_outside(f, "Bakers of");
    expect_zone(f, "At the bridge", SEGMENT_BODY);
    expect_zone(f, "Ночью", SEGMENT_BODY);
}

/* Under the lead stand its author and day, in the text a picture's legend. */
static void credits_inside(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE SENTENCE_EN "By Nina Neu\n\nMonday, 12 April 2021\n\n" ARTICLE
                               "The bridge at noon, seen from the market. Photo: K. Kurz/Agency\n\n" SENTENCE_RU));
    expect_zone(f, "By Nina", SEGMENT_CREDIT);
    expect_zone(f, "Monday", SEGMENT_MENU);
    expect_zone(f, "The bridge at noon", SEGMENT_CREDIT);
    expect_zone(f, "Ночью", SEGMENT_BODY);
}

/* Between an article's paragraphs the words of a notice are the article's. */
static void notices_in_the_text(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE ARTICLE "The mayor asked all partners of the town to subscribe to a newsletter about ducks.\n\n" ARTICLE
                               "Follow us on Twitter and Facebook.\n\n• Jobs\n• Press\n• Contact\n"));
    expect_zone(f, "The mayor asked", SEGMENT_BODY);
    expect_outside(f, "Follow us");
}

/* A list has two items at least. */
static void lone_items(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE SENTENCE_EN "• The long way of the ducks to the market\n\n" ARTICLE
                               "• bread of the day before\n• a boat for two\n\n" SENTENCE_RU));
    expect_zone(f, "The long way", SEGMENT_RELATED);
    expect_zone(f, "bread of", SEGMENT_BODY);
}

static void menus_by_words(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE SENTENCE_EN "Share  Tweet  Send\n\n" ARTICLE "#river #duck\n\n« The day before\n\nThe day after »\n"));
    expect_zone(f, "Share", SEGMENT_MENU);
    expect_zone(f, "The river rose", SEGMENT_LEAD);
    expect_outside(f, "#river");
    expect_outside(f, "« The day");
    expect_outside(f, "The day after");
}

/* A rule between titles is no line that was broken off: they are no paragraph. */
static void rules_part_lines(void **state)
{
#define RULE "\n------------------------------------------------------------------------------------------------------------------------\n"
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE ARTICLE "• Jobs\n\n"
                               "Bakers of three towns meet on Sunday at the lake" RULE "The long way of the ducks to the market hall" RULE
                               "A boat that was lost and found on the other bank" RULE "What the mayor said on the day after the flood" RULE
                               "Rain again on Monday, and on Tuesday snow, they say" RULE));
    expect_zone(f, "Nobody was hurt", SEGMENT_BODY);
    expect_outside(f, "Bakers of");
    expect_outside(f, "A boat that");
#undef RULE
}

static void cut_off_titles(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE ARTICLE "Other news\n\n• Bakers of three towns meet on Sunday at ...\n"
                               "• The long way of the ducks to the mark...\n• A boat that was lost and found on the…\n"));
    expect_outside(f, "Bakers of");
    expect_outside(f, "A boat that");
}

/* The day beside the title, against what the metadata say. */
static void shown_dates(void **state)
{
    static const struct {
        const char *line, *want;
    } cases[] = {
        {"9 April 2022", "2022-04-09"},
        {"Post by nina23 » 09.04.2022, 05:42", "2022-04-09"},
        {"Last updated on 9 April 2022", "2022-03-01"},
        {"9 April", "2022-03-01"},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        page_clear(&f->page);
        page_add_date(&f->page, PAGE_FROM_META, SLICE_LITERAL("2022-03-01"));
        add(&f->page, PAGE_HEADING, 1, 0, 0, "High water");
        add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, cases[i].line);
        add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
        find(f);
        expect_date(f, cases[i].want);
    }
    page_clear(&f->page);
    for (size_t i = 0; i < 2 * PAGE_CANDIDATES_MAX; i++)       /* a record's text may be HTML that has many */
        page_add_date(&f->page, PAGE_FROM_META, SLICE_LITERAL("2022-02-02"));
    page_add_date(&f->page, PAGE_FROM_RECORD, SLICE_LITERAL("2022-03-01"));
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, "9 April 2022");
    add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
    find(f);
    expect_date(f, "2022-03-01");
}

static void dates_elsewhere(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE SENTENCE_EN "KIEL, 14. Dezember 2021 – Die unteren Straßen wurden in der Nacht gesperrt.\n\n"));
    expect_date(f, "2021-12-14");
    find_text(f, SLICE_LITERAL(MENU TITLE ARTICLE "December 26, 2019 by Nina in the rubric of rivers and ducks and boats and bread\n"));
    expect_date(f, "2019-12-26");
}

/* A line is no echo of a longer word at the start of the page. */
static void echoes_end_with_words(void **state)
{
    static const char *const firsts[] = {"High water - The Herald", "High waterline - The Herald"};
    struct fixture *f = *state;
    int weights[2];

    for (size_t i = 0; i < 2; i++) {
        struct part parts[2] = {{.start = 0}, {.start = 0}};

        page_clear(&f->page);
        buf_append_string(&f->page.text, firsts[i]);
        buf_append_string(&f->page.text, "\nHigh water");
        parts[0].end = (uint32_t)strlen(firsts[i]);
        parts[1].start = parts[0].end + 1;
        parts[1].end = (uint32_t)f->page.text.n;
        parts[1].words = 2;
        weights[i] = title_echoes_weight(&f->page, parts, 1, 1, 2, 2);
    }
    assert_true(weights[0] > 0);
    assert_int_equal(weights[1], 0);
}

/* Who wrote it: a paragraph that begins with the byline's names. */
static void notes_on_authors(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE "By Nina Neu\n\n" ARTICLE "Nina Neu tells of towns and ducks for this paper and lives beside the river.\n\n"));
    expect_zone(f, "Nobody was hurt", SEGMENT_BODY);
    expect_outside(f, "Nina Neu tells");
    find_text(f, SLICE_LITERAL(MENU TITLE "Автор: Нина Новых\n\n" ARTICLE "Нина Новых — журналист, пишет о городах и утках с тех пор, как живёт у реки.\n\n"));
    expect_outside(f, "Нина Новых — журналист");
    /* another one's name, and the author's in the middle */
    find_text(f, SLICE_LITERAL(MENU TITLE "By Nina Neu\n\n" ARTICLE "Karl Kurz tells of ducks whenever Nina Neu asks him what he saw.\n\n"));
    expect_zone(f, "Karl Kurz tells", SEGMENT_BODY);
}

/* The site's sentences above the title are few; more than a quarter of the text are the article's. */
static void sentences_above_the_title(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU "You may print this page or send it to all who would like to read it at home.\n\n" TITLE ARTICLE));
    expect_title(f, "High water closes the town");
    expect_outside(f, "You may print");
    expect_zone(f, "The river rose", SEGMENT_LEAD);
}

static void many_sentences_above_the_title(void **state)
{
    static const struct {
        uint32_t above;
        size_t start;
    } cases[] = {{100, 2}, {300, 2}, {400, 0}, {5000, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct part parts[] = {{.chars = cases[i].above, .traits = PART_PROSE}, {.chars = 20}, {.chars = 1000, .traits = PART_PROSE}};
        struct core c = {.end = 3};

        core_begin_below(&c, parts, 1);
        assert_int_equal(c.start, cases[i].start);
        assert_int_equal(c.end, 3);
    }
}

/* Rules of a forum below an article are sentences, too. */
static void rules_for_comments(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL(MENU TITLE ARTICLE "HOUSE RULES\n\n" REMARK " 1. We welcome whatever readers of this paper write about the news of the day.\n"
                               " 2. Some comments may be printed, too, and no address that was given is shown to anybody.\n"
                               " 3. Please be kind to all who write here, whatever it is that they have seen or heard.\n\n"));
    expect_zone(f, "Nobody was hurt", SEGMENT_BODY);
    expect_outside(f, "We welcome");
    expect_outside(f, "Some comments");
}

static void marks_of_lines(void **state)
{
    struct zone_words w;

    (void)state;
    zone_words_init(&w);
    assert_true(marks_has_field(SLICE_LITERAL("[ ] Remember me")));
    assert_true(marks_has_field(SLICE_LITERAL("a [1] and [____]")));
    assert_false(marks_has_field(SLICE_LITERAL("[] [x ] [")));
    assert_true(marks_is_arrow(SLICE_LITERAL("read on →")));
    assert_false(marks_is_arrow(SLICE_LITERAL("«Амкодор» и «Минск»")));
    assert_true(marks_ends_with_credit(&w, SLICE_LITERAL("On the bridge © K. Kurz")));
    assert_true(marks_ends_with_credit(&w, SLICE_LITERAL("Auf der Brücke (Foto K. Kurz)")));
    assert_false(marks_ends_with_credit(&w, SLICE_LITERAL("Foto: K. Kurz was there. He saw the ducks.")));
    assert_false(marks_ends_with_credit(&w, SLICE_LITERAL("Das Weltbild: alt")));
    assert_true(marks_enlarges(SLICE_LITERAL("The town from above. Click on it to enlarge. (May 2016)")));
    assert_true(marks_enlarges(SLICE_LITERAL("Der Ort von oben, zum Vergrößern bitte anklicken")));
    assert_true(marks_enlarges(SLICE_LITERAL("Карта города (нажмите, чтобы увеличить)")));
    assert_false(marks_enlarges(SLICE_LITERAL("The town wants to enlarge its harbour.")));
    assert_true(marks_ends_with_more(&w, SLICE_LITERAL("Bakers met. Read more »")));
    assert_true(marks_ends_with_more(&w, SLICE_LITERAL("Die Bäcker trafen sich [...]")));
    assert_false(marks_ends_with_more(&w, SLICE_LITERAL("There were no ducks any more.")));
    assert_false(marks_ends_with_more(&w, SLICE_LITERAL("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(comments), WITH(links_between_paragraphs), WITH(forms), WITH(short_ends), WITH(teasers), WITH(credits_inside), WITH(notices_in_the_text), WITH(lone_items), WITH(menus_by_words),
        WITH(notes_on_authors), WITH(sentences_above_the_title), cmocka_unit_test(many_sentences_above_the_title), WITH(rules_for_comments),
        WITH(rules_part_lines), WITH(cut_off_titles), WITH(shown_dates), WITH(dates_elsewhere), WITH(echoes_end_with_words), cmocka_unit_test(marks_of_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
