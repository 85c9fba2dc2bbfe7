#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <xxhash.h>

#include "store/checksum.h"

#define BYTES 70000u

/* The library's own function is the slow twin of whatever the processor has. */
static void equals_the_librarys(void **state)
{
    uint8_t *bytes = malloc(BYTES);
    uint32_t seed = 5;

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < BYTES; i++) {
        seed = seed * 1664525u + 1013904223u;
        bytes[i] = (uint8_t)(seed >> 24);
    }
    for (size_t n = 0; n <= BYTES; n += n < 1100 ? 1 : n / 7)
        for (uint64_t kind = 0; kind < 3; kind++) {
            size_t from = (n * 13 + kind) % (BYTES - n + 1);
            uint64_t with = kind * 0x9e3779b97f4a7c15u;

            assert_true(checksum_of(slice_of(bytes + from, n), with)
                        == XXH3_64bits_withSeed(bytes + from, n, with));
        }
    free(bytes);
}

/* From xxHash's test vectors: files of one machine are read on another. */
static void is_xxh3(void **state)
{
    (void)state;
    assert_true(checksum_of(slice_of("", 0), 0) == 0x2d06800538d394c2u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_librarys),
        cmocka_unit_test(is_xxh3),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
