/* The dictionary of several segments and indexes beside a naive twin: the words of
 * the articles, analysed one by one.                                          */
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

#include "indexer/builder.h"
#include "searcher/words/dictionary.h"
#include "stemmers/analyzer.h"
#include "stemmers/name_key.h"
#include "stemmers/name_like.h"
#include "store/names.h"

#define ARTICLES 240
#define WORDS 60
#define SEGMENTS 6

/* Pieces of words, put together at random: many forms of a term, and many terms. */
static const char *const roots[] = {"land", "länd", "haus", "häus", "schön", "trad", "citi", "work",
                                    "город", "минск", "беларус", "kurz", "wort", "w", "ё", "über"};
static const char *const endings[] = {"", "e", "en", "es", "er", "ern", "ing", "ed", "y", "ies", "а", "у",
                                      "ами", "ы", "ская", "ость"};

static char directory[] = "/tmp/stemma-dictionary-XXXXXX";
static const char *const lang_codes[LANG_COUNT] = {"fr", "en", "de", "ru"};

/* What the index should know: a row for each word of each article. */
static struct word_row {
    enum lang lang;
    unsigned article;
    bool capital;
    char term[64], form[64];
} rows[ARTICLES * WORDS];
static size_t row_count;

static struct index *indexes[2];
static struct engine *engine;
static struct analyzer *analyzer;

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

static void copy(char *to, struct slice s)
{
    assert_true(s.n < 64);
    memcpy(to, s.p, s.n);
    to[s.n] = '\0';
}

/* Some begin with a capital. */
static void draw_word(char *out)
{
    static const char *const capitals[] = {"L", "Häus", "T", "Город", "Беларус", "Ü"};

    strcpy(out, draw(4) == 0 ? capitals[draw(sizeof capitals / sizeof *capitals)] : "");
    for (unsigned i = 1 + draw(draw(4) + 1); i > 0; i--)
        strcat(out, roots[draw(sizeof roots / sizeof *roots)]);
    strcat(out, endings[draw(sizeof endings / sizeof *endings)]);
}

static void note_word(enum lang lang, unsigned article, const char *word)
{
    struct analyzer_term t = analyzer_word(analyzer, lang, slice_of_string(word));

    rows[row_count] = (struct word_row){.lang = lang, .article = article,
                                   .capital = strchr("LHT", word[0]) != NULL
                                              || (word[0] == '\xd0' && (uint8_t)word[1] < 0xb0)
                                              || strncmp(word, "Ü", 2) == 0};
    copy(rows[row_count].term, t.stem);
    copy(rows[row_count++].form, t.form);
}

static void add_article(struct builder *b, unsigned number)
{
    enum lang lang = (enum lang)draw(LANG_COUNT);
    char text[64 * WORDS] = "", id[16];
    struct article a = {.lang_code = slice_of_string(lang_codes[lang])};

    snprintf(id, sizeof id, "d%u", number);
    for (unsigned i = 0; i < WORDS; i++) {
        char word[128];

        draw_word(word);
        /* a word is stemmed in the language of its script: those of another are left out */
        if ((lang == LANG_RU) != ((uint8_t)word[0] >= 0xd0))
            continue;
        for (const char *p = word; *p != '\0'; p++)
            if (((uint8_t)*p >= 0xd0) != ((uint8_t)word[0] >= 0xd0) && ((uint8_t)*p < 0x80 || (uint8_t)*p >= 0xc0))
                goto next;
        strcat(strcat(text, word), i % 4 == 3 ? "\n" : " ");     /* lines too short to be of another language */
        note_word(lang, number, word);
    next:;
    }
    a.id = slice_of_string(id);
    a.text = slice_of_string(text);
    assert_int_equal(builder_add(b, &a, NULL), OK);
}

/* Two indexes of several segments each; merges wait. */
static int start(void **state)
{
    struct builder_options options = {.memory_bytes = (size_t)16 << 20};
    unsigned number = 0;

    (void)state;
    srand(5);
    if (mkdtemp(directory) == NULL || analyzer_open(&analyzer, NULL) != OK)
        return -1;
    for (int i = 0; i < 2; i++) {
        struct builder *b;
        char path[64];

        snprintf(path, sizeof path, "%s/%d", directory, i);
        if (builder_open(path, &options, &b, NULL) != OK)
            return -1;
        for (unsigned commit = 0; commit < 3; commit++) {
            for (unsigned j = 0; j < ARTICLES / SEGMENTS; j++)
                add_article(b, number++);
            if (builder_publish(b, NULL) != OK)
                return -1;
        }
        builder_close(b);
        if (index_open(path, ANALYZER_VERSION, &indexes[i], NULL) != OK
            || index_segment_count(indexes[i]) != 3)
            return -1;
    }
    return engine_open(indexes, 2, analyzer, &engine, NULL) == OK ? 0 : -1;
}

