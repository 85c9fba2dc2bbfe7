/* Names across scripts: sounds, keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stemmers/exonyms.h"
#include "stemmers/name_key.h"
#include "stemmers/name_match.h"
#include "stemmers/name_rules.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

static size_t first_size(const char *letters)
{
    return (uint8_t)letters[0] < 0x80 ? 1 : 2;
}

/* find_rule relies on the order, name_letters.h on letters of one or two bytes. */
static void test_rules_are_in_order(void **state)
{
    (void)state;
    for (size_t i = 1; i < name_rule_count; i++) {
        const char *a = name_rules[i - 1].letters, *b = name_rules[i].letters;
        size_t size = first_size(b);
        int order = strncmp(a, b, size);

        assert_true(memchr(b, 0, sizeof name_rules[i].letters) != NULL
                    && memchr(name_rules[i].readings, 0, sizeof name_rules[i].readings) != NULL);

        if (order > 0 || (order == 0 && strlen(a) < strlen(b)))
            fail_msg("%s stands before %s", a, b);
        if (order != 0 && (strlen(a) != first_size(a) || name_rules[i - 1].places != 0))
            fail_msg("%.*s has no rule that always fits", (int)first_size(a), a);
    }
}

/* name_match.c weighs words by such readings. */
static void test_rules_have_a_likeliest_reading(void **state)
{
    (void)state;
    for (size_t i = 0; i < name_rule_count; i++) {
        bool free_of_cost = true, found = false;

        for (const char *p = name_rules[i].readings;; p++) {
            if (*p >= '1' && *p <= '9')
                free_of_cost = false;
            if (*p != '|' && *p != '\0')
                continue;
            found |= free_of_cost;
            free_of_cost = true;
            if (*p == '\0')
                break;
        }
        if (!found)
            fail_msg("%s costs something", name_rules[i].letters);
    }
}

static bool share_a_key(const char *a, const char *b)
{
    struct name_key keys_a[NAME_KEYS_MAX], keys_b[NAME_KEYS_MAX];
    size_t count_a = name_keys(slice_of_string(a), keys_a);
    size_t count_b = name_keys(slice_of_string(b), keys_b);

    for (size_t i = 0; i < count_a; i++)
        for (size_t k = 0; k < count_b; k++)
            if (slice_equal(name_key_slice(&keys_a[i]), name_key_slice(&keys_b[k])))
                return true;
    return false;
}

/* Spellings of one name: English, German, ISO 9 or DIN 1460, Russian and its cases. */
static const char *const same[][8] = {
    {"makhonin", "machonin", "mahonin", "махонин", "махонину", "махониным"},
    {"krutoi", "krutoy", "krutoj", "крутой", "крутого"},
    {"sergei", "sergey", "sergej", "сергей", "сергея"},
    {"kukharev", "kucharew", "kuharev", "кухарев", "кухарева"},
    {"khilman", "chilman", "hilman", "хильман"},
    {"motovilikhinsky", "motowilichinski", "мотовилихинский", "мотовилихинского"},
    {"voronezh", "woronesch", "voronež", "воронеж", "воронежем"},
    {"nizhny", "nischni", "nižnij", "нижний", "нижнего"},
    {"novgorod", "nowgorod", "новгород", "новгороде"},
    {"shelest", "schelest", "šelest", "шелест"},
    {"amkodor", "амкодор", "амкодора"},
    {"belarus", "беларусь", "беларуси"},
    {"cheryomin", "tscherjomin", "čerëmin", "черемин"},
    {"khrushchev", "chruschtschow", "hruŝëv", "хрущев"},
    {"shcherbakov", "schtscherbakow", "ščerbakov", "щербаков"},
    {"tsvetaeva", "zwetajewa", "cvetaeva", "цветаева"},
    {"zhukovsky", "schukowski", "žukovskij", "жуковский"},
    {"dzhugashvili", "dschugaschwili", "джугашвили"},
    {"yevtushenko", "jewtuschenko", "евтушенко"},
    {"luther", "лютер"},
    {"kavanaugh", "кавано"},
    {"newcastle", "ньюкасл"},
    {"heisenberg", "гейзенберг", "хайзенберг"},
    {"jefferson", "джефферсон"},
    {"washington", "вашингтон"},
    {"schwarz", "шварц"},
    {"łódź", "лодзь"},
    {"riga", "рига", "риге", "ригой"},
    {"olga", "ольга", "ольгу"},
};

