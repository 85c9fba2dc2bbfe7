/* Writers of hits: what the command lines do not show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/cells.h"
#include "searcher/output/wrapped.h"

static const struct results RESULTS = {.hit_count = 1, .total = 5, .total_exact = true};

/* What a writer's end appends, without colours. */
static const char *end_of(const struct output *output, const struct output_query *q)
{
    static char text[512];
    struct output_style style = {.terminal = true, .articles = 40};
    struct buf out;

    buf_init(&out, sizeof text - 1);
    output->end(&out, q, &style);
    assert_true(buf_ok(&out));
    memcpy(text, out.p, out.n);
    text[out.n] = '\0';
    buf_release(&out);
    return text;
}

static void other_languages_are_told(void **state)
{
    struct output_query q = {.results = &RESULTS, .seconds = 0.00042};

    (void)state;
    assert_string_equal(end_of(&output_human, &q), "\n5 of 40 articles, 0.4 ms\n");
    q.also[LANG_DE] = 1;
    q.also[LANG_RU] = 2;
    assert_string_equal(end_of(&output_human, &q),
                        "\n5 of 40 articles, 0.4 ms · also 1 de, 2 ru: add -x\n");
}

/* The passage's text with every span in marks, at this width. */
static const char *wrapped(const char *text, const struct span *spans, size_t count, size_t width,
                           const char *open)
{
    static char lines[1024];
    struct passage p = {.text = slice_of_string(text), .span_count = count};
    struct span copy[8];
    struct output_style style = {.width = width, .mark_open = slice_of_string(open),
                                 .mark_close = slice_of_string(open)};
    struct buf out;

    if (count > 0)
        memcpy(copy, spans, count * sizeof *copy);
    p.spans = copy;
    buf_init(&out, sizeof lines - 1);
    wrapped_put(&out, &p, &style, 2, COLOUR_COUNT);
    assert_true(buf_ok(&out));
    memcpy(lines, out.p, out.n);
    lines[out.n] = '\0';
    buf_release(&out);
    return lines;
}

static void lines_are_wrapped_by_cells(void **state)
{
    static const struct span word = {4, 8}, inside = {2, 5}, two[] = {{0, 2}, {3, 5}};

    (void)state;
    assert_string_equal(wrapped("aaa bbbb cc", NULL, 0, 10, ""), "aaa bbbb\n  cc\n");
    assert_string_equal(wrapped("aaa bbbb cc", &word, 1, 10, "*"), "aaa\n  *bbbb*\n  cc\n");
    assert_string_equal(wrapped("aa bb cc", two, 2, 20, "|"), "|aa| |bb| cc\n");
    /* a word that is wider than a line */
    assert_string_equal(wrapped("a 0123456789", NULL, 0, 7, ""), "a\n  01234\n  56789\n");
    assert_string_equal(wrapped("0123456789", &inside, 1, 7, ""), "01234\n  56789\n");
    /* two cells each: 漢字漢字 is eight wide; a combining sign takes none */
    assert_string_equal(wrapped("漢字漢字 ab", NULL, 0, 10, ""), "漢字漢字\n  ab\n");
    assert_string_equal(wrapped("漢字漢字", NULL, 0, 7, ""), "漢字\n  漢字\n");
    assert_string_equal(wrapped("ee\xcc\x81" "ee xx", NULL, 0, 9, ""), "ee\xcc\x81" "ee xx\n");
    /* narrower than a sign: all the same one after the other */
    assert_string_equal(wrapped("ab", NULL, 0, 1, ""), "a\n  b\n");
    assert_string_equal(wrapped("", NULL, 0, 10, ""), "\n");
}

/* A phrase is coloured as one, and each line by itself: no pager loses a colour. */
static void colours_end_with_the_line(void **state)
{
    struct span phrase = {3, 11};
    struct passage p = {.text = SLICE_LITERAL("aa bbb cccc dd"), .spans = &phrase, .span_count = 1};
    struct output_style style = {.colour = true, .colours = colours_default()};
    static const struct { size_t width; const char *want; } cases[] = {
        {40, "\033[1maa \033[0m\033[1;31mbbb cccc\033[0m\033[1m dd\033[0m\n"},
        {9, "\033[1maa \033[0m\033[1;31mbbb\033[0m\n  \033[1;31mcccc\033[0m\033[1m dd\033[0m\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out;

        style.width = cases[i].width;
        buf_init(&out, 1024);
        wrapped_put(&out, &p, &style, 2, COLOUR_TITLE);
        assert_true(slice_equal(buf_slice(&out), slice_of_string(cases[i].want)));
        buf_release(&out);
    }
}

static void pieces_are_the_text(void **state)
{
    struct span spans[] = {{0, 2}, {2, 3}, {5, 6}};
    struct passage p = {.text = SLICE_LITERAL("abcdef"), .spans = spans, .span_count = 3};
    static const struct { const char *text; bool marked; } want[] = {
        {"ab", true}, {"c", true}, {"de", false}, {"f", true}};
    struct output_piece piece;
    size_t at = 0, span = 0;

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_true(output_next_piece(&p, &at, &span, &piece));
        assert_true(slice_equal(piece.text, slice_of_string(want[i].text)));
        assert_int_equal(piece.marked, want[i].marked);
    }
    assert_false(output_next_piece(&p, &at, &span, &piece));
}

static void colours_are_checked(void **state)
{
    struct colours c = colours_default();

    (void)state;
    assert_int_equal(colours_parse("match=4:title=38;5;208:meta=", &c, NULL), OK);
    assert_string_equal(c.codes[COLOUR_MATCH], "4");
    assert_string_equal(c.codes[COLOUR_TITLE], "38;5;208");
    assert_string_equal(c.codes[COLOUR_META], "");
    assert_int_equal(colours_parse("match=4m", &c, NULL), E_USAGE);
    assert_int_equal(colours_parse("match", &c, NULL), E_USAGE);
    assert_int_equal(colours_parse("other=1", &c, NULL), E_USAGE);
    assert_int_equal(colours_parse("match=1234567890123456789012345678901234567890", &c, NULL), E_USAGE);
    assert_int_equal(colours_parse("x=1:match=7", &c, NULL), E_USAGE);
    assert_string_equal(c.codes[COLOUR_MATCH], "7");         /* what is right is taken */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_languages_are_told),
        cmocka_unit_test(lines_are_wrapped_by_cells),
        cmocka_unit_test(colours_end_with_the_line),
        cmocka_unit_test(pieces_are_the_text),
        cmocka_unit_test(colours_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
