/* Values of options. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/options.h"

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
        cmocka_unit_test(sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
