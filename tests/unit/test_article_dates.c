/* Which of the days that a page shows is the article's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "tests/unit/zone_fixture.h"

/* The lines between title and text, the day of the metadata (may be none), what is expected. */
static const struct {
    const char *name, *lines[3], *metadata, *want;
} cases[] = {
    {"updated in front", {"Updated: 9 May 2022 (4:40 p.m.)", "Published: 7 May 2022"}, NULL, "2022-05-07"},
    {"updated in brackets", {"9 May 2022 (updated)", "7 May 2022"}, NULL, "2022-05-07"},
    {"both in one line", {"Published 7 May 2022, updated 9 May 2022"}, NULL, "2022-05-07"},
    {"both, the change first", {"Updated 9 May 2022 | Published 7 May 2022"}, NULL, "2022-05-07"},
    {"a change only", {"Last updated: 9 May 2022"}, NULL, "2022-05-09"},
    {"German", {"Stand: 09.05.2022 12:00 Uhr", "Veröffentlicht am 07.05.2022"}, NULL, "2022-05-07"},
    {"German, side by side", {"Zuletzt geändert am 9. Mai 2022, veröffentlicht am 7. Mai 2022"}, NULL, "2022-05-07"},
    {"German, a stand only", {"Stand: 9. Mai 2022"}, NULL, "2022-05-09"},
    {"a stand beside metadata", {"Stand: 9. Mai 2022"}, "2022-05-07", "2022-05-09"},
    {"a change beside metadata", {"Aktualisiert: 9. Mai 2022"}, "2022-05-07", "2022-05-07"},
    {"both beside metadata", {"Stand: 9. Mai 2022", "Erschienen am 7. Mai 2022"}, "2022-04-07", "2022-05-07"},
    {"no stand", {"Verstandene Welt, 9. Mai 2022"}, "2022-05-07", "2022-05-09"},
    {"Russian", {"Обновлено 9 мая 2022, 10:00", "7 мая 2022, 18:30"}, NULL, "2022-05-07"},
    {"Russian, behind", {"9 мая 2022 (изменено)", "7 мая 2022"}, NULL, "2022-05-07"},
    {"a dot between", {"6 min read·May 7, 2022"}, NULL, "2022-05-07"},
    {"twice, one hidden", {"7. Mai 20229. Mai 2022 von Nina Neu"}, NULL, "2022-05-07"},
    {"a badge without its year", {"May7", "Posted on Sat, 7 May 2022 by N. N."}, NULL, "2022-05-07"},
    {"a member since", {"Registered: 18 Sep 2008, 05:56", "Post by n99 » 7 May 2022, 05:42"}, NULL, "2022-05-07"},
    {"a legend with a day", {"From 1 March 2024 head of the town. Photo: N. N.", "7 May 2022"}, NULL, "2022-05-07"},
    {"many words behind", {"7.5.2022 red Article: Download PDF Print Share Feedback Show further information"}, NULL,
     "2022-05-07"},
    {"a box", {"07", "May", "2022"}, NULL, "2022-05-07"},
    {"a box in German", {"7.", "Mai", "2022"}, NULL, "2022-05-07"},
    {"a box in Russian", {"07", "мая", "2022"}, NULL, "2022-05-07"},
    {"a box of two lines", {"7. Mai", "2022"}, NULL, "2022-05-07"},
    {"no box", {"07", "answers", "2022"}, NULL, ""},
    {"in front of the text", {"07.05.22 - The river came over the wall at noon, and the town was shut for two days."}, NULL,
     "2022-05-07"},
    {"in front, with a stop", {"7 May 2022. The river came over the wall at noon, and the town was shut for two days."}, NULL,
     "2022-05-07"},
};

static void lines_beside_the_title(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        page_clear(&f->page);
        if (cases[i].metadata != NULL)
            page_add_date(&f->page, PAGE_FROM_META, slice_of_string(cases[i].metadata));
        add(&f->page, PAGE_HEADING, 1, 0, 0, "High water closes the town");
        for (size_t k = 0; k < 3 && cases[i].lines[k] != NULL; k++)
            add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, cases[i].lines[k]);
        for (int k = 0; k < 4; k++)
            add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
        find(f);
        if (!slice_equal(f->found.date, slice_of_string(cases[i].want)))
            fail_msg("%s: '%.*s', not '%s'", cases[i].name, SLICE_ARG(f->found.date), cases[i].want);
    }
}

