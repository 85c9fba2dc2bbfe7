/* Patterns and misspelt words beside naive twins: every form of the index compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "indexer/builder.h"
#include "searcher/words/fuzzy.h"
#include "searcher/words/wildcards.h"

#define ARTICLES 60
#define WORDS 100

static const char *const pieces[LANG_COUNT][14] = {
    {"a", "b", "é"},
    {"cit", "y", "ies", "trade", "ing", "ed", "happ", "b", "a", "ily", "die", "ly", "s", "ness"},
    {"haus", "häus", "er", "land", "länd", "ern", "e", "n", "ung", "um", "satz", "sätz", "b", "ü"},
    {"город", "а", "ы", "минск", "ость", "ами", "б", "ё", "о", "в", "ск", "ий", "ого", "н"}};
static const char *const lang_codes[LANG_COUNT] = {"fr", "en", "de", "ru"};

static char directory[] = "/tmp/stemma-expansions-XXXXXX";
static struct analyzer *analyzer;
static struct engine *engine;
static struct index *indexes[2];
static struct form_set all[LANG_COUNT];

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

static void draw_word(enum lang lang, char *out)
{
    out[0] = '\0';
    for (unsigned i = 1 + draw(4); i > 0; i--)
        strcat(out, pieces[lang][draw(lang == LANG_OTHER ? 3 : 14)]);
}

static void add_article(struct builder *b, unsigned number)
{
    enum lang lang = (enum lang)(number % LANG_COUNT);
    char text[WORDS * 48] = "", id[16];
    struct article a = {.lang_code = slice_of_string(lang_codes[lang])};

    for (unsigned i = 0; i < WORDS; i++) {
        draw_word(lang, text + strlen(text));
        strcat(text, " ");
    }
    snprintf(id, sizeof id, "d%u", number);
    a.id = slice_of_string(id);
    a.text = slice_of_string(text);
    assert_int_equal(builder_add(b, &a, NULL), OK);
}

/* A German paragraph in an English article: its words are marked. */
static void add_mixed_article(struct builder *b)
{
    struct article a = {.id = SLICE_LITERAL("mixed"), .lang_code = SLICE_LITERAL("en"),
                        .text = SLICE_LITERAL(
        "The minister said that the government will continue to work with all of its partners in the region "
        "and that trade between the two countries has grown over the last ten years.\n\n"
        "Die Zusammenarbeit der beiden Länder ist in den letzten zehn Jahren sehr viel enger geworden, und der "
        "Minister hat gesagt, dass die Regierung mit allen Partnern in der Region weiter arbeiten wird.\n")};

    assert_int_equal(builder_add(b, &a, NULL), OK);
}

static int take_word(void *context, const struct dictionary_word *w)
{
    for (size_t i = 0; i < w->form_count; i++)
        assert_true(form_set_add(context, w->term, &w->forms[i], 0));
    return 1;
}

static int start(void **state)
{
    struct builder_options options = {.memory_bytes = (size_t)16 << 20};
    unsigned number = 0;

    (void)state;
    srand(9);
    if (mkdtemp(directory) == NULL || analyzer_open(&analyzer, NULL) != OK)
        return -1;
    for (int i = 0; i < 2; i++) {
        struct builder *b;
        char path[64];

        snprintf(path, sizeof path, "%s/%d", directory, i);
        if (builder_open(path, &options, &b, NULL) != OK)
            return -1;
        for (unsigned commit = 0; commit < 2; commit++) {
            for (unsigned j = 0; j < ARTICLES / 4; j++)
                add_article(b, number++);
            if (commit == 1)
                add_mixed_article(b);
            if (builder_publish(b, NULL) != OK)
                return -1;
        }
        builder_close(b);
        if (index_open(path, ANALYZER_VERSION, &indexes[i], NULL) != OK)
            return -1;
    }
    if (engine_open(indexes, 2, analyzer, &engine, NULL) != OK)
        return -1;
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        size_t count;

        form_set_init(&all[lang]);
        if (dictionary_walk(engine, lang, SLICE_LITERAL(""), take_word, &all[lang], NULL) != OK)
            return -1;
        form_set_join(&all[lang], &count);
    }
    return 0;
}

