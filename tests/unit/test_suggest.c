/* What was meant: keyboards, costs of misspellings, suggestions of a small index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/builder.h"
#include "searcher/words/keyboard.h"
#include "searcher/words/misspelling.h"
#include "searcher/words/suggest.h"
#include "searcher/words/transliteration.h"

static const struct {
    const char *lang, *text;
} articles[] = {
    {"en", "The government of Minsk and trade. The government said so. Trade cooperation grows."},
    {"en", "Government, trade, cooperation, a winner. A winner takes trade. Movement."},
    {"de", "Die Zusammenarbeit wächst. Das Baumaterial, die Zusammenarbeit, der Umsatz. Gespräche."},
    {"de", "Baumaterialien und Umsätze; Gespräche mit dem Minister. Ein Gespräch, eine Zusammenarbeit."},
    {"ru", "Омск и Минск. В Омске был министр. Минск рад. Правительство решило."},
    {"ru", "Правительство Омска, правительство Минска. Правильно."},
};

static char directory[] = "/tmp/stemma-suggest-XXXXXX";
static struct analyzer *analyzer;
static struct engine *engine;
static struct index *index_;
static struct arena arena;

static int start(void **state)
{
    struct builder_options options = {.memory_bytes = (size_t)16 << 20};
    struct builder *b;

    (void)state;
    if (mkdtemp(directory) == NULL || analyzer_open(&analyzer, NULL) != OK
        || builder_open(directory, &options, &b, NULL) != OK)
        return -1;
    for (size_t i = 0; i < 3 * sizeof articles / sizeof *articles; i++) {
        size_t at = i % (sizeof articles / sizeof *articles);
        struct article a = {.lang_code = slice_of_string(articles[at].lang), .text = slice_of_string(articles[at].text)};
        char id[16];

        snprintf(id, sizeof id, "d%zu", i);
        a.id = slice_of_string(id);
        if (builder_add(b, &a, NULL) != OK)
            return -1;
    }
    if (builder_commit(b, NULL) != OK)
        return -1;
    builder_close(b);
    if (index_open(directory, ANALYZER_VERSION, &index_, NULL) != OK)
        return -1;
    return engine_open(&index_, 1, analyzer, &engine, NULL) == OK ? 0 : -1;
}

static int stop(void **state)
{
    char command[64];

    (void)state;
    arena_release(&arena);
    engine_close(engine);
    index_close(index_);
    analyzer_close(analyzer);
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command);
}

/* "kind lang text" of the suggestions, one after the other. */
static const char *print(const struct suggestions *s, size_t most)
{
    static const char *const kinds[] = {"spelling", "layout", "script", "split", "join", "completion"};
    static char text[4096];

    text[0] = '\0';
    for (size_t i = 0; i < s->count && i < most; i++) {
        sprintf(text + strlen(text), "%s%s %s %.*s", i > 0 ? "|" : "", kinds[s->items[i].kind],
                lang_name(s->items[i].lang), SLICE_ARG(s->items[i].text));
        assert_true(s->items[i].occurrences > 0);
        assert_true(s->items[i].kind == SUGGEST_COMPLETION || s->items[i].df > 0);
    }
    return text;
}

