/* The query language: what is typed, and the clauses and notes it becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "searcher/query.h"

/* Clauses as text: one|two for the words of a phrase, - excluded, id=KEY. */
static void put_query(struct buf *out, const struct query *q)
{
    for (size_t i = 0; i < q->clause_count; i++) {
        const struct clause *c = &q->clauses[i];

        buf_append_string(out, i > 0 ? " " : "");
        buf_append_string(out, c->excluded ? "-" : "");
        if (c->kind == CLAUSE_ID) {
            buf_append_string(out, "id=");
            buf_append_slice(out, c->text);
        }
        for (size_t j = 0; j < c->word_count; j++) {
            buf_append_string(out, j > 0 ? "|" : "");
            buf_append_slice(out, c->words[j]);
        }
    }
}

static void check(struct slice text, bool fixed, const char *want, size_t notes)
{
    struct arena arena = ARENA_EMPTY;
    struct query q;
    struct err e = ERR_NONE;
    struct buf got;

    buf_init(&got, 10000);
    assert_int_equal(query_parse(text, fixed ? QUERY_FIXED : 0, &arena, &q, &e), OK);
    put_query(&got, &q);
    buf_append_byte(&got, '\0');
    assert_string_equal((const char *)got.p, want);
    assert_int_equal(q.note_count, notes);
    buf_release(&got);
    arena_release(&arena);
}

