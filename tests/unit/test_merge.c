/* Merges: the same postings as in an index that was made at once; which segments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/builder.h"
#include "stemmers/analyzer.h"
#include "store/check.h"
#include "store/index.h"
#include "store/merge.h"
#include "store/names.h"
#include "tests/unit/folder.h"


#define COMMITS 16
#define PER_COMMIT 150
#define WORDS 120

/* Words of like frequencies as a language has them: w0 is in every article. */
static void write_article(char *text, size_t size, unsigned seed)
{
    size_t n = 0;

    srand(seed);
    for (int i = 0; i < WORDS; i++) {
        int word = (int)exp((double)rand() / RAND_MAX * 9) - 1;
        n += (size_t)snprintf(text + n, size - n, "w%d%s", word, i % 20 == 19 ? ". " : " ");
    }
}

static void add(struct builder *b, unsigned number, unsigned version)
{
    static const char *const langs[] = {"en", "de", "ru", "en", "fr"};
    char text[WORDS * 12], id[32];
    struct article a = {.lang_code = slice_of_string(langs[number % 5])};

    write_article(text, sizeof text, number * 7 + version + 2);   /* 0 and 1 are one seed */
    snprintf(id, sizeof id, "d%u", number);
    a.id = slice_of_string(id);
    a.text = slice_of_string(text);
    assert_int_equal(builder_add(b, &a, NULL), OK);
}

/* Article `number` is replaced in the last commit but one. */
static bool is_replaced(unsigned number, unsigned replaced_every)
{
    return replaced_every > 0 && number < (COMMITS - 2) * PER_COMMIT
           && number % replaced_every == 0;
}

static struct builder *open_builder(const char *path)
{
    struct builder_options options = {.memory_bytes = (size_t)64 << 20, .threads = 2};
    struct builder *b;

    assert_int_equal(builder_open(path, &options, &b, NULL), OK);
    return b;
}

static void make_merged(const char *path, unsigned replaced_every)
{
    struct builder *b = open_builder(path);

    for (unsigned commit = 0; commit < COMMITS; commit++) {
        for (unsigned i = 0; i < PER_COMMIT; i++)
            add(b, commit * PER_COMMIT + i, 0);
        for (unsigned n = 0; commit == COMMITS - 2 && n < commit * PER_COMMIT; n++)
            if (is_replaced(n, replaced_every))
                add(b, n, 1);
        assert_int_equal(builder_commit(b, NULL), OK);
    }
    builder_close(b);
}

/* The articles that are left, in the order they were added. */
static void make_at_once(const char *path, unsigned replaced_every)
{
    struct builder *b = open_builder(path);

    for (unsigned n = 0; n < COMMITS * PER_COMMIT; n++) {
        if (!is_replaced(n, replaced_every))
            add(b, n, 0);
        for (unsigned k = 0; n == (COMMITS - 1) * PER_COMMIT - 1 && k < n; k++)
            if (is_replaced(k, replaced_every))
                add(b, k, 1);
    }
    assert_int_equal(builder_commit(b, NULL), OK);
    builder_close(b);
}

static struct segment *only_segment(struct index **x, const char *path)
{
    struct check_report r;

    assert_int_equal(check_index(path, ANALYZER_VERSION, &r, NULL), OK);
    assert_int_equal(index_open(path, ANALYZER_VERSION, x, NULL), OK);
    assert_int_equal(index_segment_count(*x), 1);
    assert_int_equal(segment_live_count(index_segment(*x, 0)), COMMITS * PER_COMMIT);
    return index_segment(*x, 0);
}

