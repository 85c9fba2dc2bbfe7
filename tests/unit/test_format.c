/* format.h: names and first bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/formats/format.h"

static void formats_are_known(void **state)
{
    static const struct {
        const char *path, *first;
        enum format want;
    } cases[] = {
        {"a.txt", "<html>", FORMAT_HTML},
        {"d.x/a.HTML", "", FORMAT_HTML},
        {"a.md", "", FORMAT_MARKDOWN},
        {"a.jsonl", "", FORMAT_JSONL},
        {"a.csv", "", FORMAT_CSV},
        {"a.tsv", "", FORMAT_TSV},
        {"a.eml", "", FORMAT_MAIL},
        {"a", "", FORMAT_TEXT},
        {".html", "words", FORMAT_TEXT},
        {"", "\xef\xbb\xbf <!-- x --><!DOCTYPE HTML>", FORMAT_HTML},
        {"", "<?xml version='1.0'?>\n<HTML>", FORMAT_HTML},
        {"", "<!-- x", FORMAT_TEXT},
        {"", "<html", FORMAT_HTML},
        {"a.php", "<p>words", FORMAT_TEXT},
        {"", "{\"body\":1}", FORMAT_JSONL},
        {"", "{ words }", FORMAT_TEXT},
        {"", "From a@b Fri May 17 11:34:00 2024\nX: y\n", FORMAT_MAIL},
        {"", "From here to there\n", FORMAT_TEXT},
        {"", "Received: x\n y\nFrom: a\nSubject: b\n\nc", FORMAT_MAIL},
        {"", "Subject: only\n\nwords", FORMAT_TEXT},
        {"a.pdf", "%PDF-1.7\n", FORMAT_UNKNOWN},
        {"words.x", "just words", FORMAT_TEXT},
        {"a.json", "[\n  {\"body\": \"b\"}", FORMAT_JSON},
        {"a.json", "[{\"body\"", FORMAT_JSON},
        {"a.jsonl", "{\n\"body\": 1,", FORMAT_JSON},
        {"", "{\"body\": 1}\n{\"body\": 2}", FORMAT_JSONL},
        {"", "{\"body\": \"a line longer than what is seen", FORMAT_JSONL},
        {"", "[1, 2]", FORMAT_TEXT},
        {"a.txt", "[{\"body\"", FORMAT_TEXT},
        {"a.txt", "\n<!doctype html><title>a", FORMAT_HTML},
        {"a.txt", "x < html>", FORMAT_TEXT},
        {"a.txt", "# A title\n\n[words](https://a.example/)", FORMAT_MARKDOWN},
        {"a", "[a](/a) * [b](#b)\n* ![c](../c.png)", FORMAT_MARKDOWN},
        {"", "[a](/a) [b](#b)", FORMAT_TEXT},
        {"", "# A title\n## Another\nwords", FORMAT_TEXT},
        {"", "####### 7\n#1\n[a](/a)", FORMAT_TEXT},
        {"", "# f\n[](int a) a](b) [x](y) [z](1)", FORMAT_TEXT},
        {"", "{\"body\": \"[a](/a) [b](/b) [c](/c)\"}", FORMAT_JSONL},
        {"a.csv", "[a](/a) [b](/b) [c](/c)", FORMAT_CSV},
    };
    static const char *const names[] = {"text", "html", "md", "jsonl", "csv", "tsv", "mail", "warc", "json"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (format_of(cases[i].path, slice_of_string(cases[i].first)) != cases[i].want)
            fail_msg("'%s' '%s': not %d", cases[i].path, cases[i].first, (int)cases[i].want);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(format_of_name(names[i]), i);
    assert_int_equal(format_of_name("filtered"), FORMAT_UNKNOWN);
    assert_int_equal(format_of_name(""), FORMAT_UNKNOWN);
    assert_int_equal(format_of_path("a.pdf"), FORMAT_UNKNOWN);
}

static void pages_are_read(void **state)
{
    static const enum format formats[] = {FORMAT_TEXT, FORMAT_HTML, FORMAT_MARKDOWN};
    static const char *const wants[] = {"# <b>x</b> &amp;", "# x &", "x &"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct err e = ERR_NONE;
        struct page p;

        page_init(&p);
        assert_true(format_is_single(formats[i]));
        assert_int_equal(format_read_page(formats[i], SLICE_LITERAL("# <b>x</b> &amp;"), &p, &e), OK);
        assert_int_equal(p.text.n, strlen(wants[i]));
        assert_memory_equal(p.text.p, wants[i], p.text.n);
        page_release(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(formats_are_known), cmocka_unit_test(pages_are_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
