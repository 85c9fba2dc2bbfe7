/* The query language: what is typed, and the clauses and notes it becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "searcher/query/query.h"

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
        {"„gute Gespräche“ e-mail x.", "\"gute Gespräche\" e-mail x", 0},
        {"e-mail -e-mail", "e mail -e-mail", QUERY_ANY},
        {"-\"a\" - b -id:k id:\"a b\" \"c d", "-\"a\" b -id:k id:\"a b\" \"c d\"", 0},
        {"-a id:b", "a ~\"id b\"", QUERY_FIXED},
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
        cmocka_unit_test(limits_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
