/* Files as articles: which records, rows and messages are taken, which are skipped, and how each is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "indexer/import.h"

static char seen[4096];

static enum status take(void *context, const struct article *a, struct err *e)
{
    size_t n = strlen(seen);

    (void)context;
    if (slice_equal(a->id, SLICE_LITERAL("refused")))
        return err_set(e, E_LIMIT, "too much");
    snprintf(seen + n, sizeof seen - n, "%.*s|%.*s|%zu|%zu;", SLICE_ARG(a->id),
             SLICE_ARG(a->lang_code), a->title.n,
             a->page != NULL ? a->page->text.n : a->text.n);
    return OK;
}

static void skip_line(void *context, const char *path, const char *why)
{
    size_t n = strlen(seen);
    unsigned line = 0;

    (void)context;
    (void)path;
    sscanf(why, "line %u:", &line);
    snprintf(seen + n, sizeof seen - n, "!%u;", line);
}

static void take_note(void *context, const char *text)
{
    (void)context;
    (void)text;
}

static const char *read_named(const char *name, struct slice input)
{
    struct import_options options = {.type = FORMAT_UNKNOWN, .fields = fields_default()};
    struct import_sink sink = {take, skip_line, take_note, NULL};
    FILE *file = tmpfile();
    struct err e = ERR_NONE;

    assert_non_null(file);
    assert_int_equal(fwrite(input.p, 1, input.n, file), input.n);
    rewind(file);
    seen[0] = '\0';
    assert_int_equal(import_file(&options, &(struct import_source){
        .fd = fileno(file), .path = name, .id = SLICE_LITERAL("single")}, &sink, &e), OK);
    fclose(file);
    return seen;
}

static const char *read_text(struct slice input)
{
    return read_named("dir/x.jsonl", input);
}

static void lines_become_articles(void **state)
{
    (void)state;
    assert_string_equal(read_text(SLICE_LITERAL("")), "");
    assert_string_equal(read_text(SLICE_LITERAL("{\"body\":\"a\"}")), "x.jsonl:1||0|1;");
    assert_string_equal(read_text(SLICE_LITERAL("\xef\xbb\xbf{\"id\":\"k\",\"body\":\"a\"}\n")),
                        "k||0|1;");
    assert_string_equal(read_text(SLICE_LITERAL("\n \r\n{\"body\":\"a\\u0000b\"}\n")),
                        "x.jsonl:3||0|3;");
    assert_string_equal(read_text(SLICE_LITERAL(
        "{\"id\":\"k\",\"lang\":\"de\",\"title\":\"T\",\"body\":\"a\"}\n")), "k|de|1|1;");
}

static void bad_lines_are_skipped(void **state)
{
    (void)state;
    assert_string_equal(read_text(SLICE_LITERAL("{\"body\":1}\n[]\n{\n{\"body\":\"a\"}\n{\"id\"")),
                        "!1;!2;!3;x.jsonl:4||0|1;!5;");
    assert_string_equal(read_text(SLICE_LITERAL(
        "{\"id\":\"refused\",\"body\":\"a\"}\n{\"body\":\"a\"}\n")), "!1;x.jsonl:2||0|1;");
}

/* Lines that end at, before and after the end of what one read returns. */
static void lines_cross_reads(void **state)
{
    enum { READ = 256 << 10 };
    static char text[READ + 64];

    (void)state;
    for (size_t body = READ - 20; body < READ + 4; body++) {
        char want[64];
        size_t n = (size_t)snprintf(text, sizeof text, "{\"body\":\"%0*d\"}\n{\"body\":\"a\"}\n",
                                    (int)body, 0);
        snprintf(want, sizeof want, "x.jsonl:1||0|%zu;x.jsonl:2||0|1;", body);
        assert_string_equal(read_text(slice_of(text, n)), want);
    }
}

/* What the name or the first bytes tell. */
static void files_of_other_formats(void **state)
{
    (void)state;
    assert_string_equal(read_named("a.txt", SLICE_LITERAL("One line.")), "single||0|9;");
    assert_string_equal(read_named("a", SLICE_LITERAL("One line.")), "single||0|9;");
    assert_string_equal(read_named("a.csv", SLICE_LITERAL("id,lang,body\nk,de,abc\nx\n,,yz\n")),
                        "k|de|0|3;!3;a.csv:4||0|2;");
    assert_string_equal(read_named("a.csv", SLICE_LITERAL("id,lang\nk,de\n")), "!0;");
    assert_string_equal(read_named("a", SLICE_LITERAL("\x7f""ELF\2\1\1\0\0\0\0")), "!0;");
    assert_string_equal(read_named("a.eml", SLICE_LITERAL("From: a@b.c\nSubject: S\nMessage-ID: <k@b>\n\nText.\n")),
                        "k@b||0|5;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_articles),
        cmocka_unit_test(bad_lines_are_skipped),
        cmocka_unit_test(lines_cross_reads),
        cmocka_unit_test(files_of_other_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
