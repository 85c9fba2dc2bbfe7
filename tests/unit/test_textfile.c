/* Text files: encodings, what is no text, titles; sizes of options. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/options.h"
#include "indexer/textfile.h"

static void decodes_to(struct slice raw, struct slice want, size_t want_repaired)
{
    struct buf out;
    size_t repaired;

    buf_init(&out, 1024);
    assert_null(textfile_decode(raw, &out, &repaired));
    assert_true(slice_equal(buf_slice(&out), want));
    assert_int_equal(repaired, want_repaired);
    buf_release(&out);
}

static void encodings(void **state)
{
    (void)state;
    decodes_to(SLICE_LITERAL(""), SLICE_LITERAL(""), 0);
    decodes_to(SLICE_LITERAL("\xef\xbb\xbfh\xc3\xa4"), SLICE_LITERAL("h\xc3\xa4"), 0);
    decodes_to(SLICE_LITERAL("a\xff" "b"), SLICE_LITERAL("a\xef\xbf\xbd" "b"), 1);
    decodes_to(SLICE_LITERAL("\xff\xfeh\0\x1f\x04"), SLICE_LITERAL("h\xd0\x9f"), 0);
    decodes_to(SLICE_LITERAL("\xfe\xff\0h\x04\x1f"), SLICE_LITERAL("h\xd0\x9f"), 0);
    decodes_to(SLICE_LITERAL("\xff\xfe\x3d\xd8\x00\xde"), SLICE_LITERAL("\xf0\x9f\x98\x80"), 0);
    decodes_to(SLICE_LITERAL("\xff\xfe\0\0h\0\0\0\0\xf6\x01\0"), SLICE_LITERAL("h\xf0\x9f\x98\x80"), 0);
    decodes_to(SLICE_LITERAL("\0\0\xfe\xff\0\0\0h"), SLICE_LITERAL("h"), 0);
}

static void damage_is_replaced(void **state)
{
    (void)state;
    decodes_to(SLICE_LITERAL("\xff\xfeh\0i"), SLICE_LITERAL("h\xef\xbf\xbd"), 1);
    decodes_to(SLICE_LITERAL("\xff\xfe\x3d\xd8h\0"), SLICE_LITERAL("\xef\xbf\xbdh"), 1);
    decodes_to(SLICE_LITERAL("\xff\xfe\x3d\xd8"), SLICE_LITERAL("\xef\xbf\xbd"), 1);
    decodes_to(SLICE_LITERAL("\xff\xfe\0\0\0\0\x11\0\0\xd8\0"),
               SLICE_LITERAL("\xef\xbf\xbd\xef\xbf\xbd"), 2);
}

static void binary_is_refused(void **state)
{
    struct buf out;
    size_t repaired;

    (void)state;
    buf_init(&out, 1024);
    assert_non_null(textfile_decode(SLICE_LITERAL("a\0b"), &out, &repaired));
    buf_release(&out);
}

static void sizes(void **state)
{
    static const char *const wrong[] = {"", "5 ", "nan", "1e15", "1000000000G", "0x10", "-1", "M",
                                        "1MB", ".", "1.2.3"};
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(options_size(wrong[i], &n));
    assert_true(options_size("1.5k", &n));
    assert_int_equal(n, 1536);
    assert_true(options_size("256M", &n));
    assert_int_equal(n, 256 << 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings),
        cmocka_unit_test(damage_is_replaced),
        cmocka_unit_test(binary_is_refused),
        cmocka_unit_test(sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