static int stop(void **state)
{
    char command[64];

    (void)state;
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        form_set_release(&all[lang]);
    engine_close(engine);
    index_close(indexes[0]);
    index_close(indexes[1]);
    analyzer_close(analyzer);
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command);
}

/* Letters of a word; at most 63. */
static size_t letters_of(struct slice s, uint32_t out[64])
{
    const uint8_t *p = s.p, *end = slice_end(s);
    size_t n = 0;

    while (p < end && n < 63)
        out[n++] = utf8_next(p, end, &p);
    return n;
}

/* The whole table of distances. */
static uint32_t naive_edits(struct slice a, struct slice b)
{
    static uint32_t d[64][64];
    uint32_t x[64], y[64];
    size_t m = letters_of(a, x), n = letters_of(b, y);

    for (size_t i = 0; i <= m; i++)
        for (size_t j = 0; j <= n; j++) {
            uint32_t best = (uint32_t)(i + j);

            if (i > 0 && j > 0) {
                best = d[i - 1][j - 1] + (x[i - 1] != y[j - 1]);
                best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
                best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
            }
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                best = d[i - 2][j - 2] + 1 < best ? d[i - 2][j - 2] + 1 : best;
            d[i][j] = best;
        }
    return d[m][n];
}

/* Recursion letter by letter. */
static bool naive_fits(const char *p, const char *f)
{
    if (*p == '*')
        return naive_fits(p + 1, f) || (*f != '\0' && naive_fits(p, f + 1));
    if (*f == '\0' || *p == '\0')
        return *p == *f;
    if (*p == '?') {
        for (f++; utf8_is_continuation((uint8_t)*f); f++)
            ;
        return naive_fits(p + 1, f);
    }
    return *p == *f && naive_fits(p + 1, f + 1);
}

/* The expansions are just these forms, each with its counts; in order. */
static void expect(const struct expansions *got, enum lang lang, const bool *wanted, const uint32_t *edits)
{
    const struct dictionary_form *forms = (const struct dictionary_form *)(const void *)all[lang].rows.p;
    size_t count = all[lang].rows.n / sizeof *forms, wanted_count = 0, found = 0;

    assert_false(got->cut);
    for (size_t i = 0; i < count; i++)
        wanted_count += wanted[i];
    for (size_t i = 0; i < got->count; i++) {
        const struct expansion *x = &got->terms[i];
        uint64_t sum = 0;

        if (i > 0)
            assert_true(x[-1].edits < x->edits
                        || (x[-1].edits == x->edits && x[-1].occurrences >= x->occurrences));
        assert_int_equal(x->edits, x->forms[0].edits);
        for (size_t k = 0; k < x->form_count; k++) {
            size_t at = 0;

            while (at < count && !(slice_equal(forms[at].form, x->forms[k].form)
                                   && slice_equal(forms[at].term, x->term)))
                at++;
            if (at == count || !wanted[at])
                fail_msg("lang %d: %.*s of %.*s is no form that was looked for (%u edits)", (int)lang, SLICE_ARG(x->forms[k].form), SLICE_ARG(x->term), x->forms[k].edits);
            assert_int_equal(x->forms[k].occurrences, forms[at].occurrences);
            assert_int_equal(x->forms[k].capitals, forms[at].capitals);
            assert_int_equal(x->forms[k].edits, edits == NULL ? 0 : edits[at]);
            sum += x->forms[k].occurrences;
            found++;
        }
        assert_int_equal(sum, x->occurrences);
    }
    assert_int_equal(found, wanted_count);
}

