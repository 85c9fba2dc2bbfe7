/* Queries in another language: translate.h over a lexicon made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "searcher/across/translate.h"
#include "searcher/across/translate_parts.h"
#include "store/lexicon_writer.h"

static char path[64];
static struct translator translator;
static const char *unknown;      /* a term that no document has */

struct row {
    uint8_t from, to;
    const char *key;
    struct lexicon_target targets[3];
};

#define T(text, weight) {{(const uint8_t *)(text), sizeof(text) - 1}, weight}

/* In the order of languages and keys; '=' before a word's own. */
static const struct row ROWS[] = {
    {LANG_EN, LANG_DE, "=cooperation", {T("zusammenarbeit", 100)}},
    {LANG_EN, LANG_DE, "cooper", {T("bottch", 100), T("zusammenarbeit", 50)}},
    {LANG_EN, LANG_DE, "declar", {T("erklar", 100), T("deklaration", 40)}},
    {LANG_EN, LANG_DE, "declar intent", {T("absichtserklar", 100)}},
    {LANG_EN, LANG_DE, "intent", {T("absicht", 100)}},
    {LANG_EN, LANG_RU, "rat", {T("крыс", 100)}},
    {LANG_DE, LANG_EN, "fernhalt", {T("avert", 100)}},
    {LANG_DE, LANG_EN, "gebiet", {T("area", 100), T("territori", 60)}},
    {LANG_DE, LANG_EN, "isch", {T("fish", 100)}},
    {LANG_DE, LANG_EN, "rat", {T("council", 100), T("advic", 50)}},
    {LANG_DE, LANG_EN, "wass", {T("water", 100)}},
    {LANG_RU, LANG_DE, "вод", {T("wass", 100)}},
};

static bool begins_none(void *context, struct slice term)
{
    (void)context;
    (void)term;
    return false;
}

static uint64_t documents = 1;     /* of each language */
static enum lang frequent = LANG_OTHER;    /* the language whose documents all have all words */

static uint64_t count_documents(void *context, enum lang lang)
{
    (void)context;
    (void)lang;
    return documents;
}

static uint64_t count_known(void *context, enum lang lang, const struct slice *terms, size_t count)
{
    (void)context;
    if (lang == frequent)
        return documents;
    return unknown != NULL && count == 1 && slice_equal(terms[0], slice_of_string(unknown)) ? 0 : 1;
}

static int set_up(void **state)
{
    struct lexicon_writer *w;
    struct err e = ERR_NONE;
    uint64_t bytes;
    enum status status;

    (void)state;
    snprintf(path, sizeof path, "/tmp/stemma-translate-%ld.mdb", (long)getpid());
    status = lexicon_create(path, ANALYZER_VERSION, &w, &e);
    for (size_t i = 0; status == OK && i < sizeof ROWS / sizeof *ROWS; i++) {
        const struct row *r = &ROWS[i];
        struct lexicon_targets lists[LEXICON_LANGS] = {{NULL, 0}};

        while (lists[r->to].count < 3 && r->targets[lists[r->to].count].weight > 0)
            lists[r->to].count++;
        lists[r->to].items = r->targets;
        status = lexicon_put(w, r->from, slice_of_string(r->key), lists, &e);
    }
    if (status != OK || lexicon_finish(w, slice_of_string("x\n"), &bytes, &e) != OK
        || lexicon_open(path, ANALYZER_VERSION, &translator.lexicon, &e) != OK)
        return 1;
    translator.known = (struct translate_known){count_known, count_documents, begins_none, NULL};
    return analyzer_open(&translator.analyzer, &e) == OK ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    lexicon_close(translator.lexicon);
    analyzer_close(translator.analyzer);
    return unlink(path);
}

/* "word: terms weight/tier, ...; word: ..." with "~" behind a small word, and behind terms near each other; "=": what is typed is a word of
 * this language. */
