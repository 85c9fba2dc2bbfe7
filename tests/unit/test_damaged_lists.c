/* Posting lists whose bytes are wrong behind a right checksum: each wrong value is an error with
 * its place, however it is come to - and lists whose positions run through several chunks.   */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/codec.h"
#include "store/index.h"
#include "store/lists.h"
#include "store/segment_runs.h"
#include "store/texts.h"
#include "tests/unit/segment_made.h"
#include "tests/unit/folder.h"

#define DOCS 300u
#define BLOCKS 3u
#define MANY 400u        /* positions of "long" in each document */

static struct index *made;
static struct segment *s;

static uint32_t position_of(docid doc, uint32_t i)
{
    return i * 211 + (doc * 31 + i * i) % 200;
}

static void put_list(struct segment_writer *w, struct lists *l, const char *term, docid every,
                     uint32_t tf)
{
    static uint32_t positions[MANY];
    struct list list;

    lists_begin(l, &list);
    for (docid doc = 0; doc < DOCS; doc += every) {
        for (uint32_t i = 0; i < tf; i++)
            positions[i] = position_of(doc, i);
        lists_add(l, &list, doc, tf * SEGMENT_BODY_WEIGHT, 100000, positions, tf);
    }
    segment_made_term(w, l, &list, term);
}

static int start(void **state)
{
    const struct segment_run body = {.zone = SEGMENT_BODY, .words = 1, .bytes = 1};
    struct document d = {.lang = LANG_EN, .lang_code = "en"};
    struct segment_writer *w;
    struct lists l;
    struct lmdb_walk walk;
    struct buf runs;
    char path[64];

    if (folder_make(state) != 0)
        return -1;
    snprintf(path, sizeof path, "%s/" SEGMENT_MADE, directory);
    assert_int_equal(segment_writer_create(path, (size_t)1 << 20, &w, NULL), OK);
    buf_init(&runs, 64);
    segment_runs_put(&runs, &body);
    d.runs = buf_slice(&runs);
    for (uint32_t i = 0; i < DOCS; i++) {
        char id[16];

        snprintf(id, sizeof id, "%u", i);
        d.id = slice_of_string(id);
        assert_int_equal(segment_writer_document(w, &d, NULL), OK);
        assert_int_equal(segment_writer_text(w, i, &d, (struct slice){0}, 0, NULL), OK);
    }
    assert_int_equal(segment_writer_number(w, NULL), OK);
    lists_init(&l);
    put_list(w, &l, "long", 1, MANY);
    put_list(w, &l, "short", 100, 200);
    put_list(w, &l, "simple", 1, 1);
    lists_release(&l);
    buf_release(&runs);
    assert_int_equal(segment_writer_finish(w, &walk, NULL), OK);
    segment_made_publish(directory, &walk);
    assert_int_equal(index_open(directory, ANALYZER_VERSION, &made, NULL), OK);
    s = index_segment(made, 0);
    return 0;
}

static int stop(void **state)
{
    index_close(made);
    return folder_remove(state);
}

static struct term_info info_of(const char *term)
{
    struct term_info info;

    assert_int_equal(segment_find_term(s, LANG_EN, slice_of_string(term), &info, NULL), OK);
    return info;
}

/* Every second document, then the first again, then the last: groups are passed and gone back to. */
static void positions_run_through_chunks(void **state)
{
    static struct postings p;
    struct term_info info = info_of("long");
    struct buf out;

    (void)state;
    buf_init(&out, (size_t)1 << 20);
    assert_true(s->streams[TREE_POSITIONS].chunk_count >= 3);
    assert_int_equal(postings_open(&p, s, &info, NULL), OK);
    for (uint32_t block = 0; block < BLOCKS; block++) {
        const uint32_t order[] = {1, 3, 40, 0, 43, 40};

        assert_true(postings_enter(&p, block));
        assert_true(postings_enter(&p, block));
        for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
            const uint32_t *got;

            p.at = order[i];
            buf_clear(&out);
            assert_int_equal(postings_positions(&p, &out), OK);
            assert_int_equal(out.n, MANY * sizeof *got);
            got = (const uint32_t *)(const void *)out.p;
            for (uint32_t k = 0; k < MANY; k++)
                assert_int_equal(got[k], position_of(block * POSTINGS_BLOCK + order[i], k));
        }
    }
    buf_release(&out);
}

