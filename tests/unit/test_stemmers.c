#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "stemmers/analyzer.h"
#include "stemmers/langid.h"
#include "stemmers/numbers.h"
#include "stemmers/sentences.h"
#include "stemmers/stem.h"
#include "stemmers/stop_words.h"
#include "stemmers/words.h"

static void expect_words(const char *text, const char *want)
{
    struct words words;
    struct word word;
    char got[1000] = "";
    uint32_t position = 7;

    words_init(&words);
    words_start(&words, slice_of_string(text), 7);
    while (words_next(&words, &word)) {
        size_t n = strlen(got);
        assert_int_equal(word.position, position);
        position += !word.is_extra;
        snprintf(got + n, sizeof got - n, word.is_extra ? "[%.*s]" : "%.*s|", (int)word.size,
                 text + word.start);
    }
    assert_int_equal(words_status(&words), OK);
    words_release(&words);
    assert_string_equal(got, want);
}

static void words_follow_uax29(void **state)
{
    (void)state;
    expect_words("", "");
    expect_words(" — ... ", "");
    expect_words("The EU's 1,6 млрд", "The|EU's|1,6|млрд|");
}

static void compounds_are_words_too(void **state)
{
    (void)state;
    expect_words("an e-mail.", "an|[e-mail]e|mail|");
    expect_words("UEC_Aviadvigatel 0.5", "[UEC_Aviadvigatel]UEC|Aviadvigatel|0.5|");
    expect_words("Минск-Новости, 52-ФЗ", "[Минск-Новости]Минск|Новости|[52-ФЗ]52|ФЗ|");
    expect_words("a-b-c-d a-b-c-d-e", "[a-b-c-d]a|b|c|d|a|b|c|d|e|");
    expect_words("e\u2011mail e\u2010mail", "[e\u2011mail]e|mail|[e\u2010mail]e|mail|");
    expect_words("a -b- c--d _e_ f_", "a|b|c|d|e|f|");
    expect_words("a__b", "[a__b]a|b|");
    expect_words("2020-2024 1.6-fold", "2020|2024|[1.6-fold]1.6|fold|");
    expect_words("x86_64 A320-200", "[x86_64][86]x86|64|[A320-200][320]A320|200|");
    expect_words("A320 v1.2.3 €1.5bn 1st1st", "[320]A320|[1.2.3]v1.2.3|[1.5][bn]1.5bn|[1][st][1][st]1st1st|");
    expect_words("3f2a9bc01 O'Neill don’t l’état rock'n'roll п'ять",
                 "3f2a9bc01|[Neill]O'Neill|don’t|[état]l’état|[rock'n][roll]rock'n'roll|п'ять|");
}

static void points_part_names_and_not_acronyms(void **state)
{
    (void)state;
    expect_words("www.belta.by/news info@belta.by", "www|belta|by|news|info|belta|by|");
    expect_words("U.S.A. U.S. т.е. д.м.н. z.B. А.С.Пушкин", "U.S.A|U.S|т.е|д.м.н|z.B|А|С|Пушкин|");
    expect_words("Ph.D. end.Next a:b http://a.b:80", "Ph|D|end|Next|a|b|http|a.b|80|");
    expect_words("U.S.-based ʼab _\u0301ab", "U.S|based|ab|ab|");
}

static void numbers_are_words(void **state)
{
    (void)state;
    expect_words("2,000 2.000 1.234,56 2'000 1.000.000", "2,000|2.000|1.234,56|2'000|1.000.000|");
    expect_words("2 000, 2 000 000,5; 2\u00a0000: 2\u202f000! 2\u2009000 км.",
                 "2 000|2 000 000,5|2\u00a0000|2\u202f000|2\u2009000|км|");
    expect_words("in 2022 2023 2024, 5 km", "in|2022|2023|2024|5|km|");
    expect_words("8 800 555 35 35", "8|800|555|35|35|");
    expect_words("12 000 участников, 7 000-9 000", "12 000|участников|7 000|9 000|");
    expect_words("2 000km 0 500 2 000\u00a0км", "2|[000][km]000km|0|500|2 000|км|");
    expect_words("3  000 3\n000", "3|000|3|000|");
    expect_words("17.05.2024 263200002;30.05.23", "[17.05.2024]17|05|2024|263200002|[30.05.23]30|05|23|");
    expect_words("12:30 192.168.100.200 1.2.3 1,2,3 5'3",
                 "12|30|[192.168.100.200]192|168|100|200|[1.2.3]1|2|3|1|2|3|5|3|");
    expect_words("+375 17 222-33-44 $0.5, 43,3 %", "375|17|222|33|44|0.5|43,3|");
}

