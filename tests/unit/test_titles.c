/* Which line is a page's title, and what of a title is the site's name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/page/plain_text.h"
#include "indexer/page/site_names.h"
#include "indexer/page/titles.h"
#include "indexer/page/zones.h"

#define PROSE "The river rose by two metres in the night, and the lower streets were closed to all traffic.\n\n" \
              "Ducks swam through the market hall, said the mayor, and nobody had the heart to send them home.\n\n"

static void lines_of_a_text(void **state)
{
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"a menu above", "• Home\n• News\n\nHigh water closes the town\n\n" PROSE, "High water closes the town"},
        {"a path to it", "Home > News > High water\n\nThe Herald of the valley and its towns\n\nHigh water\n\n" PROSE,
         "High water"},
        {"a subtitle", "• Home\n\nHigh streets closed\n\nThe river closed all the lower streets in the night\n\n" PROSE,
         "High streets closed"},
        {"an author", "• Home\n\nHigh water closes the town\n\nNina Neu\n\n9 April 2021\n\n" PROSE,
         "High water closes the town"},
        {"an arrow", "• Home\n\nHigh water closes streets\n\n← The year of the great drought\n\n" PROSE,
         "High water closes streets"},
        {"a date in it", "• Home\n\nHigh water of the river in May 2021\n\n" PROSE, "High water of the river in May 2021"},
        {"a rule", "------------------------------------------------------------------------------------------"
                   "------------------------------------------------------------------------------------------\n\n"
                   "High water closes the town\n\n" PROSE, "High water closes the town"},
        {"a stamp", "• Home\n\nHigh water closes the town\n\nPost by nina23 » 21.01.2009, 05:42\n\n" PROSE,
         "High water closes the town"},
        {"an author in German", "• Home\n\nHochwasser sperrt die Stadt\n\ndurch Nina Neu\n\n" PROSE, "Hochwasser sperrt die Stadt"},
        {"a sign in it", "• Home\n\nRivers @ night: a report\n\n" PROSE, "Rivers @ night: a report"},
        {"an address", "• Home\n\nHigh water closes the town\n\nnina@herald.example\n\n" PROSE, "High water closes the town"},
        {"an address behind a sign", "• Home\n\nRivers @ night: nina@herald.example\n\n" PROSE,
         "The river rose by two metres in the night, and the lower streets were closed to all traffic."},
        {"letters apart", "• Home\n\nHigh water closes the town\n\nY I R\n\n" PROSE, "High water closes the town"},
        {"a list to share it", "High water closes the town\n\n• Share\n• Send\n• Print\n• Save\n• Like\n• Tweet\n• Mail\n• Post\n\n" PROSE,
         "High water closes the town"},
        {"named once more", "• Home\n\nTwenty percent off for all new readers now\n\nHigh water closes the town\n\nNina Neu\n\n" PROSE
                            "Comments on: High water closes the town\n", "High water closes the town"},
        {"applause", "• Home\n\n(Applause from all the benches)\n\n" PROSE,
         "The river rose by two metres in the night, and the lower streets were closed to all traffic."},
        {"a question", "• Home\n\nWho closes the town at night?\n\n" PROSE, "Who closes the town at night?"},
        {"a question in the text", "• Home\n\n" PROSE "Who closed the town at night?\n\n" PROSE,
         "The river rose by two metres in the night, and the lower streets were closed to all traffic."},
        {"a sender above", "• Home\n\nHerald of the valley and town\n\n20.03.2024 – 09:15\n\nStreets closed\n\n" PROSE, "Streets closed"},
        {"a firm above", "• Home\n\nDuck River Works Ltd\n\n20.03.2024 – 09:15\n\nHigh water closes streets\n\n" PROSE,
         "High water closes streets"},
        {"counts below", "• Home\n\nRiver high\n\nLast modified: 14 June 2018\n\nHits: 453\n\n" PROSE, "River high"},
        {"who signed, under it", "High water closes the town\nReport\nN. Neu, Upton Mill\n9 April 2021\n" PROSE,
         "High water closes the town"},
        {"a field above", "• Home\nFind on this site\n+7°C\n9 April 2021, 10:15\nHigh water closes the lower town\n1243\n0\nShare\n"
                          "Telegram\n" PROSE, "High water closes the lower town"},
        {"marks that show nothing", "\u200bHome\n\n\ufeff\u200b\n\u200bHigh water closes the town\u00a0\u200e\n\n" PROSE,
         "High water closes the town"},
        {"hard blanks", "Home\n\nHigh\u00a0water\u00a0closes\u00a0the\u00a0town\n\n" PROSE,
         "High\u00a0water\u00a0closes\u00a0the\u00a0town"},
        {"sections in a row", "Home About Archive RSS\n\nHigh water in our town\n\nFebruary 11, 2023 · 6 min read\n\n" PROSE,
         "High water in our town"},
        {"old ends of lines", "Home\r\rHigh water closes the town\r\rThe river rose by two metres in the night.\r",
         "High water closes the town"},
        {"between stars", "***** Sections *****\n    * News\n****** High water in our\ntown ******\n" PROSE "**** Tides ****\n" PROSE,
         "High water in our\ntown"},
        {"stars on a line of their own", "***** Sections *****\n    * News\n****** High water in our town\n******\n" PROSE,
         "High water in our town"},
        {"no heading of stars", "** News\n* More **\n\nHigh water closes the town\n\n*** " PROSE, "High water closes the town"},
        {"wrapped narrower than the title", "High water closes all of the streets of the lower town, and the mill\n\n"
         "The river rose by two metres in the\nnight, and the lower streets were\nclosed to all traffic. The mayor said\n"
         "that the water would fall by noon, and\nthat the schools were shut.\n",
         "High water closes all of the streets of the lower town, and the mill"},
        {"no line", PROSE, "The river rose by two metres in the night, and the lower streets were closed to all traffic."},
    };
    struct zones *zones;
    struct err e = ERR_NONE;
    struct page page;

    (void)state;
    assert_int_equal(zones_open(&zones, &e), OK);
    page_init(&page);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct zones_found found;
        struct slice got;

        page_clear(&page);
        page_from_text(&page, slice_of_string(cases[i].text));
        assert_int_equal(zones_find(zones, &page, &found, &e), OK);
        got = slice_of(page.text.p + found.title_start, found.title_bytes);
        if (!slice_equal(got, slice_of_string(cases[i].want)))
            fail_msg("%s: '%.*s', not '%s'", cases[i].name, SLICE_ARG(got), cases[i].want);
    }
    page_release(&page);
    zones_close(zones);
}

struct page_title {
    enum page_source source;
    const char *text;
};

static void expect_of_headings(const char *heading, const struct page_title *titles, size_t count, const char *want)
{
    struct zones *zones;
    struct zones_found found;
    struct err e = ERR_NONE;
    struct page page;

    assert_int_equal(zones_open(&zones, &e), OK);
    page_init(&page);
    page.url = page_keep(&page, SLICE_LITERAL("https://www.river.example/x"));
    for (size_t i = 0; i < count; i++)
        page_add_title(&page, titles[i].source, slice_of_string(titles[i].text));
    page_add_title(&page, PAGE_FROM_H1, slice_of_string(heading));
    page_add_block(&page, slice_of_string(heading), (struct page_block){.kind = PAGE_HEADING, .level = 1});
    page_add_block(&page, SLICE_LITERAL(PROSE), (struct page_block){.kind = PAGE_PARAGRAPH});
    assert_int_equal(zones_find(zones, &page, &found, &e), OK);
    if (!slice_equal(slice_of(page.text.p + found.title_start, found.title_bytes), slice_of_string(want)))
        fail_msg("'%.*s', not '%s'", (int)found.title_bytes, page.text.p + found.title_start, want);
    page_release(&page);
    zones_close(zones);
}

/* A heading that has nothing in common with <title> is a rubric's, if nothing else names the page. */
static void headings_and_names(void **state)
{
    static const struct page_title page_title[] = {{PAGE_FROM_TITLE, "High water closes the town"}};
    static const struct page_title home[] = {{PAGE_FROM_TITLE, "Home"}};
    static const struct page_title pieces[] = {{PAGE_FROM_TITLE, "Herald - local news - archive"}};
    static const struct page_title of_site[] = {{PAGE_FROM_TITLE, "The river"}, {PAGE_FROM_META, "The river"}};

    (void)state;
    expect_of_headings("From our archive", page_title, 1, "High water closes the town");
    expect_of_headings("Town under water", page_title, 1, "Town under water");
    expect_of_headings("From our archive", home, 1, "From our archive");
    expect_of_headings("From our archive", pieces, 1, "From our archive");
    /* like the site's name, but two of the page's own titles are it */
    expect_of_headings("The river", of_site, 2, "The river");
}

