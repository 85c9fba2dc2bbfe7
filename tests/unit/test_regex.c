/* Regular expressions of whole words beside those of the C library, and the worst of them. */
#include <locale.h>
#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "searcher/words/regex.h"

static struct regex *read_pattern(const char *pattern, struct arena *arena, struct regex_problem *problem,
                                  uint64_t *work)
{
    struct regex *r;

    assert_int_equal(regex_read(slice_of_string(pattern), NULL, NULL, arena, &r, problem, work, NULL), OK);
    assert_true((r == NULL) == (problem->text != NULL));
    return r;
}

static bool fits(const char *pattern, const char *form)
{
    struct arena arena = ARENA_EMPTY;
    struct regex_problem problem;
    uint64_t work = 0;
    struct regex *r = read_pattern(pattern, &arena, &problem, &work);
    bool good;

    if (r == NULL)
        fail_msg("%s: %s at %zu", pattern, problem.text, problem.at);
    good = regex_fits(r, slice_of_string(form), &work);
    assert_true(regex_fits(r, slice_of_string(form), &work) == good);
    arena_release(&arena);
    return good;
}

static void what_fits(void **state)
{
    static const struct { const char *pattern, *good, *bad; } cases[] = {
        {"haus", "haus", "haust"}, {"haus", "haus", "hau"}, {"h.us", "hüus", "hus"}, {"h[aä]us", "häus", "hous"},
        {"h[^aä]us", "hяus", "häus"}, {"(ge|ver)hen", "gehen", "gen"}, {"a*", "", "b"}, {"a+", "aaa", ""},
        {"a?b", "b", "aab"}, {"a{3}", "aaa", "aa"}, {"a{2,}", "aaaa", "a"}, {"a{2,4}", "aaaa", "aaaaa"},
        {"(ab){2}c", "ababc", "abc"}, {"(a|b)*c", "abbac", "abb"}, {"[а-яё]+", "ёлка", "elka"},
        {"[a-c-]+", "a-c", "a-d"}, {"\\d+\\.\\d", "12.5", "12x5"}, {"\\w+", "it_2", "a-b"}, {"\\W", "-", "a"},
        {"\\D+", "abc", "ab1"}, {"\\S", "x", " "}, {"\\p{L}+", "häusя", "h1"}, {"\\P{L}+", "123", "12a"}, {"\\pL\\pN", "a1", "1a"},
        {"\\p{Latin}+\\p{Cyrillic}+", "abвг", "abc"}, {"[\\d\\p{Cyrillic}]+", "1я2", "1z"}, {"[^\\d]", "a", "4"},
        {"\\x{451}", "ё", "е"}, {"^haus$", "haus", "haust"}, {"(?:ab)+?", "abab", "aba"},
        {"a|", "", "b"}, {"|a|bc", "bc", "c"}, {"()", "", "a"}, {"(|a)+b", "aab", "c"}, {"(a*)*b", "aab", "aa"},
        {"(a?){3}", "aaa", "aaaa"}, {"a{0}b", "b", "ab"}, {"a{0,1}{2}", "aa", "aaa"}, {"日本?語", "日語", "語"},
        {".{2}", "日本", "日"}, {"[\\]\\-x]+", "]-x", "a"}, {"\\/", "/", "x"}, {"[.*]+", "*.", "a"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!fits(cases[i].pattern, cases[i].good) || fits(cases[i].pattern, cases[i].bad))
            fail_msg("%s: %s, not %s", cases[i].pattern, cases[i].good, cases[i].bad);
    }
}

