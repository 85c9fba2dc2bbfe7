/* Names of a query in other scripts and languages: judging terms, finding them in an
 * index, searching with them.                                                   */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "indexer/builder.h"
#include "searcher/words/name_partners.h"
#include "searcher/run/plan.h"
#include "stemmers/analyzer.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

static char directory[] = "/tmp/stemma-names-XXXXXX";
static struct index *indexes[1];
static struct engine *engine;
static struct analyzer *analyzer;
static struct arena arena;

static const struct {
    const char *id, *lang, *text;
} articles[] = {
    {"en1", "en", "We saw Makhonin and Sergei Krutoi in Voronezh. In may the city may see wolf and bear."},
    {"en2", "en", "The plant Amkodor in Germany, near Warsaw. The wolf is an animal, the hand too. Yes to the IMF."},
    {"de1", "de", "Gestern sprach Machonin in Woronesch. Deutschland und Warschau. Der Wolf und die Hand. Die Nato. Im Motowilichinski. In Perm."},
    {"de2", "de", "Im Mai kam Krutoj nach Moskau, im alten Amkodor war keiner. Der IWF auch nicht."},
    {"ru1", "ru", "Вчера с Махониным и с Сергеем Крутым в Воронеже. В мае в Москве. В ВОЗ и в НАТО."},
    {"ru2", "ru", "Завод Амкодор в Германии, под Варшавой. Приехал крутой и крутой ганд, и Вольф. "
                  "Уехал на Пермский завод. В МВФ."},
};

static int start(void **state)
{
    struct builder_options options = {.memory_bytes = (size_t)16 << 20};
    struct builder *b;

    (void)state;
    arena = ARENA_EMPTY;
    if (mkdtemp(directory) == NULL || analyzer_open(&analyzer, NULL) != OK
        || builder_open(directory, &options, &b, NULL) != OK)
        return -1;
    for (size_t i = 0; i < COUNT_OF(articles); i++) {
        struct article a = {.id = slice_of_string(articles[i].id),
                            .lang_code = slice_of_string(articles[i].lang),
                            .text = slice_of_string(articles[i].text)};

        if (builder_add(b, &a, NULL) != OK)
            return -1;
        if (i == 2 && builder_publish(b, NULL) != OK)
            return -1;
    }
    if (builder_publish(b, NULL) != OK)
        return -1;
    builder_close(b);
    if (index_open(directory, ANALYZER_VERSION, &indexes[0], NULL) != OK)
        return -1;
    return engine_open(indexes, 1, analyzer, &engine, NULL) == OK ? 0 : -1;
}

static int stop(void **state)
{
    char command[64];

    (void)state;
    arena_release(&arena);
    engine_close(engine);
    index_close(indexes[0]);
    analyzer_close(analyzer);
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command);
}

/* A term of one form. */
static struct dictionary_word word_of(const char *term, uint64_t occurrences, uint64_t capitals,
                                      struct form_count *form)
{
    *form = (struct form_count){slice_of_string(term), occurrences, capitals};
    return (struct dictionary_word){slice_of_string(term), 1, form, 1};
}

static double judge(const char *typed, enum name_kind kind, enum lang lang, const char *term,
                    uint64_t capitals)
{
    struct name_query q;
    struct form_count form;
    struct dictionary_word word = word_of(term, 10, capitals, &form);

    name_query_init(&q, slice_of_string(typed), kind);
    return name_judge(&q, lang, &word);
}

static void test_what_is_accepted(void **state)
{
    (void)state;
    /* a name against names and what is less sure */
    assert_true(judge("makhonin", NAME_UNKNOWN, LANG_RU, "махонин", 10) > .95);
    assert_true(judge("worcester", NAME_LIKE, LANG_RU, "вустер", 10) == 0);
    assert_true(judge("грегсон", NAME_UNKNOWN, LANG_EN, "gregory", 10) == 0);
    assert_true(judge("пикассо", NAME_UNKNOWN, LANG_EN, "pickeso", 10) > .85);
    assert_true(judge("пикассо", NAME_UNKNOWN, LANG_DE, "pickeso", 10) == 0);
    assert_true(judge("пикассо", NAME_UNKNOWN, LANG_DE, "picasso", 10) > .94);
    assert_true(judge("makhonin", NAME_UNKNOWN, LANG_RU, "махонин", 5) == 0);
    /* an ordinary word against names */
    assert_true(judge("wolf", NAME_ORDINARY, LANG_RU, "вольф", 10) > .94);
    assert_true(judge("pickeso", NAME_ORDINARY, LANG_RU, "пикассо", 10) == 0);
    assert_true(judge("банк", NAME_ORDINARY, LANG_DE, "bank", 10) == 0);
    assert_true(judge("шины", NAME_ORDINARY, LANG_EN, "china", 10) == 0);
    assert_true(judge("шины", NAME_ORDINARY, LANG_EN, "shina", 10) > .98);
    assert_true(judge("пермские", NAME_ORDINARY, LANG_EN, "perm", 10) > .94);
    /* one consonant */
    assert_true(judge("lee", NAME_UNKNOWN, LANG_RU, "ли", 10) > .98);
    assert_true(judge("lee", NAME_UNKNOWN, LANG_DE, "lea", 10) == 0);
    /* one script */
    assert_true(judge("sergei", NAME_LIKE, LANG_DE, "sergej", 10) >= .97);
    assert_true(judge("sergei", NAME_ORDINARY, LANG_DE, "sergej", 10) == 0);
    assert_true(judge("martin", NAME_LIKE, LANG_EN, "marten", 10) == 0);
}

