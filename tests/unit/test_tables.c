/* Records of many documents: lines.h, fields.h, jsonl.h, csv.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "indexer/formats/csv.h"
#include "indexer/formats/jsonl.h"

/* "id|title|body" for each document, "!line: why" for each that is skipped. */
static struct buf seen;

static enum status take(void *context, const struct entry *d, struct err *e)
{
    const struct page *p = d->page;

    (void)context;
    assert_int_equal(utf8_valid_prefix(buf_slice(&p->text)), p->text.n);
    if (slice_equal(d->id, SLICE_LITERAL("refused")))
        return err_set(e, E_LIMIT, "too much");
    buf_printf(&seen, "%llu %.*s|%.*s|%.*s\n", (unsigned long long)d->line, SLICE_ARG(d->id),
               SLICE_ARG(p->title_count > 0 ? p->titles[0].text : (struct slice){0}),
               SLICE_ARG(buf_slice(&p->text)));
    return OK;
}

static void skip_row(void *context, uint64_t line, const char *why)
{
    (void)context;
    buf_printf(&seen, "!%llu: %s\n", (unsigned long long)line, why);
}

static const struct entry_sink SINK = {.take = take, .refuse = skip_row};

static const char *result_of(enum status status, const struct err *e)
{
    if (status != OK)
        buf_printf(&seen, "failed: %s\n", e->text);
    buf_append_byte(&seen, 0);
    return (const char *)seen.p;
}

static const char *read_csv(struct slice text, enum csv_kind kind, const char *names)
{
    struct fields fields = fields_default();
    struct err e = ERR_NONE;
    struct lines lines;
    enum status status = OK;

    buf_clear(&seen);
    if (names != NULL)
        status = fields_parse(names, &fields, &e);
    lines_open_bytes(&lines, text, "x.csv");
    if (status == OK)
        status = csv_read(&lines, kind, &fields, &SINK, &e);
    lines_close(&lines);
    return result_of(status, &e);
}

/* As an import takes them, in this thread. */
static enum status take_jsonl(struct lines *lines, const struct fields *fields, struct err *e)
{
    enum status status;
    struct page page;
    struct jsonl j;

    page_init(&page);
    jsonl_open(&j, lines, fields);
    while ((status = jsonl_next(&j, e)) == OK && !lines->ended) {
        struct entry d = {.page = &page, .id = j.values[FIELD_ID], .line = lines->number};

        if (j.wrong != NULL) {
            skip_row(NULL, lines->number, j.wrong);
            continue;
        }
        page_clear(&page);
        fields_fill_page(j.values, &page);
        status = entry_put(&SINK, &d, e);
        if (status != OK)
            break;
    }
    jsonl_close(&j);
    page_release(&page);
    return status;
}

static const char *read_with(void open(struct lines *, struct slice, const char *), const char *text, const char *names)
{
    struct fields fields;
    struct err e = ERR_NONE;
    struct lines lines;
    enum status status = fields_parse(names, &fields, &e);

    buf_clear(&seen);
    open(&lines, slice_of_string(text), "x.jsonl");
    if (status == OK)
        status = take_jsonl(&lines, &fields, &e);
    lines_close(&lines);
    return result_of(status, &e);
}

static const char *read_jsonl(const char *text, const char *names)
{
    return read_with(lines_open_bytes, text, names);
}

struct table_case {
    const char *text, *want;
};

