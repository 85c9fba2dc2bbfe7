/* Language identification: own sentences here; the rates that langid.h's users
 * rely on over a collection, where STEMMA_LANGID names the folder of
 * langid.tar.zst, unpacked (samples.tsv: language, source, text).             */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "stemmers/langid.h"
#include "stemmers/langid_model.h"

struct text_case {
    const char *name;
    const char *input;
    const char *want;
};

static void expect_codes(const struct text_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct langid got = langid_identify(slice_of_string(cases[i].input));

        if (strcmp(got.code.text, cases[i].want) != 0)
            fail_msg("%s: %s (%.2f), not %s", cases[i].name, got.code.text, got.confidence,
                     cases[i].want);
        assert_int_equal(got.lang, lang_of_code(slice_of_string(cases[i].want)));
        assert_true(got.confidence >= 0 && got.confidence <= 1);
    }
}
#define EXPECT_CODES(cases) expect_codes(cases, sizeof(cases) / sizeof *(cases))

static void sentences_of_many_languages(void **state)
{
    static const struct text_case cases[] = {
        {"en", "The mayor said that the new bridge would be opened before the winter.", "en"},
        {"de", "Die Brücke soll noch vor dem Winter für den Verkehr geöffnet werden.", "de"},
        {"de, no umlauts", "Wir haben das alte Haus am Fluss nicht mehr gefunden.", "de"},
        {"ru", "Новый мост откроют ещё до зимы, сообщил мэр города на встрече.", "ru"},
        {"uk", "Новий міст відкриють ще до зими, повідомив міський голова на зустрічі.", "uk"},
        {"be", "Новы мост адкрыюць яшчэ да зімы, паведаміў мэр горада на сустрэчы.", "be"},
        {"bg", "Новият мост ще бъде открит преди зимата, съобщи кметът на града.", "bg"},
        {"sr", "Нови мост ће бити отворен пре зиме, рекао је градоначелник.", "sr"},
        {"sr, Latin", "Novi most će biti otvoren pre zime, rekao je gradonačelnik juče.", "sr"},
        {"mk", "Новиот мост ќе биде отворен пред зимата, изјави градоначалникот.", "mk"},
        {"kk", "Жаңа көпір қысқа дейін ашылады, деп хабарлады қала әкімі және үкімет.", "kk"},
        {"nl", "De nieuwe brug wordt nog voor de winter geopend, zei de burgemeester.", "nl"},
        {"fr", "Le nouveau pont sera ouvert avant l'hiver, a déclaré le maire de la ville.", "fr"},
        {"es", "El nuevo puente se abrirá antes del invierno, dijo el alcalde de la ciudad.", "es"},
        {"it", "Il nuovo ponte sarà aperto prima dell'inverno, ha detto il sindaco.", "it"},
        {"pt", "A nova ponte será aberta antes do inverno, disse o presidente da câmara.", "pt"},
        {"pl", "Nowy most zostanie otwarty jeszcze przed zimą, powiedział burmistrz.", "pl"},
        {"cs", "Nový most bude otevřen ještě před zimou, řekl starosta města.", "cs"},
        {"sv", "Den nya bron kommer att öppnas före vintern, sade borgmästaren.", "sv"},
        {"da", "Den nye bro bliver åbnet inden vinteren, sagde borgmesteren.", "da"},
        {"fi", "Uusi silta avataan ennen talvea, sanoi kaupungin pormestari, ja se on hyvä.", "fi"},
        {"tr", "Yeni köprü kıştan önce açılacak, dedi belediye başkanı ve çok sevindi.", "tr"},
        {"hu", "Az új hidat még a tél előtt megnyitják, mondta a polgármester.", "hu"},
        {"el", "Η νέα γέφυρα θα ανοίξει πριν από τον χειμώνα.", "el"},
        {"zh", "市长说新桥将在冬天之前开放。", "zh"},
        {"ja", "市長は新しい橋が冬の前に開通すると述べた。", "ja"},
        {"en, three words", "Anna forgot breakfast.", "en"},
        {"en, a word of Slavic languages", "I hate winter.", "en"},
        {"en, a word of German", "Eva ate an apple.", "en"},
        {"ru, four words", "Они на острове.", "ru"},
        {"uk, three words", "Нам час додому.", "uk"},
    };

    (void)state;
    EXPECT_CODES(cases);
}

