/* Passages: which, how long, and marks on whole words of the folded text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "searcher/snippets/snippet.h"
#include "stemmers/words.h"
#include "store/segment_runs.h"

#define MATCHES_MAX 200000
#define AT(at, count, of) {.position = at, .word_count = count, .clause = of, .weight = 1.0}

struct article {
    struct slice text;
    struct document document;
    struct buf runs;
    struct match *matches;
    size_t match_count;
    struct arena arena;
};

static uint32_t count_words(struct slice text)
{
    struct words words;
    struct word word;
    uint32_t count = 0;

    words_init(&words);
    words_start(&words, text, 0);
    while (words_next(&words, &word))
        count += !word.is_extra;
    words_release(&words);
    return count;
}

static void match_at(struct article *a, uint32_t position, uint32_t count, uint32_t clause)
{
    assert_true(a->match_count < MATCHES_MAX);
    a->matches[a->match_count++] = (struct match){
        .position = position, .word_count = count, .clause = clause, .weight = 1.0};
}

/* Every word that is written like one of the list ("one two"). */
static void match_words(struct article *a, const char *list)
{
    const struct slice zones[] = {slice_of(a->text.p, a->document.title_bytes),
                                  slice_drop(a->text, a->document.title_bytes)};
    const uint32_t title_words = count_words(zones[0]);
    const uint32_t first[] = {0, title_words == 0 ? 0 : title_words + SEGMENT_ZONE_GAP};
    struct words words;
    struct word word;

    words_init(&words);
    for (size_t zone = 0; zone < 2; zone++) {
        words_start(&words, zones[zone], first[zone]);
        while (words_next(&words, &word)) {
            uint32_t clause = 0;
            for (const char *p = list; *p != '\0'; clause++) {
                size_t n = strcspn(p, " ");
                if (!word.is_extra
                    && slice_equal(slice_of(p, n), slice_of(zones[zone].p + word.start, word.size)))
                    match_at(a, word.position, 1, clause);
                p += n + (p[n] == ' ');
            }
        }
    }
    words_release(&words);
}

static void article_init(struct article *a, struct slice text, size_t title_bytes)
{
    *a = (struct article){.text = text, .arena = ARENA_EMPTY};
    a->document.title_bytes = (uint32_t)title_bytes;
    a->document.text_bytes = (uint32_t)text.n;
    buf_init(&a->runs, 64);
    segment_runs_put(&a->runs, &(struct segment_run){
        .zone = SEGMENT_TITLE, .words = count_words(slice_of(text.p, title_bytes)),
        .bytes = (uint32_t)title_bytes});
    segment_runs_put(&a->runs, &(struct segment_run){
        .zone = SEGMENT_BODY, .words = count_words(slice_drop(text, title_bytes)),
        .bytes = (uint32_t)(text.n - title_bytes)});
    a->document.runs = buf_slice(&a->runs);
    a->matches = calloc(MATCHES_MAX, sizeof *a->matches);
    assert_non_null(a->matches);
}

static void article_release(struct article *a)
{
    free(a->matches);
    buf_release(&a->runs);
    arena_release(&a->arena);
}

static enum status make(struct article *a, size_t count, size_t chars, struct snippet *out)
{
    struct err e = ERR_NONE;
    return snippet_make(a->text, &a->document, a->matches, a->match_count, count, chars, &a->arena,
                        out, &e);
}

static void check_spans(const struct passage *p)
{
    size_t before = 0;

    assert_int_equal(utf8_valid_prefix(p->text), p->text.n);
    for (size_t i = 0; i < p->span_count; i++) {
        assert_true(p->spans[i].start >= before);
        assert_true(p->spans[i].start < p->spans[i].end);
        assert_true(p->spans[i].end <= p->text.n);
        before = p->spans[i].end;
    }
}

/* The passage with its marks as [ ]. */
static void put_marked(struct buf *out, const struct passage *p)
{
    size_t at = 0;

    check_spans(p);
    for (size_t i = 0; i < p->span_count; i++) {
        buf_append(out, p->text.p + at, p->spans[i].start - at);
        buf_append_byte(out, '[');
        buf_append(out, p->text.p + p->spans[i].start, p->spans[i].end - p->spans[i].start);
        buf_append_byte(out, ']');
        at = p->spans[i].end;
    }
    buf_append(out, p->text.p + at, p->text.n - at);
}