static void test_spellings_share_a_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(same); i++)
        for (size_t k = 1; k < COUNT_OF(same[i]) && same[i][k] != NULL; k++)
            if (!share_a_key(same[i][0], same[i][k]))
                fail_msg("%s and %s share no key", same[i][0], same[i][k]);
}

static void test_other_words_share_none(void **state)
{
    static const char *const others[][2] = {
        {"makhonin", "махно"}, {"voronezh", "ворона"}, {"sergei", "георгий"},
        {"luther", "латвия"}, {"moscow", "мюнхен"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (share_a_key(others[i][0], others[i][1]))
            fail_msg("%s and %s share a key", others[i][0], others[i][1]);
}

static void test_keys_of_odd_words(void **state)
{
    static const char *const none[] = {
        "",    "a",      "7",    "b52", "москва7", "моskva",
        "αθηνα", "東京", "xvii", "''", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    };
    struct name_key keys[NAME_KEYS_MAX];
    const char *long_name = "chchchchchchchchchchchchchchchch";
    size_t count;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(none); i++)
        assert_int_equal(name_keys(slice_of_string(none[i]), keys), 0);
    count = name_keys(slice_of_string(long_name), keys);
    assert_in_range(count, 1, NAME_KEYS_MAX);
    for (size_t i = 0; i < count; i++)
        assert_in_range(keys[i].size, 1, NAME_KEY_MAX_BYTES);
}

static void test_a_key_in_full(void **state)
{
    struct name_key keys[NAME_KEYS_MAX];

    (void)state;
    assert_int_equal(name_keys(slice_of_string("махониным"), keys), 2);
    assert_memory_equal(keys[0].text, "MKNN", 4);
    assert_memory_equal(keys[1].text, "MKNNM", 5);
    assert_int_equal(name_keys(slice_of_string("анна"), keys), 1);
    assert_int_equal(keys[0].size, 2);
    assert_memory_equal(keys[0].text, "AN", 2);
}

static double similarity(const char *a, const char *b)
{
    struct name_sounds sounds_a, sounds_b;

    assert_true(name_sounds_of(slice_of_string(a), &sounds_a));
    assert_true(name_sounds_of(slice_of_string(b), &sounds_b));
    return name_similarity(&sounds_a, &sounds_b, 0);
}

/* Adjectives of places are near them; surnames that end so are not much nearer to others. */
static void test_adjectives_of_places(void **state)
{
    static const char *const pairs[][2] = {
        {"perm", "пермский"}, {"perm", "пермских"}, {"woronesch", "воронежскую"}, {"chicago", "чикагским"},
        {"kyoto", "киотского"}, {"brest", "брестской"}, {"samara", "самарские"}, {"toronto", "торонтская"},
    };
    struct name_sounds sounds;
    struct name_key keys[NAME_KEYS_MAX];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        double alike = similarity(pairs[i][0], pairs[i][1]);

        if (alike < .9 || alike > .98)
            fail_msg("%s and %s: %.2f", pairs[i][0], pairs[i][1], alike);
    }
    assert_true(similarity("mor", "морской") < .85);
    /* an index keeps to the keys that it always had */
    assert_false(share_a_key("perm", "пермский"));
    assert_true(name_sounds_of(slice_of_string("пермский"), &sounds));
    assert_true(name_keys_of(&sounds, keys) > name_keys(slice_of_string("пермский"), keys));
}