static void expect_same_list(struct postings *a, struct postings *b)
{
    struct buf x, y;
    docid doc;

    buf_init(&x, 1 << 20);
    buf_init(&y, 1 << 20);
    while ((doc = postings_next(a)) != DOC_END) {
        assert_int_equal(postings_next(b), doc);
        assert_int_equal(postings_tf(a), postings_tf(b));
        assert_int_equal(postings_weighted_tf(a), postings_weighted_tf(b));
        buf_clear(&x);
        buf_clear(&y);
        assert_int_equal(postings_positions(a, &x), OK);
        assert_int_equal(postings_positions(b, &y), OK);
        assert_int_equal(x.n, y.n);
        assert_memory_equal(x.p, y.p, x.n);
    }
    assert_int_equal(postings_next(b), DOC_END);
    assert_int_equal(postings_status(a), OK);
    assert_int_equal(postings_status(b), OK);
    buf_release(&x);
    buf_release(&y);
}

/* All terms; *most_blocks: of a list. */
static void expect_same_terms(struct segment *a, struct segment *b, uint32_t *most_blocks)
{
    static struct postings p, q;
    struct table_cursor at, bt;
    struct slice key, other, payload;
    struct term_info info;
    enum status status;

    table_cursor_init(&at, &a->terms);
    table_cursor_init(&bt, &b->terms);
    while ((status = table_next(&at, &key, &payload, NULL)) == OK) {
        assert_true(postings_read_info(payload, &info));
        assert_int_equal(postings_open(&p, a, &info, NULL), OK);
        *most_blocks = info.block_count > *most_blocks ? info.block_count : *most_blocks;
        assert_int_equal(table_next(&bt, &other, &payload, NULL), OK);
        assert_true(slice_equal(key, other));
        assert_true(postings_read_info(payload, &info));
        assert_int_equal(postings_open(&q, b, &info, NULL), OK);
        assert_int_equal(p.info.cf, q.info.cf);
        expect_same_list(&p, &q);
    }
    assert_int_equal(status, E_NOT_FOUND);
    assert_int_equal(table_next(&bt, &other, &payload, NULL), E_NOT_FOUND);
}

static void compare(const char *name, unsigned replaced_every)
{
    char merged[64], at_once[64];
    struct index *x, *y;
    uint32_t blocks = 0;

    snprintf(merged, sizeof merged, "%s/%s-m", directory, name);
    snprintf(at_once, sizeof at_once, "%s/%s-o", directory, name);
    make_merged(merged, replaced_every);
    make_at_once(at_once, replaced_every);
    expect_same_terms(only_segment(&x, merged), only_segment(&y, at_once), &blocks);
    /* 960 documents of a language in 8 blocks at best; pieces of 96 are 10 */
    assert_in_range(blocks, 8, 12);
    index_close(x);
    index_close(y);
}

static void merged_is_as_made_at_once(void **state)
{
    (void)state;
    compare("plain", 0);
}

static void merged_with_deletions_is_as_made_at_once(void **state)
{
    (void)state;
    compare("few", 500);      /* most blocks are copied */
    compare("many", 29);      /* none */
}

/* Names of one key, more than an entry of the tree takes, each in two of four articles; and a name
 * of another key.                                                              */
static void add_names(struct builder *b, unsigned number)
{
    static const char vowels[] = "aeiouy";
    struct article a = {.lang_code = SLICE_LITERAL("en")};
    struct buf text;
    char id[16];

    buf_init(&text, 1 << 16);
    for (unsigned i = 0; i < 1296; i++)
        if (i % 4 == number || i % 4 == (number + 1) % 4)
            buf_printf(&text, "we saw B%cgd%ck%cn%cr there. ", vowels[i % 6], vowels[i / 6 % 6],
                       vowels[i / 36 % 6], vowels[i / 216]);
    buf_printf(&text, "we saw Sm%cldkov there.", vowels[number]);
    assert_true(buf_ok(&text));
    snprintf(id, sizeof id, "n%u", number);
    a.id = slice_of_string(id);
    a.text = buf_slice(&text);
    assert_int_equal(builder_add(b, &a, NULL), OK);
    buf_release(&text);
}