static void words_that_were_meant(void **state)
{
    static const struct { const char *typed, *want; } cases[] = {
        {"Zusamenarbeit", "spelling de Zusammenarbeit"},
        {"zusammenarebit", "spelling de Zusammenarbeit"},
        {"goverment", "spelling en government"},
        {"govermment", "spelling en government"},
        {"Gesprach", ""}, {"Umsatzes", ""},
        {"Gesprech", "spelling de Gespräch"},
        {"Gepräche", "spelling de Gespräche"},
        {"правителство", "spelling ru Правительство"},
        {"провительство", "spelling ru Правительство"},
        {"Jvcr", "layout ru Омск"},
        {"Vbycr", "layout ru Минск"},
        {"pravilno", "script ru Правильно"},
        {"pravitelstvo", "script ru Правительство"},
        {"ghfdbntkmcndj", "layout ru Правительство"},
        {"Ьштыл", "layout en Minsk"},
        {"цшттук", "layout en winner"},
        {"Idccdtygrhtn", ""},
        {"tradecooperation", "split en trade cooperation"},
        {"trade", ""}, {"Zusammenarbeit", ""}, {"Минском", ""},
        {"", ""}, {"xq", ""}, {"q", ""}, {"\xcc\x81\xcc\x81", ""}, {"?*", ""}, {"zzzzzzzz", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct suggestions s;

        assert_int_equal(suggest_word(engine, slice_of_string(cases[i].typed), &arena, &s, NULL), OK);
        if (strcmp(print(&s, 1), cases[i].want) != 0)
            fail_msg("'%s': '%s' instead of '%s'", cases[i].typed, print(&s, 9), cases[i].want);
    }
}

static void words_that_are_one(void **state)
{
    struct suggestions s;

    (void)state;
    assert_int_equal(suggest_join(engine, SLICE_LITERAL("bau"), SLICE_LITERAL("material"), &arena, &s, NULL), OK);
    assert_string_equal(print(&s, 9), "join de Baumaterial");
    assert_int_equal(suggest_join(engine, SLICE_LITERAL("bau"), SLICE_LITERAL("umsatz"), &arena, &s, NULL), OK);
    assert_int_equal(s.count, 0);
}

static void prefixes_are_completed(void **state)
{
    static const struct { const char *typed; size_t most; const char *want; } cases[] = {
        {"gove", 9, "completion en government"},
        {"Прав", 9, "completion ru Правительство|completion ru Правильно"},
        {"min", 9, "completion en Minsk|completion de Minister"},
        {"мин", 2, "completion ru Минск|completion ru министр"},
        {"мин", 1, "completion ru Минск"},
        {"umsä", 9, "completion de Umsätze"},
        {"zzz", 9, ""}, {"", 9, ""}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct suggestions s;

        assert_int_equal(suggest_completions(engine, slice_of_string(cases[i].typed), cases[i].most, &arena, &s,
                                             NULL), OK);
        if (strcmp(print(&s, 9), cases[i].want) != 0)
            fail_msg("'%s': '%s' instead of '%s'", cases[i].typed, print(&s, 9), cases[i].want);
    }
}

static void words_of_any_length(void **state)
{
    static char word[100001];
    struct suggestions s;

    (void)state;
    for (size_t n = 1; n < sizeof word; n = n < 300 ? n + 7 : n * 3) {
        memset(word, 'a', n);
        assert_int_equal(suggest_word(engine, slice_of(word, n), &arena, &s, NULL), OK);
        assert_int_equal(suggest_completions(engine, slice_of(word, n), 5, &arena, &s, NULL), OK);
        assert_int_equal(suggest_join(engine, slice_of(word, n), slice_of(word, n), &arena, &s, NULL), OK);
        arena_reset(&arena);
    }
}

static void keys_beside_each_other(void **state)
{
    static const struct { uint32_t a, b; bool want; } cases[] = {
        {'q', 'w', true}, {'q', 'a', true}, {'a', 'w', true}, {'s', 'w', true}, {'s', 'r', false}, {'g', 'h', true},
        {'z', 't', true}, {'t', 'y', true}, {'q', 'p', false}, {'a', 'a', false}, {0x444, 0x44f, true},
        {0x43e, 0x43b, true}, {0x439, 0x44e, false}, {'q', 0x439, false}, {0x105, 'a', false}, {0xfc, 'p', true}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(keyboard_are_neighbours(cases[i].a, cases[i].b), cases[i].want);
        assert_int_equal(keyboard_are_neighbours(cases[i].b, cases[i].a), cases[i].want);
    }
}

static void latin_letters_for_russian(void **state)
{
    static const char *const cases[][2] = {
        {"Gosudarstvo", "государство"}, {"shchi", "щи"}, {"ekonomika", "экономика"}, {"voskresenye", "воскресенье"},
        {"moskovskiy", "московский"}, {"chay", "чай"}, {"sobytiya", "события"}, {"sem'", "семь"},
        {"größe", NULL}, {"a1", NULL}, {"", NULL}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out;
        bool good;

        buf_init(&out, 1000);
        good = transliteration_read(slice_of_string(cases[i][0]), &out);
        assert_int_equal(good, cases[i][1] != NULL);
        if (good && !slice_equal(buf_slice(&out), slice_of_string(cases[i][1])))
            fail_msg("%s: %.*s", cases[i][0], SLICE_ARG(buf_slice(&out)));
        buf_release(&out);
    }
}

static void layouts_there_and_back(void **state)
{
    static const struct { const char *from; enum keyboard_change change; const char *to; } cases[] = {
        {"Jvcr", KEYBOARD_QWERTY_CYRILLIC, "омск"}, {",fpf", KEYBOARD_QWERTY_CYRILLIC, "база"},
        {"{jh", KEYBOARD_QWERTY_CYRILLIC, "хор"}, {"vfüfpzy", KEYBOARD_QWERTZ_CYRILLIC, "махазня"},
        {"Ьштыл", KEYBOARD_CYRILLIC_QWERTY, "minsk"}, {"куеыф", KEYBOARD_CYRILLIC_QWERTZ, "retsa"},
        {"нщлщ", KEYBOARD_CYRILLIC_QWERTZ, "zoko"}, {"минск", KEYBOARD_QWERTY_CYRILLIC, NULL},
        {"ab1", KEYBOARD_QWERTY_CYRILLIC, NULL}, {"", KEYBOARD_QWERTY_CYRILLIC, NULL}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out;

        buf_init(&out, 1000);
        assert_int_equal(keyboard_change(slice_of_string(cases[i].from), cases[i].change, &out), cases[i].to != NULL);
        if (cases[i].to != NULL && !slice_equal(buf_slice(&out), slice_of_string(cases[i].to)))
            fail_msg("%s: %.*s", cases[i].from, SLICE_ARG(buf_slice(&out)));
        buf_release(&out);
    }
}

/* Each costs less than the next. */
static void likelier_misspellings_cost_less(void **state)
{
    static const char *const typed[] = {"minister", "minnister", "minisetr", "miniater", "mxnister",
                                        "xinister", "mxnxster"};
    uint32_t last = 0;

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        uint32_t cost = misspelling_cost(slice_of_string(typed[i]), SLICE_LITERAL("minister"));

        assert_true(cost > last || i == 0 || (i == 3 && cost == last));
        last = cost;
    }
    assert_int_equal(misspelling_cost(SLICE_LITERAL("minister"), SLICE_LITERAL("minister")), 0);
    assert_int_equal(misspelling_cost(SLICE_LITERAL("miniister"), SLICE_LITERAL("minister")),
                     misspelling_cost(SLICE_LITERAL("minister"), SLICE_LITERAL("miniister")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_were_meant), cmocka_unit_test(words_that_are_one),
        cmocka_unit_test(prefixes_are_completed), cmocka_unit_test(words_of_any_length),
        cmocka_unit_test(keys_beside_each_other), cmocka_unit_test(latin_letters_for_russian), cmocka_unit_test(layouts_there_and_back),
        cmocka_unit_test(likelier_misspellings_cost_less)};
    return cmocka_run_group_tests(tests, start, stop);
}