/* What was changed last stands below a page, and is its day only where nothing else is. */
static void a_change_below(void **state)
{
    struct fixture *f = *state;

    find_text(f, SLICE_LITERAL("High water closes the town\n\nPublished on 7 May 2022\n\n" SENTENCE_EN SENTENCE_DE SENTENCE_RU
                               "This page was last modified on 9 May 2023.\n"));
    expect_date(f, "2022-05-07");
    find_text(f, SLICE_LITERAL("High water closes the town\n\n" SENTENCE_EN SENTENCE_DE SENTENCE_RU "Last updated: 9 May 2023\n\n"
                               "Published: 7 May 2022\n"));
    expect_date(f, "2022-05-07");
}

/* Further from the title: a line of a day alone, a sentence about the page. */
static void days_further_off(void **state)
{
    static const struct { const char *below, *want; } pages[] = {
        {"\n\n[logo]\n\nshare it\n\n7 May 2022\n", "2022-05-07"},
        {"\n\n7 May 2022\n\nThe next one\n\n8 May 2022\n", "2022-05-07"},
        {"\n\nThis entry was posted in Duck and tagged Bird, Bread, Lake on 7 May 2022 by N. N.\n", "2022-05-07"},
        {"\n\nThe bridge of 7 May 2022, of which they were told a hundred times, is shut.\n", ""},
        {"\n\nCopyright 7 May 2022 by N. N.\n", ""},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char text[4000];

        snprintf(text, sizeof text, "High water closes the town\n\n%s%s%s%s", SENTENCE_EN, SENTENCE_DE, SENTENCE_RU,
                 pages[i].below);
        find_text(f, slice_of_string(text));
        if (!slice_equal(f->found.date, slice_of_string(pages[i].want)))
            fail_msg("%s: '%.*s', not '%s'", pages[i].below, SLICE_ARG(f->found.date), pages[i].want);
    }
}

/* A sentence about the page in a box of its own; in the article the same is a matter of it. */
static void posted_in_a_box(void **state)
{
    static const char about[] = "High water was posted on 7 May 2022 and filed under Duck, Bird, Bread and other things.";
    struct fixture *f = *state;

    for (int in_box = 0; in_box < 2; in_box++) {
        page_clear(&f->page);
        add(&f->page, PAGE_HEADING, 1, 0, 0, "High water closes the town");
        for (int k = 0; k < 4; k++)
            add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
        add(&f->page, PAGE_PARAGRAPH, 0, 0, in_box ? PAGE_RELATED : 0, about);
        find(f);
        expect_date(f, in_box ? "2022-05-07" : "");
    }
}

/* The address tells the day where the page does not. */
static void addresses(void **state)
{
    static const struct { const char *url, *line, *want; } pages[] = {
        {"https://x.example/2024/03/09/a", "By N. N.", "2024-03-09"},
        {"https://x.example/news/20240309-a.html", "By N. N.", "2024-03-09"},
        {"https://x.example/a-20240309", "By N. N.", "2024-03-09"},
        {"https://x.example/a-20240309", "7 May 2022", "2022-05-07"},
        {"https://x.example/a-20241309", "By N. N.", ""},
        {"https://x.example/a-19240309", "By N. N.", ""},
        {"https://x.example/a-202403091", "By N. N.", ""},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        page_clear(&f->page);
        f->page.url = slice_of_string(pages[i].url);
        add(&f->page, PAGE_HEADING, 1, 0, 0, "High water closes the town");
        add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, pages[i].line);
        for (int k = 0; k < 4; k++)
            add(&f->page, PAGE_PARAGRAPH, 0, 0, 0, SENTENCE_EN);
        find(f);
        expect_date(f, pages[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH(lines_beside_the_title), WITH(a_change_below),
                                       WITH(days_further_off), WITH(posted_in_a_box),
                                       WITH(addresses)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