static int stop(void **state)
{
    char command[64];

    (void)state;
    engine_close(engine);
    index_close(indexes[0]);
    index_close(indexes[1]);
    analyzer_close(analyzer);
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command);
}

static int compare_rows(const void *a, const void *b)
{
    const struct word_row *x = a, *y = b;
    int order = (x->lang > y->lang) - (x->lang < y->lang);

    order = order != 0 ? order : strcmp(x->term, y->term);
    order = order != 0 ? order : strcmp(x->form, y->form);
    return order != 0 ? order : (x->article > y->article) - (x->article < y->article);
}

/* The words of sorted rows from `from` on that are of this language and begin with prefix. */
struct expected {
    size_t at;
    enum lang lang;
    const char *prefix;
    int left;                 /* words until the walk is to end; < 0: none */
};

static void find_next(struct expected *x)
{
    while (x->at < row_count && (rows[x->at].lang != x->lang
                                 || strncmp(rows[x->at].term, x->prefix, strlen(x->prefix)) != 0))
        x->at++;
}

/* The rows of one term, read through: its forms are as the dictionary says. */
static int expect_word(void *context, const struct dictionary_word *w)
{
    struct expected *x = context;
    bool seen[ARTICLES] = {false};
    uint64_t df = 0;
    size_t form = 0, occurrences = 0, capitals = 0;

    find_next(x);
    assert_true(x->at < row_count);
    for (size_t i = x->at; i <= row_count; i++) {
        bool same = i < row_count && rows[i].lang == x->lang && strcmp(rows[i].term, rows[x->at].term) == 0;

        if (i > x->at && (!same || strcmp(rows[i].form, rows[i - 1].form) != 0)) {
            assert_true(form < w->form_count);
            assert_true(slice_equal(w->forms[form].form, slice_of_string(rows[i - 1].form)));
            assert_int_equal(w->forms[form].occurrences, occurrences);
            assert_int_equal(w->forms[form].capitals, capitals);
            form++;
            occurrences = capitals = 0;
        }
        if (!same) {
            assert_true(slice_equal(w->term, slice_of_string(rows[x->at].term)));
            x->at = i;
            break;
        }
        occurrences++;
        capitals += rows[i].capital;
        df += !seen[rows[i].article];
        seen[rows[i].article] = true;
    }
    assert_int_equal(form, w->form_count);
    assert_int_equal(w->df, df);
    return x->left-- != 1;
}

static void walks_are_as_the_articles(void **state)
{
    static const char *const prefixes[] = {"", "l", "land", "lan", "с", "минск", "häus", "zzz", "\xff", "ё", "w"};

    (void)state;
    qsort(rows, row_count, sizeof *rows, compare_rows);
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
            struct expected x = {.lang = lang, .prefix = prefixes[i], .left = -1};
            struct slice prefix = slice_of_string(prefixes[i]);

            assert_int_equal(dictionary_walk(engine, lang, prefix, expect_word, &x, NULL), OK);
            find_next(&x);
            assert_int_equal(x.at, row_count);
        }
}

static void a_walk_ends_when_told(void **state)
{
    struct expected x = {.lang = LANG_DE, .prefix = "h", .left = 3};

    (void)state;
    assert_int_equal(dictionary_walk(engine, LANG_DE, SLICE_LITERAL("h"), expect_word, &x, NULL), OK);
    assert_int_equal(x.left, 0);
}

/* Looks each word up, and walks, within a walk. */
static int expect_found(void *context, const struct dictionary_word *w)
{
    struct arena arena = ARENA_EMPTY;
    struct dictionary_word found;
    struct expected none = {.lang = LANG_EN, .prefix = "w", .left = 1};

    assert_int_equal(dictionary_find(engine, LANG_DE, w->term, &arena, &found, NULL), OK);
    assert_int_equal(found.df, w->df);
    assert_int_equal(found.form_count, w->form_count);
    for (size_t i = 0; i < found.form_count; i++) {
        assert_true(slice_equal(found.forms[i].form, w->forms[i].form));
        assert_int_equal(found.forms[i].occurrences, w->forms[i].occurrences);
    }
    assert_int_equal(dictionary_walk(engine, LANG_EN, SLICE_LITERAL("w"), expect_word, &none, NULL), OK);
    arena_release(&arena);
    return expect_word(context, w);
}