static void lists_that_find_no_room(void **state)
{
    static struct postings p;
    struct term_info info = info_of("long");
    struct buf small, large;
    uint32_t count;

    (void)state;
    buf_init(&small, 10);
    buf_init(&large, (size_t)1 << 20);
    for (int which = 0; which < 3; which++) {
        assert_int_equal(postings_open(&p, s, &info, NULL), OK);
        assert_int_equal(postings_next(&p), 0);
        assert_int_equal(which == 0   ? postings_positions(&p, &small)
                         : which == 1 ? postings_copy_block(&p, &small, &large, &count)
                                      : postings_copy_block(&p, &large, &small, &count), E_MEMORY);
        buf_clear(&small);
    }
    buf_release(&small);
    buf_release(&large);
}

/* Copied block by block, the bytes are those that the lists had. */
static void copies_run_through_chunks(void **state)
{
    static struct postings p;
    struct term_info info = info_of("long");
    struct buf docs, positions;
    uint32_t count, sum = 0;

    (void)state;
    buf_init(&docs, (size_t)1 << 20);
    buf_init(&positions, (size_t)1 << 20);
    assert_int_equal(postings_open_unbound(&p, s, &info, NULL), OK);
    while (postings_next_block(&p) != DOC_END) {
        assert_int_equal(postings_copy_block(&p, &docs, &positions, &count), OK);
        sum += count;
    }
    assert_int_equal(postings_status(&p), OK);
    assert_int_equal(sum, DOCS * MANY);
    buf_release(&docs);
    buf_release(&positions);
}

static void records_that_are_none(void **state)
{
    static const uint8_t longest[] = {0xac, 0x02, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0,
                                      3, 1, 2, 3, 4};      /* 300 documents, a bound, five numbers */
    static const struct { uint8_t bytes[24]; size_t n; } cases[] = {
        {{0, 0, 0}, 3},                      /* no document */
        {{1, 0x80}, 2},                      /* a number that does not end */
        {{1, 0, 0x80}, 3},
        {{1, 0, 9, 0}, 4},                   /* an inline list that leaves it */
        {{0xac, 0x02, 0, 1, 0}, 5},          /* an inline list of 300 documents */
        {{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1}, 24},     /* no block */
        {{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 1, 1, 1}, 24},     /* two of one */
    };
    struct term_info info;

    (void)state;
    for (size_t n = 0; n < sizeof longest; n++)
        assert_false(postings_read_info(slice_of(longest, n), &info));
    assert_true(postings_read_info(slice_of(longest, sizeof longest), &info));
    assert_int_equal(info.position_chunk, 4);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (postings_read_info(slice_of(cases[i].bytes, cases[i].n), &info))
            fail_msg("case %zu was taken", i);
}

static void fails_with(enum status status, const struct err *e, const char *what)
{
    if (status != E_CORRUPT || strstr(e->text, what) == NULL)
        fail_msg("not '%s' but %d: %s", what, (int)status, e->text);
}

/* Lists that stand in their term's record: size of the blocks, gaps, tfs, weights, positions. */
static void inline_lists_that_are_none(void **state)
{
    static const struct { uint8_t bytes[16]; uint32_t df; size_t n; const char *want; } cases[] = {
        {{0x80}, 1, 1, "no such block"},
        {{9, 0, 0, 0}, 1, 4, "no such block"},
        {{1, 0x3f}, 1, 2, "wrong documents"},
        {{10, 0x20, 0, 0, 0, 0, 0, 0, 0x40, 0, 0}, 2, 11, "wrong documents"},        /* a gap of 2^22 */
        {{4, 9, 0xff, 1, 0}, 1, 5, "wrong documents"},                               /* document 511 */
        {{2, 0, 0x3f}, 1, 3, "wrong frequencies"},
        {{3, 0, 0, 0x3f}, 1, 4, "wrong weights"},
    };
    static struct postings p;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct term_info info = {.df = cases[i].df, .cf = 1, .block_count = 1,
                                       .inline_list = slice_of(cases[i].bytes, cases[i].n)};
        struct err e = ERR_NONE;

        fails_with(postings_open(&p, s, &info, &e), &e, cases[i].want);
    }
}

static void more_documents_than_there_are(void **state)
{
    static struct postings p;
    struct term_info info = info_of("long");
    struct err e = ERR_NONE;

    (void)state;
    info.df = DOCS + 1;
    fails_with(postings_open(&p, s, &info, &e), &e, "more documents than there are");
}

