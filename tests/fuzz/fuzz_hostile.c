/* An index whose values were changed by someone who made the checksums right again: whatever
 * is read of it, by searches, checks and merges, is an answer or an error.
 *
 * The input is changes of a sound index: tree, value, offset (u16), byte; 5 bytes each. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/io.h"
#include "indexer/builder.h"
#include "indexer/deep_check.h"
#include "searcher/session.h"
#include "store/check.h"
#include "store/index_writer.h"
#include "store/manifest.h"
#include "store/segment_file.h"
#include "tests/fuzz/fuzz.h"

#define CHANGE_BYTES 5

static char folder[] = "/tmp/stemma-fuzz-XXXXXX";
static char good[64], bad[64];
static char good_segment[IO_PATH_MAX], bad_segment[IO_PATH_MAX];
static struct manifest manifest;

static void remove_folder(void)
{
    char command[128];

    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0)
        perror(folder);
}

/* Two languages, frequent words with blocks of their own, phrases. */
static void make_good(void)
{
    struct builder_options options = {.memory_bytes = (size_t)16 << 20, .threads = 1};
    struct builder *b;

    FUZZ_REQUIRE(builder_open(good, &options, &b, NULL) == OK);
    for (int i = 0; i < 300; i++) {
        char id[16], text[400];
        struct article a = {.format = FORMAT_TEXT};

        snprintf(id, sizeof id, "n%d", i);
        snprintf(text, sizeof text, "The title of number %d\n\nAlpha beta gamma. The flight %d to Minsk "
                 "was opened, and alpha beta it was. Gespr\xc3\xa4""che %d in Perm.\n", i, i % 17, i % 5);
        a.id = slice_of_string(id);
        a.lang_code = i % 3 == 0 ? SLICE_LITERAL("de") : SLICE_LITERAL("en");
        a.text = slice_of_string(text);
        FUZZ_REQUIRE(builder_add(b, &a, NULL) == OK);
    }
    FUZZ_REQUIRE(builder_commit(b, NULL) == OK);
    builder_close(b);
}

static void start(void)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];

    FUZZ_REQUIRE(mkdtemp(folder) != NULL);
    atexit(remove_folder);
    snprintf(good, sizeof good, "%s/good", folder);
    snprintf(bad, sizeof bad, "%s/bad", folder);
    make_good();
    FUZZ_REQUIRE(mkdir(bad, 0777) == 0);
    FUZZ_REQUIRE(manifest_read(good, &manifest, NULL) == OK && manifest.segment_count == 1);
    manifest_segment_name(manifest.segments[0].number, name);
    FUZZ_REQUIRE(io_join(good, name, good_segment, NULL) == OK);
    FUZZ_REQUIRE(io_join(bad, name, bad_segment, NULL) == OK);
    FUZZ_REQUIRE(dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) >= 0);
}

static void put_value(struct lmdb_writer *w, size_t tree, unsigned number, struct slice key,
                      struct slice value, struct slice changes)
{
    uint8_t *copy = malloc(value.n);
    size_t n = value.n - CHECKSUM_BYTES;
    uint64_t seed = tree == TREE_HEADER || segment_is_table(tree)
                        ? tree : (uint64_t)tree << 32 | __builtin_bswap32(codec_load32(key.p));

    FUZZ_REQUIRE(copy != NULL);
    memcpy(copy, value.p, value.n);
    for (; changes.n >= CHANGE_BYTES; changes = slice_drop(changes, CHANGE_BYTES))
        if (changes.p[0] % TREE_COUNT == tree && changes.p[1] % 4 == number % 4 && n > 0)
            copy[codec_load16(changes.p + 2) % n] = changes.p[4];
    codec_store64(copy + n, checksum_of(slice_of(copy, n), seed));
    FUZZ_REQUIRE(lmdb_put(w, tree, key, slice_of(copy, value.n), NULL) == OK);
    free(copy);
}

static void make_bad(struct slice changes)
{
    struct lmdb_reader *from;
    struct lmdb_writer *to;
    struct lmdb_walk walk;
    struct stat info;

    unlink(bad_segment);
    FUZZ_REQUIRE(lmdb_open(good_segment, segment_trees, TREE_COUNT, &walk, &from, NULL) == OK);
    FUZZ_REQUIRE(lmdb_create(bad_segment, segment_trees, TREE_COUNT, (size_t)1 << 20, &to, NULL) == OK);
    for (size_t tree = 0; tree < TREE_COUNT; tree++) {
        struct slice key, value;
        unsigned number = 0;

        for (bool more = lmdb_first(from, tree, &key, &value); more;
             more = lmdb_next(from, tree, &key, &value))
            put_value(to, tree, number++, key, value, changes);
    }
    FUZZ_REQUIRE(lmdb_finish(to, NULL) == OK);
    lmdb_close(from);
    FUZZ_REQUIRE(lmdb_walk_file(bad_segment, &manifest.segments[0].walk, NULL) == OK);
    FUZZ_REQUIRE(stat(bad_segment, &info) == 0);
    manifest.segments[0].bytes = (uint64_t)info.st_size;
    manifest.files.generation = 0;
    FUZZ_REQUIRE(manifest_write(bad, &manifest, NULL) == OK);
}

static void search_bad(void)
{
    static const char *const queries[] = {"alpha", "alpha beta", "\"alpha beta\"", "flight OR gamma",
                                          "id:n7 alpha", "alpha -beta", "die minsk",
                                          "fligt~1", "be*", "title:number", "alpha NEAR/3 gamma"};
    struct settings settings = {.engine = {.limit = 10}, .snippets = 2, .snippet_length = 100,
                                .output = &output_json, .dbs = {bad}, .db_count = 1,
                                .style = {.separator = '\n', .tag = "x", .width = 80}};
    struct session x;
    struct buf out;

    buf_init(&out, (size_t)1 << 28);
    if (session_open(&x, &settings) == OK)
        for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
            buf_clear(&out);
            x.err = ERR_NONE;
            if (session_run(&x, (struct slice){0}, slice_of_string(queries[i]), &out) == OK)
                FUZZ_REQUIRE(fuzz_is_utf8(buf_slice(&out)));
        }
    session_close(&x);
    buf_release(&out);
}

static void check_and_merge(void)
{
    struct index_writer_options options = {.analysis = ANALYZER_VERSION,
                                           .commit_bytes = (size_t)16 << 20};
    struct check_report report;
    struct deep_check_report deep;
    struct index_writer *w;
    struct index *x;

    if (check_index(bad, ANALYZER_VERSION, &report, NULL) == OK
        && index_open(bad, ANALYZER_VERSION, &x, NULL) == OK) {
        if (deep_check(x, &deep, NULL) != OK)
            deep.text_count = 0;
        index_close(x);
    }
    if (index_writer_open(bad, &options, &w, NULL) == OK) {
        struct published_document d;

        /* a document less, so that there is something to merge */
        if (index_writer_find(w, SLICE_LITERAL("n3"), &d, NULL) == OK && d.segment != SIZE_MAX
            && index_writer_delete(w, &d, NULL) == OK && index_writer_compact(w, NULL) == OK)
            FUZZ_REQUIRE(index_writer_published(w) != NULL);
        index_writer_close(w);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (manifest.segment_count == 0)
        start();
    make_bad(slice_of(data, size));
    search_bad();
    check_and_merge();
    return 0;
}