/* A line of WordBreakTest.txt: "÷ 0061 × 0308 ÷ 0020 ÷ # ..." as text, with a
 * '|' in *breaks at each offset where a boundary is expected.                 */
static size_t read_break_line(const char *line, char *text, bool *breaks)
{
    size_t n = 0;

    while (*line != '\0' && *line != '#' && *line != '\n') {
        if (strncmp(line, "÷", 2) == 0 || strncmp(line, "×", 2) == 0) {
            breaks[n] = strncmp(line, "÷", 2) == 0;
            line += 2;
        } else if (*line == ' ' || *line == '\t') {
            line++;
        } else {
            char *end;
            size_t size = utf8_encode((uint32_t)strtoul(line, &end, 16), (uint8_t *)text + n);
            memset(breaks + n + 1, 0, size);
            n += size;
            line = end;
        }
    }
    return n;
}

/* Unicode's own cases, from Debian's unicode-data: no word crosses a boundary; without the
 * marks that part segments, each begins and ends at one. */
static void word_break_test(void **state)
{
    FILE *file = fopen("/usr/share/unicode/auxiliary/WordBreakTest.txt", "r");
    char line[4096], text[1024];
    bool breaks[1025];
    unsigned words_seen = 0;
    struct words words;

    (void)state;
    if (file == NULL) {
        print_message("skipped: Debian's unicode-data is not installed\n");
        skip();
    }
    words_init(&words);
    while (fgets(line, sizeof line, file) != NULL) {
        size_t n = *line == '#' ? 0 : read_break_line(line, text, breaks);
        struct word word;

        text[n] = '\0';
        if (n == 0 || memchr(text, ':', n) != NULL)
            continue;
        words_start(&words, slice_of(text, n), 0);
        for (; words_next(&words, &word); words_seen++) {
            if (word.is_extra)
                continue;
            if (strcspn(text, "._,'") == n)
                assert_true(breaks[word.start] && breaks[word.start + word.size]);
            for (size_t i = 1; i < word.size; i++)
                assert_false(breaks[word.start + i]);
        }
    }
    words_release(&words);
    fclose(file);
    print_message("%u words have Unicode's boundaries\n", words_seen);
    assert_true(words_seen > 1000);
}

/* The next word, of those that are taken many at a time. */
struct taken {
    struct word words[32];
    size_t at, count;
};

static bool take_next(struct taken *t, struct words *words, struct word *out)
{
    if (t->at == t->count) {
        t->count = words_take(words, t->words, 32);
        t->at = 0;
        assert_true(t->count == 0 || !t->words[t->count - 1].is_extra);
    }
    if (t->count > 0)
        *out = t->words[t->at++];
    return t->count > 0;
}

static void expect_same_as_icu(struct words *fast, struct words *slow, struct slice text)
{
    struct taken taken = {.at = 0};
    struct word a, b;
    bool more;

    words_start(fast, text, 3);
    words_start(slow, text, 3);
    do {
        more = text.n % 4 == 0 ? words_next(fast, &a) : take_next(&taken, fast, &a);
        assert_int_equal(words_next_icu(slow, &b), more);
        if (more && (a.start != b.start || a.size != b.size || a.position != b.position
                     || a.is_extra != b.is_extra))
            print_message("'%.*s' is not '%.*s' at byte %zu, behind: %.*s\n", (int)a.size,
                          text.p + a.start, (int)b.size, text.p + b.start, b.start,
                          b.start < 60 ? (int)b.start : 60,
                          text.p + b.start - (b.start < 60 ? b.start : 60));
        assert_true(!more || (a.start == b.start && a.size == b.size && a.position == b.position
                              && a.is_extra == b.is_extra));
    } while (more);
}