/* One document whose positions are these bytes; tf - 1 and the width of its value are small. */
static void inline_positions_that_are_none(void **state)
{
    static const struct { uint8_t bytes[24]; size_t n; } cases[] = {
        {{3, 0, 0, 0}, 4},                                                /* none at all */
        {{3, 0, 0, 0, POSTINGS_CONTINUED}, 5},                            /* in no chunk */
        {{3, 0, 0, 0, 0x3f}, 5},
        {{4, 0, 1, 1, 0, 0x20, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 14},    /* over 2^32 */
    };
    static struct postings p;
    struct buf out;

    (void)state;
    buf_init(&out, 4096);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct term_info info = {.df = 1, .cf = 1, .block_count = 1,
                                       .inline_list = slice_of(cases[i].bytes, cases[i].n)};
        struct err e = ERR_NONE;

        assert_int_equal(postings_open(&p, s, &info, &e), OK);
        assert_int_equal(postings_next(&p), 0);
        fails_with(postings_positions(&p, &out), &e, "positions: wrong values");
        assert_int_equal(postings_positions(&p, &out), E_CORRUPT);
        assert_int_equal(postings_next(&p), DOC_END);
    }
    buf_release(&out);
}

/* The bytes of a chunk, changed as LMDB would hand them out; restore gives back what was. */
struct changed { struct slice *at, before; uint8_t *bytes; };

static uint8_t *change(struct changed *c, enum segment_tree tree, uint32_t chunk)
{
    struct slice bytes;

    assert_int_equal(stream_chunk(&s->streams[tree], chunk, &bytes, NULL), OK);
    c->at = &s->streams[tree].chunks[chunk];
    c->before = bytes;
    c->bytes = malloc(bytes.n);
    assert_non_null(c->bytes);
    memcpy(c->bytes, bytes.p, bytes.n);
    *c->at = slice_of(c->bytes, bytes.n);
    return c->bytes;
}

static void restore(struct changed *c)
{
    *c->at = c->before;
    free(c->bytes);
}

static uint8_t *skips_of(struct changed *c, const struct term_info *info)
{
    return change(c, TREE_SKIPS, info->skips.chunk) + info->skips.offset;
}

static enum status read_list(const struct term_info *info, struct err *e)
{
    static struct postings p;
    struct buf out;
    enum status status = postings_open(&p, s, info, e);

    buf_init(&out, (size_t)8 << 20);
    while (status == OK && postings_next(&p) != DOC_END)
        status = postings_positions(&p, &out);
    buf_release(&out);
    return status == OK ? postings_status(&p) : status;
}

/* As a merge reads it. */
static enum status copy_list(const struct term_info *info, struct err *e)
{
    static struct postings p;
    struct buf docs, positions;
    uint32_t count;
    enum status status = postings_open_unbound(&p, s, info, e);

    buf_init(&docs, (size_t)8 << 20);
    buf_init(&positions, (size_t)8 << 20);
    while (status == OK && postings_next_block(&p) != DOC_END)
        status = postings_copy_block(&p, &docs, &positions, &count);
    buf_release(&docs);
    buf_release(&positions);
    return status == OK ? postings_status(&p) : status;
}

typedef enum status read_function(const struct term_info *info, struct err *e);
static read_function *const ways[] = {read_list, copy_list};

static void skips_that_are_wrong(void **state)
{
    static const struct {
        size_t at;              /* of skips: last documents, places, doc counts - 1 */
        uint8_t size, bytes[4];
        const char *want;
    } cases[] = {
        {0, 4, {0x2c, 1, 0, 0}, "ends behind all documents"},
        {4, 4, {0xff, 0xff, 0, 0}, "ends behind all documents"},
        {0, 4, {5, 0, 0, 0}, "wrong documents"},                     /* 128 documents up to 5 */
        {4, 4, {128, 0, 0, 0}, "wrong documents"},
        {4 * BLOCKS, 4, {0, 0, 9, 0}, "no such chunk"},              /* chunk 9 */
        {4 * BLOCKS, 4, {0xff, 0xff, 0, 0}, "leaves it"},
        {8 * BLOCKS, 4, {0, 0, 9, 0}, "no such chunk"},              /* of the positions */
        {(POSTINGS_SKIP_BYTES - 1) * BLOCKS, 1, {0xff}, "no such block"},    /* 256 documents */
    };
    const struct term_info info = info_of("long");

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
            struct err e = ERR_NONE;
            struct changed c;

            memcpy(skips_of(&c, &info) + cases[i].at, cases[i].bytes, cases[i].size);
            fails_with(ways[way](&info, &e), &e, cases[i].want);
            restore(&c);
        }
}

static void a_skip_record_that_leaves_its_chunk(void **state)
{
    struct term_info info = info_of("long");
    struct err e = ERR_NONE;

    (void)state;
    info.skips.offset = 60000;
    fails_with(read_list(&info, &e), &e, "leaves it");
}

