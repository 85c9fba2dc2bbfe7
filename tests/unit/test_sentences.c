/* Where sentences begin and end: each case's sentences, joined with '|'. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/utf8.h"
#include "stemmers/sentences.h"

struct text_case {
    const char *name;
    const char *input;
    const char *want;
};

static void expect_sentences(const struct text_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct sentences s;
        struct sentence at;
        char got[2000] = "";

        sentences_start(&s, slice_of_string(cases[i].input), 0);
        while (sentences_next(&s, &at)) {
            size_t n = strlen(got);
            snprintf(got + n, sizeof got - n, "%s%.*s", n > 0 ? "|" : "", (int)(at.end - at.start),
                     cases[i].input + at.start);
        }
        if (strcmp(got, cases[i].want) != 0)
            fail_msg("%s:\n%s\nnot\n%s", cases[i].name, got, cases[i].want);
    }
}
#define EXPECT_SENTENCES(cases) expect_sentences(cases, sizeof(cases) / sizeof *(cases))

static void plain(void **state)
{
    static const struct text_case cases[] = {
        {"empty", "", ""},
        {"white space", " \n\t\xc2\xa0 ", ""},
        {"three", "  One. Two! Three?  ", "One.|Two!|Three?"},
        {"no end", "One. Two", "One.|Two"},
        {"closing marks", "“It is.” He left. (So did I.) «Да.» Он ушёл.",
         "“It is.”|He left.|(So did I.)|«Да.»|Он ушёл."},
        {"German quotes", "Er sagte: „Nein.“ Dann ging er.", "Er sagte: „Nein.“|Dann ging er."},
        {"speech goes on", "\"Stop!\" he said. \"Why?\" she asked.", "\"Stop!\" he said.|\"Why?\" she asked."},
        {"dash of speech", "— Ты идёшь? — спросил он. — Да.", "— Ты идёшь? — спросил он.|— Да."},
        {"ellipsis", "Он ушёл… Она осталась... и ждала.", "Он ушёл…|Она осталась... и ждала."},
        {"runs", "Really?! Yes!!! ......", "Really?!|Yes!!! ......"},
        {"no space", "See minsk.gov.by or v1.2.3 for $0.5 billion.", "See minsk.gov.by or v1.2.3 for $0.5 billion."},
        {"decimal", "Рост на 43.3 % за год. Итого 1,6 млрд долларов.", "Рост на 43.3 % за год.|Итого 1,6 млрд долларов."},
        {"wide", "これは文です。次の文です！はい", "これは文です。|次の文です！|はい"},
        {"digit begins", "It grew. 18 centres opened.", "It grew.|18 centres opened."},
        {"no break space", "One.\xc2\xa0Two.\xe2\x80\xaf" "Three.", "One.|Two.|Three."},
    };

    (void)state;
    EXPECT_SENTENCES(cases);
}

static void dates_and_ordinals(void **state)
{
    static const struct text_case cases[] = {
        {"dateline", "MOSKAU, 17. Mai (BelTA) - Für Belarus ist es wichtig.",
         "MOSKAU, 17. Mai (BelTA) - Für Belarus ist es wichtig."},
        {"German day", "Am 3. Oktober kam er. Vom 14. bis 16. Juni nicht.",
         "Am 3. Oktober kam er.|Vom 14. bis 16. Juni nicht."},
        {"short month", "Am 5. Dez. war er da.", "Am 5. Dez. war er da."},
        {"year", "Es war im Jahr 2023. Der Rat tagte.", "Es war im Jahr 2023.|Der Rat tagte."},
        {"day ends", "Sie kamen am 17. Der Rat tagte.", "Sie kamen am 17.|Der Rat tagte."},
        {"ordinal", "Seit dem 2. Weltkrieg und im 19. Jahrhundert.", "Seit dem 2. Weltkrieg und im 19. Jahrhundert."},
        {"number ends", "It rose to 5. Prices fell.", "It rose to 5.|Prices fell."},
        {"list", "1. Einleitung\n2. Der Rat", "1. Einleitung|2. Der Rat"},
        {"Roman", "Kaiser Wilhelm II. Friedrich. Es war Paul II. Er kam.",
         "Kaiser Wilhelm II. Friedrich.|Es war Paul II.|Er kam."},
        {"English", "Born Jan. 5 in Rome. It was Jan. Feb was next.",
         "Born Jan. 5 in Rome.|It was Jan.|Feb was next."},
        {"Russian", "Это было 17 мая 2023 г. В городе ждали.", "Это было 17 мая 2023 г.|В городе ждали."},
    };

    (void)state;
    EXPECT_SENTENCES(cases);
}

static void initials_and_abbreviations(void **state)
{
    static const struct text_case cases[] = {
        {"Russian initial", "Что обсудили В. Кухарев и мэр Омска. Итоги.", "Что обсудили В. Кухарев и мэр Омска.|Итоги."},
        {"two", "Книга А. И. Солженицына. В.В. Путин прибыл.", "Книга А. И. Солженицына.|В.В. Путин прибыл."},
        {"three", "J. R. R. Tolkien wrote. J.R.R. Tolkien too.", "J. R. R. Tolkien wrote.|J.R.R. Tolkien too."},
        {"initial ends", "— рассказал С. Шелест. Он отметил план А. Это всё.",
         "— рассказал С. Шелест.|Он отметил план А.|Это всё."},
        {"titles", "Dr. Meier met Mr. Smith, Prof. Lee and St. John.", "Dr. Meier met Mr. Smith, Prof. Lee and St. John."},
        {"title in a bracket", "He (Dr. Meier) left. Bye.", "He (Dr. Meier) left.|Bye."},
        {"number", "No. He has No. 5. Siehe Nr. 7 und Abs. 2.", "No.|He has No. 5.|Siehe Nr. 7 und Abs. 2."},
        {"U.S.", "The U.S. President left the U.S. He came at 5 p.m. on Monday.",
         "The U.S. President left the U.S.|He came at 5 p.m. on Monday."},
        {"etc.", "Apples, pears, etc. We left. Äpfel usw. Wir gingen.",
         "Apples, pears, etc.|We left.|Äpfel usw.|Wir gingen."},
        {"e.g.", "Cities, e.g. Perm, i.e. Russian ones.", "Cities, e.g. Perm, i.e. Russian ones."},
        {"z. B.", "Städte, z. B. Berlin, d. h. große, z.B. Perm.", "Städte, z. B. Berlin, d. h. große, z.B. Perm."},
        {"u. a.", "Er war u. a. Minister, ca. 50 Jahre alt.", "Er war u. a. Minister, ca. 50 Jahre alt."},
        {"e. V.", "Der Turnverein e. V. Perm kam.", "Der Turnverein e. V. Perm kam."},
        {"т. д.", "Груши и т. д. Потом ушли, т. е. уехали.", "Груши и т. д.|Потом ушли, т. е. уехали."},
        {"г.", "Он приехал в г. Минск на ул. Ленина.", "Он приехал в г. Минск на ул. Ленина."},
        {"руб.", "Это 3 млн. руб. за дом. Их 5 тыс. В доме тихо.", "Это 3 млн. руб. за дом.|Их 5 тыс.|В доме тихо."},
        {"last word", "Sergey Sobko, head of X. Next.", "Sergey Sobko, head of X. Next."},
    };

    (void)state;
    EXPECT_SENTENCES(cases);
}

static void lines(void **state)
{
    static const struct text_case cases[] = {
        {"menu", "Font size:\nUsual\nLarge\n\n19:20, 17 May\nPhoto by A. Smith",
         "Font size:|Usual|Large|19:20, 17 May|Photo by A. Smith"},
        {"heading of 53 characters", "A delegation from Perm visited the capital of Belarus\nPhoto by John",
         "A delegation from Perm visited the capital of Belarus|Photo by John"},
        {"wrapped", "The delegation that came from the far city of Perm met\nthe mayor. He was glad.",
         "The delegation that came from the far city of Perm met\nthe mayor.|He was glad."},
        {"wrapped before a noun", "Gesetz über die Haftpflichtversicherung der großen und der\nKraftfahrzeuge",
         "Gesetz über die Haftpflichtversicherung der großen und der\nKraftfahrzeuge"},
        {"wrapped in a date", "Die Delegation aus der Stadt Perm kam erst am Abend des 17.\nMai nach Minsk.",
         "Die Delegation aus der Stadt Perm kam erst am Abend des 17.\nMai nach Minsk."},
        {"blank line", "The delegation that came from the far city of Perm met\n\nthe mayor",
         "The delegation that came from the far city of Perm met|the mayor"},
        {"short line", "Other news\nof the day", "Other news|of the day"},
        {"abbreviation at the end", "Мы ждём на ул.\nЛенина", "Мы ждём на ул.|Ленина"},
        {"CR LF", "One\r\nTwo\rThree", "One|Two|Three"},
        {"line separator", "One\xe2\x80\xa8Two\xe2\x80\xa9Three\xc2\x85" "Four", "One|Two|Three|Four"},
    };

    (void)state;
    EXPECT_SENTENCES(cases);
}

static void reason_of_the_end(void **state)
{
    static const bool want[] = {true, false, false, true};
    struct sentences s;
    struct sentence at;
    size_t i = 0;

    (void)state;
    sentences_start(&s, slice_of_string("skip Menu\nOne. Two.\nThree"), 5);
    for (; sentences_next(&s, &at); i++)
        assert_int_equal(at.ends_line, want[i]);
    assert_int_equal(i, sizeof want / sizeof *want);
    assert_false(sentences_next(&s, &at));
}

static bool is_white(struct slice t, size_t at)
{
    uint32_t c;
    const uint8_t *next;

    while (at > 0 && utf8_is_continuation(t.p[at]))
        at--;
    c = utf8_next(t.p + at, t.p + t.n, &next);
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xa0 || c == 0x1680
           || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f
           || c == 0x205f || c == 0x3000;
}

/* In order, apart, not empty, from and to characters that are not white space,
 * and nothing but white space between them. */