static void problems_are_told_with_their_place(void **state)
{
    static const struct { const char *pattern; size_t at; const char *text; } cases[] = {
        {"a(", 2, "( is not closed"}, {"(a|(b", 4, "( is not closed"}, {"яb)", 3, ") without ("},
        {"[ab", 1, "[ is not closed"}, {"a[^]", 2, "[ is not closed"}, {"ж[a-", 2, "[ is not closed"},
        {"*a", 1, "nothing to repeat"}, {"a|+", 3, "nothing to repeat"}, {"(*)", 2, "nothing to repeat"},
        {"^*", 2, "nothing to repeat"}, {"^+?a", 2, "nothing to repeat"}, {"()*", 3, "nothing to repeat"},
        {"a{2", 2, "{ takes {n}, {n,} or {n,m}"}, {"a{3,2}", 2, "{ takes {n}, {n,} or {n,m}"},
        {"a{,3}", 2, "{ takes {n}, {n,} or {n,m}"}, {"(?=a)", 1, "of (?...) only (?:...) is known"},
        {"a++", 3, "repetitions that give nothing back are not known"}, {"a*+", 3, "repetitions that give nothing back are not known"},
        {"[xz-a]", 3, "a range ends before it begins"}, {"[a-\\d]", 2, "a range ends before it begins"},
        {"[a[b]]", 3, "a set in a set is not known"}, {"[[:alpha:]]", 2, "a set in a set is not known"},
        {"a$b", 2, "^ is for the start and $ for the end of the pattern"}, {"^^", 2, "^ is for the start and $ for the end of the pattern"},
        {"(^a)", 2, "^ is for the start and $ for the end of the pattern"}, {"a]", 2, "closes what is not open"},
        {"я\\p{Foo}", 2, "\\p{...} is L, N, Latin or Cyrillic"}, {"\\p{L", 1, "\\p{...} is L, N, Latin or Cyrillic"},
        {"\\p", 1, "\\p{...} is L, N, Latin or Cyrillic"}, {"a\\x{110000}", 2, "\\x{...} and \\u.... take the number of a letter"},
        {"\\x{d800}", 1, "\\x{...} and \\u.... take the number of a letter"}, {"\\u041", 1, "\\x{...} and \\u.... take the number of a letter"},
        {"a\\", 2, "\\ has nothing behind it"}, {"\\b", 1, "\\ with this letter is not known"}, {"[a\\b]", 3, "\\ with this letter is not known"},
        {"a{400}{2}", 7, "too large a pattern"}, {"a{999}", 2, "too large a pattern"}, {"a{99999999999}", 2, "too large a pattern"},
        {"a{300}b{300}", 1, "too large a pattern"}};
    char deep[200] = "";

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = ARENA_EMPTY;
        struct regex_problem problem, again;
        uint64_t work = 0;

        assert_null(read_pattern(cases[i].pattern, &arena, &problem, &work));
        if (problem.at != cases[i].at || strcmp(problem.text, cases[i].text) != 0)
            fail_msg("%s: %s at %zu", cases[i].pattern, problem.text, problem.at);
        assert_int_equal(regex_check(slice_of_string(cases[i].pattern), &arena, &again, NULL), OK);
        assert_string_equal(again.text, problem.text);
        arena_release(&arena);
    }
    for (size_t i = 0; i < REGEX_DEPTH_MAX + 1; i++)
        strcat(deep, "(");
    {
        struct arena arena = ARENA_EMPTY, no_room = {.limit_bytes = 1};
        struct regex_problem problem;
        struct regex *r;
        uint64_t work = 0;

        assert_null(read_pattern(deep, &arena, &problem, &work));
        assert_string_equal(problem.text, "too many groups in each other");
        assert_int_equal(regex_read(SLICE_LITERAL("ab"), NULL, NULL, &no_room, &r, &problem, &work, NULL), E_MEMORY);
        arena_release(&arena);
        arena_release(&no_room);
    }
}

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

/* A pattern that the C library reads alike. */
static void put_random(struct buf *out, unsigned depth)
{
    static const char *const atoms[] = {"a", "b", "ж", "ü", ".", "[ab]", "[^a]", "[a-cж]", "[^bü]"};
    static const char *const repeats[] = {"", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}"};

    for (unsigned i = 1 + draw(3); i > 0; i--) {
        if (depth > 0 && draw(3) == 0) {
            buf_append_string(out, "(");
            put_random(out, depth - 1);
            if (draw(2) == 0) {
                buf_append_string(out, "|");
                put_random(out, depth - 1);
            }
            buf_append_string(out, ")");
        } else {
            buf_append_string(out, atoms[draw(9)]);
        }
        buf_append_string(out, repeats[draw(10)]);
    }
}