static const char *translated(const char *query, enum lang from, enum lang to)
{
    static char out[4096];
    struct translate_word words[16];
    struct translations found[16];
    struct arena arena = ARENA_EMPTY;
    struct err e = ERR_NONE;
    bool sources[LANG_COUNT];
    char copy[512];
    size_t count = 0, n = 0;

    snprintf(copy, sizeof copy, "%s", query);
    for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " "))
        words[count++].text = slice_of_string(word);
    translator.from = from;
    assert_int_equal(translate_sources(&translator, words, count, &arena, sources, &e), OK);
    assert_int_equal(translate_words(&translator, words, count, sources, to, &arena, found, &e), OK);
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s%s:", i == 0 ? "" : "; ",
                              SLICE_ARG(words[i].text), found[i].small ? "~" : found[i].other || found[i].count == 0 ? "" : "=");
        for (size_t k = 0; k < found[i].count; k++) {
            const struct translation *t = &found[i].items[k];

            for (size_t w = 0; w < t->term_count; w++)
                n += (size_t)snprintf(out + n, sizeof out - n, " %.*s", SLICE_ARG(t->terms[w]));
            n += (size_t)snprintf(out + n, sizeof out - n, "%s %u/%u", t->slop > 0 ? "~" : "", t->weight, t->tier);
        }
    }
    arena_release(&arena);
    return out;
}

static void words_and_phrases(void **state)
{
    (void)state;
    unknown = NULL;
    assert_string_equal(translated("declarations", LANG_OTHER, LANG_DE),
                        "declarations: erklar 100/100 deklaration 40/100");
    assert_string_equal(translated("Declaration of Intent 2024", LANG_EN, LANG_DE),
                        "Declaration: absichtserklar 100/50 erklar 100/70 deklaration 40/70; of~:; "
                        "Intent: absichtserklar 100/50 absicht 100/70; 2024:");
    assert_string_equal(translated("cooperation", LANG_EN, LANG_DE),
                        "cooperation: zusammenarbeit 100/100 bottch 46/100");
    assert_string_equal(translated("воду", LANG_OTHER, LANG_DE), "воду: wass 100/100");
    assert_string_equal(translated("воду", LANG_OTHER, LANG_EN), "воду:");
    assert_string_equal(translated("воду", LANG_OTHER, LANG_RU), "воду:");
}

static void what_no_document_has_is_left_out(void **state)
{
    (void)state;
    unknown = "erklar";
    assert_string_equal(translated("declaration", LANG_EN, LANG_DE), "declaration: deklaration 100/100");
    unknown = "absicht";
    assert_string_equal(translated("intent", LANG_EN, LANG_DE), "intent:");
    unknown = NULL;
}

/* "rat" alone may be either; beside words of one language it is of that one. */
static void the_query_tells_its_language(void **state)
{
    (void)state;
    assert_string_equal(translated("Rat", LANG_OTHER, LANG_EN), "Rat=: council 100/40 advic 50/40");
    assert_string_equal(translated("Rat", LANG_OTHER, LANG_RU), "Rat: крыс 100/100");
    assert_string_equal(translated("Rat воду", LANG_OTHER, LANG_DE), "Rat:; воду: wass 100/100");
    assert_string_equal(translated("the rat", LANG_OTHER, LANG_EN), "the:; rat:");
    assert_string_equal(translated("der Rat", LANG_OTHER, LANG_EN), "der~:; Rat: council 100/100 advic 50/100");
    assert_string_equal(translated("the rat", LANG_DE, LANG_EN), "the:; rat: council 100/100 advic 50/100");
}

/* A compound that only German has is none of English, though nothing else tells the language. */
static void what_a_language_has_not_is_not_typed_in_it(void **state)
{
    (void)state;
    unknown = "wassergebiet";
    assert_string_equal(translated("Wassergebiet", LANG_OTHER, LANG_EN),
                        "Wassergebiet: water area~ 100/100 area water~ 100/100 water territori~ 60/100 territori water~ 60/100");
    unknown = NULL;
    assert_string_equal(translated("Wassergebiet", LANG_OTHER, LANG_EN),
                        "Wassergebiet=: water area~ 100/40 area water~ 100/40 water territori~ 60/40 territori water~ 60/40");
}

/* "rat" alone is of the language whose articles have it eight times as often, if there are such. */
static void articles_tell_the_language(void **state)
{
    (void)state;
    documents = 11;
    frequent = LANG_EN;
    assert_string_equal(translated("rat", LANG_OTHER, LANG_EN), "rat=: council 100/40 advic 50/40");
    documents = 12;
    assert_string_equal(translated("rat", LANG_OTHER, LANG_EN), "rat:");
    assert_string_equal(translated("rat", LANG_OTHER, LANG_RU), "rat: крыс 100/100");
    frequent = LANG_DE;
    assert_string_equal(translated("rat", LANG_OTHER, LANG_EN), "rat: council 100/100 advic 50/100");
    assert_string_equal(translated("rat", LANG_OTHER, LANG_RU), "rat: крыс 100/100");
    documents = 0;
    assert_string_equal(translated("rat", LANG_OTHER, LANG_EN), "rat=: council 100/40 advic 50/40");
    documents = 1;
    frequent = LANG_OTHER;
}

