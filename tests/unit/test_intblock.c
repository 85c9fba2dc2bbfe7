#include <setjmp.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "store/bitpack.h"
#include "store/bound.h"
#include "store/intblock.h"

static void worked_example(void **state)
{
    const uint32_t values[] = {15, 8, 3};
    const uint8_t want[] = {0x04, 0x8f, 0x03};
    uint8_t out[INTBLOCK_MAX_BYTES];

    (void)state;
    assert_int_equal(intblock_encode(values, 3, out) - out, sizeof want);
    assert_memory_equal(out, want, sizeof want);
}

static void fill(uint32_t *values, size_t count)
{
    unsigned width = (unsigned)rand() % 33;

    for (size_t i = 0; i < count; i++) {
        uint32_t v = (uint32_t)rand() << 16 ^ (uint32_t)rand();
        values[i] = width == 0 ? 0 : v >> (32 - width);
        if (rand() % 30 == 0)
            values[i] = v;
    }
}

static void blocks_come_back(void **state)
{
    uint32_t values[INTBLOCK_COUNT], got[INTBLOCK_COUNT];
    uint8_t bytes[INTBLOCK_MAX_BYTES];

    (void)state;
    srand(1);
    for (int round = 0; round < 20000; round++) {
        size_t count = round % 2 == 0 ? INTBLOCK_COUNT : 1 + (size_t)rand() % 127;
        uint8_t *end;

        fill(values, count);
        end = intblock_encode(values, count, bytes);
        assert_ptr_equal(intblock_decode(bytes, end, count, got), end);
        assert_memory_equal(values, got, count * sizeof *values);
        assert_ptr_equal(intblock_skip(bytes, end, count), end);
        assert_true(intblock_decode(bytes, end - 1, count, got) != end);
    }
}

static void any_bytes_are_safe(void **state)
{
    uint32_t got[INTBLOCK_COUNT];
    uint8_t bytes[64];

    (void)state;
    srand(2);
    for (int round = 0; round < 200000; round++) {
        size_t size = (size_t)rand() % sizeof bytes, count = 1 + (size_t)rand() % 128;
        uint8_t *exact = malloc(size + 1);
        const uint8_t *end;

        for (size_t i = 0; i < size; i++)
            exact[i] = (uint8_t)rand();
        end = intblock_decode(exact, exact + size, count, got);
        assert_true(end == NULL || end <= exact + size);
        free(exact);
    }
}

static void unpacking_equals_its_slow_twin(void **state)
{
    uint32_t values[BITPACK_COUNT], fast[BITPACK_COUNT], slow[BITPACK_COUNT];
    uint8_t bytes[BITPACK_MAX_BYTES];

    (void)state;
    srand(3);
    for (unsigned width = 0; width <= 32; width++)
        for (int round = 0; round < 50; round++) {
            fill(values, BITPACK_COUNT);
            bitpack_pack(values, width, bytes);
            bitpack_unpack(bytes, width, fast);
            bitpack_unpack_plain(bytes, width, slow);
            assert_memory_equal(fast, slow, sizeof fast);
        }
}

static void gaps_sum_up(void **state)
{
    uint32_t values[BITPACK_COUNT], want = 41;

    (void)state;
    srand(4);
    for (size_t i = 0; i < BITPACK_COUNT; i++)
        values[i] = (uint32_t)rand() % 1000;
    uint32_t gaps[BITPACK_COUNT];
    memcpy(gaps, values, sizeof gaps);
    bitpack_prefix_sum(values, want);
    for (size_t i = 0; i < BITPACK_COUNT; i++) {
        want += gaps[i] + 1;
        assert_int_equal(values[i], want);
    }
}

static void bounds_dominate(void **state)
{
    uint32_t tfs[128], lengths[128];

    (void)state;
    srand(5);
    for (int round = 0; round < 2000; round++) {
        size_t count = 1 + (size_t)rand() % 128;
        struct bound b;
        uint8_t bytes[BOUND_BYTES];

        for (size_t i = 0; i < count; i++) {
            tfs[i] = 10 + 10 * ((uint32_t)rand() % (rand() % 5 == 0 ? 100000 : 9));
            lengths[i] = tfs[i] + (uint32_t)rand() % 100000;
        }
        b = bound_of(tfs, lengths, count);
        bound_store(&b, bytes);
        bound_load(bytes, &b);
        for (size_t i = 0; i < count; i++) {
            bool dominated = false;
            for (size_t j = 0; j < BOUND_POINTS; j++)
                dominated |= b.points[j].tf >= tfs[i] && b.points[j].length <= lengths[i];
            assert_true(dominated);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_example), cmocka_unit_test(blocks_come_back),
        cmocka_unit_test(any_bytes_are_safe), cmocka_unit_test(unpacking_equals_its_slow_twin),
        cmocka_unit_test(gaps_sum_up), cmocka_unit_test(bounds_dominate)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
