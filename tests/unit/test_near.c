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

/* The same where each has to begin behind the one before. */
static int64_t naive_between(struct near_place places[OPERANDS][PLACES], const size_t *counts)
{
    int64_t best = INT64_MAX;

    for (size_t a = 0; a < counts[0]; a++)
        for (size_t b = 0; b < counts[1]; b++)
            for (size_t c = 0; c < counts[2]; c++) {
                int64_t first = (int64_t)places[1][b].start - places[0][a].end - 1;
                int64_t second = (int64_t)places[2][c].start - places[1][b].end - 1;

                if (first >= 0 && second >= 0 && first + second < best)
                    best = first + second;
            }
    return best;
}

static void stands_as_the_best_choice(void **state)
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
        if (round % 2 == 0)
            assert_int_equal(near_stands(&x, NODE_NEAR, distance),
                             naive_others(places, counts) <= (int64_t)distance - 1);
        else
            assert_int_equal(near_stands(&x, NODE_ADJ, distance),
                             naive_between(places, counts) <= (int64_t)distance - 1);
    }
    near_release(&x);
}

struct taken {
    struct near_place places[OPERANDS];
    size_t count, stretches;
    enum node_kind kind;
    int64_t most;
};

/* One of each operand comes after the other, the last one first for ADJ. */
static void take(void *context, const struct near_place *place)
{
    struct taken *t = context;
    int64_t start = INT64_MAX, end = 0, words = 0, between = 0;

    t->places[t->count++] = *place;
    if (t->count < OPERANDS)
        return;
    t->count = 0;
    t->stretches++;
    for (size_t i = 0; i < OPERANDS; i++) {
        const struct near_place *p = &t->places[i];

        assert_int_equal(p->match, t->kind == NODE_NEAR ? i : OPERANDS - 1 - i);
        start = p->start < start ? p->start : start;
        end = p->end > end ? p->end : end;
        words += p->end - p->start + 1;
        if (i > 0 && t->kind == NODE_ADJ) {
            assert_true(p->end < t->places[i - 1].start);
            between += (int64_t)t->places[i - 1].start - p->end - 1;
        }
    }
    assert_true((t->kind == NODE_ADJ ? between : end - start + 1 - words) <= t->most);
}

static void what_is_taken_stands(void **state)
{
    size_t stretches = 0;
    struct near x;

    (void)state;
    near_init(&x);
    for (int round = 0; round < 20000; round++) {
        struct taken t = {.kind = round % 2 == 0 ? NODE_NEAR : NODE_ADJ};
        unsigned longest = 1 + draw(8);
        uint32_t distance = 1 + draw(12);
        bool stands;

        t.most = (int64_t)distance - 1;
        assert_int_equal(near_begin(&x, OPERANDS, NULL), OK);
        for (size_t i = 0; i < OPERANDS; i++)
            for (size_t k = 1 + draw(PLACES); k > 0; k--) {
                struct near_place place = {.start = draw(40), .match = (uint32_t)i};

                place.end = place.start + draw(longest);
                buf_append(&x.operands[i].places, &place, sizeof place);
            }
        stands = near_each(&x, t.kind, distance, take, &t);
        assert_int_equal(stands, t.stretches > 0);
        assert_int_equal(t.count, 0);
        stretches += t.stretches;
    }
    assert_true(stretches > 10000);
    near_release(&x);
}

/* The longer place of a phrase with slop covers what would stand between. */
static void a_longer_place_may_be_nearer(void **state)
{
    static const struct near_place phrase[] = {{.start = 0, .end = 1}, {.start = 0, .end = 4}},
                                   word = {.start = 3, .end = 3};
    struct near x;

    (void)state;
    near_init(&x);
    assert_int_equal(near_begin(&x, 2, NULL), OK);
    buf_append(&x.operands[0].places, phrase, sizeof phrase);
    buf_append(&x.operands[1].places, &word, sizeof word);
    assert_true(near_stands(&x, NODE_NEAR, 1));
    near_release(&x);
}

/* A "no" for want of memory is told from one of the text. */
static void no_memory_is_told(void **state)
{
    static const struct near_place place[] = {{.start = 1, .end = 1}, {.start = 2, .end = 2}};
    struct near x;

    (void)state;
    near_init(&x);
    assert_int_equal(near_begin(&x, 2, NULL), OK);
    for (size_t i = 0; i < 2; i++)
        buf_append(&x.operands[i].places, &place[i], sizeof place[i]);
    x.links.max = 0;
    assert_false(near_stands(&x, NODE_ADJ, 1));
    assert_false(near_ok(&x));
    x.links.max = 1 << 20;
    assert_true(near_stands(&x, NODE_ADJ, 1));
    assert_true(near_ok(&x));
    near_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stands_as_the_best_choice),
        cmocka_unit_test(what_is_taken_stands),
        cmocka_unit_test(a_longer_place_may_be_nearer),
        cmocka_unit_test(no_memory_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