static void words_are_found(void **state)
{
    struct expected x = {.lang = LANG_DE, .prefix = "", .left = -1};
    struct arena arena = ARENA_EMPTY;
    struct dictionary_word found;
    char long_word[300];

    (void)state;
    assert_int_equal(dictionary_walk(engine, LANG_DE, SLICE_LITERAL(""), expect_found, &x, NULL), OK);
    memset(long_word, 'x', sizeof long_word);
    assert_int_equal(dictionary_find(engine, LANG_EN, SLICE_LITERAL("nowhere"), &arena, &found, NULL), OK);
    assert_int_equal(found.df, 0);
    assert_int_equal(found.form_count, 0);
    assert_int_equal(dictionary_find(engine, LANG_EN, slice_of(long_word, 300), &arena, &found, NULL), OK);
    assert_int_equal(found.df, 0);
    arena_release(&arena);
}

/* Seeks to and between all terms, in any order; and past the last one. */
static void seeks_are_as_the_articles(void **state)
{
    struct dictionary_cursor c;
    char long_word[300];

    (void)state;
    memset(long_word, 0xff, sizeof long_word);
    assert_int_equal(dictionary_cursor_open(&c, engine, LANG_RU, NULL), OK);
    for (int round = 0; round < 3000; round++) {
        struct word_row wanted = {.lang = LANG_RU};
        enum status status;
        size_t first = 0;

        draw_word(wanted.term);
        wanted.term[draw((unsigned)strlen(wanted.term) + 1)] = '\0';
        while (first < row_count && (rows[first].lang < LANG_RU || strcmp(rows[first].term, wanted.term) < 0))
            first++;
        status = dictionary_seek(&c, slice_of_string(wanted.term), NULL);
        for (int step = 0; step < 3; step++) {
            assert_int_equal(status, first < row_count ? OK : E_NOT_FOUND);
            if (status != OK)
                break;
            assert_true(slice_equal(c.term, slice_of_string(rows[first].term)));
            for (size_t at = first; first < row_count && strcmp(rows[first].term, rows[at].term) == 0;)
                first++;
            status = dictionary_next(&c, NULL);
        }
    }
    assert_int_equal(dictionary_seek(&c, slice_of(long_word, 300), NULL), E_NOT_FOUND);
    dictionary_cursor_close(&c);
}

/* Sorted rows by form; those that end with the ending. */
static int compare_by_form(const void *a, const void *b)
{
    const struct word_row *x = *(const struct word_row *const *)a, *y = *(const struct word_row *const *)b;
    int order = strcmp(x->form, y->form);

    return order != 0 ? order : strcmp(x->term, y->term);
}

struct expected_forms {
    const struct word_row **rows;
    size_t at, count;
};

static int expect_form(void *context, const struct dictionary_form *f)
{
    struct expected_forms *x = context;
    const struct word_row *first = x->rows[x->at];
    size_t occurrences = 0, capitals = 0;

    assert_true(x->at < x->count);
    assert_true(slice_equal(f->form, slice_of_string(first->form)));
    assert_true(slice_equal(f->term, slice_of_string(first->term)));
    for (; x->at < x->count && compare_by_form(&x->rows[x->at], &first) == 0; x->at++) {
        occurrences++;
        capitals += x->rows[x->at]->capital;
    }
    assert_int_equal(f->occurrences, occurrences);
    assert_int_equal(f->capitals, capitals);
    return 1;
}

static void endings_are_as_the_articles(void **state)
{
    static const char *const wanted[] = {"", "n", "en", "ern", "häuser", "wortländern", "ами", "сы", "ость", "ы",
                                          "qqq", "минскгородами", "y", "ed", "\xff", "kurzwortes"};
    const struct word_row **sorted = malloc(sizeof *sorted * row_count);
    size_t found = 0;

    (void)state;
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
            struct expected_forms x = {.rows = sorted};
            struct slice ending = slice_of_string(wanted[i]);

            for (size_t k = 0; k < row_count; k++)
                if (rows[k].lang == lang && slice_ends_with(slice_of_string(rows[k].form), ending))
                    sorted[x.count++] = &rows[k];
            qsort(sorted, x.count, sizeof *sorted, compare_by_form);
            assert_int_equal(dictionary_walk_endings(engine, lang, ending, expect_form, &x, NULL), OK);
            assert_int_equal(x.at, x.count);
            found += x.count;
        }
    assert_true(found > row_count);
    free(sorted);
}