static void check_first(struct article *a, size_t chars, const char *want)
{
    struct snippet snippet;
    struct buf got;

    assert_int_equal(make(a, 2, chars, &snippet), OK);
    assert_true(snippet.passage_count > 0);
    buf_init(&got, 100000);
    put_marked(&got, &snippet.passages[0]);
    buf_append_byte(&got, '\0');
    assert_string_equal((const char *)got.p, want);
    buf_release(&got);
}

static void words_are_marked(void **state)
{
    static const struct { const char *text, *words; size_t chars; const char *want; } cases[] = {
        {"One thing. A trade grew. The end.", "trade", 240, "A [trade] grew."},
        {"One trade. A trade with Minsk. The end.", "trade Minsk", 240, "A [trade] with [Minsk]."},
        {"Der Handel  mit \t Perm wuchs.", "Perm", 240, "Der Handel mit [Perm] wuchs."},
        {"Nothing is here. Nor here.", "absent", 240, "Nothing is here."},
        {"Ein Ziel von $0.5 Milliarden, wie es alle seit vielen Jahren immer wieder sagen.", "0.5",
         31, "Ein Ziel von $[0.5] Milliarden,…"},
        {"Here stands one trade alone, then come many other words of no weight, and at the very "
         "end the trade of Minsk and Omsk.", "trade Minsk Omsk", 50,
         "…at the very end the [trade] of [Minsk] and [Omsk]."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct article a;
        article_init(&a, slice_of_string(cases[i].text), 0);
        match_words(&a, cases[i].words);
        check_first(&a, cases[i].chars, cases[i].want);
        article_release(&a);
    }
}

/* A second passage shows what the first does not, though another one has more marks. */
static void passages_show_different_words(void **state)
{
    static const struct { const char *text, *words, *want[3]; } cases[] = {
        {"One trade. A trade by trade of trade. The flight left. A trade and trade.", "trade flight",
         {"A [trade] by [trade] of [trade].", "The [flight] left.", "A [trade] and [trade]."}},
        {"A trade with Minsk. The trade with Minsk again. From Omsk.", "trade Minsk Omsk",
         {"A [trade] with [Minsk].", "From [Omsk].", "The [trade] with [Minsk] again."}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct article a;
        struct snippet snippet;

        article_init(&a, slice_of_string(cases[i].text), 0);
        match_words(&a, cases[i].words);
        assert_int_equal(make(&a, 3, 240, &snippet), OK);
        assert_int_equal(snippet.passage_count, 3);
        for (size_t j = 0; j < 3; j++) {
            struct buf got;

            buf_init(&got, 1000);
            put_marked(&got, &snippet.passages[j]);
            buf_append_byte(&got, '\0');
            assert_string_equal((const char *)got.p, cases[i].want[j]);
            buf_release(&got);
        }
        article_release(&a);
    }
}

/* Positions of a text without title begin at 0. */
static void phrases_are_one_mark(void **state)
{
    static const struct {
        const char *text;
        struct match matches[2];
        size_t count;
        const char *want;
    } cases[] = {
        {"A direct flight left.", {AT(1, 2, 0)}, 1, "A [direct flight] left."},
        {"A direct \n  flight left Perm.", {AT(1, 2, 0), AT(4, 1, 1)}, 2,
         "A [direct flight] left [Perm]."},
        {"A direct  flight left.", {AT(1, 2, 0)}, 1, "A [direct flight] left."},
        {"A new direct flight left.", {AT(1, 2, 0), AT(2, 2, 1)}, 2,
         "A [new direct flight] left."},
        {"We saw Minsk. Omsk came later.", {AT(2, 2, 0)}, 1, "We saw [Minsk. Omsk] came later."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct article a;
        article_init(&a, slice_of_string(cases[i].text), 0);
        for (size_t j = 0; j < cases[i].count; j++)
            a.matches[a.match_count++] = cases[i].matches[j];
        check_first(&a, 240, cases[i].want);
        article_release(&a);
    }
}

static void titles_are_marked_too(void **state)
{
    struct article a;
    struct snippet snippet;

    (void)state;
    article_init(&a, slice_of_string("Trade grows\n\nThe trade grew again."), 12);
    match_words(&a, "Trade trade");
    assert_int_equal(make(&a, 2, 240, &snippet), OK);
    assert_int_equal(snippet.title.span_count, 1);
    assert_int_equal(snippet.title.spans[0].end, 5);
    check_first(&a, 240, "The [trade] grew again.");
    article_release(&a);
}

/* Positions from a damaged index: no mark, and nothing read outside. */
static void impossible_matches_are_left_out(void **state)
{
    static const struct match bad[] = {AT(2, 50, 0), AT(900, 1, 0), AT(30, 1, 0),
                                       AT(2, UINT32_MAX, 0), AT(1, 0, 0)};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct article a;
        struct snippet snippet;
        article_init(&a, slice_of_string("A direct flight left. It came back."), 0);
        a.matches[a.match_count++] = bad[i];
        assert_int_equal(make(&a, 2, 240, &snippet), OK);
        for (size_t j = 0; j < snippet.passage_count; j++)
            check_spans(&snippet.passages[j]);
        article_release(&a);
    }
}

/* A page that repeats one line: memory and time stay in proportion to it. */
static void repeated_sentences_cost_little(void **state)
{
    struct article a;
    struct snippet snippet;
    struct buf text;

    (void)state;
    buf_init(&text, (size_t)1 << 24);
    for (size_t i = 0; i < 20000; i++)
        buf_append_string(&text, "The same trade again.\n");
    article_init(&a, buf_slice(&text), 0);
    match_words(&a, "trade");
    a.arena.limit_bytes = (size_t)64 << 20;
    assert_int_equal(make(&a, 3, 240, &snippet), OK);
    assert_int_equal(snippet.passage_count, 1);
    article_release(&a);
    buf_release(&text);
}

static size_t folded(struct slice s, uint8_t *out)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        bool space = s.p[i] == ' ' || s.p[i] == '\n';
        if (!space)
            out[n++] = s.p[i];
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return n;
}

static struct slice without_ellipses(struct slice s)
{
    const struct slice mark = SLICE_LITERAL("…");

    if (slice_starts_with(s, mark))
        s = slice_drop(s, mark.n);
    if (slice_ends_with(s, mark))
        s.n -= mark.n;
    return s;
}

/* Random articles: passages are verbatim, in bounds, never too long, distinct. */
static void passages_keep_their_promises(void **state)
{
    static const char pieces[][24] = {" ", "  ", "\n", ", ", ". ", "trade", "Минск", "рейс", "x",
                                      "Gespräch", "; ", " - ", "a", "«", "» ", "обсуждение"};
    uint32_t seed = 7;

    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        size_t chars = 10 + round % 90;
        struct article a;
        struct snippet s;
        struct buf text;
        uint8_t flat[20000];
        size_t n;

        buf_init(&text, 10000);
        for (size_t i = 0; i < 300; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_append_string(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
            buf_append_string(&text, (seed >> 8) % 3 == 0 ? "" : " ");
        }
        article_init(&a, buf_slice(&text), 0);
        match_words(&a, "trade Минск рейс");
        n = folded(a.text, flat);
        assert_int_equal(make(&a, 3, chars, &s), OK);
        for (size_t i = 0; i < s.passage_count; i++) {
            struct slice core = without_ellipses(s.passages[i].text);
            check_spans(&s.passages[i]);
            assert_true(utf8_count(s.passages[i].text) <= chars);
            assert_true(core.n > 0 && memmem(flat, n, core.p, core.n) != NULL);
            for (size_t j = 0; j < i; j++)
                assert_false(slice_equal(s.passages[i].text, s.passages[j].text));
            for (size_t j = 0; j < s.passages[i].span_count; j++) {
                struct span at = s.passages[i].spans[j];
                struct slice word = slice_of(s.passages[i].text.p + at.start, at.end - at.start);
                assert_true(slice_equal(word, SLICE_LITERAL("trade"))
                            || slice_equal(word, SLICE_LITERAL("Минск"))
                            || slice_equal(word, SLICE_LITERAL("рейс")));
            }
        }
        article_release(&a);
        buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_marked),
        cmocka_unit_test(passages_show_different_words),
        cmocka_unit_test(phrases_are_one_mark),
        cmocka_unit_test(titles_are_marked_too),
        cmocka_unit_test(impossible_matches_are_left_out),
        cmocka_unit_test(repeated_sentences_cost_little),
        cmocka_unit_test(passages_keep_their_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