static void nothing_to_say(void **state)
{
    static const struct text_case cases[] = {
        {"empty", "", "und"},
        {"digits", "12 34 ... 19:20 +7 (342) 100-20-30", "und"},
        {"an address", "https://www.example.com/the/and/of", "und"},
        {"emoji", "😀 🎉", "und"},
        {"no known words",
         "gwax blorp zintu mekka fropp drusk blimmo vagga tosk prell hunto zab grolk menk trubb "
         "yoffa nebb kloor vux pamt drell", "und"},
    };

    (void)state;
    EXPECT_CODES(cases);
}

static void dirty_text(void **state)
{
    static const struct text_case cases[] = {
        {"German below an English menu",
         "Home\nAbout us\nSign in\nShop\nNews of the day\nFollow us on Twitter\nMore from the web\n"
         "Photo by John Smith of the Times\n"
         "Der Stadtrat hat am Montag beschlossen, dass die Straße im Herbst gesperrt wird.\n"
         "Back to the top\nTerms of use\nAll rights reserved\n", "de"},
        {"Russian with Latin names",
         "Windows 11 Pro и Visual Studio Code теперь работают вместе\n"
         "Компания Microsoft сообщила, что Visual Studio Code и GitHub Copilot получат обновления.",
         "ru"},
        {"Russian quoting Belarusian",
         "Концертная программа «Мінск вітае сяброў» пройдёт в Москве в сентябре, сообщили в мэрии.",
         "ru"},
        {"English with German names",
         "Dr. Jürgen Müller of the Universität Zürich said that the results were not surprising.",
         "en"},
        {"German roll call",
         "Jürgen Bachmann\n\nUlrike Schneider\n\nDr. Heinz Steinberg\n\nSabine Hoffmann\n\n"
         "Klaus Weber\n\n"
         "Birgit Neumann\n\nUwe Langhoff\n\nPetra Eberhardt\n\nGünter Kirchner\n\n"
         "Wolfgang Lorenz\n\nHeike Buschmann\n\nManfred Waldburg\n", "de"},
        {"Russian of 1900",
         "Старый домъ стоялъ на краю города, и никто не зналъ, кому онъ теперь принадлежитъ.", "ru"},
        {"Russian of 1900 is not taken for Ukrainian",
         "Мнѣ сказали, что въ этомъ имѣніи жили двѣ сестры и ихъ братъ, отставной поручикъ.", "ru"},
        {"Ukrainian of today", "Мені сказали, що в цьому маєтку жили дві сестри та їхній брат, поручник.", "uk"},
        {"Russian reference page",
         "Свойство Timeout\nЗадаёт время ожидания.\nObject.Timeout Property System Runtime Server\n"
         "Значение по умолчанию: 30.\n", "ru"},
        {"entities",
         "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; "
         "Значение свойства &lt;name&gt;&nbsp;&nbsp; не задано",
         "ru"},
        {"all capitals", "DIE REGIERUNG HAT AM FREITAG EIN NEUES GESETZ FÜR DAS LAND BESCHLOSSEN", "de"},
        {"stress marks", "Когда\xcc\x81 был постро\xcc\x81ен пе\xcc\x81рвый мост в го\xcc\x81роде?", "ru"},
        {"addresses in German",
         "Mehr dazu unter https://example.com/what/is/the/news/of/the/day oder per Mail an "
         "the.editor@example.com, wie die Redaktion mitteilt.", "de"},
    };

    (void)state;
    EXPECT_CODES(cases);
}

