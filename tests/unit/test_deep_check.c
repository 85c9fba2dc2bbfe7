/* deep_check.h: an index whose checksums and counts are right but whose postings are not
 * those of its texts. Each damage is made alone; without one the same index is sound.  */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/deep_check.h"
#include "store/check.h"
#include "store/segment_runs.h"
#include "store/texts.h"
#include "tests/unit/segment_made.h"
#include "tests/unit/folder.h"

/* Enough that "alpha" has several blocks, with bounds of their own. */
#define DOCS 300
#define VICTIM 170               /* the document that is damaged */
#define TITLE "Alpha beta"
#define BODY "\nGamma alpha."    /* positions 0 1, 18 19 */
#define LENGTH (2 * 200 + 2 * 100)

enum damage {
    DAMAGE_NONE, DAMAGE_POSITION, DAMAGE_TERM, DAMAGE_MISSING, DAMAGE_LEFT_OVER, DAMAGE_WEIGHT,
    DAMAGE_BOUND, DAMAGE_ZONE_WORDS, DAMAGE_GAP
};

static void put_document(struct segment_writer *w, struct text_encoder *encoder, unsigned i,
                         enum damage damage)
{
    struct slice text = SLICE_LITERAL(TITLE BODY);
    struct segment_run title = {.zone = SEGMENT_TITLE, .words = 2, .bytes = sizeof TITLE - 1};
    struct segment_run body = {.zone = SEGMENT_BODY, .words = 2, .bytes = sizeof BODY - 1};
    struct document d = {.lang = LANG_EN, .lang_code = "en", .title_bytes = title.bytes,
                         .text_bytes = (uint32_t)text.n};
    struct buf runs, frame;
    char id[16];

    if (damage == DAMAGE_ZONE_WORDS && i == VICTIM) {   /* the length stays */
        title.words = 1;
        body.words = 4;
    }
    snprintf(id, sizeof id, "d%u", i);
    d.id = slice_of_string(id);
    buf_init(&runs, 64);
    buf_init(&frame, 4096);
    segment_runs_put(&runs, &title);
    segment_runs_put(&runs, &body);
    d.runs = buf_slice(&runs);
    assert_int_equal(text_encode(encoder, NULL, text, &frame, NULL), OK);
    assert_int_equal(segment_writer_document(w, &d, NULL), OK);
    assert_int_equal(segment_writer_text(w, i, &d, buf_slice(&frame), 0, NULL), OK);
    buf_release(&runs);
    buf_release(&frame);
}

/* The postings of "alpha": at 0 in the title and at 19 in the body. */
static void put_alpha(struct segment_writer *w, struct lists *l, enum damage damage)
{
    struct list list;

    lists_begin(l, &list);
    for (docid doc = 0; doc < DOCS; doc++) {
        uint32_t positions[3] = {0, 19}, weighted = 300, length = LENGTH, tf = 2;

        if (doc == VICTIM && damage == DAMAGE_POSITION)
            positions[1] = 18;
        if (doc == VICTIM && damage == DAMAGE_GAP)
            positions[1] = 5;
        if (doc == VICTIM && damage == DAMAGE_WEIGHT)
            weighted = 320;
        if (doc == VICTIM && damage == DAMAGE_MISSING) {
            tf = 1;
            weighted = 200;
        }
        if (doc >= 128 && doc < 256 && damage == DAMAGE_BOUND)
            length = LENGTH * 4;         /* so that a longer document's bound is written */
        lists_add(l, &list, doc, weighted, length, positions, tf);
    }
    segment_made_term(w, l, &list, "alpha");
}

static void put_other(struct segment_writer *w, struct lists *l, const char *term,
                      uint32_t position, uint32_t weighted, bool is_short)
{
    struct list list;

    lists_begin(l, &list);
    for (docid doc = is_short ? VICTIM : 0; doc < (is_short ? VICTIM + 1 : DOCS); doc++)
        lists_add(l, &list, doc, weighted, LENGTH, &position, 1);
    segment_made_term(w, l, &list, term);
}

static void make_index(enum damage damage)
{
    struct text_encoder *encoder;
    struct segment_writer *w;
    struct lists lists;
    struct lmdb_walk walk;
    char file[128];

    snprintf(file, sizeof file, "%s/" SEGMENT_MADE, directory);
    unlink(file);
    assert_int_equal(text_encoder_open(&encoder, NULL), OK);
    assert_int_equal(segment_writer_create(file, (size_t)4 << 20, &w, NULL), OK);
    for (unsigned i = 0; i < DOCS; i++)
        put_document(w, encoder, i, damage);
    assert_int_equal(segment_writer_number(w, NULL), OK);
    lists_init(&lists);
    put_alpha(w, &lists, damage);
    put_other(w, &lists, damage == DAMAGE_TERM ? "betx" : "beta", 1, 200, false);
    put_other(w, &lists, "gamma", 18, 100, false);
    if (damage == DAMAGE_LEFT_OVER)
        put_other(w, &lists, "omega", 18, 100, true);
    lists_release(&lists);
    assert_int_equal(segment_writer_finish(w, &walk, NULL), OK);
    text_encoder_close(encoder);
    segment_made_publish(directory, &walk);
}

static enum status deep(struct err *e, struct deep_check_report *r)
{
    struct index *x;
    enum status status;

    assert_int_equal(index_open(directory, ANALYZER_VERSION, &x, e), OK);
    status = deep_check(x, r, e);
    index_close(x);
    return status;
}

static void test_sound(void **state)
{
    struct deep_check_report r;
    struct check_report shallow;
    struct err e = ERR_NONE;

    (void)state;
    make_index(DAMAGE_NONE);
    assert_int_equal(check_index(directory, ANALYZER_VERSION, &shallow, &e), OK);
    assert_int_equal(deep(&e, &r), OK);
    assert_int_equal(r.text_count, DOCS);
    assert_int_equal(r.bare_count, 0);
    assert_int_equal(r.posting_count, 3 * DOCS);
}

/* What the files alone do not tell, the texts do. */
static void test_damages(void **state)
{
    static const struct {
        enum damage damage;
        const char *want;
    } cases[] = {
        {DAMAGE_POSITION, "'alpha' is indexed at other places than it stands at, document 170 ('d170')"},
        {DAMAGE_TERM, "is indexed at other places than it stands at, document 0 ('d0')"},
        {DAMAGE_MISSING, "'alpha' is indexed at other places than it stands at, document 170"},
        {DAMAGE_LEFT_OVER, "'omega' is indexed at other places than it stands at, document 170"},
        {DAMAGE_WEIGHT, "another weight than its zones give, document 170"},
        {DAMAGE_BOUND, "a bound is lower than a posting of its block, document 128"},
        {DAMAGE_ZONE_WORDS, "a zone has other words than its text, document 170"},
        {DAMAGE_GAP, "a posting at a position that no zone has, document 170"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct deep_check_report r;
        struct check_report shallow;
        struct err e = ERR_NONE;

        make_index(cases[i].damage);
        assert_int_equal(check_index(directory, ANALYZER_VERSION, &shallow, &e), OK);
        assert_int_equal(deep(&e, &r), E_CORRUPT);
        if (strstr(e.text, cases[i].want) == NULL)
            fail_msg("case %zu: '%s' is not in '%s'", i, cases[i].want, e.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound),
        cmocka_unit_test(test_damages),
    };

    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
