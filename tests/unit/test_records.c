/* Records: which lines are articles, which are skipped, and how each is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "indexer/records.h"

static char seen[4096];

static enum status take(void *context, const struct article *a, struct err *e)
{
    size_t n = strlen(seen);

    (void)context;
    if (slice_equal(a->id, SLICE_LITERAL("refused")))
        return err_set(e, E_LIMIT, "too much");
    snprintf(seen + n, sizeof seen - n, "%.*s|%.*s|%zu|%zu;", SLICE_ARG(a->id),
             SLICE_ARG(a->lang_code), a->title.n, a->text.n);
    return OK;
}

static void skip_line(void *context, uint64_t line, const char *why)
{
    size_t n = strlen(seen);

    (void)context;
    (void)why;
    snprintf(seen + n, sizeof seen - n, "!%llu;", (unsigned long long)line);
}

static const char *read_text(struct slice input)
{
    FILE *file = tmpfile();
    struct err e = ERR_NONE;

    assert_non_null(file);
    assert_int_equal(fwrite(input.p, 1, input.n, file), input.n);
    rewind(file);
    seen[0] = '\0';
    struct fields fields = fields_default();

    assert_int_equal(records_read(fileno(file), "x.jsonl", &fields, take, skip_line, NULL, &e), OK);
    fclose(file);
    return seen;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_articles),
        cmocka_unit_test(bad_lines_are_skipped),
        cmocka_unit_test(lines_cross_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