static void a_document_of_records(void **state)
{
    static const struct table_case cases[] = {
        {"", ""},
        {"[]", ""},
        {"\xef\xbb\xbf[\n {\n \"id\": \"1\",\n \"body\": \"a [}\\\"{ b\"\n },\n {\"id\":\"2\",\"body\":\"c\",\"x\":[{}]}]\n",
         "2 1||a [}\"{ b\n6 2||c\n"},
        {"{\"id\":\"1\",\n\"body\":\"a\"}\n\n{\"id\":\"2\",\"body\":\"b\"}", "1 1||a\n4 2||b\n"},
        {"[7, \"a\", {\"id\":\"1\",\"body\":\"b\"}, {\"id\":\"2\",", "!1: not a JSON object\n!1: not a JSON object\n1 1||b\n"
                                                           "!1: a member without a name\n"},
        {"[{\"body\":\"a", "!1: a string does not end\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(read_with(lines_open_items, cases[i].text, "body=body"), cases[i].want);
}

static void rows_become_documents(void **state)
{
    static const struct table_case cases[] = {
        {"", ""},
        {"\n\n", ""},
        {"id,title,body\n", ""},
        {"id,title,body\n1,T,b\n", "2 1|T|b\n"},
        {"\xef\xbb\xbfid,title,body\r\n1,T,b\r\n\r\n2,,c", "2 1|T|b\n4 2||c\n"},
        {"body;x\nпервый;1\n\"zwei; drei\";2", "2 ||первый\n3 ||zwei; drei\n"},
        {"id\tbody\n1\ta,b;c|d", "2 1||a,b;c|d\n"},
        {"id|body\n1|a,b", "2 1||a,b\n"},
        {"id,body\n1,\"a \"\"b\"\"\n\nc\"\n2,d\n", "2 1||a \"b\"\n\nc\n5 2||d\n"},
        {"id,body\n1,a \"b\" c\n2,\"d\"e\n", "2 1||a \"b\" c\n3 2||de\n"},
        {"\"id\",\"body\"\n\"\",\"b\"\n", "2 ||b\n"},
        {"id, body ,body\n1,a,b\n", "2 1||a\n"},
        {"id,body\n1\n2,a,b\n3,c\n", "!2: 1 fields where the header has 2\n"
                                     "!3: 3 fields where the header has 2\n4 3||c\n"},
        {"id,body\nrefused,a\n2,b\n", "!2: too much\n3 2||b\n"},
        {"id,body\n1,\"a\nb\n", "!2: a quoted field does not end\n"},
        {"id,body\n1,a\xff\n2,Größe, Übergröße\n3,für Städte öffnen\n",
         "2 1||a\xef\xbf\xbd\n!3: 3 fields where the header has 2\n4 3||für Städte öffnen\n"},
        {"id,text\n1,a\n", "failed: its first line names no column 'body' (--fields=body=NAME says which)\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(read_csv(slice_of_string(cases[i].text), CSV_ANY, NULL), cases[i].want);
    assert_string_equal(read_csv(SLICE_LITERAL("id\tbody\n1,2\t3,4"), CSV_TABS, NULL), "2 1,2||3,4\n");
    assert_string_equal(read_csv(SLICE_LITERAL("a,b;body\tc\n1\t2"), CSV_TABS, "body=c"), "2 ||2\n");
    assert_string_equal(read_csv(SLICE_LITERAL("id;body\n1;\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! "
                                               "\xca\xe0\xea \xe4\xe5\xeb\xe0?"), CSV_ANY, NULL),
                        "2 1||Привет, мир! Как дела?\n");
    assert_string_equal(read_csv(SLICE_LITERAL("id,body\n1,a\0b"), CSV_ANY, NULL), "2 1||a\n");
}

static void fields_are_renamed(void **state)
{
    static const char *const bad[] = {"", "title=", "=x", "Headline=title", "rank=x", "id=a,,body=b", "id=a,"};
    struct fields f;
    char long_value[FIELDS_TEXT_MAX + 16] = "id=";
    struct err e = ERR_NONE;

    (void)state;
    assert_string_equal(read_csv(SLICE_LITERAL("url,headline,text\nu,h,t\n"), CSV_ANY,
                                 "id=url,title=headline,body=text"), "2 u|h|t\n");
    assert_string_equal(read_jsonl("{\"url\":\"u\",\"h\":\"t\",\"text\":\"b\"}\n"
                                   "\n{\"text\":1}\n{\"body\":\"x\"}\nno\n{\"text\":\"c\",\"url\":\"\"}",
                                   "id=url,title=h,body=text"),
                        "1 u|t|b\n!3: no text in the member for the body\n"
                        "!4: no text in the member for the body\n!5: not a JSON object\n6 ||c\n");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(fields_parse(bad[i], &f, &e), E_USAGE);
    memset(long_value + 3, 'x', FIELDS_TEXT_MAX);
    assert_int_equal(fields_parse(long_value, &f, &e), E_USAGE);
    assert_int_equal(fields_parse("title=a=b", &f, &e), OK);
    assert_true(slice_equal(fields_name(&f, FIELD_TITLE), SLICE_LITERAL("a=b")));
    assert_true(slice_equal(fields_name(&f, FIELD_BODY), SLICE_LITERAL("body")));
    assert_int_equal(f.asked_count, 0);
    assert_int_equal(fields_parse("price=cost,title,tags", &f, &e), OK);
    assert_true(slice_equal(fields_asked(&f), SLICE_LITERAL("\005price\004cost\004tags\004tags")));
}

/* Whatever the bytes, a table is read to its end, and the same in one read or in many. */
static void random_tables(void **state)
{
    static const char letters[] = "ab\"\",;\n\r\t\xff\xd0\x96";
    char text[256];

    (void)state;
    srand(11);
    for (int round = 0; round < 20000; round++) {
        size_t n = (size_t)snprintf(text, sizeof text, "id,body\n");
        char *whole;
        struct fields fields = fields_default();
        struct err e = ERR_NONE;
        struct lines lines;
        FILE *file;

        for (int i = rand() % 60; i > 0; i--)
            text[n++] = letters[(size_t)rand() % (sizeof letters - 1)];
        whole = strdup(read_csv(slice_of(text, n), CSV_ANY, NULL));
        if (round % 50 == 0) {
            file = tmpfile();
            assert_non_null(file);
            assert_int_equal(fwrite(text, 1, n, file), n);
            rewind(file);
            buf_clear(&seen);
            lines_open(&lines, fileno(file), "x.csv");
            assert_string_equal(result_of(csv_read(&lines, CSV_ANY, &fields, &SINK, &e), &e), whole);
            lines_close(&lines);
            fclose(file);
        }
        free(whole);
    }
}

static void lines_cross_reads(void **state)
{
    enum { READ = 256 << 10 };
    static char text[READ + 64];

    (void)state;
    for (size_t size = READ - 3; size < READ + 4; size++) {
        struct err e = ERR_NONE;
        struct lines lines;
        FILE *file = tmpfile();

        memset(text, 'x', size);
        memcpy(text + size, "\ny", 2);
        assert_non_null(file);
        assert_int_equal(fwrite(text, 1, size + 2, file), size + 2);
        rewind(file);
        lines_open(&lines, fileno(file), "x");
        assert_int_equal(lines_next(&lines, &e), OK);
        assert_int_equal(lines.line.n, size + 1);
        assert_int_equal(lines_next(&lines, &e), OK);
        assert_true(slice_equal(lines.line, SLICE_LITERAL("y")) && !lines.ended);
        assert_int_equal(lines_next(&lines, &e), OK);
        assert_true(lines.ended);
        lines_close(&lines);
        fclose(file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_documents), cmocka_unit_test(a_document_of_records),
        cmocka_unit_test(fields_are_renamed),
        cmocka_unit_test(random_tables),
        cmocka_unit_test(lines_cross_reads),
    };
    int failed;

    buf_init(&seen, 1 << 24);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    buf_release(&seen);
    return failed;
}
