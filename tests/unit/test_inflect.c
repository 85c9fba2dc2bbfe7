/* Forms by tables: which are made, which are kept. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "stemmers/inflect.h"

static struct inflected list[INFLECT_MAX_FORMS];

/* Whether `form` is kept for `word` in an index with the words of `vocabulary` (blanks between). */
static bool finds(enum lang lang, const char *word, const char *form, const char *vocabulary)
{
    struct arena arena = ARENA_EMPTY;
    size_t n = inflect_forms(lang, slice_of_string(word), list, INFLECT_MAX_FORMS, &arena);
    bool found = false;

    for (size_t i = 0; i < n; i++) {
        for (const char *at = vocabulary, *end; *at != 0; at = end + (*end == ' ')) {
            end = at + strcspn(at, " ");
            list[i].occurs |= slice_equal(list[i].form, slice_of(at, (size_t)(end - at)));
        }
    }
    n = inflect_keep(list, n);
    for (size_t i = 0; i < n; i++) {
        assert_false(slice_equal(list[i].form, slice_of_string(word)));
        for (size_t k = 0; k < i; k++)
            assert_false(slice_equal(list[i].form, list[k].form));
        found |= slice_equal(list[i].form, slice_of_string(form));
    }
    arena_release(&arena);
    return found;
}

struct pair {
    const char *a, *b, *others;   /* other words of the index */
};

static void check_pairs(enum lang lang, const struct pair *pairs, size_t count, bool want)
{
    char words[256];

    for (size_t i = 0; i < count; i++) {
        const struct pair *p = &pairs[i];

        snprintf(words, sizeof words, "%s %s %s", p->a, p->b, p->others);
        if (finds(lang, p->a, p->b, words) != want)
            fail_msg("%s -> %s: not as wanted", p->a, p->b);
        if (finds(lang, p->b, p->a, words) != want)
            fail_msg("%s -> %s: not as wanted", p->b, p->a);
    }
}

#define CHECK(lang, pairs, want) check_pairs(lang, pairs, sizeof pairs / sizeof *pairs, want)

static void test_english(void **state)
{
    static const struct pair same[] = {
        {"went", "go", ""}, {"took", "taken", ""}, {"undertook", "undertakes", ""}, {"children", "child", ""},
        {"women", "woman", ""}, {"wolves", "wolf", ""}, {"crisis", "crises", ""}, {"matrices", "matrix", ""},
        {"organise", "organization", ""}, {"colour", "color", ""}, {"theatre", "theater", ""},
        {"travelled", "traveling", ""}, {"defence", "defense", ""}, {"happiest", "happy", ""}, {"biggest", "big", ""},
    };
    static const struct pair others[] = {
        {"four", "for", ""}, {"interest", "inter", ""}, {"forest", "fore", ""}, {"oman", "omen", ""}, {"drawer", "drawest", "draw drawing"}, {"hour", "hor", ""}, {"wise", "wize", ""},
    };

    (void)state;
    CHECK(LANG_EN, same, true);
    CHECK(LANG_EN, others, false);
}

static void test_german(void **state)
{
    static const struct pair same[] = {
        {"wälder", "wald", ""}, {"krankenhaus", "krankenhäusern", ""}, {"verträge", "vertrag", ""}, {"bundesland", "bundesländern", ""}, {"städte", "stadt", ""},
        {"prinzip", "prinzipien", ""}, {"museum", "museen", ""}, {"kriterien", "kriterium", ""}, {"töchter", "tochter", ""},
        {"ärztin", "ärztinnen", ""}, {"ergebnisse", "ergebnis", ""}, {"kanadas", "kanada", ""},
        {"vorgestellt", "vorstellen", "vorstellte"}, {"einzukaufen", "einkaufen", "einkauft"}, {"gearbeitet", "arbeiten", "arbeitet"},
        {"unterschrieben", "unterschreibt", ""}, {"teilgenommen", "teilnehmen", ""}, {"stattgefunden", "stattfindet", ""},
        {"verstanden", "verstehen", ""}, {"älteste", "alt", ""}, {"dunkle", "dunkel", "dunklen"}, {"teuer", "teure", ""},
        {"kaufmann", "kaufleute", ""}, {"studiert", "studieren", ""},
    };
    static const struct pair others[] = {
        {"sprachen", "sprechen", ""}, {"verlag", "verlegen", ""}, {"dicht", "gedichte", "dichte dichten gedicht"},
        {"fahrt", "gefahren", ""}, {"haus", "hau", ""}, {"ausland", "ausländer", ""}, {"ausgaben", "ausgeben", ""}, {"stand", "gestanden", ""},
    };

    (void)state;
    CHECK(LANG_DE, same, true);
    CHECK(LANG_DE, others, false);
}