/* Random text of characters of every class, and real text where STEMMA_TEXT
 * names a file: the fast path and ICU give the same words.                    */
static void fast_words_equal_icu(void **state)
{
    static const char *const characters[] = {
        "a", "Z", "5", "0", "_", ".", ",", ";", ":", "'", "’", "‘", " ", "  ", "\n", "\r", "\t", "-",
        "é", "ß", "я", "Ё", "ґ", "000", "12", "\xcc\x88", "\xc2\xad", "\xe2\x80\x8d", "א", "カ", "漢", "ไ",
        "🇩", "🇪", "😀", "—", "«", "»", "“", "\xc2\xa0", "\xe2\x80\x8b", "ʼ", "·", "²", "№", "͡", "\xe2\x80\x90", "\xe2\x80\xaf", "\xe2\x80\x89",
        "\"", "(", "/", "@", "\xe2\x80\xa8", "٣", "…", "€", "\v", "\xc2\x85"};
    const char *path = getenv("STEMMA_TEXT");
    struct words fast, slow;
    char text[600], line[65536];

    (void)state;
    srand(11);
    words_init(&fast);
    words_init(&slow);
    for (int round = 0; round < 100000; round++) {
        unsigned variety = round % 3 == 0 ? sizeof characters / sizeof *characters : 24;
        text[0] = '\0';
        for (int i = rand() % (round % 2 == 0 ? 16 : 90); i >= 0; i--)   /* blocks of 64 bytes */
            strcat(text, characters[(unsigned)rand() % variety]);
        expect_same_as_icu(&fast, &slow, slice_of_string(text));
    }
    if (path != NULL) {
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        while (fgets(line, sizeof line, file) != NULL) {
            struct slice s = slice_of_string(line);
            s.n = utf8_valid_prefix(s);
            expect_same_as_icu(&fast, &slow, s);
        }
        fclose(file);
    }
    words_release(&fast);
    words_release(&slow);
}

/* Texts of several windows, with stretches longer than one; cut anywhere. */
static void long_texts_equal_icu(void **state)
{
    static const char *const characters[] = {"a", "Z", "5", ".", "'", "’", "é", "я", "Ё", "—", ":",
                                             "-", "в", "e", "ö", " ", " ", "000", " ", "漢", "@"};
    enum { SIZE = 20000 };
    struct words fast, slow;
    char *text = malloc(SIZE);
    struct slice cut;

    (void)state;
    srand(12);
    assert_non_null(text);
    words_init(&fast);
    words_init(&slow);
    for (int round = 0; round < 60; round++) {
        /* one round in three has no space for long, one in three little that is ICU's */
        unsigned variety = round % 3 == 0 ? 15 : round % 3 == 1 ? 19 : 21;
        size_t n = 0;
        while (n + 8 < SIZE) {
            const char *c = rand() % 4000 == 0 ? " " : characters[(unsigned)rand() % variety];
            memcpy(text + n, c, strlen(c));
            n += strlen(c);
        }
        cut = slice_of(text, n - (size_t)(rand() % SIZE));
        cut.n = utf8_valid_prefix(cut);
        expect_same_as_icu(&fast, &slow, cut);
    }
    words_release(&fast);
    words_release(&slow);
    free(text);
}

static void word_bits_equal_the_plain(void **state)
{
    uint8_t bytes[64];

    (void)state;
    srand(13);
    for (int round = 0; round < 10000; round++) {
        struct word_bits a, b;

        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (uint8_t)rand();
        word_bits_of(bytes, &a);
        word_bits_plain(bytes, &b);
        assert_memory_equal(&a, &b, sizeof a);
    }
}

