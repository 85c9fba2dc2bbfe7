/* json.h against jansson: the same lines are objects, with the same texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/json.h"

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

/* jansson also refuses numbers that its types cannot hold. */
static bool is_about_a_number(const json_error_t *error)
{
    return strstr(error->text, "too big") != NULL || strstr(error->text, "overflow") != NULL;
}

/* Numbers and words as they are written: told by their first letter. */
static void expect_text(const json_t *value, struct slice text)
{
    if (json_is_string(value)) {
        assert_true(slice_equal(text, slice_of(json_string_value(value), json_string_length(value))));
        return;
    }
    assert_true(text.n > 0);
    assert_true(json_is_number(value) ? strchr("-0123456789", text.p[0]) != NULL
                                      : slice_equal(text, slice_of_string(json_is_true(value) ? "true" : "false")));
}

/* The texts in a value, one by one. */
static void expect_texts(const json_t *value, struct slice left)
{
    struct slice text;
    struct buf decoded;
    json_t *item;
    size_t i;

    if (json_is_object(value))           /* tests of its own */
        return;
    buf_init(&decoded, 1 << 20);
    if (!json_is_array(value) && !json_is_null(value)) {
        assert_true(json_next_text(&left, &decoded, &text));
        expect_text(value, text);
    }
    json_array_foreach(value, i, item)
        if (json_is_string(item) || json_is_number(item) || json_is_boolean(item)) {
            assert_true(json_next_text(&left, &decoded, &text));
            expect_text(item, text);
        } else if (json_is_object(item)) {
            json_t *name = json_object_get(item, "name");

            if (json_is_string(name)) {
                assert_true(json_next_text(&left, &decoded, &text));
                expect_text(name, text);
            }
        }
    assert_false(json_next_text(&left, &decoded, &text));
    buf_release(&decoded);
}

/* Its members, where no name stands twice. */
static void expect_members(const json_t *object, struct slice left)
{
    struct slice key, value;
    struct buf decoded;
    size_t count = 0;

    if (!json_is_object(object))
        return;
    buf_init(&decoded, 1 << 20);
    while (json_next_member(&left, &decoded, &key, &value)) {
        char name[64];

        assert_true(key.n < sizeof name && value.n > 0);
        memcpy(name, key.p, key.n);
        name[key.n] = '\0';
        assert_true(json_object_get(object, name) != NULL || memchr(name, '\0', key.n) != NULL);
        count++;
    }
    assert_true(count >= json_object_size(object));
    buf_release(&decoded);
}

static void expect_same(struct slice line)
{
    static const char *const keys[] = {"a", "b"};
    struct json_member members[2];
    json_error_t error;
    json_t *object = json_loadb((const char *)line.p, line.n, JSON_ALLOW_NUL, &error);
    const char *wrong;

    for (size_t i = 0; i < 2; i++) {
        members[i] = (struct json_member){.key = slice_of_string(keys[i])};
        buf_init(&members[i].decoded, 1 << 20);
    }
    wrong = json_read_object(line, members, 2);
    if (object == NULL && is_about_a_number(&error)) {
        wrong = wrong == NULL ? "a number" : wrong;
    } else if (json_is_object(object) != (wrong == NULL)) {
        fail_msg("'%.*s': jansson: %s, ours: %s", SLICE_ARG(line),
                 json_is_object(object) ? "an object" : error.text, wrong == NULL ? "fine" : wrong);
    }
    for (size_t i = 0; i < 2 && wrong == NULL; i++) {
        json_t *value = json_object_get(object, keys[i]);

        if (value != NULL) {
            expect_texts(value, members[i].value);
            expect_members(value, members[i].value);
        }

        assert_int_equal(members[i].is_text, json_is_string(value));
        if (!members[i].is_text)
            continue;
        assert_int_equal(members[i].text.n, json_string_length(value));
        if (members[i].text.n > 0)
            assert_memory_equal(members[i].text.p, json_string_value(value), members[i].text.n);
    }
    for (size_t i = 0; i < 2; i++)
        buf_release(&members[i].decoded);
    json_decref(object);
}

static size_t put_value(char *out, unsigned depth);

static size_t put_string(char *out)
{
    static const char *const parts[] = {"a", "b", "Länge und Breite", "\\n", "\\u0000", "\\u00e4",
                                        "\\ud83d\\ude00", "\\ud83d", "\\udc00", "\\x", "\xd0\x96",
                                        "\xd0", "\xed\xa0\x80", "\t", "\\\"", "\\\\", "\x7f", "\\u12"};
    size_t n = 0;

    out[n++] = '"';
    for (unsigned i = draw(4); i > 0; i--)
        n += (size_t)sprintf(out + n, "%s", parts[draw(8) == 0 ? draw(18) : draw(3)]);
    out[n++] = '"';
    return n;
}

static size_t put_list(char *out, unsigned depth, bool is_object)
{
    static const char *const keys[] = {"\"a\"", "\"b\"", "\"c\"", "\"\\u0061\"", "\"\""};
    size_t n = 0;
    unsigned count = draw(4);

    out[n++] = is_object ? '{' : '[';
    for (unsigned i = 0; i < count; i++) {
        if (is_object)
            n += (size_t)sprintf(out + n, "%s%s:", keys[draw(5)], draw(4) == 0 ? " " : "");
        n += put_value(out + n, depth + 1);
        if (i + 1 < count)
            out[n++] = ',';
    }
    out[n++] = is_object ? '}' : ']';
    return n;
}

static size_t put_value(char *out, unsigned depth)
{
    static const char *const others[] = {"true", "false", "null", "0", "-1", "10.5", "1e3", "-0.0E-1",
                                         "01", "1.", ".5", "nul", "+1", "-", "1e"};
    unsigned kind = draw(depth < 3 ? 5 : 3);

    if (kind < 2)
        return put_string(out);
    if (kind == 2)
        return (size_t)sprintf(out, "%s", others[draw(6) == 0 ? draw(15) : draw(8)]);
    return put_list(out, depth, kind == 3);
}

static void random_lines(void **state)
{
    static char text[1 << 16];

    (void)state;
    for (int round = 0; round < 60000; round++) {
        size_t n = put_list(text, 0, draw(20) != 0);

        for (unsigned i = draw(3) == 0 ? draw(3) : 0; i > 0; i--)
            text[draw((unsigned)n)] = "{}[]:,\"\\u 1e-\n\0\x80"[draw(16)];
        if (draw(10) == 0)
            n = draw((unsigned)n + 1);
        expect_same(slice_of(text, n));
    }
}

static void odd_lines(void **state)
{
    static const char *const lines[] = {"", " ", "{}", " {} ", "{}x", "{,}", "{\"a\":1,}", "[]",
        "{\"a\":\"x\",\"a\":2}", "{\"a\":2,\"a\":\"y\"}", "{\"a\" \"b\"}", "{\"a\":\"\\u0041\\u00df\"}",
        "{\"a\":[[[[{\"b\":\"in\"}]]]]}", "{a:1}", "\xef\xbb\xbf{}", "{\"a\":tru}", "{\"a\":truex}"};
    char deep[4096];

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        expect_same(slice_of_string(lines[i]));
    memset(deep, '[', sizeof deep);      /* deeper than either goes; ours needs no stack for it */
    memcpy(deep, "{\"a\":", 5);
    expect_same(slice_of(deep, sizeof deep));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_lines), cmocka_unit_test(odd_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
