/* markdown.h: blocks, marks that vanish, front matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "indexer/formats/markdown.h"
#include "tests/unit/page_print.h"

#define LONG "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" \
             "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"

static const struct {
    const char *text, *want;
} CASES[] = {
    {"", ""},
    {"\n \n", ""},
    {"eins\nzwei\n\ndrei  \nvier\\\nfünf", "PARAGRAPH: eins zwei\nPARAGRAPH: drei\nvier\nfünf\n"},
    {"# Titel #\nText\n## Zwei\n####### keine", "title h1: Titel\nHEADING1: Titel\nPARAGRAPH: Text\n"
                                                "HEADING2: Zwei\nPARAGRAPH: ####### keine\n"},
    {"Заголовок\n===\nДва\n---\n", "title h1: Заголовок\nHEADING1: Заголовок\nHEADING2: Два\n"},
    {"a\n\n---\n* * *\nb", "PARAGRAPH: a\nPARAGRAPH: b\n"},
    {"- a\n  more\n- [x] b\n\n1. c\n2) d\n", "ITEM: a more\nITEM: b\nITEM: c\nITEM: d\n"},
    {"> a\n> b\n>\n> c\n", "QUOTE: a b\nQUOTE: c\n"},
    {"| a | **b** |\n|---|:-:|\n| c | d |\n", "CELL: a\nCELL: b\nCELL: c\nCELL: d\n"},
    {"```c\nint *a;\n# no\n```\nb\n~~~\nc", "CODE: int *a;\n# no\nPARAGRAPH: b\nCODE: c\n"},
    {"a\n\n    code *x*\n\n    more\n\nb", "PARAGRAPH: a\nCODE: code *x*\n\n    more\nPARAGRAPH: b\n"},
    {"*a* __b__ ***c*** ~~d~~ e_f_g 2 * 3 a*b*c 5*6", "PARAGRAPH: a b c d e_f_g 2 * 3 abc 56\n"},
    {"[four](http://x \"t\") [more][m] ![pic](p.png) [^1] [x]\n\n[m]: http://y\n",
     "PARAGRAPH 57%: four more pic  [x]\n"},
    {"`a*b*` ``c`d`` `e", "PARAGRAPH: a*b* c`d `e\n"},
    {"a <b>c</b> <!-- d --> <http://x.y> 1 < 2 &amp;&lt; \\*e\\* &x;",
     "PARAGRAPH 43%: a c  http://x.y 1 < 2 &< *e* &x;\n"},
    {"<!-- a\n\nb -->\nc", "PARAGRAPH: c\n"},
    {"---\ntitle: \"Ein: Titel\"\ndate: 2024-05-17\nlang: de\nauthor: A. B.\ntags:\n  title: no\n---\nText",
     "title record: Ein: Titel\ndate record: 2024-05-17\nlang: de\nauthor: A. B.\nPARAGRAPH: Text\n"},
    {"---\ntitle: no end", "PARAGRAPH: title: no end\n"},
    {"[a [b](c)](d)", "PARAGRAPH 100%: a [b](c)\n"},
    {"[[[[", "PARAGRAPH: [[[[\n"},
    {"[![Build](b.svg)](c) [![](d)](e) a", "PARAGRAPH 83%: Build  a\n"},
    {"![a ![b](c) [d](e)](f)", "PARAGRAPH: a b [d](e)\n"},
    {"![a ![b ![c ![d](e)](f)](g)](h)", "PARAGRAPH: a b c ![d](e)\n"},
    {"![p](data:image/png;base64," LONG LONG LONG LONG LONG LONG ") a ![q](data:" LONG LONG LONG LONG LONG LONG,
     "PARAGRAPH: p a ![q](data:" LONG LONG LONG LONG LONG LONG "\n"},
    /* wrapped at 78 columns */
    {"# The river rose by two metres in the night, and the lower streets were closed\nto all traffic\n\nText",
     "title h1: The river rose by two metres in the night, and the lower streets were closed to all traffic\n"
     "HEADING1: The river rose by two metres in the night, and the lower streets were closed to all traffic\nPARAGRAPH: Text\n"},
    {"# The river rose by two metres in the night\nto all traffic\n\nText",
     "title h1: The river rose by two metres in the night\nHEADING1: The river rose by two metres in the night\n"
     "PARAGRAPH: to all traffic\nPARAGRAPH: Text\n"},
    {"# The river rose by two metres in the night, and the lower streets were closed\nTo all traffic that\nwas there.\n",
     "title h1: The river rose by two metres in the night, and the lower streets were closed\n"
     "HEADING1: The river rose by two metres in the night, and the lower streets were closed\nPARAGRAPH: To all traffic that was there.\n"},
    {"## [High\nwater](a)\nText", "HEADING2 100%: High water\nPARAGRAPH: Text\n"},
    {"## [High\nwater](a-\nb \"(c)\nd\") e\nText", "HEADING2 90%: High water e\nPARAGRAPH: Text\n"},
    {"## High (water\nText", "HEADING2: High (water\nPARAGRAPH: Text\n"},
    {"## [High", "HEADING2: [High\n"},
};

static void blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct err e = ERR_NONE;
        struct page p;
        struct buf out;

        page_init(&p);
        buf_init(&out, 1 << 16);
        assert_int_equal(markdown_read_page(slice_of_string(CASES[i].text), &p, &e), OK);
        page_print(&out, &p);
        if (strcmp((const char *)out.p, CASES[i].want) != 0)
            print_error("in: %s\n", CASES[i].text);
        assert_string_equal((const char *)out.p, CASES[i].want);
        buf_release(&out);
        page_release(&p);
    }
}

static void random_texts(void **state)
{
    static const char *const pieces[] = {"[", "]", "(", ")", "*", "_", "`", "```", "~~~", "\n", "\n\n", "    ",
                                         "# ", "- ", "> ", "|", "---", "===", "слово", "word ", "<", ">",
                                         "<!--", "-->", "\\", "&amp;", "!", "---\n", "title: x\n", "1. "};
    struct page p;
    struct buf text;

    (void)state;
    srand(3);
    page_init(&p);
    buf_init(&text, 1 << 16);
    for (int round = 0; round < 20000; round++) {
        struct err e = ERR_NONE;

        buf_clear(&text);
        page_clear(&p);
        for (int i = rand() % 40; i >= 0; i--)
            buf_append_string(&text, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
        assert_int_equal(markdown_read_page(buf_slice(&text), &p, &e), OK);
        assert_int_equal(utf8_valid_prefix(buf_slice(&p.text)), p.text.n);
        for (size_t i = 0; i < page_block_count(&p); i++)
            assert_true(page_blocks(&p)[i].end <= p.text.n && page_blocks(&p)[i].link_percent <= 100);
    }
    buf_release(&text);
    page_release(&p);
}

/* Brackets and quotes without an end: seconds if each were looked for to the end. */
static void unclosed_marks(void **state)
{
    static const char *const pieces[] = {"[", "`", "<a", "![](", "*a _b ", "[a](", "``` "};

    (void)state;
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        struct err e = ERR_NONE;
        struct page p;
        struct buf text;

        page_init(&p);
        buf_init(&text, 1 << 24);
        buf_append_string(&text, "x");
        while (text.n < 200000)
            buf_append_string(&text, pieces[k]);
        assert_int_equal(markdown_read_page(buf_slice(&text), &p, &e), OK);
        assert_int_equal(page_block_count(&p), 1);
        buf_release(&text);
        page_release(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks),
        cmocka_unit_test(random_texts),
        cmocka_unit_test(unclosed_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
