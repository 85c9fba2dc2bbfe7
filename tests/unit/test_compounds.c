/* Compounds and their parts in small vocabularies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/builder.h"
#include "searcher/words/compounds.h"

static char directory[64];
static struct index *index_;
static struct engine *engine;
static struct analyzer *analyzer;

/* An index of one German article, or of so many with a word more each. */
static void open_index(const char *text, unsigned articles)
{
    struct builder_options options = {.memory_bytes = (size_t)16 << 20};
    struct builder *b;
    char all[4096], id[16];

    strcpy(directory, "/tmp/stemma-compounds-XXXXXX");
    assert_non_null(mkdtemp(directory));
    assert_int_equal(analyzer_open(&analyzer, NULL), OK);
    assert_int_equal(builder_open(directory, &options, &b, NULL), OK);
    for (unsigned i = 0; i < articles; i++) {
        struct article a = {.lang_code = SLICE_LITERAL("de")};

        snprintf(id, sizeof id, "d%u", i);
        snprintf(all, sizeof all, "%s Nummer%u", i == 0 ? text : "Der", i);
        a.id = slice_of_string(id);
        a.text = slice_of_string(all);
        assert_int_equal(builder_add(b, &a, NULL), OK);
    }
    assert_int_equal(builder_publish(b, NULL), OK);
    builder_close(b);
    assert_int_equal(index_open(directory, ANALYZER_VERSION, &index_, NULL), OK);
    assert_int_equal(engine_open(&index_, 1, analyzer, &engine, NULL), OK);
}

static void close_index(void)
{
    char command[96];

    engine_close(engine);
    index_close(index_);
    analyzer_close(analyzer);
    snprintf(command, sizeof command, "rm -rf %s", directory);
    assert_int_equal(system(command), 0);
}

static const char *const places[] = {"last", "first", "middle"};

/* "form:place form:place", as compounds_find gives them. */
static void expect_compounds(const char *word, const char *want)
{
    struct arena arena = ARENA_EMPTY;
    struct compound *found;
    char got[1024] = "";
    size_t count;

    assert_int_equal(compounds_find(engine, slice_of_string(word), COMPOUNDS_ALL, &arena, &found, &count, NULL), OK);
    assert_true(count <= COMPOUNDS_MAX);
    for (size_t i = 0; i < count; i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s:%s", i == 0 ? "" : " ",
                 SLICE_ARG(found[i].form), places[found[i].place]);
    arena_release(&arena);
    assert_string_equal(got, want);
}

