#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/glob.h"

static void patterns_fit(void **state)
{
    static const struct {
        const char *pattern, *text;
        bool want;
    } cases[] = {
        {"*.txt", "a.txt", true},        {"*.txt", "a.txt.gz", false},
        {"*.txt", "b/a.txt", false},     {"a?c", "abc", true},
        {"a?c", "a/c", false},           {"[a-c]x", "bx", true},
        {"[!a-c]x", "bx", false},        {"[]]", "]", true},
        {"a/**/b", "a/b", true},         {"a/**/b", "a/x/y/b", true},
        {"a/**/b", "a/x/yb", false},     {"**/b", "b", true},
        {"**/b", "x/y/b", true},         {"a/**", "a/x/y", true},
        {"a/**", "a/", false},           {"\\*", "*", true},
        {"\\*", "x", false},             {"*a*b*c", "xxaxxbxxc", true},
        {"*a*b*c", "xxaxxcxxb", false},  {"", "", true},
        {"[a", "[a", false},             {"\xff*", "\xff\xfe", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (glob_matches(slice_of_string(cases[i].pattern), slice_of_string(cases[i].text))
            != cases[i].want)
            fail_msg("'%s' and '%s'", cases[i].pattern, cases[i].text);
}

static enum glob_answer ask(const struct globs *g, const char *path, bool is_folder)
{
    return globs_ask(g, 0, g->count, slice_of_string(path), is_folder);
}

static void last_pattern_counts(void **state)
{
    struct globs g;

    (void)state;
    globs_init(&g);
    assert_true(globs_add_lines(&g, SLICE_LITERAL("# a comment\n\n*.log\n!keep.log\nbuild/\n/top\n")));
    assert_int_equal(g.count, 4);
    assert_int_equal(ask(&g, "x/a.log", false), GLOB_FITS);
    assert_int_equal(ask(&g, "x/keep.log", false), GLOB_NEGATED);
    assert_int_equal(ask(&g, "x/build", true), GLOB_FITS);
    assert_int_equal(ask(&g, "x/build", false), GLOB_NONE);
    assert_int_equal(ask(&g, "top", false), GLOB_FITS);
    assert_int_equal(ask(&g, "x/top", false), GLOB_NONE);
    globs_cut(&g, 1);
    assert_int_equal(ask(&g, "x/keep.log", false), GLOB_FITS);
    globs_release(&g);
}

static void patterns_that_spell_an_ending(void **state)
{
    static const struct { const char *patterns, *path; bool want; } cases[] = {
        {"*.rst", "x/a.rst", true}, {"*.rst", "x/a.txt", false}, {"x/**/*.rst", "x/y/a.rst", true}, {"README", "x/README", true},
        {"*", "x/a.rst", false}, {"a*", "a.rst", false}, {"*.r*", "a.rst", false}, {"a.*", "a.rst", false}, {"*.[rt]st", "a.rst", false},
        {"x.d/*", "x.d/a", false}, {"*.rst\n!a.rst", "a.rst", false}, {"!*\n*.rst", "a.rst", true}, {"*.", "a.", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct globs g;

        globs_init(&g);
        assert_true(globs_add_lines(&g, slice_of_string(cases[i].patterns)));
        if (globs_spell_ending(&g, slice_of_string(cases[i].path)) != cases[i].want)
            fail_msg("'%s' and '%s'", cases[i].patterns, cases[i].path);
        globs_release(&g);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_fit),
        cmocka_unit_test(last_pattern_counts),
        cmocka_unit_test(patterns_that_spell_an_ending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
