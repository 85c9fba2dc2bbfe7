/* Small records - varints, runs, forms, numbers, deletions: bytes that are none are refused,
 * whatever is wrong with them.                                                 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/codec.h"
#include "store/checksum.h"
#include "store/deletions.h"
#include "store/forms.h"
#include "store/rows.h"
#include "store/segment_runs.h"

static void varints_that_do_not_fit(void **state)
{
    static const uint8_t most64[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1};
    static const uint8_t most32[] = {0xff, 0xff, 0xff, 0xff, 15};
    uint8_t more[10];
    uint64_t wide = 0;
    uint32_t narrow = 0;

    (void)state;
    assert_ptr_equal(codec_get_varint64(most64, most64 + 10, &wide), most64 + 10);
    assert_true(wide == UINT64_MAX);
    assert_ptr_equal(codec_get_varint32(most32, most32 + 5, &narrow), most32 + 5);
    assert_int_equal(narrow, UINT32_MAX);
    memcpy(more, most64, sizeof more);
    more[9] = 2;
    assert_null(codec_get_varint64(more, more + 10, &wide));
    more[9] = 0x81;
    assert_null(codec_get_varint64(more, more + 10, &wide));
    more[4] = 16;
    assert_null(codec_get_varint32(more, more + 10, &narrow));
    assert_null(codec_get_varint32(more, more, &narrow));
    assert_null(codec_get_varint64(more, more + 3, &wide));
}

static void runs_that_are_none(void **state)
{
    /* zone | lang << 4, words, bytes */
    static const struct { uint8_t bytes[16]; size_t n; uint32_t text_bytes; bool sound; } cases[] = {
        {{0}, 0, 0, true},
        {{0}, 0, 1, false},
        {{SEGMENT_BODY, 2, 9}, 3, 9, true},
        {{SEGMENT_BODY, 2, 9}, 3, UINT32_MAX, true},
        {{SEGMENT_BODY, 2, 9}, 3, 8, false},
        {{SEGMENT_BODY}, 1, UINT32_MAX, false},
        {{SEGMENT_BODY, 2}, 2, UINT32_MAX, false},
        {{SEGMENT_BODY, 2, 0x80}, 3, UINT32_MAX, false},
        {{SEGMENT_BODY, 0x80}, 2, UINT32_MAX, false},
        {{SEGMENT_ZONE_COUNT, 2, 9}, 3, 9, false},
        {{SEGMENT_BODY | SEGMENT_LANG_COUNT << 4, 2, 9}, 3, 9, true},
        {{SEGMENT_BODY | (SEGMENT_LANG_COUNT + 1) << 4, 2, 9}, 3, 9, false},
        {{SEGMENT_BODY, 10, 9}, 3, 9, false},
        {{SEGMENT_BODY, 0xff, 0xff, 0xff, 0xff, 7, 0xff, 0xff, 0xff, 0xff, 7}, 11, UINT32_MAX, false},
    };
    struct segment_runs c;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (segment_runs_are_sound(slice_of(cases[i].bytes, cases[i].n), cases[i].text_bytes)
            != cases[i].sound)
            fail_msg("case %zu", i);
    segment_runs_open(&c, slice_of("\0", 1));
    assert_false(segment_runs_next(&c));
}

static void there_is_a_most_of_runs(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, (size_t)1 << 24);
    for (size_t i = 0; i < SEGMENT_RUNS_MAX; i++)
        segment_runs_put(&b, &(struct segment_run){.zone = SEGMENT_BODY});
    assert_true(segment_runs_are_sound(buf_slice(&b), 0));
    segment_runs_put(&b, &(struct segment_run){.zone = SEGMENT_BODY});
    assert_false(segment_runs_are_sound(buf_slice(&b), 0));
    buf_release(&b);
}

/* A run without words, one of each of two zones: positions between and behind them weigh nothing. */
static void positions_weigh_as_their_zone(void **state)
{
    const struct segment_run made[] = {{.zone = SEGMENT_TITLE, .words = 3, .bytes = 9}, {.zone = SEGMENT_BODY},
                                       {.zone = SEGMENT_MENU, .words = 1, .bytes = 5}};
    const uint32_t menu = 3 + SEGMENT_ZONE_GAP;
    struct segment_runs c;
    struct buf b;

    (void)state;
    buf_init(&b, 64);
    segment_runs_open(&c, (struct slice){0});
    assert_int_equal(segment_runs_weight(&c, 0), 0);
    for (size_t i = 0; i < 3; i++)
        segment_runs_put(&b, &made[i]);
    segment_runs_open(&c, buf_slice(&b));
    assert_int_equal(segment_runs_weight(&c, 2), segment_zone_weight[SEGMENT_TITLE]);
    assert_int_equal(segment_runs_weight(&c, 3), 0);
    assert_int_equal(segment_runs_weight(&c, menu), segment_zone_weight[SEGMENT_MENU]);
    assert_int_equal(segment_runs_weight(&c, menu + 1), 0);
    assert_int_equal(segment_runs_length(buf_slice(&b)),
                     3 * segment_zone_weight[SEGMENT_TITLE] + segment_zone_weight[SEGMENT_MENU]);
    segment_runs_open(&c, SLICE_LITERAL("\x0f\1\1"));        /* of no zone that there is */
    assert_int_equal(segment_runs_weight(&c, 0), 0);
    buf_release(&b);
    buf_init(&b, 64);
    segment_runs_put(&b, &(struct segment_run){.zone = SEGMENT_TITLE, .words = UINT32_MAX / 2, .bytes = 1});
    assert_int_equal(segment_runs_length(buf_slice(&b)), UINT32_MAX - 1);
    buf_release(&b);
    assert_string_equal(segment_zone_name(SEGMENT_MENU), "menu");
    assert_string_equal(segment_zone_name(SEGMENT_ZONE_COUNT), "unknown");
}