/* <title> is the same on each of a site's pages; the heading is of the second level. */
static void a_sites_title(void **state)
{
    static const struct {
        const char *title, *heading, *want;
    } cases[] = {
        {"The valley council", "High water closed the lower streets", "High water closed the lower streets"},
        {"Council of the lower valley", "River closed the lower streets", "River closed the lower streets"},
        {"River rises by two metres", "Lower town", "River rises by two metres"},
        {"Under water at night", "Town", "Under water at night"},
    };
    struct zones *zones;
    struct zones_found found;
    struct err e = ERR_NONE;
    struct page page;

    (void)state;
    assert_int_equal(zones_open(&zones, &e), OK);
    page_init(&page);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        page_clear(&page);
        page_add_title(&page, PAGE_FROM_TITLE, slice_of_string(cases[i].title));
        page_add_block(&page, slice_of_string(cases[i].heading), (struct page_block){.kind = PAGE_HEADING, .level = 2});
        page_add_block(&page, SLICE_LITERAL(PROSE), (struct page_block){.kind = PAGE_PARAGRAPH});
        assert_int_equal(zones_find(zones, &page, &found, &e), OK);
        if (!slice_equal(slice_of(page.text.p + found.title_start, found.title_bytes), slice_of_string(cases[i].want)))
            fail_msg("%s: '%.*s'", cases[i].title, (int)found.title_bytes, page.text.p + found.title_start);
    }
    page_release(&page);
    zones_close(zones);
}