static bool finds(const char *typed, enum lang lang, const char *term)
{
    struct name_query q;
    struct name_partner *found;
    size_t count;
    bool there = false;

    assert_int_equal(name_partners_query(engine, slice_of_string(typed), &arena, &q, NULL), OK);
    assert_int_equal(name_partners_find(engine, lang, &q, &arena, &found, &count, NULL), OK);
    assert_true(count <= NAMES_MAX);
    for (size_t i = 0; i < count; i++) {
        there |= slice_equal(found[i].term, slice_of_string(term));
        assert_true(i == 0 || found[i].similarity <= found[i - 1].similarity);
    }
    return there;
}

static void test_terms_are_found(void **state)
{
    (void)state;
    assert_true(finds("Makhonin", LANG_RU, "махонин"));
    assert_true(finds("makhonin", LANG_DE, "machonin"));
    assert_true(finds("Махонину", LANG_EN, "makhonin"));
    assert_true(finds("Krutoy", LANG_EN, "krutoi"));
    assert_true(finds("Krutoy", LANG_DE, "krutoj"));
    assert_true(finds("Voronezh", LANG_RU, "воронеж"));
    assert_true(finds("Амкодор", LANG_EN, "amkodor"));
    assert_true(finds("wolf", LANG_RU, "вольф"));
    assert_true(finds("Мотовилихинского", LANG_DE, "motowilichinski"));
    assert_true(finds("воронежского", LANG_EN, "voronezh"));
    assert_true(finds("Perm", LANG_RU, "пермск"));
    assert_true(finds("пермская", LANG_DE, "perm"));
    assert_false(finds("hand", LANG_RU, "ганд"));
    assert_true(finds("Крутой", LANG_DE, "krutoj"));
    assert_false(finds("крутой", LANG_DE, "krutoj"));
    /* letters that are read one by one sound like nothing; НАТО is a word */
    assert_false(finds("ЕС", LANG_EN, "yes"));
    assert_true(finds("НАТО", LANG_DE, "nato"));
    assert_false(finds("7", LANG_RU, "7"));
    assert_false(finds("", LANG_RU, ""));
}

/* Ids of the hits, sorted, of the query with names. */
static void search(const char *text, char out[64])
{
    struct engine_options options = {.no_relax = true};
    struct query q;
    struct results results;
    char ids[COUNT_OF(articles)][8] = {0};

    assert_int_equal(query_parse(slice_of_string(text), 0, &arena, &q, NULL), OK);
    assert_int_equal(engine_search(engine, &q, &options, &arena, &results, NULL), OK);
    out[0] = '\0';
    for (size_t i = 0; i < results.hit_count; i++) {
        struct document d;

        assert_int_equal(segment_document(index_segment(indexes[0], results.hits[i].segment),
                                          results.hits[i].doc, &d, NULL), OK);
        memcpy(ids[i], d.id.p, d.id.n);
    }
    qsort(ids, results.hit_count, sizeof ids[0], (int (*)(const void *, const void *))strcmp);
    for (size_t i = 0; i < results.hit_count; i++)
        strcat(strcat(out, i > 0 ? " " : ""), ids[i]);
}

static void test_articles_are_found(void **state)
{
    static const struct {
        const char *query, *ids;
    } cases[] = {
        {"Makhonin", "de1 en1 ru1"}, {"Махонин", "de1 en1 ru1"}, {"machonin", "de1 en1 ru1"},
        {"Voronezh", "de1 en1 ru1"}, {"Amkodor", "de2 en2 ru2"}, {"Амкодор", "de2 en2 ru2"},
        {"Germany", "de1 en2 ru2"},  {"Германия", "de1 en2 ru2"}, {"deutschland", "de1 en2 ru2"},
        {"Warsaw", "de1 en2 ru2"},   {"Moskau", "de2 ru1"},       {"may", "en1"}, {"May", "de2 en1 ru1"},
        {"Mai", "de2 ru1"} /* may is a small word */,      {"=Makhonin", "en1"},        {"Krutoi Voronezh", "en1 ru1"},
        {"Makhonin -Voronezh", "de1 ru1"}, {"пермский", "de1 ru2"}, {"Perm", "de1 ru2"},
        {"IMF", "de2 en2 ru2"}, {"МВФ", "de2 en2 ru2"}, {"Who", ""}, {"who", ""}, {"hand", "de1 en2"},
    };
    char ids[64];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        search(cases[i].query, ids);
        if (strcmp(ids, cases[i].ids) != 0)
            fail_msg("%s finds %s, not %s", cases[i].query, ids, cases[i].ids);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_accepted),
        cmocka_unit_test(test_terms_are_found),
        cmocka_unit_test(test_articles_are_found),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
