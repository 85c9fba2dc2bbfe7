#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/codec.h"
#include "base/escape.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/memo.h"
#include "base/utf8.h"

static void utf8_repairs_maximal_subparts(void **state)
{
    static const struct { const char *in, *want; size_t bad; } cases[] = {
        {"plain", "plain", 0},
        {"\xd0\x9f\xd0\xb5", "Пе", 0},
        {"\xe2\x82" "A", "\xef\xbf\xbd" "A", 1},
        {"\xf0\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3},
        {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3},
        {"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd", 2},
        {"a\xff", "a\xef\xbf\xbd", 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out;
        buf_init(&out, 1000);
        assert_int_equal(utf8_append_repaired(&out, slice_of_string(cases[i].in)), cases[i].bad);
        assert_true(slice_equal(buf_slice(&out), slice_of_string(cases[i].want)));
        assert_int_equal(utf8_valid_prefix(buf_slice(&out)), out.n);
        buf_release(&out);
    }
}

static void varints_come_back(void **state)
{
    static const uint64_t numbers[] = {0, 1, 127, 128, 300, 16383, 16384, UINT32_MAX,
                                       (uint64_t)1 << 63, UINT64_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        uint8_t bytes[CODEC_VARINT64_MAX_BYTES];
        uint8_t *end = codec_put_varint(bytes, numbers[i]);
        uint64_t got = 0;
        uint32_t small = 0;

        assert_ptr_equal(codec_get_varint64(bytes, end, &got), end);
        assert_true(got == numbers[i]);
        assert_null(codec_get_varint64(bytes, end - 1, &got));
        assert_int_equal(codec_get_varint32(bytes, end, &small) != NULL,
                         numbers[i] <= UINT32_MAX);
    }
}

static void map_numbers_keys(void **state)
{
    struct map m = MAP_EMPTY;
    char key[16];
    bool added;

    (void)state;
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 5000; i++) {
            int n = snprintf(key, sizeof key, "k%u", i);
            struct slice s = slice_of(key, (size_t)n);
            assert_int_equal(map_add(&m, s, hash_bytes(s), &added), i);
            assert_int_equal(added, round == 0);
            assert_true(slice_equal(map_key(&m, i), s));
        }
    assert_int_equal(map_find(&m, SLICE_LITERAL("none"), hash_bytes(SLICE_LITERAL("none"))),
                     MAP_NONE);
    map_release(&m);
}

static void buffers_stop_at_their_maximum(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 10);
    buf_append_slice(&b, (struct slice){0});   /* nothing, to a buffer without memory */
    assert_true(buf_ok(&b) && b.n == 0);
    buf_append_string(&b, "12345678");
    assert_true(buf_ok(&b));
    buf_append_string(&b, "901");
    assert_false(buf_ok(&b));
    assert_int_equal(b.n, 8);
    buf_release(&b);
}

/* A sanitizer would end the program where a size is too large. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void buffers_remember_that_memory_ran_out(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, SIZE_MAX);
    buf_append_string(&b, "kept");
    assert_null(buf_reserve(&b, SIZE_MAX / 8));
    buf_append_string(&b, "x");
    assert_true(slice_equal(buf_slice(&b), SLICE_LITERAL("kept")));
    buf_clear(&b);
    assert_false(buf_ok(&b));
    buf_release(&b);
    assert_true(buf_ok(&b));
}

static void escapes_disarm(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 1000);
    escape_visible(&b, SLICE_LITERAL("a\033[31m\xc2\x9b\xe2\x80\xae"));
    assert_true(slice_equal(buf_slice(&b), SLICE_LITERAL("a\\u{1b}[31m\\u{9b}\\u{202e}")));
    buf_clear(&b);
    escape_json(&b, SLICE_LITERAL("\"\\\n\001\xff"));
    assert_true(slice_equal(buf_slice(&b), SLICE_LITERAL("\"\\\"\\\\\\n\\u0001\xef\xbf\xbd\"")));
    buf_clear(&b);
    escape_line(&b, SLICE_LITERAL(" a\t\nb "));
    assert_true(slice_equal(buf_slice(&b), SLICE_LITERAL("a b")));
    buf_clear(&b);
    escape_url(&b, SLICE_LITERAL("/a b%/\xc3\xbc~\0"));
    assert_true(slice_equal(buf_slice(&b), SLICE_LITERAL("/a%20b%25/%C3%BC~%00")));
    buf_release(&b);
}

/* Separators of lines and what turns the direction of text act nowhere. */
static void escapes_disarm_separators(void **state)
{
    static const uint32_t signs[] = {0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066,
                                     0x2069};
    struct buf b;
    char want[32];

    (void)state;
    buf_init(&b, 1000);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        uint8_t text[2 + UTF8_MAX_BYTES] = "a";
        size_t n = 1 + utf8_encode(signs[i], text + 1);

        text[n++] = 'b';
        escape_visible(&b, slice_of(text, n));
        snprintf(want, sizeof want, "a\\u{%x}b", signs[i]);
        assert_true(slice_equal(buf_slice(&b), slice_of_string(want)));
        buf_clear(&b);
        escape_line(&b, slice_of(text, n));
        assert_true(slice_equal(buf_slice(&b), SLICE_LITERAL("a b")));
        buf_clear(&b);
        escape_json(&b, slice_of(text, n));
        snprintf(want, sizeof want, "\"a\\u%04xb\"", signs[i]);
        assert_true(slice_equal(buf_slice(&b), slice_of_string(want)));
        buf_clear(&b);
    }
    buf_release(&b);
}

