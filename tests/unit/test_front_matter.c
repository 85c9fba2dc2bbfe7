/* front_matter.h: YAML and TOML before a Markdown text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "indexer/formats/front_matter.h"
#include "store/user_fields.h"
#include "tests/unit/page_print.h"

static const struct {
    const char *text, *want, *rest;
} CASES[] = {
    {"", "", ""},
    {"Text", "", "Text"},
    {"---\ntitle: no end", "", "---\ntitle: no end"},
    {"---\n---\nText", "", "Text"},
    {"+++\n+++\n", "", ""},
    {"---\ntitle: A\n+++\n---\nText", "title record: A\n", "Text"},
    {"---\r\ntitle: A\r\ndate: 2024-05-17\r\n---\r\nText", "title record: A\ndate record: 2024-05-17\n", "Text"},
    /* quotes and comments */
    {"---\n# title: no\ntitle: Ein \"Titel\"#1 # kurz\nlang: de # ja\n...\n", "title record: Ein \"Titel\"#1\nlang: de\n", ""},
    {"---\ntitle: \"A: \\\"B\\\" \\u00e4\\t\\\\\" # c\n---\n", "title record: A: \"B\" ä \\\n", ""},
    {"---\ntitle: 'It''s \\n'\n---\n", "title record: It's \\n\n", ""},
    {"---\ntitle: ''\nurl: http://a.b/c#d\n---\n", "url: http://a.b/c#d\n", ""},
    {"---\ntitle: \"\\ud800 \\U00110000 \\u\"\n---\n", "title record: \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd\n", ""},
    {"---\ntitle: \"no end\n---\n", "title record: no end\n", ""},
    /* more than a line */
    {"---\ntitle: >-\n  One\n  two\n\n  three\nlang: en\n---\n", "title record: One two three\nlang: en\n", ""},
    {"---\ntitle: One\n  two\nlang: en\n---\n", "title record: One two\nlang: en\n", ""},
    {"---\ntitle: \"One\n  two\"\nlang: en\n---\n", "title record: One two\nlang: en\n", ""},
    {"---\ncover:\n  title: no\ntitle: yes\n---\n", "title record: yes\n", ""},
    {"---\nauthor: {name: A}\n- B\ntitle: t\n---\n", "title record: t\n", ""},
    /* lists */
    {"---\nauthor: [A. B., \"C, D\"]\n---\n", "author: A. B., C, D\n", ""},
    {"---\nauthors:\n  - A\n  - 'B'\n---\n", "author: A, B\n", ""},
    {"---\nauthor: [A\n---\n", "author: A\n", ""},
    {"---\ntags: [a, [b], \"c\" ,]\n---\n", "tags: a\ntags: b\ntags: c\n", ""},
    {"---\n- stray\ntags:\n- a\n- b # c\n---\n", "tags: a\ntags: b\n", ""},
    /* TOML */
    {"+++\ntitle = \"Der Titel\" # c\ndate = 2024-05-17T10:00:00+02:00\n+++\nText",
     "title record: Der Titel\ndate record: 2024-05-17T10:00:00+02:00\n", "Text"},
    {"+++\n\"title\" = 'C:\\dir'\nauthors = [\n  \"A\", # one\n  \"B\",\n]\n+++\n", "title record: C:\\dir\nauthor: A, B\n", ""},
    {"+++\ntitle = \"\"\"\nOne\ntwo\"\"\"\nlang = '''de'''\n+++\n", "title record: One two\nlang: de\n", ""},
    {"+++\ntitle = \"A\"\n[extra]\ntitle = \"B\"\n  tags = [\"x\"]\n[[extra.part]]\ntags = 5\n+++\n",
     "title record: A\ntags: x\ntags: 5\n", ""},
    {"+++\ntitle: no\ndate = 2024\n---\n+++\n", "date record: 2024\n", ""},
};

static void print(struct buf *out, struct page *p)
{
    struct user_fields pair;

    page_print(out, p);
    out->n--;
    user_fields_open(&pair, buf_slice(&p->user_fields));
    while (user_fields_next(&pair))
        buf_printf(out, "%.*s: %.*s\n", SLICE_ARG(pair.name), SLICE_ARG(pair.value));
}

static void init(struct page *p)
{
    static struct buf asked;

    page_init(p);
    buf_release(&asked);
    buf_init(&asked, 64);
    assert_true(user_fields_put(&asked, SLICE_LITERAL("tags"), SLICE_LITERAL("tags")));
    p->asked = buf_slice(&asked);
}

static void values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct slice rest = slice_of_string(CASES[i].text);
        struct page p;
        struct buf out;

        init(&p);
        buf_init(&out, 1 << 16);
        assert_true(front_matter_read(&p, &rest));
        print(&out, &p);
        buf_append_byte(&out, 0);
        if (strcmp((const char *)out.p, CASES[i].want) != 0 || !slice_equal(rest, slice_of_string(CASES[i].rest)))
            print_error("in: %s\n", CASES[i].text);
        assert_string_equal((const char *)out.p, CASES[i].want);
        assert_true(slice_equal(rest, slice_of_string(CASES[i].rest)));
        buf_release(&out);
        page_release(&p);
    }
}

static void random_texts(void **state)
{
    static const char *const pieces[] = {"[", "]", "\"", "'", "'''", "\"\"\"", ":", " = ", "\n", "\n\n", "  ", "# ",
                                         "- ", "title", "tags", "author", "|", ">", "{", "\\u", "\\", "12", ", "};
    struct buf text;

    (void)state;
    srand(5);
    buf_init(&text, 1 << 16);
    for (int round = 0; round < 20000; round++) {
        const char *mark = round % 2 == 0 ? "---\n" : "+++\n";
        struct slice rest;
        struct page p;

        buf_clear(&text);
        init(&p);
        buf_append_string(&text, mark);
        for (int i = rand() % 40; i >= 0; i--)
            buf_append_string(&text, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
        buf_append_string(&text, "\n");
        buf_append_string(&text, mark);
        buf_append_string(&text, "rest");
        rest = buf_slice(&text);
        assert_true(front_matter_read(&p, &rest));
        assert_true(slice_equal(rest, SLICE_LITERAL("rest")));
        assert_true(page_ok(&p));
        assert_int_equal(utf8_valid_prefix(p.author), p.author.n);
        assert_int_equal(utf8_valid_prefix(buf_slice(&p.user_fields)), p.user_fields.n);
        page_release(&p);
    }
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(random_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