static void put_form(struct buf *out)
{
    static const char *const letters[] = {"a", "b", "c", "ж", "ü"};

    for (unsigned i = draw(7); i > 0; i--)
        buf_append_string(out, letters[draw(5)]);
}

/* What fits has one of the beginnings, the ending and the letters. */
static void check_ends(const struct regex *r, struct slice form)
{
    const struct slice *starts;
    size_t count = regex_starts(r, &starts), at = 0;
    uint64_t letters = 0;

    for (size_t i = 0; i < form.n; i++)
        letters |= (uint64_t)1 << (form.p[i] % 64);
    while (at < count && !slice_starts_with(form, starts[at]))
        at++;
    assert_true(count == 0 || at < count);
    assert_true(slice_ends_with(form, regex_ending(r)));
    assert_true((letters & regex_letters(r)) == regex_letters(r));
}

static void random_patterns_as_the_c_library(void **state)
{
    size_t good = 0, bad = 0;

    (void)state;
    srand(5);
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        skip();
    for (int round = 0; round < 4000; round++) {
        struct arena arena = ARENA_EMPTY;
        struct regex_problem problem;
        struct buf pattern, anchored, form;
        struct regex *r;
        uint64_t work = 0;
        regex_t twin;

        buf_init(&pattern, 10000);
        buf_init(&anchored, 10000);
        buf_init(&form, 1000);
        put_random(&pattern, 3);
        buf_append_byte(&pattern, '\0');
        buf_printf(&anchored, "^(%s)$", (const char *)pattern.p);
        buf_append_byte(&anchored, '\0');
        assert_int_equal(regcomp(&twin, (const char *)anchored.p, REG_EXTENDED | REG_NOSUB), 0);
        r = read_pattern((const char *)pattern.p, &arena, &problem, &work);
        if (r == NULL)
            assert_string_equal(problem.text, "too large a pattern");
        for (int i = 0; i < 40 && r != NULL; i++) {
            bool want, got;

            buf_clear(&form);
            put_form(&form);
            buf_append_byte(&form, '\0');
            want = regexec(&twin, (const char *)form.p, 0, NULL, 0) == 0;
            got = regex_fits(r, slice_of(form.p, form.n - 1), &work);
            if (want != got)
                fail_msg("%s and %s: %d", (const char *)pattern.p, (const char *)form.p, got);
            if (got)
                check_ends(r, slice_of(form.p, form.n - 1));
            good += got;
            bad += !got;
        }
        regfree(&twin);
        buf_release(&pattern);
        buf_release(&anchored);
        buf_release(&form);
        arena_release(&arena);
    }
    setlocale(LC_CTYPE, "C");
    assert_true(good > 5000 && bad > 5000);
}

/* Work grows with the word's length and the pattern's, never with what could be tried. */
static void bombs_are_counted(void **state)
{
    static const char *const bombs[] = {"(a+)+b", "(a|a)*b", "(a*)*(a*)*b", "(.*a){20}", "(a|aa)+b", "((a{1,4}){1,6}){1,8}b", ".*.*.*.*.*x"};
    char form[201];

    (void)state;
    memset(form, 'a', 200);
    form[200] = '\0';
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        struct arena arena = {.limit_bytes = (size_t)8 << 20};
        struct regex_problem problem;
        uint64_t work = 0, again;
        struct regex *r = read_pattern(bombs[i], &arena, &problem, &work);

        (void)regex_fits(r, slice_of_string(form), &work);
        assert_true(work < 200 * (uint64_t)REGEX_STEPS_MAX + 1000);
        again = work;
        (void)regex_fits(r, slice_of_string(form), &work);
        assert_int_equal(work, again);       /* the table knows it all */
        arena_release(&arena);
    }
}