/* Those that there is no room for are left out; each that is written is read again. */
static void forms_have_a_most(void **state)
{
    static struct form_count forms[FORMS_FORM_MAX];
    static char texts[FORMS_FORM_MAX][FORMS_FORM_MAX];
    char longest[FORMS_FORM_MAX + 1];
    struct forms_cursor c;
    struct form_count f;
    struct buf b;
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < FORMS_FORM_MAX; i++) {
        memset(texts[i], 'x', sizeof texts[i]);
        texts[i][0] = (char)i;
        forms[i] = (struct form_count){slice_of(texts[i], sizeof texts[i]), 0, 1};
    }
    buf_init(&b, (size_t)1 << 16);
    forms_encode(SLICE_LITERAL("t"), forms, FORMS_FORM_MAX, &b);
    assert_true(b.n <= FORMS_MAX_BYTES + FORMS_FORM_MAX + 48);
    assert_true(forms_open(&c, SLICE_LITERAL("t"), FORMS_FORM_MAX, buf_slice(&b)));
    while (forms_next(&c, &f) == 1)
        assert_true(slice_equal(f.form, forms[count++].form));
    assert_true(count > FORMS_MAX_BYTES / FORMS_FORM_MAX / 2 && count < FORMS_FORM_MAX);
    memset(longest, 'x', sizeof longest);
    assert_true(forms_open(&c, slice_of(longest, FORMS_FORM_MAX), 1, SLICE_LITERAL("\0")));
    assert_false(forms_open(&c, slice_of(longest, FORMS_FORM_MAX + 1), 1, SLICE_LITERAL("\0")));
    buf_release(&b);
}

static void numbers_that_are_none(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 64);
    assert_true(rows_read_numbers((struct slice){0}, &b));
    assert_int_equal(b.n, 0);
    assert_true(rows_read_numbers(SLICE_LITERAL("\3\0\4"), &b));
    assert_memory_equal(b.p, ((const uint32_t[]){3, 4, 9}), 12);
    assert_false(rows_read_numbers(SLICE_LITERAL("\3\x80"), &b));
    buf_release(&b);
}

#define DEAD_OF 20u     /* documents */

/* As a file has it: doc count, count of the deleted, a bitmap; its checksum made right. */
static void put_deletions(struct buf *b)
{
    struct deletions d;

    buf_clear(b);
    deletions_init(&d, DEAD_OF);
    assert_int_equal(deletions_add(&d, 3, 1, 100, NULL), OK);
    assert_int_equal(deletions_add(&d, 19, 2, 50, NULL), OK);
    deletions_encode(&d, b);
    deletions_release(&d);
}

static void sign(struct buf *b)
{
    size_t n = b->n - CHECKSUM_BYTES;

    codec_store64(b->p + n, checksum_of(slice_of(b->p, n), 0));
}

static void deletions_that_are_none(void **state)
{
    static const struct { size_t at; uint8_t byte; const char *part; } cases[] = {
        {0, 'X', "no deletions of 20"},
        {8, 21, "no deletions of 20"},
        {12, 21, "wrong count"},               /* more deleted than there are */
        {12, 3, "wrong count"},                /* than have a bit */
    };
    struct deletions d;
    struct err e = ERR_NONE;
    struct buf b;

    (void)state;
    buf_init(&b, 4096);
    put_deletions(&b);
    assert_int_equal(deletions_decode(buf_slice(&b), DEAD_OF, "d", &d, NULL), OK);
    assert_int_equal(d.deleted, 2);
    assert_true(deletions_has(&d, 3) && deletions_has(&d, 19) && !deletions_has(&d, 4));
    assert_int_equal(d.langs[2].length_sum, 50);
    deletions_release(&d);
    assert_int_equal(deletions_decode((struct slice){0}, DEAD_OF, "d", &d, &e), E_CORRUPT);
    assert_int_equal(deletions_decode(buf_slice(&b), 100, "d", &d, &e), E_CORRUPT);
    b.p[20] ^= 1;                              /* the checksum is wrong */
    assert_int_equal(deletions_decode(buf_slice(&b), DEAD_OF, "d", &d, &e), E_CORRUPT);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_deletions(&b);
        b.p[cases[i].at] = cases[i].byte;
        sign(&b);
        e = ERR_NONE;
        assert_int_equal(deletions_decode(buf_slice(&b), DEAD_OF, "d", &d, &e), E_CORRUPT);
        if (strstr(e.text, cases[i].part) == NULL)
            fail_msg("case %zu: %s", i, e.text);
        deletions_release(&d);
    }
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(varints_that_do_not_fit), cmocka_unit_test(runs_that_are_none),
        cmocka_unit_test(there_is_a_most_of_runs), cmocka_unit_test(positions_weigh_as_their_zone),
        cmocka_unit_test(forms_have_a_most), cmocka_unit_test(numbers_that_are_none),
        cmocka_unit_test(deletions_that_are_none)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