static void equal_titles(void **state)
{
    static const struct {
        const char *a, *b;
        int equal;
    } cases[] = {
        {"High  water", "high water", 1},  {" High water", "High water ", 1}, {"“High” water", "\"High\" water", 1},
        {"Тихие дни", "ТИХИЕ ДНИ", 1},     {"Ёлка", "ёлка", 1},              {"Über Wasser", "über wasser", 1},
        {"High–water", "High-water", 1},   {"High water", "High waters", 0}, {"High water", "Low water", 0},
        {"", " ", 1},                      {"", "a", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (titles_equal(slice_of_string(cases[i].a), slice_of_string(cases[i].b)) != (cases[i].equal == 1))
            fail_msg("'%s' and '%s'", cases[i].a, cases[i].b);
}

static void site_names(void **state)
{
    static const struct {
        const char *title, *site, *url, *want;
    } cases[] = {
        {"Quiet days - The Herald", "The Herald", "", "Quiet days"},
        {"The Herald: Quiet days", "The Herald", "", "Quiet days"},
        {"Quiet days - a play", "The Herald", "", "Quiet days - a play"},
        {"Quiet days at sea | News | Herald", "", "", "Quiet days at sea"},
        {"Stille Tage – Tagblatt", "", "https://www.tagblatt.example/x", "Stille Tage"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice got = site_name_cut(slice_of_string(cases[i].title), slice_of_string(cases[i].site),
                                         slice_of_string(cases[i].url));
        if (!slice_equal(got, slice_of_string(cases[i].want)))
            fail_msg("'%s': '%.*s', not '%s'", cases[i].title, SLICE_ARG(got), cases[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_a_text), cmocka_unit_test(headings_and_names), cmocka_unit_test(a_sites_title), cmocka_unit_test(equal_titles), cmocka_unit_test(site_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
