/* Positions come back as they were written, of whichever documents they are asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/index.h"
#include "store/postings.h"
#include "store/segment_file.h"
#include "tests/unit/segment_made.h"
#include "tests/unit/folder.h"

#define DOCS 2000u
#define TF_MAX 20u

static uint32_t tfs[DOCS], positions[DOCS][TF_MAX];

/* Mostly few, so that they lie across the blocks' ends in every way. */
static void draw(void)
{
    srand(7);
    for (docid doc = 0; doc < DOCS; doc++) {
        uint32_t at = (uint32_t)rand() % 40;

        tfs[doc] = rand() % 5 == 0 ? 1 + (uint32_t)rand() % TF_MAX : 1 + (uint32_t)rand() % 4;
        for (uint32_t i = 0; i < tfs[doc]; i++) {
            positions[doc][i] = at;
            at += 1 + (uint32_t)(rand() % 50 == 0 ? rand() % 100000 : rand() % 60);
        }
    }
}

static void put_document(struct segment_writer *w, docid doc)
{
    struct document d = {.lang = LANG_EN, .lang_code = "en"};
    char id[16];

    snprintf(id, sizeof id, "d%u", doc);
    d.id = slice_of_string(id);
    assert_int_equal(segment_writer_document(w, &d, NULL), OK);
}

static void make_index(void)
{
    struct segment_writer *w;
    struct lists lists;
    struct lmdb_walk walk;
    struct list list;
    char file[128];

    snprintf(file, sizeof file, "%s/" SEGMENT_MADE, directory);
    assert_int_equal(segment_writer_create(file, (size_t)4 << 20, &w, NULL), OK);
    for (docid doc = 0; doc < DOCS; doc++)
        put_document(w, doc);
    assert_int_equal(segment_writer_number(w, NULL), OK);
    lists_init(&lists);
    lists_begin(&lists, &list);
    for (docid doc = 0; doc < DOCS; doc++)
        lists_add(&lists, &list, doc, 100 * tfs[doc], 1000, positions[doc], tfs[doc]);
    segment_made_term(w, &lists, &list, "alpha");
    lists_release(&lists);
    assert_int_equal(segment_writer_finish(w, &walk, NULL), OK);
    segment_made_publish(directory, &walk);
}

static void open_list(struct index *x, struct postings *p)
{
    struct term_info info;

    assert_int_equal(segment_find_term(index_segment(x, 0), LANG_EN, SLICE_LITERAL("alpha"), &info, NULL), OK);
    assert_int_equal(postings_open(p, index_segment(x, 0), &info, NULL), OK);
}

static void expect_positions(struct postings *p, docid doc, struct buf *out)
{
    uint32_t before = 123;

    buf_clear(out);
    buf_append(out, &before, sizeof before);
    assert_int_equal(postings_tf(p), tfs[doc]);
    assert_int_equal(postings_positions(p, out), OK);
    assert_int_equal(out->n, 4 * (1 + tfs[doc]));
    assert_memory_equal(out->p, &before, 4);
    assert_memory_equal(out->p + 4, positions[doc], 4 * tfs[doc]);
}

static void positions_are_those_written(void **state)
{
    static struct postings p;
    struct index *x;
    struct buf out;

    (void)state;
    draw();
    make_index();
    buf_init(&out, 1 << 16);
    assert_int_equal(index_open(directory, ANALYZER_VERSION, &x, NULL), OK);
    open_list(x, &p);
    for (docid doc = 0; doc < DOCS; doc++) {
        assert_int_equal(postings_next(&p), doc);
        expect_positions(&p, doc, &out);
    }
    assert_int_equal(postings_next(&p), DOC_END);
    for (docid step = 2; step < 400; step += 7) {
        open_list(x, &p);
        for (docid doc = step % 5; doc < DOCS; doc += step) {
            assert_int_equal(postings_seek(&p, doc), doc);
            expect_positions(&p, doc, &out);
        }
    }
    buf_release(&out);
    index_close(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(positions_are_those_written)};

    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