static void capitals_change_nothing(void **state)
{
    static const struct text_case cases[] = {
        {"de", "deutscher bundestag", "DEUTSCHER BUNDESTAG"},
        {"de, umlauts", "geänderte öffnungszeiten über weihnachten",
         "GEÄNDERTE ÖFFNUNGSZEITEN ÜBER WEIHNACHTEN"},
        {"ru", "русский текст", "РУССКИЙ ТЕКСТ"},
        {"ru, ё", "всё о ёлке и её огнях", "ВСЁ О ЁЛКЕ И ЕЁ ОГНЯХ"},
        {"uk", "їхній ґанок і наш сад", "ЇХНІЙ ҐАНОК І НАШ САД"},
        {"pl", "żółta łódź jest nasza", "ŻÓŁTA ŁÓDŹ JEST NASZA"},
        {"cs", "příští rok už ne", "PŘÍŠTÍ ROK UŽ NE"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct langid small = langid_identify(slice_of_string(cases[i].input));
        struct langid large = langid_identify(slice_of_string(cases[i].want));

        assert_string_equal(small.code.text, large.code.text);
        assert_int_equal(strncmp(small.code.text, cases[i].name, 2), 0);
        assert_true(small.confidence == large.confidence);
    }
}

/* A few words without a small one among them: nothing, or a plausible guess
 * that says it is one.                                                        */
static void short_texts_are_guesses(void **state)
{
    static const struct text_case cases[] = {
        {"a name", "Marlow Venn", "en und"},
        {"an abbreviation", "NGC 1300", "und"},
        {"a placeholder", "Title / word here", "en und"},
        {"German heading", "Beschädigte Ufermauern", "de"},
        {"German name", "Jürgen Klinghoffer", "de"},
        {"English heading", "Early railway history", "en und"},
        {"Russian heading", "Старая дорога", "ru"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct langid got = langid_identify(slice_of_string(cases[i].input));

        if (strstr(cases[i].want, got.code.text) == NULL || got.confidence >= 0.5)
            fail_msg("%s: %s (%.2f)", cases[i].name, got.code.text, got.confidence);
    }
}

/* A sentence is enough to be sure. */
static void confidence_grows_with_text(void **state)
{
    static const char *const text =
        "Der Fluss trat im Frühjahr über die Ufer, und das Wasser stand bis zu den Fenstern.";
    double last = 0;

    (void)state;
    for (size_t n = 9; n <= strlen(text); n += 37) {
        struct langid got = langid_identify(slice_of(text, n));
        assert_true(got.confidence >= last);
        last = got.confidence;
    }
    assert_true(last > 0.9);
}

/* More votes than fit the narrow sums of langid.c. */
static void many_short_words(void **state)
{
    char text[LANGID_MAX_BYTES - 4];

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "of the "[i % 7];
    assert_string_equal(langid_identify(slice_of(text, sizeof text)).code.text, "en");
}

/* The middle and the end are read too: a long text of two languages is that of
 * its larger part, whatever it begins with.                                   */
static void long_texts_are_sampled(void **state)
{
    enum { SIZE = 600000 };
    static const char *const first = "This line is in English and it is only the preface. ";
    static const char *const rest = "Сегодня в городе открыли новую школу для всех детей. ";
    char *text = malloc(SIZE + 1);
    size_t n = 0;

    (void)state;
    assert_non_null(text);
    for (; n < 3000; n += strlen(first))
        memcpy(text + n, first, strlen(first));
    for (; n + strlen(rest) <= SIZE; n += strlen(rest))
        memcpy(text + n, rest, strlen(rest));
    assert_string_equal(langid_identify(slice_of(text, n)).code.text, "ru");
    free(text);
}

static void random_bytes(void **state)
{
    uint8_t bytes[20000];
    struct buf text;

    (void)state;
    srand(7);
    buf_init(&text, 4 * sizeof bytes);
    for (int round = 0; round < 300; round++) {
        size_t n = 1 + (size_t)rand() % (round % 10 == 0 ? sizeof bytes - 1 : 300);
        struct langid got;

        for (size_t i = 0; i < n; i++)
            bytes[i] = (uint8_t)(round % 3 == 0 ? rand() : "aZ .\n\xd0\xb8\xc3\xa4/:"[rand() % 11]);
        buf_clear(&text);
        (void)utf8_append_repaired(&text, slice_of(bytes, n));
        got = langid_identify(buf_slice(&text));
        assert_true(got.confidence >= 0 && got.confidence <= 1);
        assert_true(strlen(got.code.text) >= 2);
    }
    buf_release(&text);
}

/* langid_model.c has room for them, and a quarter of its slots stays free. */
static void profiles_fit(void **state)
{
    size_t keys = 0;

    (void)state;
    for (size_t i = 0; i < LANGID_PROFILE_COUNT; i++) {
        const struct langid_profile *p = &langid_profiles[i];

        assert_true(strlen(p->code) == 2 && p->words[0] != '\0');
        assert_null(strstr(p->words, "  "));
        for (const char *at = p->words; *at != '\0'; at++)
            keys += *at == ' ';
        for (const char *at = p->endings; *at != '\0'; at++)
            keys += *at == ' ';
        keys += 2;
    }
    print_message("%zu words and endings, shared ones counted again\n", keys);
    assert_true(keys < LANGID_ENTRY_COUNT - 1);
}

/* ---- rates over a collection -------------------------------------------- */

#define PIECE_BYTES_MAX 4096

struct rate {
    char code[16];
    char piece[PIECE_BYTES_MAX];   /* sentences, joined until it has 200 characters */
    unsigned pieces, right, wrong; /* wrong: another one, and one of en, de, ru */
};

static struct rate *rate_of(struct rate *rates, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (rates[i].code[0] == '\0')
            snprintf(rates[i].code, sizeof rates[i].code, "%s", code);
        if (strcmp(rates[i].code, code) == 0)
            return &rates[i];
    }
    fail_msg("more languages than expected");
    return NULL;
}

static void count_piece(struct rate *r)
{
    struct langid got = langid_identify(slice_of_string(r->piece));
    bool right = strcmp(got.code.text, r->code) == 0;

    r->pieces++;
    r->right += right;
    r->wrong += !right && got.lang != LANG_OTHER;
    r->piece[0] = '\0';
}

/* Appends the sentence, without what is over 200 characters. */
static void add_sentence(struct rate *r, const char *text)
{
    size_t n = strlen(r->piece), count;

    if (n + strlen(text) + 2 > sizeof r->piece)
        return;
    snprintf(r->piece + n, sizeof r->piece - n, "%s%s", n > 0 ? " " : "", text);
    count = utf8_count(slice_of_string(r->piece));
    if (count < 200)
        return;
    for (n = strlen(r->piece); count > 200; count--)
        do
            n--;
        while (utf8_is_continuation((uint8_t)r->piece[n]));
    r->piece[n] = '\0';
    count_piece(r);
}

static void rates_at_200_characters(void **state)
{
    enum { LANGUAGES = 40 };
    const char *folder = getenv("STEMMA_LANGID");
    struct rate *rates = calloc(LANGUAGES, sizeof *rates);
    static char line[65536];
    char path[1000], code[16], source[64];
    int at;
    FILE *file;

    (void)state;
    assert_non_null(rates);
    if (folder == NULL) {
        free(rates);
        print_message("skipped: STEMMA_LANGID does not name the collection's folder\n");
        skip();
    }
    snprintf(path, sizeof path, "%s/samples.tsv", folder);
    file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "%15[^\t]\t%63[^\t]\t%n", code, source, &at) != 2
            || (strcmp(source, "tatoeba") != 0 && strcmp(source, "lingua-sentences") != 0))
            continue;
        add_sentence(rate_of(rates, LANGUAGES, strcmp(code, "nb") == 0 ? "no" : code), line + at);
    }
    fclose(file);
    for (size_t i = 0; i < LANGUAGES && rates[i].code[0] != '\0'; i++) {
        const struct rate *r = &rates[i];
        bool own = lang_of_code(slice_of_string(r->code)) != LANG_OTHER;

        print_message("%s: %u pieces, right %.2f %%, as another of en, de, ru %.2f %%\n", r->code,
                      r->pieces, 100.0 * r->right / r->pieces, 100.0 * r->wrong / r->pieces);
        assert_true(!own || r->right >= 0.995 * r->pieces);
        assert_true(r->wrong <= 0.01 * r->pieces);
    }
    free(rates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_of_many_languages),
        cmocka_unit_test(nothing_to_say),
        cmocka_unit_test(dirty_text),
        cmocka_unit_test(capitals_change_nothing),
        cmocka_unit_test(short_texts_are_guesses),
        cmocka_unit_test(confidence_grows_with_text),
        cmocka_unit_test(many_short_words),
        cmocka_unit_test(long_texts_are_sampled),
        cmocka_unit_test(random_bytes),
        cmocka_unit_test(profiles_fit),
        cmocka_unit_test(rates_at_200_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