static void test_russian(void **state)
{
    static const struct pair same[] = {
        {"материал", "материала", "материалов"}, {"подарок", "подарков", "подарки"}, {"палец", "пальцем", "пальцы"},
        {"времени", "время", ""}, {"горожанин", "горожан", ""}, {"ребенок", "ребята", ""}, {"сестер", "сестра", "сестры"},
        {"писем", "письмо", "письма"}, {"сергеев", "сергеева", "сергееву"}, {"пушкиным", "пушкина", "пушкин"},
        {"рысью", "рысь", ""}, {"пишет", "писал", "писать"}, {"встречу", "встретить", "встретил"}, {"шел", "идти", ""},
        {"пришли", "придет", ""}, {"найдет", "нашел", ""}, {"поймет", "понял", ""}, {"принял", "приму", ""}, {"подниму", "поднять", ""}, {"требуя", "требовал", "требовать"}, {"возвращаясь", "возвращался", ""},
        {"подписан", "подписанный", ""}, {"сильный", "силен", "сильная"}, {"друзья", "друг", ""}, {"сыновья", "сын", ""},
        {"павел", "павла", ""}, {"льва", "лев", ""}, {"деньги", "денег", ""}, {"церкви", "церковь", ""}, {"любви", "любовь", ""},
        {"огонь", "огня", ""}, {"льда", "лед", ""}, {"рта", "рот", ""}, {"лоб", "лбом", ""}, {"пес", "псы", ""}, {"угля", "уголь", ""},
        {"ложь", "лжи", ""}, {"локтями", "локоть", ""}, {"уши", "ухо", ""}, {"хозяева", "хозяин", ""}, {"наем", "найма", ""},
        {"судеб", "судьба", "судьбы"}, {"свадьба", "свадеб", "свадьбы"}, {"тюрем", "тюрьма", ""},
    };
    static const struct pair others[] = {
        {"стали", "стая", "стаю"}, {"надут", "найдет", ""}, {"прок", "прочь", ""}, {"дала", "дает", "дают"}, {"веков", "вековых", "вековой вековая"}, {"решить", "решала", "решали"},
        {"лев", "льет", ""}, {"морковь", "моркви", ""}, {"мухо", "муши", ""},
    };

    (void)state;
    CHECK(LANG_RU, same, true);
    CHECK(LANG_RU, others, false);
}

/* A class that needs a witness keeps nothing without one. */
static void test_witnesses(void **state)
{
    (void)state;
    assert_false(finds(LANG_RU, "палец", "пальцем", "палец пальцем"));
    assert_true(finds(LANG_RU, "палец", "пальцем", "палец пальцем пальцы"));
}

static void test_odd_words(void **state)
{
    struct arena arena = ARENA_EMPTY;
    char longest[300];
    static const char *const words[] = {"", "s", "ge", "zu", "\xc3", "\xd0", "ä", "ь", "ся", "äu", "1984", "ge+t", "^er"};

    (void)state;
    memset(longest, 'a', sizeof longest);
    for (enum lang lang = LANG_OTHER; lang < LANG_COUNT; lang++) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            inflect_forms(lang, slice_of_string(words[i]), list, INFLECT_MAX_FORMS, &arena);
        for (size_t n = 0; n < sizeof longest; n++)
            inflect_forms(lang, slice_of(longest, n), list, INFLECT_MAX_FORMS, &arena);
    }
    assert_int_equal(0, inflect_forms(LANG_OTHER, slice_of_string("went"), list, INFLECT_MAX_FORMS, &arena));
    assert_int_equal(3, inflect_forms(LANG_RU, slice_of_string("системами"), list, 3, &arena));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english), cmocka_unit_test(test_german), cmocka_unit_test(test_russian),
        cmocka_unit_test(test_witnesses), cmocka_unit_test(test_odd_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
