/* What a query may look at is bounded: terms are counted, not seconds. And the ways to run
 * through many clauses agree.                                                  */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "indexer/builder.h"
#include "searcher/run/plan.h"

#define ARTICLES 120u
#define WORDS 60u

static char directory[] = "/tmp/stemma-effort-XXXXXX";
static struct analyzer *analyzer;
static struct index *indexes[1];
static struct engine *engine;
static uint32_t state_of_draw = 1;

static unsigned draw(unsigned below)
{
    state_of_draw = state_of_draw * 1664525u + 1013904223u;
    return (state_of_draw >> 8) % below;
}

/* A word of syllables, of 4 to 8 letters: some ten thousand there are. */
static void put_word(struct buf *out)
{
    static const char *const syllables[] = {"ba", "de", "ko", "lun", "mer", "sta", "ti", "zor", "ga", "rin"};

    for (unsigned i = 2 + draw(3); i > 0; i--)
        buf_append_string(out, syllables[draw(10)]);
}

static void put_words(struct buf *out, const char *before, const char *after, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        buf_append_string(out, i > 0 ? " " : "");
        buf_append_string(out, before);
        put_word(out);
        buf_append_string(out, after);
    }
}

static int start(void **state)
{
    static const char *const langs[] = {"en", "de", "ru"};
    struct builder_options options = {.memory_bytes = (size_t)16 << 20};
    struct builder *b;
    struct buf text;

    (void)state;
    if (mkdtemp(directory) == NULL || analyzer_open(&analyzer, NULL) != OK
        || builder_open(directory, &options, &b, NULL) != OK)
        return -1;
    buf_init(&text, (size_t)1 << 20);
    for (unsigned i = 0; i < ARTICLES; i++) {
        char id[16];

        snprintf(id, sizeof id, "d%u", i);
        buf_clear(&text);
        put_words(&text, "", "", WORDS);
        if (builder_add(b, &(struct article){.id = slice_of_string(id), .text = buf_slice(&text),
                                             .lang_code = slice_of_string(langs[i % 3])}, NULL) != OK)
            return -1;
        if (i == ARTICLES / 2 && builder_publish(b, NULL) != OK)
            return -1;
    }
    buf_release(&text);
    if (builder_publish(b, NULL) != OK)
        return -1;
    builder_close(b);
    return index_open(directory, ANALYZER_VERSION, &indexes[0], NULL) == OK
           && engine_open(indexes, 1, analyzer, &engine, NULL) == OK ? 0 : -1;
}

static int stop(void **state)
{
    char command[64];

    (void)state;
    engine_close(engine);
    index_close(indexes[0]);
    analyzer_close(analyzer);
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command);
}

/* Runs a query of `count` drawn words; how many of its clauses are cut; the terms looked at. */
static size_t run(const char *before, const char *after, unsigned count, uint64_t *looked_at)
{
    struct engine_options options = {.limit = 10};
    struct arena arena = ARENA_EMPTY;
    uint64_t looked = engine->effort.looked_at;
    struct query q;
    struct results r;
    struct buf text;
    size_t cut = 0;

    buf_init(&text, (size_t)1 << 20);
    put_words(&text, before, after, count);
    assert_int_equal(query_parse(buf_slice(&text), 0, &arena, &q, NULL), OK);
    assert_int_equal(engine_search(engine, &q, &options, &arena, &r, NULL), OK);
    for (size_t i = 0; i < q.clause_count; i++)
        cut += engine_is_cut(&r, i);
    assert_true(q.clause_count > 0);
    *looked_at = engine->effort.looked_at - looked;
    buf_release(&text);
    arena_release(&arena);
    return cut;
}

/* Words that are not served are looked up as they are typed: so many terms each, at most. */
#define TYPED_TERMS 200u
#define WORD_TERMS 60000u

static void many_words_are_cut(void **state)
{
    uint64_t few, many;

    (void)state;
    engine->effort.words_most = 50000;
    assert_int_equal(run("", "", 5, &few), 0);
    assert_true(run("", "", 900, &many) > 100);
    assert_true(many < engine->effort.words_most + WORD_TERMS + 900 * TYPED_TERMS);
    engine->effort.words_most = UINT64_MAX / 2;
    assert_int_equal(run("", "", 900, &few), 0);
    assert_true(few > 3 * many);
    engine->effort = effort_default();
}

/* What was found of the words before counts as if it were looked for. */
static void cut_alike_again(void **state)
{
    uint32_t seed = state_of_draw;
    uint64_t first, second;
    size_t cut;

    (void)state;
    engine->effort.words_most = 30000;
    cut = run("", "", 400, &first);
    assert_true(cut > 0);
    state_of_draw = seed;
    assert_int_equal(run("", "", 400, &second), cut);
    assert_true(second < first);
    engine->effort = effort_default();
}

static void patterns_share_a_walk(void **state)
{
    uint64_t one, all;

    (void)state;
    engine->effort.patterns_most = 300000;
    assert_int_equal(run("*", "*", 1, &one), 0);
    assert_true(engine->effort.patterns_left < 300000 - ARTICLES * 3);
    assert_int_equal(run("*", "*", 8, &all), 0);
    assert_true(all < 2 * one);
    engine->effort = effort_default();
}

static void many_patterns_are_cut(void **state)
{
    static const char *const signs[][2] = {{"*", "*"}, {"", "~2"}, {"", "~1"}, {"*", ""}};
    uint64_t looked_at;

    (void)state;
    engine->effort.patterns_most = 3000;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        assert_true(run(signs[i][0], signs[i][1], 300, &looked_at) > 0);
        assert_int_equal(engine->effort.patterns_left, 0);
    }
    engine->effort = effort_default();
}

/* Hits of relaxed queries, and of any words when counted, are those of the slow twin. */
static void windows_find_what_one_by_one_finds(void **state)
{
    (void)state;
    for (int round = 0; round < 400; round++) {
        unsigned flags = draw(2) == 0 ? QUERY_ANY : 0;
        struct engine_options options = {.limit = 1 + draw(20), .count_only = flags != 0};
        struct arena arena = ARENA_EMPTY;
        struct results fast, slow;
        const char *before, *after;
        struct query q;
        struct buf text;

        buf_init(&text, (size_t)1 << 20);
        before = draw(4) == 0 ? "title:" : "";       /* one by one: compilers draw in other orders */
        after = draw(4) == 0 ? "*" : "";
        put_words(&text, before, after, 2 + draw(30));
        buf_append_string(&text, draw(3) == 0 ? " -mersta" : "");
        assert_int_equal(query_parse(buf_slice(&text), flags, &arena, &q, NULL), OK);
        assert_int_equal(engine_search(engine, &q, &options, &arena, &fast, NULL), OK);
        options.exhaustive = true;
        assert_int_equal(engine_search(engine, &q, &options, &arena, &slow, NULL), OK);
        assert_true(fast.total == slow.total || (!fast.total_exact && fast.total < slow.total));
        assert_int_equal(fast.relaxed, slow.relaxed);
        assert_int_equal(fast.relaxed_to, slow.relaxed_to);
        assert_int_equal(fast.hit_count, slow.hit_count);
        assert_memory_equal(fast.hits, slow.hits, fast.hit_count * sizeof *fast.hits);
        buf_release(&text);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_words_are_cut),
        cmocka_unit_test(cut_alike_again),
        cmocka_unit_test(patterns_share_a_walk),
        cmocka_unit_test(many_patterns_are_cut),
        cmocka_unit_test(windows_find_what_one_by_one_finds),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