static void test_a_key_with_one_more_consonant(void **state)
{
    struct name_key keys[NAME_KEYS_MAX];

    (void)state;
    assert_int_equal(name_keys(slice_of_string("париж"), keys), 1);
    assert_memory_equal(keys[0].text, "PRS", 3);
    assert_true(name_key_add(&keys[0], 's') && name_key_add(&keys[0], 'k'));
    assert_int_equal(keys[0].size, 4);      /* one s: sounds of a class are one */
    assert_memory_equal(keys[0].text, "PRSK", 4);
    keys[0].size = NAME_KEY_MAX_BYTES;
    assert_false(name_key_add(&keys[0], 'k'));
}

/* What is asked for changes nothing but that less is 0. */
static void test_least_similarity(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(same); i++)
        for (size_t k = 0; k < COUNT_OF(same); k++) {
            struct name_sounds a, b;
            double whole;

            assert_true(name_sounds_of(slice_of_string(same[i][0]), &a));
            assert_true(name_sounds_of(slice_of_string(same[k][2] != NULL ? same[k][2] : same[k][1]), &b));
            whole = name_similarity(&a, &b, 0);
            for (double least = .05; least <= 1; least += .05)
                assert_true(name_similarity(&a, &b, least) == (whole >= least ? whole : 0));
            assert_true(name_similarity(&a, &b, whole) == whole);
        }
}

/* Two words in either alphabet that are the same but for a letter now and then. */
static void random_words(char out[2][64])
{
    static const char *const letters[2][13] = {
        {"a", "e", "ie", "sch", "ch", "l", "ll", "m", "n", "er", "w", "s", "ö"},
        {"а", "е", "и", "ш", "х", "л", "ль", "м", "н", "ер", "у", "ого", "в"},
    };
    unsigned count = 2 + (unsigned)random() % 6;
    const char *const *first = letters[random() % 2], *const *second = letters[random() % 2];

    out[0][0] = out[1][0] = '\0';
    for (unsigned i = 0; i < count; i++) {
        long letter = random() % 13;

        strcat(out[0], first[letter]);
        strcat(out[1], second[random() % 6 == 0 ? random() % 13 : letter]);
    }
}

/* A bound below 0 bars nothing: the whole table is filled. */
static void test_bounded_similarity_is_that_of_the_whole_table(void **state)
{
    unsigned near = 0;

    (void)state;
    srandom(5);
    for (unsigned i = 0; i < 20000; i++) {
        char bytes[2][64];
        struct name_sounds a, b;
        double whole;

        random_words(bytes);
        if (!name_sounds_of(slice_of_string(bytes[0]), &a)
            || !name_sounds_of(slice_of_string(bytes[1]), &b))
            continue;
        whole = name_similarity(&a, &b, -100);
        near += whole >= .85;
        for (double least = .5; least <= 1; least += .05)
            assert_true(name_similarity(&a, &b, least) == (whole >= least ? whole : 0));
    }
    assert_in_range(near, 1000, 15000);
}

static bool is_cyrillic(const char *word)
{
    return (uint8_t)word[0] >= 0xd0;
}

/* Names of different alphabets are accepted from .85 on. */
static void test_spellings_sound_alike(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(same); i++)
        for (size_t k = 0; k < COUNT_OF(same[i]) && same[i][k] != NULL; k++)
            for (size_t m = 0; m < k; m++) {
                double sim = similarity(same[i][k], same[i][m]);

                if (sim < (is_cyrillic(same[i][k]) == is_cyrillic(same[i][m]) ? .8 : .85))
                    fail_msg("%s and %s: %.3f", same[i][k], same[i][m], sim);
            }
}