static void long_tokens_take_a_position(void **state)
{
    enum { SIZE = 1000000 };
    char *text = malloc(SIZE + 6);
    struct words words;
    struct word word;

    (void)state;
    memset(text, 'a', SIZE);
    strcpy(text + SIZE, " word");
    words_init(&words);
    words_start(&words, slice_of_string(text), 0);
    assert_true(words_next(&words, &word));
    assert_true(word.too_long);
    assert_true(words_next(&words, &word));
    assert_int_equal(word.position, 1);
    assert_false(word.too_long);
    words_release(&words);
    free(text);
}

static void equal_terms(void **state)
{
    static const struct { enum lang lang; const char *a, *b; } cases[] = {
        {LANG_DE, "Gespräch", "GESPRÄCHE"}, {LANG_DE, "Gespräch", "Gespra\xcc\x88" "ch"},
        {LANG_DE, "Straße", "STRASSE"}, {LANG_DE, "Gespräche", "gespraech"},
        {LANG_DE, "Ueberfall", "Überfall"}, {LANG_DE, "Goethe", "Göthe"}, {LANG_DE, "Haus", "haus"},
        {LANG_DE, "Gesamt\xc2\xadkonzept", "Gesamtkonzept"},
        {LANG_RU, "Черёмин", "черемин"}, {LANG_RU, "ТЕСТ", "тест"},
        {LANG_RU, "встреча", "встречу"}, {LANG_RU, "и\xcc\x86", "й"},
        {LANG_EN, "Belarus’s", "Belarus's"}, {LANG_EN, "Belarus's", "belarus"},
        {LANG_EN, "café", "cafe"}, {LANG_EN, "CAFE\u0301", "cafe"}, {LANG_DE, "Café", "cafe"},
        {LANG_RU, "café", "cafe"}, {LANG_EN, "naïve", "naive"}, {LANG_EN, "Łódź", "lodz"},
        {LANG_EN, "Ærø", "aero"}, {LANG_DE, "Trần", "Tran"}, {LANG_EN, "Müller", "muller"},
        {LANG_DE, "Mu\u0308ller", "Mueller"}, {LANG_EN, "oﬃce", "office"},
        {LANG_RU, "за\u0301мок", "замок"}, {LANG_OTHER, "за\u0301мок", "замок"},
        {LANG_RU, "мо\u0301й", "мой"}, {LANG_OTHER, "п\u02bcять", "п'ять"},
        {LANG_OTHER, "п’ять", "п'ять"}, {LANG_EN, "do\u00adn\u02bct", "don't"},
        {LANG_RU, "Мoсква", "Москва"}, {LANG_RU, "Bитебск", "Витебск"}, {LANG_EN, "Lоndon", "London"},
        {LANG_EN, "e-mails", "email"}, {LANG_EN, "e\u2011mail", "email"},
        {LANG_EN, "UEC_A", "ueca"}, {LANG_RU, "52-ФЗ", "52ФЗ"}, {LANG_EN, "O'Neill", "oneill"},
        {LANG_EN, "U.S.A", "USA"}, {LANG_RU, "т.е", "те"}, {LANG_EN, "1,5bn", "1.5bn"},
        {LANG_EN, "1,6-fold", "1.60fold"}, {LANG_EN, "A-320", "a320"},
        {LANG_EN, "1,6", "1.6"}, {LANG_EN, "2,000", "2000"}, {LANG_DE, "2.000", "2 000"},
        {LANG_RU, "2\u202f000,50", "2000.5"}, {LANG_RU, "meetings", "meeting"}, {LANG_EN, "встречу", "встреча"},
        {LANG_DE, "Встречу", "встреча"}, {LANG_EN, "trading", "trade"}, {LANG_EN, "ｗｉｄｅ", "wide"},
    };
    struct analyzer *a;

    (void)state;
    assert_int_equal(analyzer_open(&a, NULL), OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char first[256], second[256];
        struct slice stem = analyzer_word(a, cases[i].lang, slice_of_string(cases[i].a)).stem;

        snprintf(first, sizeof first, "%.*s", SLICE_ARG(stem));
        stem = analyzer_word(a, cases[i].lang, slice_of_string(cases[i].b)).stem;
        snprintf(second, sizeof second, "%.*s", SLICE_ARG(stem));
        assert_string_equal(first, second);
        assert_true(first[0] != '\0');
    }
    analyzer_close(a);
}

