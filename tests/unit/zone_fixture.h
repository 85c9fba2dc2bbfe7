/* zone_fixture.h - a page, what zones.h finds in it, and what tests expect of that.
 * Include behind cmocka.h.                                                       */
#ifndef TESTS_UNIT_ZONE_FIXTURE_H
#define TESTS_UNIT_ZONE_FIXTURE_H

#include <stdlib.h>

#include "base/utf8.h"
#include "indexer/page/plain_text.h"
#include "indexer/page/zones.h"

#define SENTENCE_EN "The river rose by two metres in the night, and the lower streets were closed to all traffic.\n\n"
#define SENTENCE_DE "Der Fluss stieg in der Nacht um zwei Meter, und die unteren Straßen wurden für alle gesperrt.\n\n"
#define SENTENCE_RU "Ночью река поднялась на два метра, и нижние улицы закрыли для всякого движения до утра.\n\n"

struct fixture {
    struct zones *zones;
    struct page page;
    struct zones_found found;
};

static inline int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct err e = ERR_NONE;

    assert_int_equal(zones_open(&f->zones, &e), OK);
    page_init(&f->page);
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;

    page_release(&f->page);
    zones_close(f->zones);
    free(f);
    return 0;
}

/* Whole, in order, cut between characters, no two neighbours of one zone. */
static inline void assert_covers(const struct fixture *f)
{
    const struct buf *text = &f->page.text;
    size_t at = 0;

    for (size_t i = 0; i < f->found.run_count; i++) {
        assert_true(f->found.runs[i].bytes > 0 && f->found.runs[i].zone < SEGMENT_ZONE_COUNT);
        assert_true(i == 0 || f->found.runs[i].zone != f->found.runs[i - 1].zone);
        at += f->found.runs[i].bytes;
        assert_true(at <= text->n && (at == text->n || !utf8_is_continuation(text->p[at])));
    }
    assert_int_equal(at, text->n);
    assert_true(f->found.title_start + f->found.title_bytes <= text->n);
    assert_int_equal(utf8_valid_prefix(slice_of(text->p + f->found.title_start, f->found.title_bytes)),
                     f->found.title_bytes);
}

static inline void find(struct fixture *f)
{
    struct err e = ERR_NONE;

    assert_int_equal(zones_find(f->zones, &f->page, &f->found, &e), OK);
    assert_covers(f);
}

static inline void find_text(struct fixture *f, struct slice text)
{
    page_clear(&f->page);
    page_from_text(&f->page, text);
    find(f);
}

static inline enum segment_zone zone_of(const struct fixture *f, const char *words)
{
    const uint8_t *p = memmem(f->page.text.p, f->page.text.n, words, strlen(words));
    size_t end = 0;

    if (p == NULL)
        fail_msg("'%s' is gone", words);
    for (size_t i = 0; i < f->found.run_count; i++) {
        end += f->found.runs[i].bytes;
        if (p < f->page.text.p + end)
            return f->found.runs[i].zone;
    }
    return SEGMENT_ZONE_COUNT;
}

static inline void expect_zone(const struct fixture *f, const char *words, enum segment_zone want)
{
    if (zone_of(f, words) != want)
        fail_msg("'%s' is in zone %d, not %d", words, zone_of(f, words), want);
}

static inline void expect_title(const struct fixture *f, const char *want)
{
    struct slice got = slice_of(f->page.text.p + f->found.title_start, f->found.title_bytes);

    if (!slice_equal(got, slice_of_string(want)))
        fail_msg("title '%.*s', not '%s'", SLICE_ARG(got), want);
}

static inline void expect_date(const struct fixture *f, const char *want)
{
    if (!slice_equal(f->found.date, slice_of_string(want)))
        fail_msg("date '%.*s', not '%s'", SLICE_ARG(f->found.date), want);
}

static inline void add(struct page *p, enum page_block_kind kind, uint8_t level, uint8_t links, uint8_t flags, const char *text)
{
    page_add_block(p, slice_of_string(text),
                   (struct page_block){.kind = (uint8_t)kind, .level = level, .link_percent = links, .flags = flags});
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
