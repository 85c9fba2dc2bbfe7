/* An article of any text, indexed, checked against its postings, found by its own words, and
 * shown in every format: nothing of it acts in HTML, JSON or on a terminal.    */
#include <fcntl.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/io.h"
#include "indexer/builder.h"
#include "indexer/deep_check.h"
#include "searcher/session.h"
#include "store/check.h"
#include "tests/fuzz/fuzz.h"

static char folder[] = "/tmp/stemma-fuzz-XXXXXX";

static void remove_folder(void)
{
    char command[128];

    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0)
        perror(folder);
}

static void make_index(struct slice text, enum format format)
{
    struct builder_options options = {.memory_bytes = (size_t)16 << 20, .threads = 1};
    struct article a = {.id = SLICE_LITERAL("the id"), .path = slice_of(text.p, text.n % 40),
                        .text = text, .format = format};
    struct builder *b;

    FUZZ_REQUIRE(builder_open(folder, &options, &b, NULL) == OK);
    FUZZ_REQUIRE(builder_add(b, &a, NULL) == OK && builder_commit(b, NULL) == OK);
    builder_close(b);
}

static void check_it(void)
{
    struct check_report report;
    struct deep_check_report deep;
    struct index *x;
    struct err e = ERR_NONE;

    if (check_index(folder, ANALYZER_VERSION, &report, &e) != OK) {
        fprintf(stderr, "%s\n", e.text);
        abort();
    }
    FUZZ_REQUIRE(index_open(folder, ANALYZER_VERSION, &x, NULL) == OK);
    if (deep_check(x, &deep, &e) != OK) {
        fprintf(stderr, "%s\n", e.text);
        abort();
    }
    index_close(x);
}

/* Every tag is one of ours, without attributes of others. */
static void look_at_html(struct slice s)
{
    static const char *const tags[] = {"!DOCTYPE html>", "meta charset=\"utf-8\">", "title>stemma-search",
                                       "/title>", "section>", "/section>", "h1>", "/h1>", "h2>", "/h2>",
                                       "p>", "/p>", "mark>", "/mark>", "article ", "/article>",
                                       "a href=\"", "/a>", "small>", "/small>", "time>", "/time>",
                                       "ul>", "/ul>", "li>", "/li>", "br>", "span>", "/span>"};

    for (size_t i = 0; i < s.n; i++) {
        bool ours = s.p[i] != '<';

        for (size_t t = 0; t < sizeof tags / sizeof *tags && !ours; t++)
            ours = slice_starts_with(slice_drop(s, i + 1), slice_of_string(tags[t]));
        FUZZ_REQUIRE(ours);
    }
}

static void look_at_json(struct slice s)
{
    json_t *json = json_loadb((const char *)s.p, s.n, JSON_ALLOW_NUL, NULL);

    FUZZ_REQUIRE(json != NULL);
    json_decref(json);
}

/* No control character but ends of lines and our own colours and links. */
static void look_at_terminal(struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);

    while (p < end) {
        const uint8_t *at = p;
        bool valid;
        uint32_t c = utf8_decode(p, end, &p, &valid);

        FUZZ_REQUIRE(valid);
        if (c == 0x1b)
            FUZZ_REQUIRE(end - at > 2 && (at[1] == '[' || at[1] == ']' || at[1] == '\\'));
        else
            FUZZ_REQUIRE(c == '\n' || c == '\t' || !escape_is_control(c));
    }
}

static void search(struct slice text, const struct output *output, void (*look)(struct slice))
{
    struct settings settings = {.engine = {.limit = 10}, .any = true, .snippets = 3,
                                .snippet_length = 100, .output = output, .dbs = {folder},
                                .db_count = 1, .fixed = true,
                                .style = {.separator = '\n', .tag = "x", .width = 80,
                                          .colour = output == &output_human}};
    struct session x;
    struct buf out;
    enum status status;

    FUZZ_REQUIRE(session_open(&x, &settings) == OK);
    buf_init(&out, (size_t)1 << 28);
    status = session_run(&x, (struct slice){0}, text, &out);
    FUZZ_REQUIRE(status == OK || status == E_LIMIT);
    if (status == OK)
        look(buf_slice(&out));
    buf_release(&out);
    session_close(&x);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum format formats[] = {FORMAT_TEXT, FORMAT_HTML, FORMAT_MARKDOWN};
    struct slice s = slice_of(data, size), query;
    enum format format = formats[fuzz_take_byte(&s) % 3];
    struct buf text;

    if (strstr(folder, "XXXXXX") != NULL) {
        FUZZ_REQUIRE(mkdtemp(folder) != NULL);
        atexit(remove_folder);
        FUZZ_REQUIRE(dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) >= 0);
    }
    buf_init(&text, (size_t)1 << 26);
    utf8_append_repaired(&text, s);
    query = slice_of(text.p, text.n < 200 ? text.n : 200);
    query.n = utf8_valid_prefix(query);
    make_index(buf_slice(&text), format);
    check_it();
    search(query, &output_html, look_at_html);
    search(query, &output_json, look_at_json);
    search(query, &output_human, look_at_terminal);
    buf_release(&text);
    return 0;
}