/* Words of other languages are not stemmed as Russian: Belarusian, Ukrainian, or any
 * in a text of another language.                                              */
/* A digraph behind a vowel is none. */
static void vowels_keep_apart(void **state)
{
    static const char *const pairs[][2] = {{"neue", "nü"}, {"Steuer", "Stür"}, {"Quelle", "Qülle"},
                                           {"Frauen", "Fraün"}};
    struct analyzer *a;

    (void)state;
    assert_int_equal(analyzer_open(&a, NULL), OK);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char first[256];
        struct slice stem = analyzer_word(a, LANG_DE, slice_of_string(pairs[i][0])).stem;

        snprintf(first, sizeof first, "%.*s", SLICE_ARG(stem));
        stem = analyzer_word(a, LANG_DE, slice_of_string(pairs[i][1])).stem;
        assert_false(slice_equal(stem, slice_of_string(first)));
    }
    analyzer_close(a);
}

static void foreign_words_stay(void **state)
{
    static const struct { enum lang lang; const char *word; } cases[] = {
        {LANG_RU, "сустрэчаў"}, {LANG_RU, "зустрічами"}, {LANG_RU, "їжакам"}, {LANG_OTHER, "встречу"},
        {LANG_OTHER, "meetings"}};
    struct analyzer *a;

    (void)state;
    assert_int_equal(analyzer_open(&a, NULL), OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(slice_equal(analyzer_word(a, cases[i].lang, slice_of_string(cases[i].word)).stem,
                                slice_of_string(cases[i].word)));
    analyzer_close(a);
}

/* Of one language: a word, and one that is not written as it (German stems have no umlauts). */
static void words_that_stay_apart(void **state)
{
    static const struct { enum lang lang; const char *a, *b; } cases[] = {
        {LANG_RU, "й", "и"}, {LANG_DE, "schön", "schon"}, {LANG_OTHER, "é", "e"},
        {LANG_OTHER, "ї", "і"}, {LANG_DE, "17.05.2024", "17052024"}, {LANG_EN, "1.2.3", "123"},
        {LANG_EN, "2.0", "2"}, {LANG_EN, "2.000", "2000"}, {LANG_DE, "2,000", "2000"},
        {LANG_EN, "don't", "dont"}, {LANG_RU, "ГОСТ", "ГОСT1"}, {LANG_RU, "vipы", "випы"}};
    struct analyzer *a;

    (void)state;
    assert_int_equal(analyzer_open(&a, NULL), OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char first[256];
        struct slice form = analyzer_word(a, cases[i].lang, slice_of_string(cases[i].a)).form;

        snprintf(first, sizeof first, "%.*s", SLICE_ARG(form));
        form = analyzer_word(a, cases[i].lang, slice_of_string(cases[i].b)).form;
        assert_false(slice_equal(form, slice_of_string(first)));
    }
    analyzer_close(a);
}

static void expect_number(enum lang lang, const char *word, const char *want, const char *other)
{
    uint8_t out[100];
    size_t n = number_fold(lang, slice_of_string(word), out);

    assert_true(slice_equal(slice_of(out, n), slice_of_string(want)));
    assert_int_equal(number_is_one(slice_of_string(word)), n > 0);
    n = number_other_reading(lang, slice_of_string(word), out);
    assert_true(slice_equal(slice_of(out, n), slice_of_string(other)));
}

static void numbers_have_one_form(void **state)
{
    (void)state;
    expect_number(LANG_EN, "2024", "2024", "");
    expect_number(LANG_EN, "1,6", "1.6", "");
    expect_number(LANG_DE, "1.6", "1.6", "");
    expect_number(LANG_EN, "0,5", "0.5", "");
    expect_number(LANG_EN, "0,500", "0.5", "");
    expect_number(LANG_DE, "0.500", "0.5", "");
    expect_number(LANG_EN, "2,000", "2000", "2.0");
    expect_number(LANG_EN, "2.000", "2.0", "2000");
    expect_number(LANG_DE, "2,000", "2.0", "2000");
    expect_number(LANG_DE, "2.000", "2000", "2.0");
    expect_number(LANG_RU, "2.000", "2000", "2.0");
    expect_number(LANG_OTHER, "12.345", "12345", "12.345");
    expect_number(LANG_EN, "1.234,56", "1234.56", "");
    expect_number(LANG_DE, "1,234.56", "1234.56", "");
    expect_number(LANG_EN, "1.000.000", "1000000", "");
    expect_number(LANG_DE, "1,000,000", "1000000", "");
    expect_number(LANG_DE, "12345,67", "12345.67", "");
    expect_number(LANG_EN, "2 000 000.50", "2000000.5", "");
    expect_number(LANG_DE, "2'000’000", "2000000", "");
    expect_number(LANG_EN, "1.50", "1.5", "");
    expect_number(LANG_EN, "2.00", "2.0", "");
    expect_number(LANG_EN, "007", "007", "");
    expect_number(LANG_EN, "17.05.2024", "", "");
    expect_number(LANG_DE, "192.168.100.200", "", "");
    expect_number(LANG_DE, "192.168.100.300", "192168100300", "");
    expect_number(LANG_EN, "1.2.3", "", "");
    expect_number(LANG_EN, "1,2,3", "", "");
    expect_number(LANG_EN, "1,23,456", "", "");
    expect_number(LANG_EN, "5'3", "", "");
    expect_number(LANG_EN, "1 000'000", "", "");
    expect_number(LANG_EN, "1.", "", "");
    expect_number(LANG_EN, "a", "", "");
    expect_number(LANG_EN, "1,000,000,000,000,000,000,000,000,000,000,000,000,000", "", "");
}

static void expect_marked(enum lang space, enum lang lang, const char *word, const char *stem)
{
    struct analyzer_term term;
    struct analyzer *a;

    assert_int_equal(analyzer_open(&a, NULL), OK);
    term = analyzer_word_in(a, space, lang, slice_of_string(word));
    assert_true(slice_equal(term.stem, slice_of_string(stem)));
    assert_int_equal(term.form.p[0] == ANALYZER_MARK, stem[0] == ANALYZER_MARK);
    analyzer_close(a);
}

static void words_of_paragraphs_are_marked(void **state)
{
    (void)state;
    expect_marked(LANG_EN, LANG_DE, "Häuser", "\x01" "2haus");
    expect_marked(LANG_EN, LANG_EN, "houses", "hous");
    expect_marked(LANG_RU, LANG_DE, "Häuser", "\x01" "2haus");
    expect_marked(LANG_RU, LANG_EN, "houses", "hous");
    expect_marked(LANG_RU, LANG_OTHER, "сустрэчы", "\x01" "0сустрэчы");
    expect_marked(LANG_OTHER, LANG_RU, "встречу", "\x01" "3встреч");
    expect_marked(LANG_DE, LANG_EN, "встречу", "встреч");
    expect_marked(LANG_EN, LANG_DE, "2.000", "2000");
    expect_marked(LANG_EN, LANG_DE, "2010er", "2010er");
}

static void strange_words_are_defined(void **state)
{
    static const char *const words[] = {"\u0301", "\u0301\u0308", "\u200f", "\u202e\u202c", "",
                                        "\u00ad"};
    uint8_t rtl[] = "\u05d0\u200f\u05d1";
    struct analyzer *a;

    (void)state;
    assert_int_equal(analyzer_open(&a, NULL), OK);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_equal(analyzer_word(a, LANG_EN, slice_of_string(words[i])).stem.n, 0);
    assert_true(slice_equal(analyzer_word(a, LANG_EN, slice_of(rtl, sizeof rtl - 1)).form,
                            SLICE_LITERAL("\u05d0\u05d1")));
    analyzer_close(a);
    expect_words("\u0301 \u200f\x01\x02 a\u202eb\x01" "c", "a\u202eb|c|");
}

static void different_terms(void **state)
{
    struct analyzer *a;
    char first[256];
    struct slice stem;

    (void)state;
    assert_int_equal(analyzer_open(&a, NULL), OK);
    stem = analyzer_word(a, LANG_RU, slice_of_string("й")).stem;
    snprintf(first, sizeof first, "%.*s", SLICE_ARG(stem));
    stem = analyzer_word(a, LANG_RU, slice_of_string("и")).stem;
    assert_false(slice_equal(stem, slice_of_string(first)));
    analyzer_close(a);
}

/* What Snowball takes for a small word is kept apart from it, and from nothing else. */
static void stems_of_small_words_are_theirs(void **state)
{
    static const struct { enum lang lang; const char *words[8], *stem; } cases[] = {
        {LANG_DE, {"sich"}, "sich"},
        {LANG_DE, {"sicherheit", "sicherheiten", "sicher", "sicheren", "sichern"}, "sich" STEM_APART},
        {LANG_DE, {"seite", "seiten"}, "seit" STEM_APART}, {LANG_DE, {"seit"}, "seit"},
        {LANG_DE, {"änderung", "aenderung", "änderungen"}, "ander" STEM_APART},
        {LANG_DE, {"andere", "anderen", "anderer"}, "and"}, {LANG_DE, {"viel", "vielen", "vieler"}, "viel"},
        {LANG_RU, {"имя", "имена", "имен"}, "им" STEM_APART}, {LANG_RU, {"им"}, "им"},
        {LANG_RU, {"тема", "темы", "теме"}, "тем" STEM_APART}, {LANG_RU, {"наса"}, "нас" STEM_APART},
        {LANG_RU, {"ии"}, "ии"}, {LANG_RU, {"ао"}, "ао"}, {LANG_RU, {"и"}, "и"}, {LANG_RU, {"ее"}, "е"},
        {LANG_EN, {"owner"}, "owner"}, {LANG_EN, {"willing", "wills"}, "will" STEM_APART},
        {LANG_EN, {"will"}, "will"}, {LANG_EN, {"own", "owned", "owning", "owns"}, "own"}, {LANG_EN, {"houses", "house"}, "hous"}, {LANG_RU, {"дома", "домов"}, "дом"},
    };
    struct stem *stem;

    (void)state;
    assert_int_equal(stem_open(&stem, NULL), OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t k = 0; k < 8 && cases[i].words[k] != NULL; k++) {
            struct slice got = stem_word(stem, cases[i].lang, slice_of_string(cases[i].words[k]));

            if (!slice_equal(got, slice_of_string(cases[i].stem)))
                fail_msg("%s became %.*s", cases[i].words[k], SLICE_ARG(got));
        }
    stem_close(stem);
}

/* Snowball's vocabularies, whole, where STEMMA_SNOWBALL names their folder.
 * They are Snowball 3's; Debian 12 has libstemmer 2.2, which stems so many of
 * their words otherwise ("added", "abgebildet"): never more than these.       */
static void snowball_vocabulary(void **state)
{
    static const struct { enum lang lang; const char *folder; unsigned changed_since; } cases[] = {
        {LANG_EN, "english", 57}, {LANG_DE, "german", 1171}, {LANG_RU, "russian", 0}};
    const char *root = getenv("STEMMA_SNOWBALL");
    struct stem *stem;

    (void)state;
    if (root == NULL) {
        print_message("skipped: STEMMA_SNOWBALL does not name Snowball's data\n");
        skip();
    }
    assert_int_equal(stem_open(&stem, NULL), OK);
    for (size_t i = 0; i < 3; i++) {
        char path[1000], word[1000], want[1000];
        unsigned count = 0, different = 0;
        FILE *words, *stems;

        snprintf(path, sizeof path, "%s/%s/voc.txt", root, cases[i].folder);
        words = fopen(path, "r");
        snprintf(path, sizeof path, "%s/%s/output.txt", root, cases[i].folder);
        stems = fopen(path, "r");
        assert_non_null(words);
        assert_non_null(stems);
        while (fscanf(words, "%999s", word) == 1 && fscanf(stems, "%999s", want) == 1) {
            struct slice got = stem_word(stem, cases[i].lang, slice_of_string(word));
            bool is_letter = cases[i].lang == LANG_RU && strlen(want) == 2
                             && !stop_word(LANG_RU, slice_of_string(word));

            if (slice_ends_with(got, SLICE_LITERAL(STEM_APART)))
                got.n -= strlen(STEM_APART);
            different += !slice_equal(got, slice_of_string(is_letter ? word : want));
            count++;
        }
        print_message("%s: %u of %u words differ\n", cases[i].folder, different, count);
        assert_true(count > 30000 && different <= cases[i].changed_since);
        fclose(words);
        fclose(stems);
    }
    stem_close(stem);
}

static void languages(void **state)
{
    static const struct { const char *text, *want; } cases[] = {
        {"", "und"}, {"12 34 ...", "und"},
        {"The delegation said that it would visit the city in the spring.", "en"},
        {"Die Delegation sagte, dass sie im Frühling die Stadt besuchen werde.", "de"},
        {"Делегация сообщила, что посетит город весной, когда это будет удобно.", "ru"},
        {"Делегація повідомила, що відвідає місто навесні, коли це буде зручно.", "uk"},
        {"Дэлегацыя паведаміла, што наведае горад вясной, калі гэта будзе зручна.", "be"},
        {"Делегацията съобщи, че ще посети града през пролетта, когато това е удобно.", "bg"},
        {"Делегација је саопштила да ће посетити град на пролеће.", "sr"},
        {"De delegatie zei dat zij de stad in het voorjaar zal bezoeken.", "nl"},
        {"La délégation a dit qu'elle visiterait la ville au printemps avec des amis.", "fr"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(langid_identify(slice_of_string(cases[i].text)).code.text,
                            cases[i].want);
}

static void expect_sentences(const char *text, const char *want)
{
    struct sentences s;
    struct sentence at;
    char got[1000] = "";

    sentences_start(&s, slice_of_string(text), 0);
    while (sentences_next(&s, &at)) {
        size_t n = strlen(got);
        snprintf(got + n, sizeof got - n, "%.*s|", (int)(at.end - at.start), text + at.start);
    }
    assert_string_equal(got, want);
}

static void sentences_keep_dates_and_names(void **state)
{
    (void)state;
    expect_sentences("", "");
    expect_sentences(" One. Two! Three", "One.|Two!|Three|");
    expect_sentences("Am 17. Mai kam er. Dann ging er.", "Am 17. Mai kam er.|Dann ging er.|");
    expect_sentences("Мэр В. Кухарев приехал. Он уехал.", "Мэр В. Кухарев приехал.|Он уехал.|");
    expect_sentences("Dr. Meier paid $0.5 billion. Good.", "Dr. Meier paid $0.5 billion.|Good.|");
    expect_sentences("Menu\nFirst. Second", "Menu|First.|Second|");
    expect_sentences("“It is.” He left.", "“It is.”|He left.|");
    expect_sentences("......", "......|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_follow_uax29), cmocka_unit_test(compounds_are_words_too),
        cmocka_unit_test(points_part_names_and_not_acronyms), cmocka_unit_test(numbers_are_words),
        cmocka_unit_test(word_break_test),
        cmocka_unit_test(fast_words_equal_icu), cmocka_unit_test(long_texts_equal_icu),
        cmocka_unit_test(word_bits_equal_the_plain), cmocka_unit_test(long_tokens_take_a_position),
        cmocka_unit_test(equal_terms), cmocka_unit_test(vowels_keep_apart), cmocka_unit_test(foreign_words_stay), cmocka_unit_test(different_terms),
        cmocka_unit_test(words_that_stay_apart), cmocka_unit_test(numbers_have_one_form),
        cmocka_unit_test(words_of_paragraphs_are_marked), cmocka_unit_test(strange_words_are_defined),
        cmocka_unit_test(stems_of_small_words_are_theirs), cmocka_unit_test(snowball_vocabulary), cmocka_unit_test(languages),
        cmocka_unit_test(sentences_keep_dates_and_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
