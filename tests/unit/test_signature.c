/* Signatures: copies agree, other texts do not, and nothing depends on how words come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "indexer/signature.h"

#define WORDS 400

static char text[WORDS * 12];
static unsigned numbers[WORDS];

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

static void draw_words(void)
{
    for (size_t i = 0; i < WORDS; i++)
        numbers[i] = draw(3000);
}

/* Of the first `count` words, `at_once` given in one call. */
static uint64_t sign(size_t count, size_t at_once)
{
    struct signature s;
    struct words words;
    struct word found[WORDS];
    size_t n = 0;

    text[0] = '\0';
    for (size_t i = 0, at = 0; i < count; i++)
        at += (size_t)sprintf(text + at, "w%ux ", numbers[i]);
    words_init(&words);
    words_start(&words, slice_of_string(text), 0);
    while (n < WORDS && words_next(&words, &found[n]))
        n += !found[n].is_extra;
    words_release(&words);
    signature_start(&s);
    for (size_t i = 0; i < n; i += at_once)
        signature_add(&s, (const uint8_t *)text, found + i, n - i < at_once ? n - i : at_once);
    return signature_end(&s);
}

static int distance(uint64_t a, uint64_t b)
{
    return __builtin_popcountll(a ^ b);
}

static void calls_do_not_matter(void **state)
{
    (void)state;
    draw_words();
    assert_true(sign(WORDS, WORDS) == sign(WORDS, 7));
    assert_true(sign(5, 1) == sign(5, 5));
    assert_true(sign(0, 1) == 0);
}

/* A few words changed of 400: nearly all agree; other words: half of the bits. */
static void copies_are_near(void **state)
{
    int copies = 0, others = 64;
    double sum = 0;

    (void)state;
    for (int round = 0; round < 200; round++) {
        uint64_t before, copy, other;

        draw_words();
        before = sign(WORDS, 32);
        for (int i = 0; i < 4; i++)
            numbers[draw(WORDS)] = draw(3000);
        copy = sign(WORDS, 32);
        draw_words();
        other = sign(WORDS, 32);
        copies = distance(before, copy) > copies ? distance(before, copy) : copies;
        others = distance(before, other) < others ? distance(before, other) : others;
        sum += distance(before, other);
    }
    assert_in_range(copies, 0, 8);
    assert_in_range(others, 12, 32);
    assert_in_range((int)(sum / 200), 30, 34);
}

/* Of a handful of words, only equal ones are alike. */
static void short_texts_are_hashed_whole(void **state)
{
    uint64_t before;

    (void)state;
    draw_words();
    before = sign(10, 10);
    assert_true(before == sign(10, 3));
    numbers[3]++;
    assert_in_range(distance(before, sign(10, 10)), 12, 52);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_do_not_matter), cmocka_unit_test(copies_are_near),
        cmocka_unit_test(short_texts_are_hashed_whole)};

    srand(1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