/* "part part" of a folded word, as translate_parts() takes it apart. */
static const char *parts_of(const char *form)
{
    static char out[200];
    struct slice parts[TRANSLATE_PARTS_MOST];
    struct arena arena = ARENA_EMPTY;
    struct err e = ERR_NONE;
    size_t count, n = 0;

    assert_int_equal(translate_parts(&translator, slice_of_string(form), &arena, parts, &count, &e), OK);
    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", i == 0 ? "" : " ", SLICE_ARG(parts[i]));
    arena_release(&arena);
    return out;
}

/* Of a compound that is not in the lexicon the parts are sought near each other, and by themselves
 * where any word will do, or where only one means something.                    */
static void compounds_by_their_parts(void **state)
{
    (void)state;
    assert_string_equal(translated("Wassergebiete", LANG_DE, LANG_EN),
                        "Wassergebiete: water area~ 100/100 area water~ 100/100 water territori~ 60/100 territori water~ 60/100");
    translator.any = true;
    assert_string_equal(translated("Wassergebiete", LANG_DE, LANG_EN),
                        "Wassergebiete: water area~ 100/100 area water~ 100/100 water territori~ 60/100 territori water~ 60/100 "
                        "water 100/60 area 100/60 territori 60/60");
    translator.any = false;
    unknown = "water";
    assert_string_equal(translated("Wassergebiete", LANG_DE, LANG_EN), "Wassergebiete: area 100/100 territori 60/100");
    unknown = NULL;
    assert_string_equal(parts_of("wassergebiet"), "wasser gebiet");
    assert_string_equal(parts_of("wasserxgebiet"), "");
    assert_string_equal(parts_of("gebiet"), "");
    assert_string_equal(parts_of(""), "");
}

/* isch is a word of this lexicon, but none at the end of another. */
static void suffixes_are_no_parts(void **state)
{
    (void)state;
    assert_string_equal(parts_of("ischgebiet"), "isch gebiet");
    assert_string_equal(parts_of("gebietische"), "");
}

static void infinitives_with_zu_inside(void **state)
{
    (void)state;
    assert_string_equal(parts_of("fernzuhalten"), "fernhalten");
    assert_string_equal(parts_of("fernzuhaltet"), "");
    assert_string_equal(translated("fernzuhalten", LANG_DE, LANG_EN), "fernzuhalten: avert 100/100");
}

/* A word that German does not have may be English. */
static void words_of_the_other_latin_language(void **state)
{
    (void)state;
    assert_string_equal(translated("Rats", LANG_DE, LANG_RU), "Rats: крыс 100/100");
    assert_string_equal(translated("Ratz", LANG_DE, LANG_RU), "Ratz:");
    assert_string_equal(translated("rat", LANG_DE, LANG_RU), "rat: крыс 100/100");
    assert_string_equal(translated("intent", LANG_DE, LANG_EN), "intent:");
}

static void queries_of_odd_words(void **state)
{
    static char text[300];

    (void)state;
    memset(text, 'a', sizeof text - 1);
    assert_non_null(strstr(translated(text, LANG_OTHER, LANG_DE), "aaa:"));
    assert_string_equal(translated("東京 2024 3,5 '", LANG_OTHER, LANG_DE), "東京:; 2024:; 3,5:; ':");
    assert_string_equal(translated("", LANG_OTHER, LANG_DE), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_phrases), cmocka_unit_test(what_no_document_has_is_left_out),
        cmocka_unit_test(the_query_tells_its_language), cmocka_unit_test(articles_tell_the_language),
        cmocka_unit_test(what_a_language_has_not_is_not_typed_in_it),
        cmocka_unit_test(compounds_by_their_parts), cmocka_unit_test(suffixes_are_no_parts),
        cmocka_unit_test(infinitives_with_zu_inside),
        cmocka_unit_test(words_of_the_other_latin_language), cmocka_unit_test(queries_of_odd_words),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