static size_t check_pattern(enum lang lang, const char *pattern)
{
    const struct dictionary_form *forms = (const struct dictionary_form *)(const void *)all[lang].rows.p;
    size_t count = all[lang].rows.n / sizeof *forms;
    bool *wanted = calloc(count + 1, sizeof *wanted);
    struct arena arena = ARENA_EMPTY;
    struct expansions got;
    size_t found;

    for (size_t i = 0; i < count; i++) {
        char form[300];

        snprintf(form, sizeof form, "%.*s", SLICE_ARG(forms[i].form));
        wanted[i] = naive_fits(pattern, form);
        assert_int_equal(wildcards_fits(slice_of_string(pattern), forms[i].form), wanted[i]);
    }
    assert_int_equal(wildcards_find(engine, lang, slice_of_string(pattern), NULL, &arena, &got, NULL), OK);
    expect(&got, lang, wanted, NULL);
    found = got.count;
    free(wanted);
    arena_release(&arena);
    return found;
}

static void patterns_fit_as_compared(void **state)
{
    static const struct { enum lang lang; const char *pattern; } cases[] = {
        {LANG_EN, "city*"}, {LANG_EN, "cit*"}, {LANG_EN, "*ies"}, {LANG_EN, "c?t*y"}, {LANG_EN, "happ*ness"},
        {LANG_EN, "*trade*"}, {LANG_EN, "??trade"}, {LANG_DE, "länd*"}, {LANG_DE, "häuser*"}, {LANG_DE, "*satz"},
        {LANG_DE, "h?user"}, {LANG_DE, "um*satz"}, {LANG_DE, "*sätze?"}, {LANG_DE, "land"}, {LANG_RU, "город?"},
        {LANG_RU, "*ость"}, {LANG_RU, "мин*ого"}, {LANG_RU, "?бость*"}, {LANG_EN, "zzz*"}, {LANG_OTHER, "aab*"}};
    size_t found = 0;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        found += check_pattern(cases[i].lang, cases[i].pattern);
    assert_true(found > 100);
    for (int round = 0; round < 600; round++) {
        enum lang lang = (enum lang)(1 + draw(3));
        char pattern[128], piece[64];

        pattern[0] = '\0';
        for (unsigned i = 1 + draw(3); i > 0; i--) {
            if (draw(2) == 0)
                strcat(pattern, draw(3) == 0 ? "*" : "?");
            draw_word(lang, piece);
            if (strstr(piece, "ё") != NULL)
                strcpy(piece, "о");
            strcat(pattern, piece);
        }
        if (draw(2) == 0)
            strcat(pattern, "*");
        if (wildcards_letters(slice_of_string(pattern)) >= WILDCARDS_LETTERS_MIN)
            check_pattern(lang, pattern);
    }
}

/* One that fits as * and ? do finds the same. */
static void regular_expressions_find_what_patterns_find(void **state)
{
    static const struct { enum lang lang; const char *wild, *regex; } cases[] = {
        {LANG_EN, "cit*", "cit.*"}, {LANG_EN, "*ies", ".*ies"}, {LANG_EN, "c?t*y", "C.t.*y"}, {LANG_EN, "*trade*", "(.*trade.*|x{9})"},
        {LANG_DE, "länd*", "l(ä)nd(|.+)"}, {LANG_DE, "*satz", ".*SATZ"}, {LANG_DE, "h?user", "h.u[Ss]er"}, {LANG_DE, "land", "land"},
        {LANG_RU, "город?", "ГОРОД."}, {LANG_RU, "?бость*", ".бость.*"}, {LANG_RU, "минск*", "(минск|минск)(?:.*)"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = ARENA_EMPTY;
        struct wildcard both[2] = {{.pattern = slice_of_string(cases[i].wild)},
                                   {.pattern = slice_of_string(cases[i].regex), .regex = true}};
        const struct expansions *wild = &both[0].found, *regex = &both[1].found;

        assert_int_equal(wildcards_find_all(engine, cases[i].lang, both, 2, NULL, &arena, NULL), OK);
        assert_int_equal(wild->count, regex->count);
        for (size_t k = 0; k < wild->count; k++) {
            assert_true(slice_equal(wild->terms[k].term, regex->terms[k].term));
            assert_int_equal(wild->terms[k].form_count, regex->terms[k].form_count);
            assert_int_equal(wild->terms[k].occurrences, regex->terms[k].occurrences);
        }
        arena_release(&arena);
    }
}

/* Beginnings of several kinds: each form is found once. */
static void regular_expressions_with_several_beginnings(void **state)
{
    struct arena arena = ARENA_EMPTY;
    struct wildcard list[4] = {{.pattern = SLICE_LITERAL("(cit|trade|citb).*"), .regex = true}, {.pattern = SLICE_LITERAL("cit*")},
                               {.pattern = SLICE_LITERAL("trade*")}, {.pattern = SLICE_LITERAL("[ct](it|ra).*"), .regex = true}};
    uint64_t sums[4] = {0};

    (void)state;
    assert_int_equal(wildcards_find_all(engine, LANG_EN, list, 4, NULL, &arena, NULL), OK);
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < list[i].found.count; k++)
            sums[i] += list[i].found.terms[k].occurrences;
    assert_true(sums[1] > 0 && sums[2] > 0);
    assert_int_equal(sums[0], sums[1] + sums[2]);
    assert_int_equal(sums[3], sums[0]);
    arena_release(&arena);
}

