#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <libstemmer.h>
#include <stdio.h>
#include <string.h>

#include "stemmers/fold.h"
#include "stemmers/snowball.h"

/* Pieces that words of the three languages are made of, endings that the stemmers know
 * among them.                                                                  */
static const char *const latin[] = {
    "a", "e", "i", "o", "u", "y", "ä", "ö", "ü", "ß", "b", "ch", "d", "gen", "k", "l", "m", "n", "qu", "r", "sch",
    "st", "t", "v", "x", "z", "ing", "ed", "ly", "ation", "ize", "ful", "ness", "er", "ern", "em", "en",
    "es", "s", "isch", "lich", "heit", "keit", "ung", "ig", "'s", "ous", "ement", "ies"};
static const char *const cyrillic[] = {
    "а", "е", "ё", "и", "о", "у", "ы", "э", "ю", "я", "б", "в", "г", "д", "ж", "к", "л", "м", "н", "пр", "ст",
    "т", "ч", "ш", "щ", "ь", "ъ", "ами", "ого", "ыми", "ость", "ться", "вшись", "ейш", "ует", "нн",
    "ия", "иями", "ешь", "ого", "ую", "ая"};

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void stemmers_equal_those_of_the_table(void **state)
{
    static const struct {
        enum lang lang;
        const char *name;
        const char *const *pieces;
        size_t count;
    } cases[] = {
        {LANG_EN, "english", latin, sizeof latin / sizeof *latin},
        {LANG_DE, "german", latin, sizeof latin / sizeof *latin},
        {LANG_RU, "russian", cyrillic, sizeof cyrillic / sizeof *cyrillic},
    };
    uint32_t seed = 11;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct snowball *ours = snowball_open(cases[i].lang);
        struct sb_stemmer *theirs = sb_stemmer_new(cases[i].name, "UTF_8");
        size_t shorter = 0;

        assert_non_null(ours);
        assert_non_null(theirs);
        for (size_t round = 0; round < 50000; round++) {
            char word[200] = "";
            struct slice got;
            const sb_symbol *want;

            for (size_t n = 1 + next(&seed) % 7; n > 0; n--)
                strcat(word, cases[i].pieces[next(&seed) % cases[i].count]);
            got = snowball_stem(ours, slice_of_string(word));
            want = sb_stemmer_stem(theirs, (const sb_symbol *)word, (int)strlen(word));
            assert_non_null(want);
            assert_true(slice_equal(got, slice_of(want, (size_t)sb_stemmer_length(theirs))));
            shorter += got.n < strlen(word);
        }
        assert_true(shorter > 10000);
        snowball_close(ours);
        sb_stemmer_delete(theirs);
    }
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)    /* they have their own */
#define REALLOC_IS_OURS
static bool memory_is_short;

void *__libc_realloc(void *p, size_t size);
void *realloc(void *p, size_t size);

void *realloc(void *p, size_t size)
{
    return memory_is_short ? NULL : __libc_realloc(p, size);
}
#endif

/* libstemmer loses its buffer where it cannot grow, and what comes next is read through it: so it
 * never grows.                                                                 */
static void no_word_needs_memory(void **state)
{
    (void)state;
#ifdef REALLOC_IS_OURS
    for (enum lang lang = LANG_OTHER + 1; lang < LANG_COUNT; lang++) {
        struct snowball *s = snowball_open(lang);
        const char *piece = lang == LANG_RU ? "и" : lang == LANG_DE ? "ß" : "yi";
        char word[FOLD_MAX_BYTES + 3] = "";

        assert_non_null(s);
        memory_is_short = true;
        for (strcat(word, piece); strlen(word) <= FOLD_MAX_BYTES; strcat(word, piece)) {
            bool is_stemmed = snowball_stem(s, slice_of_string(word)).n > 0;

            if (!is_stemmed)
                memory_is_short = false;
            assert_true(is_stemmed);
        }
        memory_is_short = false;
        snowball_close(s);
    }
#else
    puts("skipped: the sanitizer has its own memory");
#endif
}

static void other_languages_have_none(void **state)
{
    (void)state;
    assert_null(snowball_open(LANG_OTHER));
    snowball_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stemmers_equal_those_of_the_table),
        cmocka_unit_test(no_word_needs_memory),
        cmocka_unit_test(other_languages_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
