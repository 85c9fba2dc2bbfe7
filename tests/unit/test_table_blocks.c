/* table.h: blocks written here byte by byte, with right checksums - what is refused, and how
 * it is told.                                                                  */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/codec.h"
#include "store/checksum.h"
#include "store/table.h"
#include "tests/unit/folder.h"

#define TREE 0u
static const char *const trees[] = {"table"};

static char path[64];
static struct lmdb_reader *file;
static struct table table;

/* A block of entries and restarts; its last two bytes before the checksum are their count. */
struct made { struct slice key, bytes; };
#define MADE(key, bytes) {SLICE_LITERAL(key), SLICE_LITERAL(bytes)}

static void put_block(struct lmdb_writer *w, const struct made *m)
{
    uint8_t bytes[TABLE_BLOCK_BYTES];

    memcpy(bytes, m->bytes.p, m->bytes.n);
    codec_store64(bytes + m->bytes.n, checksum_of(m->bytes, TREE));
    assert_int_equal(lmdb_put(w, TREE, m->key, slice_of(bytes, m->bytes.n + CHECKSUM_BYTES), NULL), OK);
}

static void open_made(const struct made *blocks, size_t count)
{
    struct lmdb_writer *w;
    struct lmdb_walk walk;

    assert_int_equal(lmdb_create(path, trees, 1, (size_t)1 << 20, &w, NULL), OK);
    for (size_t i = 0; i < count; i++)
        put_block(w, &blocks[i]);
    assert_int_equal(lmdb_finish(w, NULL), OK);
    assert_int_equal(lmdb_open(path, trees, 1, &walk, &file, NULL), OK);
    assert_int_equal(table_open(&table, file, TREE, "made", NULL), OK);
}

static void close_made(void)
{
    table_close(&table);
    lmdb_close(file);
    assert_int_equal(unlink(path), 0);
}

static void says(const struct err *e, const char *what)
{
    if (e->status != E_CORRUPT || strstr(e->text, what) == NULL)
        fail_msg("not '%s': %s", what, e->text);
}

/* What is asked of a table: a key, its entries in order, those from a key on. */
typedef enum status ask(const char *text, struct err *e);

static enum status find(const char *text, struct err *e)
{
    struct slice payload;

    return table_find(&table, slice_of_string(text), &payload, e);
}

static enum status walk_on(struct table_cursor *c, enum status status, struct err *e)
{
    struct slice key, payload;

    for (unsigned entries = 0; status == OK; entries++) {
        assert_true(entries < 1000);
        status = table_next(c, &key, &payload, e);
    }
    return status;
}

static enum status walk(const char *text, struct err *e)
{
    struct table_cursor c;

    (void)text;
    table_cursor_init(&c, &table);
    return walk_on(&c, OK, e);
}

static enum status seek(const char *text, struct err *e)
{
    struct table_cursor c;
    struct slice key, payload;

    table_cursor_init(&c, &table);
    return walk_on(&c, table_seek(&c, slice_of_string(text), &key, &payload, e), e);
}

/* The entry whose number is the text's first byte, of one block of one group. */
static enum status number(const char *text, struct err *e)
{
    struct table_cursor c;
    struct slice key, payload;

    TRY(table_number_groups(&table, SLICE_LITERAL("\1\0"), e));
    table_cursor_init(&c, &table);
    return table_at(&c, (uint8_t)text[0], &key, &payload, e);
}

#define LONG10  "kkkkkkkkkk"
#define LONG250 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 \
                LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10
#define SOUND "\0\1a\0" "\0\1b\0" "\0\0" "\1\0"          /* a, b; one restart */

