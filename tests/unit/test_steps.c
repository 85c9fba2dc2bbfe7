/* Zones are found in linear time: steps are counted, not seconds. The Makefile compiles
 * indexer/page for this test so that each branch calls __sanitizer_cov_trace_pc.       */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/page/plain_text.h"
#include "indexer/page/zones.h"

#define SMALL_BYTES ((size_t)1 << 17)
#define TIMES 16u
#define SENTENCE "The river rose by two metres in the night, and the lower streets were closed to all traffic.\n\n"

void __sanitizer_cov_trace_pc(void);

static uint64_t steps;

void __sanitizer_cov_trace_pc(void)
{
    steps++;
}

static uint64_t steps_for(const char *piece, size_t bytes, enum page_source title)
{
    struct zones *zones;
    struct zones_found found;
    struct page page;
    struct buf text;
    struct err e = ERR_NONE;

    buf_init(&text, (size_t)1 << 30);
    while (text.n < bytes)
        buf_append_string(&text, piece);
    page_init(&page);
    steps = 0;
    assert_int_equal(zones_open(&zones, &e), OK);
    page_from_text(&page, buf_slice(&text));
    page_add_title(&page, title, SLICE_LITERAL("A title"));
    assert_int_equal(zones_find(zones, &page, &found, &e), OK);
    zones_close(zones);
    page_release(&page);
    buf_release(&text);
    return steps;
}

/* Sixteen times the text takes no more than some twenty times the steps. */
static void linear_steps(void **state)
{
    static const char *const pieces[] = {"ab\n", "word ", SENTENCE, "Home 17 May\n", "[", "- ", "a. ", "\n", "        x\n",
                                         "Photo by\n", "cookie consent. ", "• Read also\n",
                                         "[  ] a\n", "#a #b\n", "Three words here\n", "A word. more\n\nRead more\n", "3 comments\n" SENTENCE};

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        for (enum page_source title = PAGE_FROM_RECORD; title <= PAGE_FROM_TITLE; title += PAGE_FROM_TITLE) {
            uint64_t small = steps_for(pieces[i], SMALL_BYTES, title);
            uint64_t big = steps_for(pieces[i], TIMES * SMALL_BYTES, title);

            assert_true(small > 0);
            if (big > (TIMES + 4) * small + 100000)
                fail_msg("'%s': %ju steps, then %ju for %u times as much", pieces[i], (uintmax_t)small, (uintmax_t)big, TIMES);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(linear_steps)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