static void make_names(const char *path, unsigned per_commit)
{
    struct builder *b = open_builder(path);

    for (unsigned i = 0; i < 4; i++) {
        add_names(b, i);
        if (i % per_commit == per_commit - 1)
            assert_int_equal(builder_commit(b, NULL), OK);
    }
    assert_int_equal(builder_commit(b, NULL), OK);
    builder_close(b);
}

static void names_are_united(void **state)
{
    struct table_cursor at, bt;
    struct slice key, other, payload, other_payload;
    struct index *x, *y;
    char merged[64], at_once[64];
    size_t longest = 0;
    enum status status;

    (void)state;
    snprintf(merged, sizeof merged, "%s/names-m", directory);
    snprintf(at_once, sizeof at_once, "%s/names-o", directory);
    make_names(merged, 1);
    make_names(at_once, 4);
    assert_int_equal(index_open(merged, ANALYZER_VERSION, &x, NULL), OK);
    assert_int_equal(index_open(at_once, ANALYZER_VERSION, &y, NULL), OK);
    assert_int_equal(index_segment_count(x), 1);
    assert_int_equal(index_segment_count(y), 1);
    table_cursor_init(&at, &index_segment(x, 0)->names);
    table_cursor_init(&bt, &index_segment(y, 0)->names);
    while ((status = table_next(&at, &key, &payload, NULL)) == OK) {
        assert_int_equal(table_next(&bt, &other, &other_payload, NULL), OK);
        assert_true(slice_equal(key, other));
        assert_true(slice_equal(payload, other_payload));
        longest = key.n > longest ? key.n : longest;
    }
    assert_int_equal(status, E_NOT_FOUND);
    assert_int_equal(table_next(&bt, &other, &other_payload, NULL), E_NOT_FOUND);
    assert_true(longest > 1 + NAMES_KEY_BYTES);    /* a second entry of one key */
    index_close(x);
    index_close(y);
}

static void runs_of_like_size_are_chosen(void **state)
{
    static const struct {
        uint32_t counts[8];
        size_t count, first, chosen;
    } cases[] = {
        {{9, 9, 9}, 3, 0, 0},
        {{9, 9, 9, 9}, 4, 0, 4},
        {{40, 9, 9, 9, 9}, 5, 1, 4},               /* not what is as large as their sum */
        {{9, 9, 9, 9, 1}, 5, 0, 4},                /* what is newer and small waits */
        {{1, 2, 1, 9}, 4, 0, 4},                   /* what is older and small goes along */
        {{64, 32, 16, 8, 4, 2, 1}, 7, 0, 0},
        {{2000000, 2000000, 2000000, 2000000}, 4, 0, 0},    /* too many documents for one */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t chosen, first = merge_choose(cases[i].counts, cases[i].count, &chosen);

        assert_int_equal(chosen, cases[i].chosen);
        if (chosen > 0)
            assert_int_equal(first, cases[i].first);
    }
}

/* 1000 equal commits: few segments, and each document copied once a tier. */
static void merges_are_few(void **state)
{
    uint32_t counts[64];
    size_t count = 0, most = 0;
    uint64_t copied = 0;

    (void)state;
    for (int commit = 0; commit < 1000; commit++) {
        size_t chosen, first;

        counts[count++] = 100;
        while (first = merge_choose(counts, count, &chosen), chosen > 0) {
            uint32_t sum = 0;
            for (size_t i = first; i < first + chosen; i++)
                sum += counts[i];
            copied += sum;
            counts[first] = sum;
            memmove(counts + first + 1, counts + first + chosen,
                    (count - first - chosen) * sizeof *counts);
            count -= chosen - 1;
        }
        most = count > most ? count : most;
        assert_true(count < 20);
    }
    assert_in_range(most, 4, 15);              /* three of each of five tiers */
    assert_in_range(copied, 100000, 500000);   /* of 100 000 documents */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merged_is_as_made_at_once),
        cmocka_unit_test(merged_with_deletions_is_as_made_at_once),
        cmocka_unit_test(names_are_united),
        cmocka_unit_test(runs_of_like_size_are_chosen), cmocka_unit_test(merges_are_few)};
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