/* Patterns that say too little, or too much, find nothing and do no harm. */
static void patterns_of_any_kind(void **state)
{
    static const char *const little[] = {"", "*", "***", "?*?*", "a*", "*ab", "?", "ж*б"};
    static char long_pattern[65537];
    struct arena arena = ARENA_EMPTY, no_room = {.limit_bytes = 1};
    struct expansions got;
    uint64_t left = 5;

    (void)state;
    for (size_t i = 0; i < sizeof little / sizeof *little; i++) {
        assert_int_equal(wildcards_find(engine, LANG_EN, slice_of_string(little[i]), NULL, &arena, &got, NULL), OK);
        assert_int_equal(got.count, 0);
    }
    for (size_t i = 0; i < 65536; i++)
        long_pattern[i] = "a*?"[i % 3];
    assert_int_equal(wildcards_find(engine, LANG_EN, slice_of_string(long_pattern), NULL, &arena, &got, NULL), OK);
    assert_int_equal(got.count, 0);
    memset(long_pattern + 600, '?', 60000);
    memset(long_pattern + 60600, '*', 65536 - 60600);
    assert_int_equal(wildcards_find(engine, LANG_EN, slice_of_string(long_pattern), NULL, &arena, &got, NULL), OK);
    assert_int_equal(got.count, 0);
    assert_int_equal(wildcards_find(engine, LANG_DE, SLICE_LITERAL("*aus*"), NULL, &no_room, &got, NULL), E_MEMORY);
    assert_int_equal(wildcards_find(engine, LANG_DE, SLICE_LITERAL("*aus*"), &left, &arena, &got, NULL), OK);
    assert_true(got.cut && left == 0);
    arena_release(&no_room);
    arena_release(&arena);
}

static size_t check_fuzzy(enum lang lang, struct slice word, uint8_t most, uint8_t exact)
{
    const struct dictionary_form *forms = (const struct dictionary_form *)(const void *)all[lang].rows.p;
    size_t count = all[lang].rows.n / sizeof *forms, found;
    bool *wanted = calloc(count + 1, sizeof *wanted);
    uint32_t *edits = calloc(count + 1, sizeof *edits), x[64], y[64];
    const struct fuzzy_options options = {.edits = most, .exact_letters = exact};
    struct arena arena = ARENA_EMPTY;
    struct expansions got;

    letters_of(word, x);
    for (size_t i = 0; i < count; i++) {
        edits[i] = naive_edits(word, forms[i].form);
        memset(y, 0, sizeof y);
        letters_of(forms[i].form, y);
        wanted[i] = edits[i] <= most && memcmp(x, y, exact * sizeof *x) == 0;
    }
    assert_int_equal(fuzzy_find(engine, lang, word, &options, &arena, &got, NULL), OK);
    expect(&got, lang, wanted, edits);
    found = got.count;
    free(wanted);
    free(edits);
    arena_release(&arena);
    return found;
}