/* Sixteen bytes at a time and character by character give the same. */
static void valid_prefix_of_any_bytes(void **state)
{
    static const char *const parts[] = {"a", "plain text", "\xc3\xa9", "\xd0\xb1", "\xd0\xb1\xd1\x8f",
                                        "\xe2\x80\x94", "\xf0\x9f\x98\x80", "\xc2\x80", "\xdf\xbf",
                                        "\xc1\xbf", "\xe0\x80\x80", "\x80", "\xd0", "\xff"};
    uint8_t text[400];

    (void)state;
    srand(5);
    for (int round = 0; round < 20000; round++) {
        size_t n = 0, valid = 0, parts_used = round % 2 == 0 ? 9 : sizeof parts / sizeof *parts;
        const uint8_t *next;
        bool good = true;

        for (int i = rand() % 40; i >= 0; i--) {
            const char *part = parts[(size_t)rand() % (rand() % 30 == 0 ? parts_used : 9)];
            memcpy(text + n, part, strlen(part));
            n += strlen(part);
        }
        if (round % 3 == 0)
            n -= n / 3;
        while (valid < n) {
            utf8_decode(text + valid, text + n, &next, &good);
            if (!good)
                break;
            valid = (size_t)(next - text);
        }
        assert_int_equal(utf8_valid_prefix(slice_of(text, n)), valid);
    }
}

static void *value_of(struct memo *m, size_t number)
{
    size_t *value = arena_alloc(&m->arena, sizeof *value);

    if (value != NULL)
        *value = number;
    return value;
}

/* What is kept comes back, kinds apart; what does not fit is not there. */
static void memos_keep_what_fits(void **state)
{
    struct memo m;
    struct memo_key key;
    char text[MEMO_KEY_MAX + 10];
    size_t kept = 0;

    (void)state;
    memo_init(&m, 100000);
    memo_key(&key, 1, 2, slice_of("word", 4));
    assert_null(memo_find(&m, &key));
    memo_keep(&m, &key, NULL);
    assert_null(memo_find(&m, &key));
    memo_keep(&m, &key, value_of(&m, 7));
    assert_int_equal(*(size_t *)memo_find(&m, &key), 7);
    memo_key(&key, 1, 3, slice_of("word", 4));
    assert_null(memo_find(&m, &key));
    memset(text, 'x', sizeof text);
    memo_key(&key, 0, 0, slice_of(text, MEMO_KEY_MAX - 2));
    memo_keep(&m, &key, value_of(&m, 8));
    assert_int_equal(*(size_t *)memo_find(&m, &key), 8);
    memo_key(&key, 0, 0, slice_of(text, MEMO_KEY_MAX - 1));
    memo_keep(&m, &key, value_of(&m, 9));
    assert_null(memo_find(&m, &key));
    for (size_t i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "%zu", i);
        memo_key(&key, 5, 5, slice_of_string(text));
        memo_keep(&m, &key, value_of(&m, i));
    }
    for (size_t i = 0; i < 20000; i++) {
        const size_t *value;

        snprintf(text, sizeof text, "%zu", i);
        memo_key(&key, 5, 5, slice_of_string(text));
        value = memo_find(&m, &key);
        assert_true(value == NULL || *value == i);
        kept += value != NULL;
    }
    assert_in_range(kept, 500, 19999);
    memo_release(&m);
}

/* Keys whose values had no room go before: the next one's number is far behind what is there. */
static void memos_make_room_for_any_number(void **state)
{
    struct memo m;
    struct memo_key key;
    char text[32];

    (void)state;
    memo_init(&m, (size_t)1 << 20);
    for (size_t i = 0; i < 5000; i++) {
        struct slice k;
        bool added;

        snprintf(text, sizeof text, "%zu", i);
        memo_key(&key, 5, 5, slice_of_string(text));
        k = slice_of(key.bytes, key.size);
        assert_int_equal(map_add(&m.keys, k, hash_bytes(k), &added), i);
    }
    memo_key(&key, 5, 5, slice_of_string("4999"));
    memo_keep(&m, &key, value_of(&m, 7));
    assert_non_null(memo_find(&m, &key));
    assert_int_equal(*(size_t *)memo_find(&m, &key), 7);
    memo_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memos_make_room_for_any_number), cmocka_unit_test(utf8_repairs_maximal_subparts), cmocka_unit_test(valid_prefix_of_any_bytes),
        cmocka_unit_test(varints_come_back),
        cmocka_unit_test(map_numbers_keys), cmocka_unit_test(memos_keep_what_fits), cmocka_unit_test(buffers_stop_at_their_maximum),
        cmocka_unit_test(buffers_remember_that_memory_ran_out),
        cmocka_unit_test(escapes_disarm), cmocka_unit_test(escapes_disarm_separators)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