static void blocks_that_are_none(void **state)
{
    const struct {
        struct made block;
        ask *ask;
        const char *text, *want;
    } cases[] = {
        {MADE("a", ""), find, "a", "too short"},
        {MADE("a", "\0"), walk, "", "too short"},
        {MADE("a", "\0\1a\0" "\0\0"), find, "a", "count of restarts"},
        {MADE("a", "\0\1a\0" "\0\0" "\x40\0"), seek, "a", "count of restarts"},
        {MADE("a", "\0\1b\0" "\0\0" "\1\0"), find, "a", "first key"},
        {MADE("a", "\1\0a\0" "\0\0" "\1\0"), find, "a", "first key"},
        {MADE("a", "\0\0" "\1\0"), find, "a", "first key"},                 /* no entry */
        {MADE("a", "\0\x80" "\0\0" "\1\0"), find, "a", "first key"},        /* a varint that does not end */
        {MADE("a", "\0\1a\x80" "\0\0" "\1\0"), find, "a", "first key"},
        {MADE("a", "\0\2a" "\0\0" "\1\0"), find, "a", "first key"},         /* a key that leaves it */
        {MADE("a", "\0\1a\1" "\0\0" "\1\0"), find, "a", "first key"},       /* a payload that does */
        {MADE("a", "\0\1a\0" "\0\0" "\x40\0" "\2\0"), find, "b", "wrong restart"},
        {MADE("a", "\0\1a\0" "\1\1b\0" "\0\0" "\7\0" "\2\0"), find, "b", "wrong restart"},
        {MADE("a", "\0\1a\0" "\x40\0" "\1\0"), find, "b", "wrong restart"},
        {MADE("a", "\0\1a\0" "\0" "\0\0" "\1\0"), find, "b", "wrong entry"},
        {MADE("a", "\0\1a\0" "\2\1b\0" "\0\0" "\1\0"), find, "b", "wrong entry"},
        {MADE("a", "\0\1a\0" "\2\1b\0" "\0\0" "\1\0"), walk, "", "wrong entry"},
        {MADE("a", "\0\1a\0" "\0" "\0\0" "\1\0"), walk, "", "wrong entry"},
        {MADE("a", "\0\1a\0" "\0\1a\0" "\0\0" "\1\0"), walk, "", "wrong entry"},      /* not later */
        {MADE("a", "\0\1a\0" "\1\0\0" "\0\0" "\1\0"), walk, "", "wrong entry"},
        {MADE("a", "\0\1a\0" "\0\xfa\1" LONG250 "\0" "\xfa\1\xfb\1" LONG250 "l\0" "\0\0" "\1\0"), walk, "",
         "wrong entry"},                                                     /* 501 bytes */
        {MADE("a", "\0\1a\0" "\0\xfa\1" LONG250 "\0" "\xfa\1\xfb\1" LONG250 "l\0" "\0\0" "\1\0"), find, "z",
         "wrong entry"},
        {MADE("a", SOUND), number, "\x20", "no such group"},
        {MADE("a", SOUND), number, "\2", "no such entry"},
        {MADE("a", "\0\1a\0" "\0\1b\0" "\0\0" "\0\0" "\2\0"), number, "\0", "count of groups"},
        {MADE("a", "\0\1a\0" "\4\0" "\1\0"), number, "\0", "wrong restart"},
        {MADE("a", "\0\1a\0" "\0" "\0\0" "\1\0"), number, "\1", "wrong entry"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = ERR_NONE;

        open_made(&cases[i].block, 1);
        if (cases[i].ask(cases[i].text, &e) != E_CORRUPT)
            fail_msg("case %zu: taken, or '%s'", i, e.text);
        says(&e, cases[i].want);
        close_made();
    }
}

static void a_wrong_checksum_is_told(void **state)
{
    struct lmdb_writer *w;
    struct lmdb_walk walk;
    struct err e = ERR_NONE;

    (void)state;
    assert_int_equal(lmdb_create(path, trees, 1, (size_t)1 << 20, &w, NULL), OK);
    assert_int_equal(lmdb_put(w, TREE, SLICE_LITERAL("a"), SLICE_LITERAL(SOUND "12345678"), NULL), OK);
    assert_int_equal(lmdb_finish(w, NULL), OK);
    assert_int_equal(lmdb_open(path, trees, 1, &walk, &file, NULL), OK);
    assert_int_equal(table_open(&table, file, TREE, "made", NULL), OK);
    assert_int_equal(find("a", &e), E_CORRUPT);
    says(&e, "wrong checksum");
    close_made();
}

static void a_table_may_be_empty(void **state)
{
    struct table_cursor c;
    struct slice key, payload;
    struct err e = ERR_NONE;

    (void)state;
    open_made(NULL, 0);
    assert_int_equal(find("a", &e), E_NOT_FOUND);
    assert_int_equal(walk("", &e), E_NOT_FOUND);
    assert_int_equal(seek("a", &e), E_NOT_FOUND);
    assert_int_equal(table_number_groups(&table, (struct slice){0}, NULL), OK);
    table_cursor_init(&c, &table);
    assert_int_equal(table_at(&c, 0, &key, &payload, &e), E_CORRUPT);
    says(&e, "no such group");
    close_made();
}

static void a_sound_block_is_taken(void **state)
{
    const struct made blocks[] = {MADE("a", SOUND), MADE("c", "\0\1c\1!" "\0\0" "\1\0")};
    struct table_cursor c;
    struct slice key, payload;
    struct err e = ERR_NONE;

    (void)state;
    open_made(blocks, 2);
    assert_int_equal(find("b", &e), OK);
    assert_int_equal(find("0", &e), E_NOT_FOUND);
    assert_int_equal(find("b0", &e), E_NOT_FOUND);
    assert_int_equal(find("aa", &e), E_NOT_FOUND);
    assert_int_equal(walk("", &e), E_NOT_FOUND);
    assert_int_equal(seek("d", &e), E_NOT_FOUND);
    assert_int_equal(seek("0", &e), E_NOT_FOUND);
    assert_int_equal(e.status, OK);
    assert_int_equal(number("\0", &e), E_CORRUPT);           /* there are two blocks */
    says(&e, "count of blocks");
    for (int again = 0; again < 2; again++)
        assert_int_equal(table_number_groups(&table, SLICE_LITERAL("\1\0\1\0"), NULL), OK);
    table_cursor_init(&c, &table);
    assert_int_equal(table_at(&c, TABLE_GROUP, &key, &payload, NULL), OK);
    assert_true(slice_equal(payload, SLICE_LITERAL("!")));
    close_made();
}

/* Of a block with two groups, either is damaged: the second begins before the first ends. */
static void groups_that_leave_their_block(void **state)
{
    const struct made block = MADE("a", "\0\1a\0" "\0\1b\0" "\0\0" "\x40\0" "\2\0");
    struct table_cursor c;
    struct err e;

    (void)state;
    open_made(&block, 1);
    assert_int_equal(table_number_groups(&table, SLICE_LITERAL("\2\0"), NULL), OK);
    for (uint32_t group = 0; group < 2; group++) {
        e = ERR_NONE;
        table_cursor_init(&c, &table);
        assert_int_equal(table_enter_group(&c, group, &e), E_CORRUPT);
        says(&e, "wrong restart");
    }
    close_made();
}

static void entries_have_a_maximum(void **state)
{
    static const uint8_t zeros[TABLE_PAYLOAD_MAX + 1];
    struct lmdb_writer *file_writer;
    struct table_writer w;
    struct err e = ERR_NONE;

    (void)state;
    assert_int_equal(lmdb_create(path, trees, 1, (size_t)1 << 20, &file_writer, NULL), OK);
    table_writer_init(&w, file_writer, TREE);
    assert_int_equal(table_put(&w, slice_of(zeros, TABLE_KEY_MAX), slice_of(zeros, TABLE_PAYLOAD_MAX), NULL), OK);
    assert_int_equal(table_put(&w, slice_of(zeros, TABLE_KEY_MAX + 1), slice_of(zeros, 0), &e), E_LIMIT);
    e = ERR_NONE;
    assert_int_equal(table_put(&w, SLICE_LITERAL("b"), slice_of(zeros, TABLE_PAYLOAD_MAX + 1), &e), E_LIMIT);
    assert_non_null(strstr(e.text, "dictionary entry"));
    table_writer_release(&w);
    lmdb_abandon(file_writer);
    assert_int_equal(unlink(path), 0);
}

static void values_have_a_maximum(void **state)
{
    static const uint8_t zeros[LMDB_VALUE_MAX + 1];
    struct lmdb_writer *w;
    struct err e = ERR_NONE;

    (void)state;
    assert_int_equal(lmdb_create(path, trees, 1, (size_t)1 << 20, &w, NULL), OK);
    assert_int_equal(lmdb_put(w, TREE, SLICE_LITERAL("a"), slice_of(zeros, sizeof zeros), &e), E_LIMIT);
    assert_non_null(strstr(e.text, "a value of"));
    lmdb_abandon(w);
    assert_int_equal(unlink(path), 0);
}

static int start(void **state)
{
    if (folder_make(state) != 0)
        return -1;
    snprintf(path, sizeof path, "%s/file", directory);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_that_are_none), cmocka_unit_test(a_sound_block_is_taken),
        cmocka_unit_test(a_wrong_checksum_is_told),
        cmocka_unit_test(a_table_may_be_empty), cmocka_unit_test(groups_that_leave_their_block), cmocka_unit_test(entries_have_a_maximum),
        cmocka_unit_test(values_have_a_maximum)};

    return cmocka_run_group_tests(tests, start, folder_remove);
}
