#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/codec.h"
#include "indexer/claims.h"
#include "indexer/sources.h"
#include "indexer/walk.h"

/* A root with the file a, of articles 1 and 2, and the file b, of articles 2 and 3. */
static void fill(struct sources *s)
{
    static const uint8_t a[16] = {1, 0, 0, 0, 0, 0, 0, 0, 2}, b[16] = {2, 0, 0, 0, 0, 0, 0, 0, 3};
    struct root *r;

    sources_init(s);
    r = sources_add_root(s, SLICE_LITERAL("/news"), SLICE_LITERAL("news"));
    assert_non_null(r);
    r->device = 5;
    r->inode = 6;
    assert_true(source_list_add(&r->files, &(struct source){
        .path = SLICE_LITERAL("x/a"), .mtime_ns = 77, .bytes = 3, .inode = 9, .hash = 1ull << 63,
        .ids = a, .id_count = 2}));
    assert_true(source_list_add(&r->files, &(struct source){
        .path = SLICE_LITERAL("x/b"), .mtime_ns = 78, .ids = b, .id_count = 2, .fresh = 1}));
}

static void comes_back(void **state)
{
    struct sources s, back;
    struct err e = ERR_NONE;
    struct buf bytes;

    (void)state;
    fill(&s);
    buf_init(&bytes, 4096);
    sources_encode(&s, &bytes);
    sources_init(&back);
    assert_int_equal(sources_decode(&back, buf_slice(&bytes), &e), OK);
    assert_int_equal(back.count, 1);
    assert_int_equal(back.roots[0].device, 5);
    assert_int_equal(back.roots[0].files.count, 2);
    assert_int_equal(back.roots[0].files.list[0].hash, 1ull << 63);
    assert_true(slice_equal(back.roots[0].files.list[1].path, SLICE_LITERAL("x/b")));
    assert_true(source_has(&back.roots[0].files.list[1], 3));
    assert_false(source_has(&back.roots[0].files.list[0], 3));
    sources_release(&back);
    for (size_t n = 0; n < bytes.n; n++) {    /* cut anywhere, it is refused */
        e = ERR_NONE;
        assert_int_equal(sources_decode(&back, slice_of(bytes.p, n), &e), E_CORRUPT);
        sources_release(&back);
    }
    buf_release(&bytes);
    sources_release(&s);
}

static void ids_are_in_order_and_once(void **state)
{
    static const uint64_t given[] = {7, 2, 7, 9, 2};
    struct source f = {.id_count = 0};
    struct buf ids;

    (void)state;
    buf_init(&ids, 4096);
    source_borrow_ids(&f, &ids);
    assert_int_equal(f.id_count, 0);
    for (size_t i = 0; i < 5; i++) {
        uint8_t bytes[8];
        codec_store64(bytes, given[i]);
        buf_append(&ids, bytes, sizeof bytes);
    }
    source_borrow_ids(&f, &ids);
    assert_int_equal(f.id_count, 3);
    assert_int_equal(ids.n, 24);
    assert_ptr_equal(f.ids, ids.p);
    assert_true(source_has(&f, 2) && source_has(&f, 7) && source_has(&f, 9));
    assert_false(source_has(&f, 8));
    buf_release(&ids);
}

/* In the midst of a run, what is fresh is to be read again. */
static void midway_is_read_again(void **state)
{
    struct sources s, back;
    struct err e = ERR_NONE;
    struct buf bytes;

    (void)state;
    fill(&s);
    buf_init(&bytes, 4096);
    assert_int_equal(sources_encode_midway(&s, NULL, 0, &bytes, &e), OK);
    sources_init(&back);
    assert_int_equal(sources_decode(&back, buf_slice(&bytes), &e), OK);
    assert_int_equal(back.roots[0].files.list[0].mtime_ns, 77);
    assert_int_equal(back.roots[0].files.list[1].mtime_ns, 0);
    sources_release(&back);
    buf_release(&bytes);
    sources_release(&s);
}

static void count_conflict(void *context, const struct claims_conflict *c)
{
    uint64_t *told = context;

    assert_int_equal(c->id_hash, 2);
    assert_true(slice_equal(c->winner, SLICE_LITERAL("x/b")));
    told[0]++;
}

static enum status count_unclaimed(void *context, uint64_t id_hash, struct err *e)
{
    uint64_t *told = context;

    (void)e;
    told[1] += id_hash;
    return OK;
}

static void last_reader_has_the_article(void **state)
{
    static const uint8_t lost[16] = {1, 0, 0, 0, 0, 0, 0, 0, 4};
    uint64_t told[2] = {0, 0};
    struct claims_calls calls = {told, count_conflict, count_unclaimed};
    struct err e = ERR_NONE;
    struct buf gone, given;
    struct sources s;

    (void)state;
    fill(&s);
    buf_init(&gone, 64);
    buf_init(&given, 64);
    buf_append(&gone, lost, sizeof lost);
    assert_int_equal(claims_settle(&s, &gone, &given, &calls, &e), OK);
    assert_int_equal(told[0], 1);
    assert_int_equal(told[1], 4);            /* 1 is in the file a */
    assert_false(source_has(&s.roots[0].files.list[0], 2));
    assert_true(source_has(&s.roots[0].files.list[0], 1));
    assert_true(source_has(&s.roots[0].files.list[1], 2));
    buf_release(&gone);
    buf_release(&given);
    sources_release(&s);
}

static void folders_come_before_files(void **state)
{
    (void)state;
    assert_true(walk_compare(SLICE_LITERAL("a/z"), SLICE_LITERAL("a.txt")) < 0);
    assert_true(walk_compare(SLICE_LITERAL("a"), SLICE_LITERAL("a/z")) < 0);
    assert_int_equal(walk_compare(SLICE_LITERAL("a/z"), SLICE_LITERAL("a/z")), 0);
    assert_true(walk_is_below(SLICE_LITERAL("a/z"), SLICE_LITERAL("a")));
    assert_false(walk_is_below(SLICE_LITERAL("ab"), SLICE_LITERAL("a")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back), cmocka_unit_test(ids_are_in_order_and_once),
        cmocka_unit_test(midway_is_read_again),
        cmocka_unit_test(last_reader_has_the_article),
        cmocka_unit_test(folders_come_before_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
