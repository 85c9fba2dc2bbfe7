/* text_links.h: dumps of text browsers lose their links. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "indexer/formats/text_links.h"

#define NOTHING NULL

static const struct {
    const char *text, *want;         /* NOTHING: it has no links */
} CASES[] = {
    /* lynx -dump */
    {"   The [1]harbour is [2]closed.\n\nReferences\n\n   1. https://a.example/\n   2. mailto:b@a.example\n",
     "   The harbour is closed.\n\n"},
    {"[1]A\n\n   Verweise\n\n   1. file:///tmp/with blank.html#x\n", "A\n\n"},
    {"[1]A [2]B [4]C\n\nReferences\n\n   Visible links:\n   1. http://a/\n   2. http://b/\n\n   Hidden links:\n   4. http://c/\n",
     "A B C\n\n"},
    {"[3]A and [4]B\n\nReferences\n\n   3. http://a/\n   4. http://b/\n", "A and B\n\n"},
    {"CO[1] \xc2\xa0[1]Gas\n1. http://a/", "CO[1] \xc2\xa0Gas\n"},
    {"\xd0\xb3\xd0\xb0\xd0\xb7[1] [1]A\n1. http://a/", "\xd0\xb3\xd0\xb0\xd0\xb7[1] A\n"},
    {"[2]A [9] [0] [x] [ [1 [2\n1. http://a/\n2. http://b/\n", "A [9] [0] [x] [ [1 [2\n"},
    /* elinks -dump: titles of links */
    {"[1]A\n[2]B\n\nReferences\n\n   Visible links\n   1. The name: a\n\thttp://a/\n   2. http://b/\n", "A\nB\n\n"},
    /* w3m -o display_link_number=1 */
    {"[1]A\n\nReferences:\n\n[1] http://a/\n", "A\n\n"},
    /* Firefox */
    {"a <http://a/> b  <mailto:b@c> c <file:///d> <http://e/>\n<http://f/>\n<x:y> <http://g/> <http://h/> <http://i/>, d <e> <f: g> <", "a b c\n\n<x:y>, d <e> <f: g> <"},
    {"a <http://a/> <http://a/> <http://a/> <http://a/> <http://a/> <http://a/> <http://a/>", NOTHING},
    /* none */
    {"", NOTHING},
    {"\n\n", NOTHING},
    {"1. http://a/", NOTHING},
    {"A\n\nReferences\n", NOTHING},
    {"[1]A\n1. first\n2. second\n", NOTHING},
    {"[1]A\n1. note: a text\n", NOTHING},
    {"[2]A\n2. http://a/\n", NOTHING},                                      /* begins at 2, no heading */
    {"[1]A [2]B\n2. http://b/\n1. http://a/\n2. http://b/\nmore", NOTHING},
    {"[1]A\n1. http://a/\n2. http://b/\n3. http://c/\n", NOTHING},          /* a third of them in the text */
    {"[9999999999]A\n9999999999. http://a/\n", NOTHING},
    {"http://a/", NOTHING},
};

static void links_are_taken_off(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct buf out;
        bool removed;

        buf_init(&out, 1000);
        buf_append_string(&out, "before ");
        removed = text_links_remove(slice_of_string(CASES[i].text), &out);
        buf_append_byte(&out, '\0');
        assert_true(buf_ok(&out));
        assert_int_equal(removed, CASES[i].want != NOTHING);
        assert_string_equal((const char *)out.p + 7, removed ? CASES[i].want : "");
        buf_release(&out);
    }
}

/* The earlier of two lists is text. */
static void only_the_last_list(void **state)
{
    struct slice text = SLICE_LITERAL("[1]A\n\nReferences\n\n1. http://a/\n\nMore\n\n1. http://b/\n");
    struct buf out;

    (void)state;
    buf_init(&out, 1000);
    assert_true(text_links_remove(text, &out));
    buf_append_byte(&out, '\0');
    assert_string_equal((const char *)out.p, "A\n\nReferences\n\n1. http://a/\n\nMore\n\n");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_taken_off),
        cmocka_unit_test(only_the_last_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