static void expect_whole(struct slice t)
{
    struct sentences s;
    struct sentence at;
    size_t done = 0;

    sentences_start(&s, t, 0);
    while (sentences_next(&s, &at)) {
        assert_true(at.start >= done && at.end > at.start && at.end <= t.n);
        assert_false(is_white(t, at.start) || is_white(t, at.end - 1));
        assert_true(at.end == t.n || !utf8_is_continuation(t.p[at.end]));
        for (; done < at.start; done++)
            assert_true(is_white(t, done));
        done = at.end;
    }
    for (; done < t.n; done++)
        assert_true(is_white(t, done));
}

static void random_text_is_covered(void **state)
{
    static const char *const parts[] = {
        "a", "B", "я", "Ж", "5", "17", ".", ".", "!", "?", "…", "。", " ", " ", "\n", "\r\n", "\t", ",", "\"",
        "(", ")", "»", "«", "“", "—", "-", "Dr", "Mai", "z", "B", "der", "т", "д", "г", "\xc2\xa0", "\xc2\x85",
        "\xe2\x80\xa8", "\xe3\x80\x80", "U.S", "etc", "漢", "🇩", "\xcc\x81", "II", "\0"};
    char text[4000];

    (void)state;
    srand(5);
    for (int round = 0; round < 30000; round++) {
        size_t n = 0;

        for (int i = rand() % 60; i >= 0; i--) {
            const char *part = parts[(size_t)rand() % (sizeof parts / sizeof *parts)];
            memcpy(text + n, part, strlen(part) + 1);
            n += strlen(part) + (*part == '\0');
        }
        expect_whole(slice_of(text, n));
    }
}