/* The intblocks of positions: of a wrong width in the first or a later one, or cut off. */
static void position_blocks_that_are_wrong(void **state)
{
    const struct term_info info = info_of("long");

    (void)state;
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++)
        for (uint32_t chunk = 1; chunk < s->streams[TREE_POSITIONS].chunk_count; chunk++) {
            struct err e = ERR_NONE;
            struct changed c;

            *change(&c, TREE_POSITIONS, chunk) = 0x3f;       /* where one begins, or goes on */
            assert_int_equal(ways[way](&info, &e), E_CORRUPT);
            restore(&c);
            e = ERR_NONE;
            change(&c, TREE_POSITIONS, chunk);
            c.at->n = 0;
            assert_int_equal(ways[way](&info, &e), E_CORRUPT);
            restore(&c);
        }
}

/* A list that failed is at its end, also for those who enter blocks by number. */
static void what_failed_stays_so(void **state)
{
    static struct postings p;
    const struct term_info info = info_of("simple");
    struct err e = ERR_NONE;
    struct changed c;

    (void)state;
    memcpy(skips_of(&c, &info) + 4 * BLOCKS, "\0\0\x09\0", 4);
    assert_int_equal(postings_open(&p, s, &info, &e), OK);
    assert_int_equal(postings_seek(&p, 3), DOC_END);
    assert_int_equal(postings_status(&p), E_CORRUPT);
    assert_false(postings_enter(&p, 1));
    assert_false(postings_decode_docs(&p));
    assert_int_equal(postings_seek(&p, 200), DOC_END);
    assert_int_equal(postings_next(&p), DOC_END);
    assert_int_equal(postings_tf(&p), 0);
    assert_int_equal(postings_weighted_tf(&p), 0);
    restore(&c);                 /* what it reads is there as long as it is */
}

/* Also where the next block's end is found to be wrong when it is entered. */
static void a_wrong_end_is_found_by_seeking(void **state)
{
    static struct postings p;
    const struct term_info info = info_of("simple");
    struct err e = ERR_NONE;
    struct changed c;

    (void)state;
    memcpy(skips_of(&c, &info) + 4, "\xff\xff\0\0", 4);
    assert_int_equal(postings_open(&p, s, &info, &e), OK);
    assert_false(postings_seek_block(&p, 200));
    fails_with(postings_status(&p), &e, "ends behind all documents");
    restore(&c);
}

static void seeks_beyond_the_end(void **state)
{
    static struct postings p;
    const struct term_info info = info_of("simple");

    (void)state;
    assert_int_equal(postings_open(&p, s, &info, NULL), OK);
    assert_int_equal(postings_last_of(&p, 0), POSTINGS_BLOCK - 1);
    assert_int_equal(postings_seek(&p, DOCS), DOC_END);
    assert_false(postings_seek_block(&p, DOCS));
}

static void seeks_in_short_lists(void **state)
{
    static struct postings p;
    const struct term_info info = info_of("short");
    struct bound bound;

    (void)state;
    assert_int_equal(postings_open(&p, s, &info, NULL), OK);
    assert_int_equal(postings_last_of(&p, 0), 200);
    postings_bound_of(&p, 0, &bound);
    assert_true(bound.points[0].tf >= 200 * SEGMENT_BODY_WEIGHT);
    assert_true(postings_enter(&p, 0));
    assert_int_equal(postings_seek(&p, 101), 200);
    assert_int_equal(postings_seek(&p, 201), DOC_END);
    assert_int_equal(postings_seek(&p, 202), DOC_END);
}

/* Far from its frequency a weight is kept as near as it can be. */
static void weights_have_limits(void **state)
{
    (void)state;
    assert_int_equal(postings_weight(1u << 30, postings_weight_code(1u << 30, 0)),
                     (uint32_t)((1ull << 30) * SEGMENT_BODY_WEIGHT - ((1u << 30) - 1)));
    assert_int_equal(postings_weight(1, postings_weight_code(1, UINT32_MAX)),
                     SEGMENT_BODY_WEIGHT + (1u << 30) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_run_through_chunks), cmocka_unit_test(copies_run_through_chunks),
        cmocka_unit_test(records_that_are_none), cmocka_unit_test(inline_lists_that_are_none),
        cmocka_unit_test(more_documents_than_there_are),
        cmocka_unit_test(inline_positions_that_are_none), cmocka_unit_test(skips_that_are_wrong),
        cmocka_unit_test(a_skip_record_that_leaves_its_chunk),
        cmocka_unit_test(position_blocks_that_are_wrong), cmocka_unit_test(what_failed_stays_so),
        cmocka_unit_test(a_wrong_end_is_found_by_seeking), cmocka_unit_test(seeks_in_short_lists),
        cmocka_unit_test(seeks_beyond_the_end), cmocka_unit_test(lists_that_find_no_room),
        cmocka_unit_test(weights_have_limits)};

    return cmocka_run_group_tests(tests, start, stop);
}
