/* Whether places stand near each other, compared with all choices of places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "searcher/run/near.h"

#define OPERANDS 3u
#define PLACES 5u

static uint32_t state_of_draw = 7;

static unsigned draw(unsigned below)
{
    state_of_draw = state_of_draw * 1664525u + 1013904223u;
    return (state_of_draw >> 8) % below;
}

/* The fewest other words that a choice of one place of each operand has. */
static int64_t naive_others(struct near_place places[OPERANDS][PLACES], const size_t *counts)
{
    int64_t best = INT64_MAX;

    for (size_t a = 0; a < counts[0]; a++)
        for (size_t b = 0; b < counts[1]; b++)
            for (size_t c = 0; c < counts[2]; c++) {
                const struct near_place *chosen[OPERANDS] = {&places[0][a], &places[1][b], &places[2][c]};
                int64_t start = INT64_MAX, end = 0, words = 0;

                for (size_t i = 0; i < OPERANDS; i++) {
                    start = chosen[i]->start < start ? chosen[i]->start : start;
                    end = chosen[i]->end > end ? chosen[i]->end : end;
                    words += chosen[i]->end - chosen[i]->start + 1;
                }
                best = end - start + 1 - words < best ? end - start + 1 - words : best;
            }
    return best;
}

static void near_is_the_best_choice(void **state)
{
    struct near x;

    (void)state;
    near_init(&x);
    for (int round = 0; round < 20000; round++) {
        struct near_place places[OPERANDS][PLACES];
        size_t counts[OPERANDS];
        unsigned longest = 1 + draw(8);        /* 1: words alone */
        uint32_t distance = 1 + draw(12);

        assert_int_equal(near_begin(&x, OPERANDS, NULL), OK);
        for (size_t i = 0; i < OPERANDS; i++) {
            counts[i] = 1 + draw(PLACES);
            for (size_t k = 0; k < counts[i]; k++) {
                places[i][k].start = draw(40);
                places[i][k].end = places[i][k].start + draw(longest);
                buf_append(&x.operands[i].places, &places[i][k], sizeof places[i][k]);
            }
        }
        assert_int_equal(near_stands(&x, NODE_NEAR, distance),
                         naive_others(places, counts) <= (int64_t)distance - 1);
    }
    near_release(&x);
}

/* The longer place of a phrase with slop covers what would stand between. */
static void a_longer_place_may_be_nearer(void **state)
{
    static const struct near_place phrase[] = {{0, 1}, {0, 4}}, word = {3, 3};
    struct near x;

    (void)state;
    near_init(&x);
    assert_int_equal(near_begin(&x, 2, NULL), OK);
    buf_append(&x.operands[0].places, phrase, sizeof phrase);
    buf_append(&x.operands[1].places, &word, sizeof word);
    assert_true(near_stands(&x, NODE_NEAR, 1));
    near_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_is_the_best_choice),
        cmocka_unit_test(a_longer_place_may_be_nearer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