static unsigned segment_of(const struct word_row *r)
{
    return r->article / (ARTICLES / SEGMENTS);
}

/* Occurrences of a row's form in its segment, 0 where it is not written as a name. */
static size_t name_count(const struct word_row *r)
{
    size_t occurrences = 0, capitals = 0;

    for (size_t i = 0; i < row_count; i++)
        if (rows[i].lang == r->lang && segment_of(&rows[i]) == segment_of(r) && strcmp(rows[i].form, r->form) == 0) {
            occurrences++;
            capitals += rows[i].capital;
        }
    return name_like(r->lang, slice_of_string(r->form), occurrences, capitals) ? occurrences : 0;
}

static bool has_key(const struct word_row *r, uint64_t key)
{
    struct name_key keys[NAME_KEYS_MAX];
    size_t count = name_keys(slice_of_string(r->form), keys);

    for (size_t i = 0; i < count; i++)
        if (names_key(name_key_slice(&keys[i])) == key)
            return true;
    return false;
}

/* Whether the most frequent name among the forms of a row's term in its segment has the key. */
static bool is_name(const struct word_row *r, uint64_t key)
{
    const struct word_row *best = NULL;
    size_t most = 0;

    for (size_t i = 0; i < row_count; i++)
        if (rows[i].lang == r->lang && segment_of(&rows[i]) == segment_of(r) && strcmp(rows[i].term, r->term) == 0
            && (best == NULL || strcmp(rows[i].form, best->form) != 0)) {
            size_t count = name_count(&rows[i]);

            best = count > most ? &rows[i] : best;
            most = count > most ? count : most;
        }
    return best != NULL && has_key(best, key);
}

struct expected_terms {
    const struct word_row **rows;
    size_t count, at;
};

static int expect_term(void *context, const struct dictionary_word *word)
{
    struct expected_terms *x = context;

    assert_true(x->at < x->count);
    assert_true(slice_equal(word->term, slice_of_string(x->rows[x->at]->term)));
    assert_true(word->df > 0 && word->form_count > 0);
    x->at++;
    return 1;
}

static bool any_form(void *context, const struct form_count *form)
{
    (void)context;
    return form->form.n > 0;
}

/* Rows are in order of their terms. */
static void check_names(enum lang lang, struct name_key key)
{
    const struct word_row **sorted = malloc(sizeof *sorted * row_count);
    struct expected_terms x = {.rows = sorted};
    uint64_t number = names_key(name_key_slice(&key));

    for (size_t i = 0; i < row_count; i++) {
        const struct word_row *last = x.count > 0 ? sorted[x.count - 1] : NULL;

        if (rows[i].lang == lang && (last == NULL || strcmp(last->term, rows[i].term) != 0)
            && has_key(&rows[i], number) && is_name(&rows[i], number))
            sorted[x.count++] = &rows[i];
    }
    assert_int_equal(dictionary_walk_names(engine, lang, &key, 1, any_form, expect_term, &x, NULL), OK);
    assert_int_equal(x.at, x.count);
    free(sorted);
}

static void names_are_as_the_articles(void **state)
{
    (void)state;
    check_names(LANG_DE, (struct name_key){5, "NEVER"});
    for (int round = 0; round < 60; round++) {
        const struct word_row *r = &rows[draw((unsigned)row_count)];
        struct name_key keys[NAME_KEYS_MAX];
        size_t count = name_keys(slice_of_string(r->form), keys);

        if (count > 0)
            check_names(r->lang, keys[draw((unsigned)count)]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_are_as_the_articles), cmocka_unit_test(a_walk_ends_when_told),
        cmocka_unit_test(words_are_found), cmocka_unit_test(seeks_are_as_the_articles),
        cmocka_unit_test(endings_are_as_the_articles), cmocka_unit_test(names_are_as_the_articles)};
    return cmocka_run_group_tests(tests, start, stop);
}