/* A letter dropped, added, changed, or swapped with the next, so many times. */
static struct slice misspell(struct slice word, unsigned times, uint32_t letters[64], uint8_t *out)
{
    size_t n = letters_of(word, letters), size = 0;

    while (times-- > 0 && n > 1 && n < 60) {
        size_t at = draw((unsigned)n - 1);
        uint32_t letter = letters[draw((unsigned)n)];

        switch (draw(4)) {
        case 0:
            memmove(letters + at, letters + at + 1, (n-- - at - 1) * sizeof *letters);
            break;
        case 1:
            memmove(letters + at + 1, letters + at, (n++ - at) * sizeof *letters);
            letters[at] = letter;
            break;
        case 2:
            letters[at] = draw(2) == 0 ? letter : 'q';
            break;
        default:
            letter = letters[at];
            letters[at] = letters[at + 1];
            letters[at + 1] = letter;
        }
    }
    for (size_t i = 0; i < n; i++)
        size += utf8_encode(letters[i], out + size);
    return slice_of(out, size);
}

static void misspelt_words_are_found_as_compared(void **state)
{
    size_t found = 0;

    (void)state;
    for (int round = 0; round < 1500; round++) {
        enum lang lang = (enum lang)draw(LANG_COUNT);
        uint32_t letters[64];
        uint8_t bytes[256];
        char typed[128];
        struct slice word;

        draw_word(lang, typed);
        word = misspell(analyzer_word(analyzer, lang, slice_of_string(typed)).form, draw(4), letters, bytes);
        found += check_fuzzy(lang, word, (uint8_t)draw(4), 0);
        if (letters_of(word, letters) >= 2)
            check_fuzzy(lang, word, 2, (uint8_t)(1 + draw(2)));
    }
    assert_true(found > 1500);
}

static void words_of_other_languages_are_passed(void **state)
{
    static const uint8_t marked[] = "\x01""2zusammenarbeit";
    const struct fuzzy_options options = {.edits = 2};
    struct arena arena = ARENA_EMPTY;
    struct dictionary_word word;
    struct expansions got;

    (void)state;
    assert_int_equal(dictionary_find(engine, LANG_EN, slice_of(marked, sizeof marked - 1), &arena, &word, NULL), OK);
    assert_int_equal(word.df, 2);
    assert_int_equal(fuzzy_find(engine, LANG_EN, SLICE_LITERAL("zusammenarbeit"), &options, &arena, &got, NULL), OK);
    assert_int_equal(got.count, 0);
    assert_int_equal(wildcards_find(engine, LANG_EN, SLICE_LITERAL("*sammenarb*"), NULL, &arena, &got, NULL), OK);
    assert_int_equal(got.count, 0);
    assert_int_equal(wildcards_find(engine, LANG_EN, SLICE_LITERAL("*ammenarbeit"), NULL, &arena, &got, NULL), OK);
    assert_int_equal(got.count, 0);
    arena_release(&arena);
}

static void words_too_long_are_not_misspelt(void **state)
{
    static char word[100001];
    const struct fuzzy_options options = {.edits = 2};
    struct arena arena = ARENA_EMPTY;
    struct expansions got;

    (void)state;
    memset(word, 'a', 100000);
    assert_int_equal(fuzzy_find(engine, LANG_EN, slice_of_string(word), &options, &arena, &got, NULL), OK);
    assert_int_equal(got.count, 0);
    assert_int_equal(fuzzy_find(engine, LANG_EN, slice_of("", 0), &options, &arena, &got, NULL), OK);
    assert_int_equal(got.count, 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_fit_as_compared), cmocka_unit_test(patterns_of_any_kind),
        cmocka_unit_test(regular_expressions_find_what_patterns_find),
        cmocka_unit_test(regular_expressions_with_several_beginnings),
        cmocka_unit_test(misspelt_words_are_found_as_compared),
        cmocka_unit_test(words_of_other_languages_are_passed), cmocka_unit_test(words_too_long_are_not_misspelt)};
    return cmocka_run_group_tests(tests, start, stop);
}
