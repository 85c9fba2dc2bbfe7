/* manifest.h: what a reader refuses, byte for byte, and what a writer gives back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "store/checksum.h"
#include "store/manifest.h"
#include "tests/unit/folder.h"

#define HEAD "stemma-index 4\ngeneration 3\nfeatures 0\nanalysis 2\nnext-segment 9\n"
#define SEGMENT "segment 8 4096 0123456789abcdef fedcba9876543210 2\n"

static struct manifest m, back;

/* Replaces MANIFEST by the text, with its checksum where `sum` is null. */
static void put(const char *text, const char *sum)
{
    struct buf b;

    buf_init(&b, (size_t)1 << 24);
    buf_append_string(&b, text);
    if (sum == NULL)
        buf_printf(&b, "checksum %016" PRIx64 "\n", checksum_of(buf_slice(&b), 0));
    else
        buf_append_string(&b, sum);
    assert_int_equal(io_replace_file(directory, MANIFEST_NAME, buf_slice(&b), NULL), OK);
    buf_release(&b);
}

static void is_refused(enum status want, const char *part)
{
    struct err e = ERR_NONE;

    assert_int_equal(manifest_read(directory, &m, &e), want);
    if (strstr(e.text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, e.text);
}

static void what_it_says_is_read(void **state)
{
    (void)state;
    put(HEAD SEGMENT "files 3 17 00000000000000ff\na-line of a later version\n", NULL);
    assert_int_equal(manifest_read(directory, &m, NULL), OK);
    assert_int_equal(m.generation, 3);
    assert_int_equal(m.analysis, 2);
    assert_int_equal(m.next_segment, 9);
    assert_int_equal(m.segment_count, 1);
    assert_int_equal(m.segments[0].number, 8);
    assert_int_equal(m.segments[0].bytes, 4096);
    assert_int_equal(m.segments[0].walk.meta_checksum, 0x0123456789abcdef);
    assert_int_equal(m.segments[0].walk.structure_checksum, 0xfedcba9876543210);
    assert_int_equal(m.segments[0].deletions, 2);
    assert_int_equal(m.files.bytes, 17);
    assert_int_equal(m.files.checksum, 0xff);
}

static void what_it_cannot_be_is_refused(void **state)
{
    static const struct {
        const char *text, *sum;
        enum status want;
        const char *part;
    } cases[] = {
        {"", NULL, E_CORRUPT, "no manifest"},
        {"stemma-index x\n", NULL, E_CORRUPT, "no manifest"},
        {"stemma-index 99\n", NULL, E_VERSION, "format 99"},
        {HEAD, "", E_CORRUPT, "checksum"},
        {HEAD, "checksum 1234\n", E_CORRUPT, "checksum"},
        {HEAD, "checksum \n", E_CORRUPT, "checksum"},
        {HEAD, "checksum none\n", E_CORRUPT, "checksum"},
        {HEAD, "checksum 0123456789abcdef", E_CORRUPT, "checksum"},
        {HEAD, "checksum 0123456789abcdef\nmore", E_CORRUPT, "checksum"},
        {HEAD "segment 8 4096 0 0\n", NULL, E_CORRUPT, "line of a segment"},
        {HEAD "segment eight\n", NULL, E_CORRUPT, "line of a segment"},
        {HEAD "files 3 17\n", NULL, E_CORRUPT, "line of a segment or of the files"},
        {"stemma-index 4\nfeatures 2\n", NULL, E_VERSION, "features (2)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put(cases[i].text, cases[i].sum);
        is_refused(cases[i].want, cases[i].part);
    }
}

/* One that fills all the room there is would have none for its end. */
static void a_file_has_a_maximum(void **state)
{
    static char text[(1 << 20) + 1];
    const size_t sizes[] = {1 << 20, (1 << 20) + 1};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        memset(text, 'x', sizes[i]);
        assert_int_equal(io_replace_file(directory, MANIFEST_NAME, slice_of(text, sizes[i]), NULL), OK);
        is_refused(i == 0 ? E_CORRUPT : E_LIMIT, i == 0 ? "too long" : "larger than");
    }
}

static void segments_have_a_maximum(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, (size_t)1 << 24);
    buf_append_string(&b, HEAD);
    for (size_t i = 0; i < MANIFEST_SEGMENTS_MAX; i++)
        buf_append_string(&b, SEGMENT);
    buf_append_byte(&b, 0);
    put((const char *)b.p, NULL);
    assert_int_equal(manifest_read(directory, &m, NULL), OK);
    assert_int_equal(m.segment_count, MANIFEST_SEGMENTS_MAX);
    b.n--;
    buf_append(&b, SEGMENT, sizeof SEGMENT);
    put((const char *)b.p, NULL);
    is_refused(E_CORRUPT, "line of a segment");
    buf_release(&b);
}

static void fill(void)
{
    m = (struct manifest){.generation = 7, .analysis = 2, .next_segment = 3, .segment_count = 1,
                          .files = {7, 5, checksum_of(SLICE_LITERAL("bytes"), 0)}};
    m.segments[0] = (struct manifest_segment){.number = 2, .bytes = UINT64_MAX, .deletions = 4,
                                              .walk = {.meta_checksum = 1, .structure_checksum = UINT64_MAX}};
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    fill();
    assert_int_equal(manifest_write(directory, &m, NULL), OK);
    assert_int_equal(manifest_read(directory, &back, NULL), OK);
    assert_memory_equal(&back.files, &m.files, sizeof m.files);
    assert_memory_equal(&back.segments[0].walk, &m.segments[0].walk, sizeof m.segments[0].walk);
    assert_int_equal(back.segments[0].bytes, UINT64_MAX);
    assert_int_equal(back.segments[0].deletions, 4);
}

static void files_are_those_it_tells(void **state)
{
    char name[MANIFEST_SEGMENT_NAME_MAX], longest[IO_PATH_MAX];
    struct buf b;

    (void)state;
    fill();
    buf_init(&b, 1000);
    manifest_files_name(7, name);
    assert_int_equal(manifest_read_files(directory, &m, &b, NULL), E_NOT_FOUND);
    assert_int_equal(io_replace_file(directory, name, SLICE_LITERAL("bytes"), NULL), OK);
    assert_int_equal(manifest_read_files(directory, &m, &b, NULL), OK);
    assert_true(slice_equal(buf_slice(&b), SLICE_LITERAL("bytes")));
    assert_int_equal(io_replace_file(directory, name, SLICE_LITERAL("other"), NULL), OK);
    assert_int_equal(manifest_read_files(directory, &m, &b, NULL), E_CORRUPT);
    assert_int_equal(io_replace_file(directory, name, SLICE_LITERAL("bytes+"), NULL), OK);
    assert_int_equal(manifest_read_files(directory, &m, &b, NULL), E_CORRUPT);
    m.files.generation = 0;
    buf_clear(&b);
    assert_int_equal(manifest_read_files(directory, &m, &b, NULL), OK);
    assert_int_equal(b.n, 0);
    m.files.generation = 7;
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(manifest_read_files(longest, &m, &b, NULL), E_LIMIT);
    assert_int_equal(manifest_read(longest, &m, NULL), E_LIMIT);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says_is_read),
        cmocka_unit_test(what_it_cannot_be_is_refused),
        cmocka_unit_test(a_file_has_a_maximum),
        cmocka_unit_test(segments_have_a_maximum),
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(files_are_those_it_tells),
    };

    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