static void test_others_do_not(void **state)
{
    static const char *const others[][2] = {
        {"makhonin", "махинация"}, {"minsk", "омск"},  {"london", "ландау"},
        {"berlin", "бернард"},     {"ivan", "иванов"}, {"anna", "инна"},
        {"peter", "потер"},        {"handel", "эндель"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        double sim = similarity(others[i][0], others[i][1]);

        if (sim >= .92)
            fail_msg("%s and %s: %.3f", others[i][0], others[i][1], sim);
    }
}

/* Symmetric, in [0, 1], 1 for a word and itself. */
static void test_similarity_is_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(same); i++)
        for (size_t k = 0; k < COUNT_OF(same); k++) {
            double sim = similarity(same[i][0], same[k][1]);

            assert_true(sim >= 0 && sim <= 1 && sim == similarity(same[k][1], same[i][0]));
            assert_true(similarity(same[i][0], same[i][0]) == 1);
        }
}

/* Whether a row has these names: keys and names, in English, German, Russian. */
static bool has_row(enum lang by, const char *key, const char *en, const char *de, const char *ru)
{
    struct exonym_range range = exonym_find(by, slice_of_string(key));
    const char *const names[] = {en, de, ru};

    for (unsigned i = 0; i < range.count; i++) {
        unsigned row = exonym_at(by, range.first + i), agree = 0;

        for (unsigned k = 0; k < EXONYM_LANGS; k++)
            agree += slice_equal(exonym_get(row, exonym_lang(k)).name, slice_of_string(names[k]));
        if (agree == EXONYM_LANGS)
            return true;
    }
    return false;
}

static void test_exonyms(void **state)
{
    (void)state;
    assert_true(has_row(LANG_EN, "germani", "Germany", "Deutschland", "Германия"));
    assert_true(has_row(LANG_DE, "deutschland", "Germany", "Deutschland", "Германия"));
    assert_true(has_row(LANG_RU, "герман", "Germany", "Deutschland", "Германия"));
    assert_true(has_row(LANG_DE, "warschau", "Warsaw", "Warschau", "Варшава"));
    assert_true(has_row(LANG_DE, "moskau", "Moscow", "Moskau", "Москва"));
    assert_true(has_row(LANG_EN, "monday", "Monday", "Montag", "понедельник"));
    assert_true(has_row(LANG_EN, "russian rubl", "Russian Ruble", "Russischer Rubel",
                        "российский рубль"));
    assert_int_equal(exonym_find(LANG_EN, slice_of_string("")).count, 0);
    assert_int_equal(exonym_find(LANG_EN, slice_of_string("germ")).count, 0);
    assert_int_equal(exonym_find(LANG_EN, slice_of_string("\xff")).count, 0);
    assert_int_equal(exonym_find(LANG_OTHER, slice_of_string("germani")).count, 0);
}

/* Every row is found by each of its keys. */
static void test_exonyms_are_in_order(void **state)
{
    (void)state;
    assert_true(exonym_count > 500);
    for (unsigned row = 0; row < exonym_count; row++)
        for (unsigned k = 0; k < EXONYM_LANGS; k++) {
            struct exonym e = exonym_get(row, exonym_lang(k));
            struct exonym_range range = exonym_find(exonym_lang(k), e.key);
            bool found = false;

            for (unsigned i = 0; i < range.count; i++)
                found |= exonym_at(exonym_lang(k), range.first + i) == row;
            assert_true(found && e.name.n > 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_are_in_order),
        cmocka_unit_test(test_rules_have_a_likeliest_reading),
        cmocka_unit_test(test_spellings_share_a_key),
        cmocka_unit_test(test_other_words_share_none),
        cmocka_unit_test(test_keys_of_odd_words),
        cmocka_unit_test(test_a_key_in_full),
        cmocka_unit_test(test_spellings_sound_alike),
        cmocka_unit_test(test_others_do_not),
        cmocka_unit_test(test_similarity_is_one),
        cmocka_unit_test(test_adjectives_of_places),
        cmocka_unit_test(test_a_key_with_one_more_consonant),
        cmocka_unit_test(test_least_similarity),
        cmocka_unit_test(test_bounded_similarity_is_that_of_the_whole_table),
        cmocka_unit_test(test_exonyms),
        cmocka_unit_test(test_exonyms_are_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