/* What is found after a skip to a place is what is found without. */
static void expect_same_after_skip(struct slice t)
{
    struct sentences all, some;
    struct sentence at, found;

    sentences_start(&all, t, 0);
    while (sentences_next(&all, &at)) {
        sentences_start(&some, t, 0);
        sentences_skip(&some, at.start + (size_t)rand() % (at.end - at.start));
        do
            assert_true(sentences_next(&some, &found));
        while (found.end <= at.start);
        assert_int_equal(found.start, at.start);
        assert_int_equal(found.end, at.end);
        assert_int_equal(found.ends_line, at.ends_line);
    }
}

static void skipping_changes_nothing(void **state)
{
    static const char *const parts[] = {
        "word", "Wort", "слово", "Слово", " ", " ", " ", ", ", ". ", ".", "der\n", ".\n", " \n", "\n", "\r\n",
        "\n\n", "\n \n", "\r", "\f", "\xe2\x80\xa8", "\xc2\x85", "\xe3\x80\x82", "…", "?", "17"};
    char text[8000];

    (void)state;
    srand(8);
    for (int round = 0; round < 3000; round++) {
        size_t n = 0;

        for (int i = 50 + rand() % 200; i >= 0; i--) {
            size_t letters = sizeof parts / sizeof *parts;
            const char *part = parts[(size_t)rand() % (rand() % 4 == 0 ? letters : 8)];
            memcpy(text + n, part, strlen(part) + 1);
            n += strlen(part);
        }
        expect_same_after_skip(slice_of(text, n));
    }
}

static void random_bytes_are_covered(void **state)
{
    uint8_t bytes[2000];
    struct buf text;

    (void)state;
    srand(6);
    buf_init(&text, 4 * sizeof bytes);
    for (int round = 0; round < 2000; round++) {
        size_t n = 1 + (size_t)rand() % (sizeof bytes - 1);

        for (size_t i = 0; i < n; i++)
            bytes[i] = (uint8_t)rand();
        buf_clear(&text);
        (void)utf8_append_repaired(&text, slice_of(bytes, n));
        expect_whole(buf_slice(&text));
    }
    buf_release(&text);
}

static double seconds_for(struct slice text)
{
    clock_t begin = clock();
    struct sentences s;
    struct sentence at;

    sentences_start(&s, text, 0);
    while (sentences_next(&s, &at))
        ;
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

/* 4 MB of what would take hours if a look around were not bounded. */
static void time_is_linear(void **state)
{
    static const char *const units[] = {"a", ".", ". ", "a.", "a. ", ")", ".)", " ", "a \n", "5. ", "B. ", "»", "— ",
                                        ". \"", "\xc2\xa0", "…", "a.\n"};
    enum { SIZE = 4000000 };
    char *text = malloc(SIZE);

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = 0, size = strlen(units[i]);

        for (; n + size + 1 <= SIZE; n += size)
            memcpy(text + n, units[i], size);
        text[n] = 'x';
        assert_true(seconds_for(slice_of(text, n + 1)) < 20);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain),
        cmocka_unit_test(dates_and_ordinals),
        cmocka_unit_test(initials_and_abbreviations),
        cmocka_unit_test(lines),
        cmocka_unit_test(reason_of_the_end),
        cmocka_unit_test(random_text_is_covered),
        cmocka_unit_test(skipping_changes_nothing),
        cmocka_unit_test(random_bytes_are_covered),
        cmocka_unit_test(time_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