static void expect_parts(const char *word, const char *want)
{
    struct arena arena = ARENA_EMPTY;
    struct compound_parts parts;
    char got[1024] = "";

    assert_int_equal(compounds_split(engine, slice_of_string(word), &arena, &parts, NULL), OK);
    for (size_t i = 0; i < parts.count; i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s", i == 0 ? "" : " ", SLICE_ARG(parts.forms[i]));
    arena_release(&arena);
    assert_string_equal(got, want);
}

static void test_places(void **state)
{
    (void)state;
    open_index("Die Schule und die Musik. Musikschule, Musikschulen, Schulhof, Schulhöfe, Hof, Musikschulhof.", 1);
    expect_compounds("schule", "musikschule:last schulhof:first musikschulhof:middle");
    expect_compounds("schulen", "musikschule:last schulhof:first musikschulhof:middle");
    expect_compounds("musik", "musikschule:first musikschulhof:first");
    expect_compounds("hof", "musikschulhof:last schulhof:last");
    expect_compounds("garten", "");
    close_index();
}

static void test_linking_elements(void **state)
{
    (void)state;
    open_index("Die Arbeit, der Markt, die Blume, der Laden, das Kind, das Buch, das Schwein, die Zucht: "
               "Arbeitsmarkt, Blumenladen, Kinderbuch, Schweinezucht, Arbeitgeber.", 1);
    expect_compounds("markt", "arbeitsmarkt:last");
    expect_compounds("laden", "blumenladen:last");
    expect_compounds("buch", "kinderbuch:last");
    expect_compounds("zucht", "schweinezucht:last");
    expect_compounds("arbeit", "arbeitgeber:first arbeitsmarkt:first");
    expect_compounds("kind", "kinderbuch:first");
    close_index();
}

/* Who lives in a place tells its name from a compound. */
static void test_names_of_places(void **state)
{
    (void)state;
    open_index("Der Brand, die Burg, der Sand: in Brandenburg ist der Brandenburger. Die Sandburg war groß.", 1);
    expect_compounds("brand", "");
    expect_compounds("burg", "sandburg:last");
    expect_compounds("sand", "sandburg:first");
    close_index();
}

/* Of other forms than the one typed: umlaut plurals too. */
static void test_forms_of_parts(void **state)
{
    (void)state;
    open_index("Der Markt und die Märkte, die Finanz und der Baum, Bäume: Finanzmärkte, Obstbäume, Obst.", 1);
    expect_compounds("markt", "finanzmärkte:last");
    expect_compounds("bäume", "obstbäume:last");
    expect_compounds("baum", "obstbäume:last");
    close_index();
}

/* Prefixes, suffixes, verbs and what stands in a word by chance. */
static void test_no_compounds(void **state)
{
    (void)state;
    open_index("Die Leitung, die Verleitung, die Einleitung, der Rat, die Heirat, das Gericht, der Bericht, der Freund, die "
               "Freundschaft, freundlich, das Eis, die Reise, Eisen, die Kunst, der Kunde, gehen, wir gehen vor, das Vorgehen.", 1);
    expect_compounds("leitung", "");
    expect_compounds("rat", "");
    expect_compounds("gericht", "");
    expect_compounds("freund", "");
    expect_compounds("eis", "");
    expect_compounds("gehen", "");
    expect_compounds("ein", "");
    expect_compounds("und", "");
    close_index();
}

/* In a small collection a long word may stand beside one that is in no article by itself. */
static void test_unseen_parts(void **state)
{
    const char *text = "Fahrzeugproduktion, Textilindustrie und Industriegebiete, Gebietsreform.";

    (void)state;
    open_index(text, 1);
    expect_compounds("industrie", "textilindustrie:last industriegebiete:first");
    expect_compounds("produktion", "fahrzeugproduktion:last");
    expect_compounds("fahrzeug", "fahrzeugproduktion:first");
    expect_compounds("gebiet", "gebietsreform:first");
    close_index();
    open_index(text, 300);
    expect_compounds("produktion", "");
    close_index();
}

static void test_split(void **state)
{
    (void)state;
    open_index("Die Kohle, die Kraft, das Werk, die Werke; der Staat, die Anwältin, die Hand, der Handel, der Preis, else Ausgang.", 1);
    expect_parts("kohlekraftwerke", "kohle kraft werk");
    expect_parts("staatsanwältin", "staat anwältin");
    expect_parts("handelspreis", "handel preis");
    expect_parts("ausgang", "");
    expect_parts("kraftprobe", "");
    expect_parts("", "");
    close_index();
    open_index("Der Wald, der Meister. Waldmeister, Waldmeister und Waldmeister.", 1);
    expect_parts("waldmeister", "");
    expect_parts("waldmeisters", "");
    close_index();
}

static void test_odd_words(void **state)
{
    char longest[300];

    (void)state;
    open_index("Das Wort, Wortwahl, Wahl.", 1);
    memset(longest, 'a', sizeof longest);
    longest[255] = 0;
    expect_compounds(longest, "");
    expect_parts(longest, "");
    longest[79] = 0;
    expect_parts(longest, "");
    expect_compounds("", "");
    expect_compounds("\xc3", "");
    expect_parts("\xc3\xa4\xa4\xa4\xa4\xa4\xa4\xa4\xa4\xa4", "");
    expect_compounds("wort", "wortwahl:first");
    close_index();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places), cmocka_unit_test(test_linking_elements),
        cmocka_unit_test(test_forms_of_parts), cmocka_unit_test(test_no_compounds), cmocka_unit_test(test_names_of_places),
        cmocka_unit_test(test_unseen_parts), cmocka_unit_test(test_split), cmocka_unit_test(test_odd_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