static void clauses_of_what_is_typed(void **state)
{
    static const struct { const char *text, *want; size_t notes; } cases[] = {
        {"", "", 0},
        {" \t\n", "", 0},
        {"trade cooperation", "trade cooperation", 0},
        {"\"direct flight\"", "direct|flight", 0},
        {"“direct flight” x", "direct|flight x", 0},
        {"„gute Gespräche“ x", "gute|Gespräche x", 0},
        {"«прямой рейс» x", "прямой|рейс x", 0},
        {"\"direct flight", "direct|flight", 1},
        {"x «прямой", "x прямой", 1},
        {"e-mail", "e|mail", 0},
        {"Minsk -Omsk", "Minsk -Omsk", 0},
        {"-\"direct flight\"", "-direct|flight", 0},
        {"a - b", "a b", 1},
        {"-", "", 1},
        {"...", "", 1},
        {"\"\"", "", 1},
        {"id:001_ae", "id=001_ae", 0},
        {"id:\"a b\" x", "id=a b x", 0},
        {"-id:a", "-id=a", 0},
        {"id:", "id", 0},
        {"0.5 billion", "0.5 billion", 0},
        {"black-red -green", "black|red -green", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(slice_of_string(cases[i].text), false, cases[i].want, cases[i].notes);
}

static void fixed_has_no_operators(void **state)
{
    (void)state;
    check(slice_of_string("-Omsk id:a \"direct flight\""), true, "Omsk id|a direct flight", 0);
}

static void the_unclosed_mark_is_named(void **state)
{
    struct arena arena = ARENA_EMPTY;
    struct query q;
    struct err e = ERR_NONE;

    (void)state;
    assert_int_equal(query_parse(slice_of_string("рейс \"direct flight"), 0, &arena, &q, &e), OK);
    assert_int_equal(q.note_count, 1);
    assert_string_equal(q.notes[0],
                        "unclosed \" at character 6; searched as the phrase \"direct flight\"");
    arena_release(&arena);
}

static void parsed_is_one_text(void **state)
{
    static const struct { const char *text, *want; unsigned flags; } cases[] = {
        {"  trade\t cooperation ", "trade cooperation", 0},
        {"„gute Gespräche“ e-mail x.", "\"gute Gespräche\" \"e mail\" x", 0},
        {"e-mail -e-mail", "e mail -\"e mail\"", QUERY_ANY},
        {"-\"a\" - b -id:k id:\"a b\" \"c d", "-a b -id:k id:\"a b\" \"c d\"", 0},
        {"-a id:b", "a \"id b\"", QUERY_FIXED},
        {"...", "", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = ARENA_EMPTY;
        struct err e = ERR_NONE;
        struct query q;
        struct buf got;

        buf_init(&got, 10000);
        assert_int_equal(query_parse(slice_of_string(cases[i].text), cases[i].flags, &arena, &q,
                                     &e), OK);
        query_append_parsed(&got, &q);
        buf_append_byte(&got, '\0');
        assert_string_equal((const char *)got.p, cases[i].want);
        buf_release(&got);
        arena_release(&arena);
    }
}

/* The parsed text has the same clauses, no notes, and gives itself. */
static void check_parsed(const struct query *q, unsigned flags, struct arena *arena)
{
    struct err e = ERR_NONE;
    struct query again;
    struct buf texts[2], clauses[2];

    for (size_t i = 0; i < 2; i++) {
        buf_init(&texts[i], 10000);
        buf_init(&clauses[i], 10000);
    }
    query_append_parsed(&texts[0], q);
    assert_int_equal(query_parse(buf_slice(&texts[0]), flags & QUERY_ANY, arena, &again, &e), OK);
    query_append_parsed(&texts[1], &again);
    put_query(&clauses[0], q);
    put_query(&clauses[1], &again);
    assert_true(slice_equal(buf_slice(&texts[0]), buf_slice(&texts[1])));
    assert_true(slice_equal(buf_slice(&clauses[0]), buf_slice(&clauses[1])));
    assert_int_equal(again.note_count, 0);
    for (size_t i = 0; i < 2; i++) {
        buf_release(&texts[i]);
        buf_release(&clauses[i]);
    }
}

static void any_bytes_are_a_query(void **state)
{
    uint32_t seed = 1;

    (void)state;
    check(slice_of("a\0b", 3), false, "a|b", 0);
    for (size_t round = 0; round < 20000; round++) {
        static const char *const pieces[] = {
            "\"", "-", "id:", " ", "a", "“", "»", "\xff", "\xe2\x80", "я", "\n", ".", "_", "1", "'",
            ":", ",", "\xc2\xad", "\xe2\x80\x8d", "צה", "日本語", "ไทย", "カ", "\xcc\x81"};
        struct arena arena = ARENA_EMPTY;
        struct err e = ERR_NONE;
        struct query q;
        struct buf text;

        buf_init(&text, 1000);
        for (size_t i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_append_string(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        assert_int_equal(query_parse(buf_slice(&text), (unsigned)round % 4, &arena, &q, &e), OK);
        for (size_t i = 0; i < q.clause_count; i++)
            for (size_t j = 0; j < q.clauses[i].word_count; j++)
                assert_int_equal(utf8_valid_prefix(q.clauses[i].words[j]),
                                 q.clauses[i].words[j].n);
        check_parsed(&q, (unsigned)round % 4, &arena);
        buf_release(&text);
        arena_release(&arena);
    }
}

static void limits_are_refused(void **state)
{
    struct arena arena = ARENA_EMPTY;
    struct query q;
    struct err e = ERR_NONE;
    uint8_t *text = malloc(QUERY_MAX_BYTES + 1);

    (void)state;
    assert_non_null(text);
    memset(text, 'a', QUERY_MAX_BYTES + 1);
    assert_int_equal(query_parse(slice_of(text, QUERY_MAX_BYTES + 1), 0, &arena, &q, &e),
                     E_LIMIT);
    for (size_t i = 1; i < QUERY_MAX_BYTES; i += 2)
        text[i] = ' ';
    e = ERR_NONE;
    assert_int_equal(query_parse(slice_of(text, QUERY_MAX_BYTES), 0, &arena, &q, &e), E_LIMIT);
    free(text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_of_what_is_typed),
        cmocka_unit_test(fixed_has_no_operators),
        cmocka_unit_test(the_unclosed_mark_is_named),
        cmocka_unit_test(parsed_is_one_text),
        cmocka_unit_test(any_bytes_are_a_query),
        cmocka_unit_test(limits_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