/* A pattern whose sets of steps are more than the table holds is right all the same. */
static void a_full_table_begins_anew(void **state)
{
    struct arena arena = ARENA_EMPTY;
    struct regex_problem problem;
    uint64_t work = 0;
    struct regex *r = read_pattern("(a|b)*a(a|b){12}", &arena, &problem, &work);

    (void)state;
    srand(6);
    for (int round = 0; round < 3000; round++) {
        char form[41];
        size_t n = 1 + draw(40);

        for (size_t i = 0; i < n; i++)
            form[i] = draw(2) == 0 ? 'a' : 'b';
        form[n] = '\0';
        assert_true(regex_fits(r, slice_of_string(form), &work) == (n >= 13 && form[n - 13] == 'a'));
    }
    arena_release(&arena);
}

static struct slice fold_some(void *context, struct slice letter)
{
    (void)context;
    if (slice_equal(letter, SLICE_LITERAL("Ё")))
        return SLICE_LITERAL("е");
    if (slice_equal(letter, SLICE_LITERAL("ß")))
        return SLICE_LITERAL("ss");
    if (slice_equal(letter, SLICE_LITERAL("u\xcc\x88")))
        return SLICE_LITERAL("ü");
    if (letter.n == 1 && letter.p[0] >= 'A' && letter.p[0] <= 'Z')
        return slice_of(&"abcdefghijklmnopqrstuvwxyz"[letter.p[0] - 'A'], 1);
    return slice_of(NULL, 0);
}

static void letters_are_folded(void **state)
{
    static const struct { const char *pattern, *good, *bad; } cases[] = {
        {"HAUS", "haus", "HAUS"}, {"[A-C]+", "abc", "d"}, {"[^A-C]+", "def", "a"}, {"Ёж", "еж", "ёж"},
        {"Maß", "mass", "mas"}, {"Ma[ßt]", "mass", "ma"}, {"Ma[ßt]", "mat", "mas"}, {"Mu\xcc\x88ll", "müll", "mull"},
        {"\\x{41}", "a", "A"}, {"ß?x", "x", "sx"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = ARENA_EMPTY;
        struct regex_problem problem;
        uint64_t work = 0;
        struct regex *r;

        assert_int_equal(regex_read(slice_of_string(cases[i].pattern), fold_some, NULL, &arena, &r, &problem, &work, NULL), OK);
        assert_non_null(r);
        if (!regex_fits(r, slice_of_string(cases[i].good), &work) || regex_fits(r, slice_of_string(cases[i].bad), &work))
            fail_msg("%s: %s, not %s", cases[i].pattern, cases[i].good, cases[i].bad);
        arena_release(&arena);
    }
}

/* Beginnings lead to the words. */
static void beginnings(void **state)
{
    static const struct { const char *pattern, *want; } cases[] = {
        {"haus.*", "haus"}, {"(west|ost).*", "ost west"}, {"gr[ae]y", "gray grey"}, {"(ge)?hen", ""}, {"a+b", "a"},
        {"(a|ab)c*", "a"}, {"[a-z]x", ""}, {".*", ""}, {"(a|b){2}c", "aac abc bac bbc"}, {"(x|y*)a", ""},
        {"[ab][ab][ab][ab][ab][ab]", "aaaaa aaaab aaaba aaabb aabaa aabab aabba aabbb abaaa abaab ababa ababb abbaa abbab "
         "abbba abbbb baaaa baaab baaba baabb babaa babab babba babbb bbaaa bbaab bbaba bbabb bbbaa bbbab bbbba bbbbb"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = ARENA_EMPTY;
        struct regex_problem problem;
        const struct slice *starts;
        uint64_t work = 0;
        struct buf got;
        size_t count;

        buf_init(&got, 10000);
        count = regex_starts(read_pattern(cases[i].pattern, &arena, &problem, &work), &starts);
        for (size_t k = 0; k < count; k++)
            buf_printf(&got, "%s%.*s", k > 0 ? " " : "", SLICE_ARG(starts[k]));
        buf_append_byte(&got, '\0');
        assert_string_equal((const char *)got.p, cases[i].want);
        buf_release(&got);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits),
        cmocka_unit_test(problems_are_told_with_their_place),
        cmocka_unit_test(random_patterns_as_the_c_library),
        cmocka_unit_test(bombs_are_counted),
        cmocka_unit_test(a_full_table_begins_anew),
        cmocka_unit_test(letters_are_folded),
        cmocka_unit_test(beginnings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
