/* User fields: names and values as bytes, whatever the bytes are, and what of them a query asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "searcher/run/user_match.h"
#include "store/user_fields.h"

static struct slice literal(const char *text)
{
    return slice_of_string(text);
}

static void names_are_told_from_others(void **state)
{
    static const char *const sound[] = {"a", "price", "x-y_2", "title", "abcdefghijklmnopqrstuvwxyzabcdef"};
    static const char *const wrong[] = {"", "A", "2a", "-a", "a b", "ä", "a:b", "abcdefghijklmnopqrstuvwxyzabcdefg"};

    (void)state;
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        assert_true(user_field_name_is_sound(literal(sound[i])));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(user_field_name_is_sound(literal(wrong[i])));
    assert_true(user_field_name_is_free(literal("price")));
    assert_false(user_field_name_is_free(literal("title")));
    assert_false(user_field_name_is_free(literal("rank")));
}

static void what_was_put_comes_back(void **state)
{
    struct user_fields f;
    struct buf b;

    (void)state;
    buf_init(&b, USER_FIELDS_MAX_BYTES);
    assert_true(user_fields_put(&b, literal("tag"), literal(" novel ")));
    assert_true(user_fields_put(&b, literal("tag"), literal(" \t")));
    assert_true(user_fields_put(&b, literal("price"), literal("12")));
    assert_true(user_fields_put(&b, literal("tag"), literal("1813")));
    assert_memory_equal(b.p, "\003tag\005novel\005price\00212\003tag\0041813", b.n);
    assert_true(user_fields_are_sound(buf_slice(&b)));
    user_fields_open(&f, buf_slice(&b));
    assert_true(user_fields_next(&f) && slice_equal(f.value, literal("novel")));
    assert_true(user_fields_next(&f) && slice_equal(f.name, literal("price")));
    assert_true(user_fields_next(&f) && slice_equal(f.value, literal("1813")));
    assert_false(user_fields_next(&f));
    assert_true(slice_equal(user_fields_value(buf_slice(&b), literal("tag")), literal("novel")));
    assert_int_equal(user_fields_value(buf_slice(&b), literal("ta")).n, 0);
    for (size_t n = 1; n < b.n; n++)        /* cut short it is sound only between two */
        assert_int_equal(user_fields_are_sound(slice_of(b.p, n)), n == 10 || n == 19);
    buf_release(&b);
}

static void long_ones_are_cut(void **state)
{
    char value[3 * USER_FIELD_VALUE_MAX];
    struct buf b;
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof value; i += 2)
        memcpy(value + i, "ü", 2);
    buf_init(&b, 2 * USER_FIELDS_MAX_BYTES);
    assert_false(user_fields_put(&b, literal("a"), slice_of(value, sizeof value)));
    assert_int_equal(user_fields_value(buf_slice(&b), literal("a")).n, USER_FIELD_VALUE_MAX);
    buf_clear(&b);
    assert_false(user_fields_put(&b, literal("a"), slice_of(value + 1, USER_FIELD_VALUE_MAX + 1)));
    buf_clear(&b);
    while (user_fields_put(&b, literal("a"), slice_of(value, USER_FIELD_VALUE_MAX)))
        count++;
    assert_int_equal(count, USER_FIELDS_MAX_BYTES / (USER_FIELD_VALUE_MAX + 12));
    assert_true(b.n <= USER_FIELDS_MAX_BYTES && user_fields_are_sound(buf_slice(&b)));
    buf_release(&b);
}

static void any_bytes_are_sound_or_not(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 200000; round++) {
        uint8_t bytes[24];
        size_t n = (size_t)rand() % sizeof bytes;
        struct slice s, rest, name;
        struct user_fields f;

        for (size_t i = 0; i < n; i++)
            bytes[i] = (uint8_t)(rand() % 3 == 0 ? rand() % 6 : rand() % 4 == 0 ? rand() : 'a' + rand() % 4);
        s = rest = slice_of(bytes, n);
        while (user_field_names_next(&rest, &name))
            assert_true(name.p >= bytes && name.p + name.n <= bytes + n);
        if (!user_fields_are_sound(s))
            continue;
        user_fields_open(&f, s);
        while (user_fields_next(&f))
            assert_true(user_field_name_is_sound(f.name) && f.value.n > 0);
        assert_int_equal(f.rest.n, 0);
    }
}

static bool asks(struct analyzer *a, const char *typed, bool quoted, const char *value)
{
    struct arena arena = ARENA_EMPTY;
    struct filter_value v = {.text = literal(typed)};
    struct user_match m;
    struct err e = ERR_NONE;
    bool found;

    if (quoted || !value_range_read(v.text, &v.range))
        v.range.is_range = false;
    assert_int_equal(user_match_make(a, &v, &arena, &m, &e), OK);
    assert_int_equal(user_match_ask(&m, a, literal(value), &found, &e), OK);
    arena_release(&arena);
    return found;
}

static void values_are_asked_for(void **state)
{
    static const struct { const char *typed, *value; bool found; } cases[] = {
        {"austen", "Jane Austen", true},         {"jane austen", "Jane AUSTEN", true},
        {"austen jane", "Jane Austen", false},   {"aust", "Jane Austen", false},
        {"müller", "Anna Mueller", true},        {"muller", "Anna Müller", true},
        {"ёлкин", "Елкин", true},                {"é", "E", true},
        {"aust*", "Jane Austen", true},          {"*", "?", true},
        {"j?ne a*n", "Jane Austen", true},       {"j?ne", "Juan", false},
        {"12.50", "12.5", true},                 {"12", "12.5", false},
        {"1e3", "1000", true},                   {"1000", "1e3 m", false},
        {"10..20", "12", true},                  {"10..20", "9", false},
        {"10..20", "20", true},                  {"<20", "20", false},
        {">10", "10.01", true},                  {">10", "many", false},
        {"..5", "none", false},                  {"-5..5", "-4.5", true},
        {"2024-01..2024-03", "2024-03-31", true},  {"2024-01..2024-03", "2024-04-01", false},
        {">2024-03", "2024-03-31", false},       {"a..m", "Lima", true},
        {"a..m", "Nantes", false},               {"[local news TO z]", "Local News", true},
        {"--", "--", true},                      {"--", "-", false},
        {"nan", "nan", true},                    {"..nan", "5", true},
    };
    struct analyzer *a;

    (void)state;
    assert_int_equal(analyzer_open(&a, NULL), OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool found = asks(a, cases[i].typed, false, cases[i].value);

        if (found != cases[i].found)
            print_message("'%s' of '%s'\n", cases[i].typed, cases[i].value);
        assert_int_equal(found, cases[i].found);
    }
    assert_false(asks(a, "10..20", true, "15"));
    analyzer_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_told_from_others), cmocka_unit_test(what_was_put_comes_back),
        cmocka_unit_test(long_ones_are_cut),          cmocka_unit_test(any_bytes_are_sound_or_not),
        cmocka_unit_test(values_are_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
