/* Any query over a small index: the pruned search finds what the exhaustive one does. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "indexer/builder.h"
#include "searcher/session.h"
#include "tests/fuzz/fuzz.h"

static char folder[] = "/tmp/stemma-fuzz-XXXXXX";
static struct session pruned, exhaustive;

static void stop(void)
{
    char command[128];

    session_close(&pruned);
    session_close(&exhaustive);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0)
        perror(folder);
}

/* Three languages, two segments, a document deleted. */
static void make_index(int first, int end)
{
    static const char *const codes[] = {"en", "de", "ru"};
    struct builder_options options = {.memory_bytes = (size_t)16 << 20, .threads = 1};
    struct builder *b;

    FUZZ_REQUIRE(builder_open(folder, &options, &b, NULL) == OK);
    for (int i = first; i < end; i++) {
        char id[16], text[500];
        struct article a = {.format = FORMAT_TEXT, .date = SLICE_LITERAL("2024-05-17")};

        snprintf(id, sizeof id, "%d", i);
        snprintf(text, sizeof text, "Title %d a\n\nThe a b c flight %d to Minsk. Die Gespr\xc3\xa4""che "
                 "%d b a. \xd0\x9c\xd0\xb8\xd0\xbd\xd1\x81\xd0\xba a c c %d. x%d\n", i % 7, i % 17, i % 5,
                 i % 3, i);
        a.id = a.path = slice_of_string(id);
        a.lang_code = slice_of_string(codes[i % 3]);
        a.text = slice_of_string(text);
        FUZZ_REQUIRE(builder_add(b, &a, NULL) == OK);
    }
    FUZZ_REQUIRE(builder_commit(b, NULL) == OK);
    builder_close(b);
}

static void start(void)
{
    struct settings settings = {.engine = {.limit = 5}, .output = &output_json, .dbs = {folder},
                                .db_count = 1, .style = {.separator = '\n', .tag = "x", .width = 80}};

    FUZZ_REQUIRE(mkdtemp(folder) != NULL);
    make_index(0, 300);
    make_index(290, 400);
    FUZZ_REQUIRE(session_open(&pruned, &settings) == OK);
    settings.engine.exhaustive = true;
    FUZZ_REQUIRE(session_open(&exhaustive, &settings) == OK);
    atexit(stop);
    FUZZ_REQUIRE(dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) >= 0);
}

/* Without the counts and times, which a pruned search may know less well. */
static struct slice hits_of(struct slice json)
{
    const uint8_t *hits = json.n > 0 ? memmem(json.p, json.n, "\"hits\":[", 8) : NULL;

    return hits == NULL ? json : slice_drop(json, (size_t)(hits - json.p));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = slice_of(data, size);
    uint8_t how = fuzz_take_byte(&text);
    struct buf a, b;
    enum status status;

    if (pruned.engine == NULL)
        start();
    buf_init(&a, (size_t)1 << 26);
    buf_init(&b, (size_t)1 << 26);
    pruned.settings.any = exhaustive.settings.any = how % 2 != 0;
    pruned.settings.fixed = exhaustive.settings.fixed = how % 4 >= 2;
    pruned.err = exhaustive.err = ERR_NONE;
    status = session_run(&pruned, (struct slice){0}, text, &a);
    FUZZ_REQUIRE(status == session_run(&exhaustive, (struct slice){0}, text, &b));
    FUZZ_REQUIRE(status == OK || status == E_LIMIT);
    FUZZ_REQUIRE(slice_equal(hits_of(buf_slice(&a)), hits_of(buf_slice(&b))));
    buf_release(&a);
    buf_release(&b);
    return 0;
}
