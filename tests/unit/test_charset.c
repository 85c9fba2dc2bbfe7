/* Charsets: marks, what is declared, forced and detected, damage, what is no text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/io.h"
#include "base/utf8.h"
#include "indexer/formats/charset.h"

#define NONE ((struct slice){0})
#define FFFD "\xef\xbf\xbd"

/* "Минск и Омск стали побратимами." */
#define MINSK_KOI8 "\xed\xc9\xce\xd3\xcb \xc9 \xef\xcd\xd3\xcb \xd3\xd4\xc1\xcc\xc9 \xd0\xcf\xc2\xd2\xc1\xd4\xc9\xcd\xc1\xcd\xc9."
#define MINSK_1251 "\xcc\xe8\xed\xf1\xea \xe8 \xce\xec\xf1\xea \xf1\xf2\xe0\xeb\xe8 \xef\xee\xe1\xf0\xe0\xf2\xe8\xec\xe0\xec\xe8."
#define MINSK_UTF8 "Минск и Омск стали побратимами."

static const char *decode(struct slice raw, const char *forced, struct slice declared,
                          struct buf *out, struct charset_found *found)
{
    buf_init(out, (size_t)1 << 20);
    return charset_decode(raw, forced, declared, out, found);
}

static void decodes_to(struct slice raw, const char *name, struct slice want, size_t replaced)
{
    struct charset_found found;
    struct buf out;

    buf_init(&out, (size_t)1 << 20);
    assert_null(charset_decode_damaged(raw, NULL, NONE, &out, &found));
    assert_string_equal(found.name, name);
    assert_true(slice_equal(buf_slice(&out), want));
    assert_int_equal(found.replaced, replaced);
    buf_release(&out);
}

static void marks(void **state)
{
    (void)state;
    decodes_to(SLICE_LITERAL(""), "utf-8", SLICE_LITERAL(""), 0);
    decodes_to(SLICE_LITERAL("\xef\xbb\xbfh\xc3\xa4"), "utf-8", SLICE_LITERAL("hä"), 0);
    decodes_to(SLICE_LITERAL("\xff\xfeh\0\x1f\x04"), "utf-16le", SLICE_LITERAL("hП"), 0);
    decodes_to(SLICE_LITERAL("\xfe\xff\0h\x04\x1f"), "utf-16be", SLICE_LITERAL("hП"), 0);
    decodes_to(SLICE_LITERAL("\xff\xfe\x3d\xd8\x00\xde"), "utf-16le", SLICE_LITERAL("😀"), 0);
    decodes_to(SLICE_LITERAL("\xff\xfe\0\0h\0\0\0\0\xf6\x01\0"), "utf-32le", SLICE_LITERAL("h😀"), 0);
    decodes_to(SLICE_LITERAL("\0\0\xfe\xff\0\0\0h"), "utf-32be", SLICE_LITERAL("h"), 0);
    /* "яю" in windows-1251, not a mark */
    decodes_to(SLICE_LITERAL("\xff\xfe " MINSK_1251 " " MINSK_1251), "windows-1251",
               SLICE_LITERAL("яю " MINSK_UTF8 " " MINSK_UTF8), 0);
}

static void damage_is_replaced(void **state)
{
    (void)state;
    decodes_to(SLICE_LITERAL("\xff\xfeh\0i"), "utf-16le", SLICE_LITERAL("h" FFFD), 1);
    decodes_to(SLICE_LITERAL("\xff\xfe\x3d\xd8h\0"), "utf-16le", SLICE_LITERAL(FFFD "h"), 1);
    decodes_to(SLICE_LITERAL("\xff\xfe\x3d\xd8"), "utf-16le", SLICE_LITERAL(FFFD), 1);
    decodes_to(SLICE_LITERAL("\xff\xfe\0\xdeh\0"), "utf-16le", SLICE_LITERAL(FFFD "h"), 1);
    decodes_to(SLICE_LITERAL("\xff\xfe\0\0\0\0\x11\0\0\xd8\0\0"), "utf-32le",
               SLICE_LITERAL(FFFD FFFD), 2);
    decodes_to(SLICE_LITERAL("\xef\xbb\xbf" "a\xff" "b"), "utf-8", SLICE_LITERAL("a" FFFD "b"), 1);
}

static void bytes_without_a_character_are_replaced(void **state)
{
    struct charset_found found;
    struct buf out;

    (void)state;
    /* a half of two bytes; a byte that the charset leaves open; a control character kept */
    buf_init(&out, (size_t)1 << 16);
    assert_null(charset_decode_damaged(SLICE_LITERAL("caf\xe9"), "shift_jis", NONE, &out, &found));
    assert_null(charset_decode_damaged(SLICE_LITERAL("\xae"), "iso-8859-7", NONE, &out, &found));
    assert_null(charset_decode_damaged(SLICE_LITERAL("\x1c\x7f"), "ibm866", NONE, &out, &found));
    assert_true(slice_equal(buf_slice(&out), SLICE_LITERAL("caf" FFFD FFFD "\x1c\x7f")));
    buf_release(&out);
}

static void utf8_with_bad_bytes_stays(void **state)
{
    (void)state;
    decodes_to(SLICE_LITERAL("Gespräche, wächst, \xe4, größer"), "utf-8",
               SLICE_LITERAL("Gespräche, wächst, " FFFD ", größer"), 1);
    /* cut by somebody in the middle of a letter, at either end */
    decodes_to(SLICE_LITERAL("\xa4 für größere Länder \xc3"), "utf-8",
               SLICE_LITERAL(FFFD " für größere Länder " FFFD), 2);
    /* spoilt before it was saved */
    decodes_to(SLICE_LITERAL("hÃ¤tte"), "utf-8", SLICE_LITERAL("hÃ¤tte"), 0);
}

/* UTF-8 that was taken for another charset and saved again. */
static void what_was_encoded_twice(void **state)
{
    static const struct {
        const char *text, *was, *charset;
    } cases[] = {
        {"FÃ¼r die Ã„rzte an der StraÃŸe",
         "Für die Ärzte an der Straße", "windows-1252"},
        {"Itâ€™s â€œnewâ€\302\235 â€“ â‚¬5",
         "It’s “new” – €5", "windows-1252"},
        {"Ð˜Ñ€ÐºÑƒÑ‚: Ð“Ð»Ð°Ð²Ð° Ð\302\240Ð¸Ð³Ð¸ Â«Ð¿Ñ€Ð¾Ð²Ñ‘Ð»Â» Ð²Ñ\302\201Ñ‚Ñ€ÐµÑ‡Ñƒ",
         "Иркут: Глава Риги «провёл» встречу", "windows-1252"},
        {"Р�СЂРєСѓС‚: Р“Р»Р°РІР° Р\302\240РёРіРё В«РїСЂРѕРІС‘Р»В» РІСЃС‚СЂРµС‡Сѓ",
         "Иркут: Глава Риги «провёл» встречу", "windows-1251"},
        {"Р�СЂРєСѓС‚: Р“Р»Р°РІР° Р РёРіРё В«РїСЂРѕРІС‘Р»В» РІСЃС‚СЂРµС‡Сѓ",
         "Иркут: Глава Риги «провёл» встречу", "windows-1251"},
        {"FГјr die Г„rzte an der StraГџe",
         "Für die Ärzte an der Straße", "windows-1251"},
        {"FÃƒÂ¼r die Ãƒâ€žrzte an der StraÃƒÅ¸e",
         "Für die Ärzte an der Straße", "windows-1252"},
        {"aðŸ˜€bðŸ˜€",
         "a😀b😀", "windows-1252"},
        {"voilÃ  Ã  cÃ´tÃ©",
         "voilà à côté", "windows-1252"},
        {"GrÃ¶ÃŸe Ã¼ber alles frÃ¼her tÃ¤glich ©",
         "Größe über alles früher täglich ©", "windows-1252"},
    };
    static const char *const same[] = {
        "Für die Ärzte an der Straße",
        "Иркут: Глава Риги «провёл» встречу",
        "Ã¼",
        "Statt Für steht FÃ¼r, statt ä, ö und ü Ã¤, Ã¶ und Ã¼.",
        "SÃO PAULO: ÃÃÃ",
        "Р“ С‘ — «Россия», она и Сибирь",
        "Łódź, Gdańsk, Şişli, ÂÊÎÔÛ",
        "Ελλάδα, 東京, עברית",
        "Р“",
        "Ã",
        "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice text = slice_of_string(cases[i].text);
        struct charset_found found;
        struct buf out;

        assert_null(decode(text, NULL, NONE, &out, &found));
        if (!slice_equal(buf_slice(&out), slice_of_string(cases[i].was)) || found.twice == NULL)
            fail_msg("%s became %.*s", cases[i].text, SLICE_ARG(buf_slice(&out)));
        assert_string_equal(found.twice, cases[i].charset);
        buf_release(&out);
        /* who names a charset means it */
        assert_null(decode(text, "utf-8", NONE, &out, &found));
        assert_true(slice_equal(buf_slice(&out), text) && found.twice == NULL);
        buf_release(&out);
    }
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct charset_found found;
        struct buf out;

        assert_null(decode(slice_of_string(same[i]), NULL, NONE, &out, &found));
        if (!slice_equal(buf_slice(&out), slice_of_string(same[i])) || found.twice != NULL)
            fail_msg("%s became %.*s", same[i], SLICE_ARG(buf_slice(&out)));
        buf_release(&out);
    }
}

static void wide_without_mark(void **state)
{
    (void)state;
    decodes_to(SLICE_LITERAL("h\0i\0"), "utf-16le", SLICE_LITERAL("hi"), 0);
    decodes_to(SLICE_LITERAL("\0h\0\xe4"), "utf-16be", SLICE_LITERAL("hä"), 0);
    decodes_to(SLICE_LITERAL("\x1c\x04\x38\x04\x3d\x04"), "utf-16le", SLICE_LITERAL("Мин"), 0);
    decodes_to(SLICE_LITERAL("h\0\0\0i\0\0\0"), "utf-32le", SLICE_LITERAL("hi"), 0);
    decodes_to(SLICE_LITERAL("\0\0\0h\0\0\0i"), "utf-32be", SLICE_LITERAL("hi"), 0);
}

static void letters_tell(void **state)
{
    static const struct {
        struct slice raw;
        const char *name, *text;
    } cases[] = {
#define CASE(raw, name, text) {{(const uint8_t *)(raw), sizeof(raw) - 1}, name, text}
        CASE(MINSK_KOI8, "koi8-r", MINSK_UTF8),
        CASE(MINSK_1251, "windows-1251", MINSK_UTF8),
        CASE("\xbc\xd8\xdd\xe1\xda \xe1\xe2\xd0\xdb", "iso-8859-5", "Минск стал"),
        CASE("\x8c\xa8\xad\xe1\xaa \xe1\xe2\xa0\xab", "ibm866", "Минск стал"),
        /* but for its first two letters it could be UTF-8 */
        CASE("\xa1\xa5\xe0\xa5\xa3", "ibm866", "берег"),
        CASE("\x8c\x88\x8d\x91\x8a \x91\x92\x80\x8b", "ibm866", "МИНСК СТАЛ"),
        CASE("\xed\xe9\xee\xf3\xeb \xf3\xf4\xe1\xec", "koi8-r", "МИНСК СТАЛ"),
        CASE("\xcc\xc8\xcd\xd1\xca \xd1\xd2\xc0\xcb", "windows-1251", "МИНСК СТАЛ"),
        CASE("Gespr\xe4" "che f\xfcr gr\xf6\xdf" "ere", "windows-1252", "Gespräche für größere"),
        CASE("GESPR\xc4" "CHE \xdc" "BER", "windows-1252", "GESPRÄCHE ÜBER"),
        CASE("caf\xe9", "windows-1252", "café"),
        CASE("a \x93quoted\x94 \x96 don\x92t", "windows-1252", "a “quoted” – don’t"),
        CASE("f\xfcr 5 \xa4", "iso-8859-15", "für 5 €"),
        CASE("1\xa0" "350\xa0" "002 Stimmen", "windows-1252", "1\u00a0350\u00a0002 Stimmen"),
#undef CASE
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        decodes_to(cases[i].raw, cases[i].name, slice_of_string(cases[i].text), 0);
}

static void is_declared(const char *head, const char *want)
{
    assert_true(slice_equal(charset_declared_in(slice_of_string(head)), slice_of_string(want)));
}

static void declarations_are_found(void **state)
{
    (void)state;
    is_declared("", "");
    is_declared("<meta charset=koi8-r>", "koi8-r");
    is_declared("<html><META CharSet = 'UTF-8' >", "UTF-8");
    is_declared("<meta/charset=\"a\">", "a");
    is_declared("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
                "windows-1251");
    is_declared("<?xml version=\"1.0\" encoding='ISO-8859-5'?>", "ISO-8859-5");
    is_declared("<!-- <meta charset=x> --><meta charset=y>", "y");
    is_declared("<form accept-charset=x><metadata charset=y>", "");
    is_declared("<meta name=description content=\"charset matters\"><meta charset=z>", "z");
    is_declared("<!-- <meta charset=x>", "");
    is_declared("<meta charset", "");
    is_declared("a < b, charset=c", "");
    is_declared("write <meta charset=koi8-r> in the head", "");
    is_declared("\xef\xbb\xbf\n <meta charset=koi8-r>", "koi8-r");
}

/* What becomes of a text that declares a charset. */
static void becomes(struct slice raw, const char *declared, const char *name, int overruled,
                    const char *text)
{
    struct charset_found found;
    struct buf out;

    assert_null(decode(raw, NULL, slice_of_string(declared), &out, &found));
    assert_string_equal(found.name, name);
    assert_int_equal(found.overruled, overruled);
    assert_true(slice_equal(buf_slice(&out), slice_of_string(text)));
    buf_release(&out);
}

static void declared_is_followed_or_overruled(void **state)
{
    (void)state;
    becomes(SLICE_LITERAL("caf\xe9"), "ISO-8859-1", "windows-1252", 0, "café");
    becomes(SLICE_LITERAL("\x93" "a\x94"), "iso-8859-1", "windows-1252", 0, "“a”");
    becomes(SLICE_LITERAL("plain"), "windows-1251", "windows-1251", 0, "plain");
    becomes(SLICE_LITERAL("\xb1\xb3"), " 'iso-8859-2' ", "iso-8859-2", 0, "ął");
    becomes(SLICE_LITERAL("\x93\xfa\x96\x7b"), "shift_jis", "Shift_JIS", 0, "日本");
    becomes(SLICE_LITERAL("caf\xe9"), "shift_jis", "windows-1252", 1, "café");
    becomes(SLICE_LITERAL("größer"), "windows-1251", "utf-8", 1, "größer");
    becomes(SLICE_LITERAL("caf\xe9"), "utf-8", "windows-1252", 1, "café");
    becomes(SLICE_LITERAL(MINSK_1251), "utf-8", "windows-1251", 1, MINSK_UTF8);
    becomes(SLICE_LITERAL(MINSK_KOI8), "windows-1251", "koi8-r", 1, MINSK_UTF8);
    becomes(SLICE_LITERAL(MINSK_1251), "us-ascii", "windows-1251", 1, MINSK_UTF8);
    becomes(SLICE_LITERAL(MINSK_1251), "no-such", "windows-1251", 1, MINSK_UTF8);
    becomes(SLICE_LITERAL(MINSK_1251), "win-1251", "windows-1251", 0, MINSK_UTF8);
    becomes(SLICE_LITERAL("<meta charset=utf-16> h\xc3\xa4"), "utf-16", "utf-8", 1,
            "<meta charset=utf-16> hä");
    becomes(SLICE_LITERAL("h\0\xe4\0"), "utf-16", "utf-16le", 0, "hä");
    becomes(SLICE_LITERAL("\xef\xbb\xbfhä"), "koi8-r", "utf-8", 1, "hä");
}

static void forced_is_taken(void **state)
{
    struct charset_found found;
    struct buf out;

    (void)state;
    assert_null(decode(SLICE_LITERAL("\xcd"), "KOI8-R", SLICE_LITERAL("utf-8"), &out, &found));
    assert_true(slice_equal(buf_slice(&out), SLICE_LITERAL("м")));
    assert_int_equal(found.how, CHARSET_FORCED);
    assert_false(found.overruled);
    buf_release(&out);
    assert_null(decode(SLICE_LITERAL("\xff\xfeh\0"), "utf-16", NONE, &out, &found));
    assert_true(slice_equal(buf_slice(&out), SLICE_LITERAL("h")));
    buf_release(&out);
    assert_non_null(decode(SLICE_LITERAL("x"), "klingon", NONE, &out, &found));
    assert_non_null(strstr(found.why, "'klingon'"));
    assert_non_null(strstr(found.why, "windows-1251"));
    assert_int_equal(out.n, 0);
    buf_release(&out);
}

static void names_are_known(void **state)
{
    (void)state;
    assert_string_equal(charset_known("CP1251"), "windows-1251");
    assert_string_equal(charset_known("latin1"), "windows-1252");
    assert_string_equal(charset_known("UTF8"), "utf-8");
    assert_string_equal(charset_known("866"), "ibm866");
    assert_string_equal(charset_known("koi8r"), "koi8-r");
    assert_null(charset_known(""));
    assert_null(charset_known("../../x"));
    assert_null(charset_known("auto"));
}

static void damage_is_refused(void **state)
{
    struct charset_found found;
    struct buf out;

    (void)state;
    assert_non_null(decode(SLICE_LITERAL("a\xff" "b"), "utf-8", NONE, &out, &found));
    assert_non_null(strstr(found.why, "as utf-8, 33.3 %"));
    assert_non_null(strstr(found.why, "-E"));
    assert_int_equal(out.n, 0);
    assert_null(charset_decode_damaged(SLICE_LITERAL("a\xff" "b"), "utf-8", NONE, &out, &found));
    assert_true(slice_equal(buf_slice(&out), SLICE_LITERAL("a" FFFD "b")));
    assert_int_equal(found.replaced, 1);
    buf_release(&out);
}

static void is_binary(struct slice raw, const char *kind)
{
    struct charset_found found;
    struct buf out;
    const char *why = decode(raw, NULL, NONE, &out, &found);

    assert_non_null(why);
    assert_non_null(strstr(why, "it is binary ("));
    assert_non_null(strstr(why, kind));
    buf_release(&out);
}

static void binary_is_refused(void **state)
{
    (void)state;
    is_binary(SLICE_LITERAL("a\0b"), "NUL");
    is_binary(SLICE_LITERAL("\0"), "NUL");
    is_binary(SLICE_LITERAL("\0\0\0\0\0\0\0\0"), "NUL");
    is_binary(SLICE_LITERAL("\1"), "control");
    is_binary(SLICE_LITERAL("\1\2\3text\4\5\6"), "control");
    is_binary(SLICE_LITERAL("%PDF-1.4 text"), "PDF");
    is_binary(SLICE_LITERAL("PK\3\4"), "ZIP");
    is_binary(SLICE_LITERAL("\x1f\x8b\x08\0"), "gzip");
    is_binary(SLICE_LITERAL("\x89PNG\r\n\x1a\n"), "PNG");
    is_binary(SLICE_LITERAL("\xff\xd8\xff\xe0"), "JPEG");
    is_binary(SLICE_LITERAL("\x7f" "ELF\2"), "ELF");
}

/* Whatever the bytes: valid UTF-8 or a reason, appended to what was there. */
static void gives_text_or_reason(struct slice raw, const char *forced, struct slice declared)
{
    struct charset_found found;
    struct buf out;
    const char *why;

    buf_init(&out, 8 * raw.n + ((size_t)1 << 16));
    buf_append_string(&out, "was");
    why = charset_decode_damaged(raw, forced, declared, &out, &found);
    assert_true(buf_ok(&out));
    assert_memory_equal(out.p, "was", 3);
    assert_int_equal(utf8_valid_prefix(buf_slice(&out)), out.n);
    if (why != NULL)
        assert_true(out.n == 3 && why[0] != '\0');
    else
        assert_true(found.percent <= 100 && strcmp(charset_known(found.name), found.name) == 0);
    buf_release(&out);
}

static void is_named(struct slice raw, const char *name)
{
    struct charset_found found;
    struct buf out;

    buf_init(&out, 4 * raw.n);
    assert_null(charset_decode(raw, NULL, NONE, &out, &found));
    assert_string_equal(found.name, name);
    assert_true(found.percent > 90);
    buf_release(&out);
}

static void any_bytes(void **state)
{
    static const char *const names[] = {NULL, "utf-8", "utf-16", "utf-32", "koi8-r", "shift_jis",
                                        "gb18030", "iso-2022-jp", "utf-7", "ibm-37", "euc-kr"};
    enum { NAMES = sizeof names / sizeof *names };
    uint8_t bytes[512];
    uint32_t random = 20;

    (void)state;
    for (unsigned b = 0; b < 256; b++) {
        bytes[b] = (uint8_t)b;
        gives_text_or_reason(slice_of(&bytes[b], 1), NULL, NONE);
    }
    gives_text_or_reason(slice_of(bytes, 256), NULL, NONE);
    gives_text_or_reason(slice_of(bytes + 0x80, 128), NULL, NONE);
    for (unsigned round = 0; round < 3000; round++) {
        size_t n;
        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 1664525 + 1013904223;
            bytes[i] = (uint8_t)(random >> 24 | (round % 3 == 0 ? 0 : 0x80));
        }
        n = (random >> 8) % sizeof bytes;
        gives_text_or_reason(slice_of(bytes, n), names[round % NAMES], NONE);
        gives_text_or_reason(slice_of(bytes, n), NULL,
                             slice_of_string(round % NAMES == 0 ? "" : names[round % NAMES]));
        (void)charset_declared_in(slice_of(bytes, n));
    }
}

/* Kuhn's stress test, protocols in windows-1252 and the like: a folder of folders. */
static void collected_files(void **state)
{
    const char *folder = getenv("STEMMA_BAD_INPUT");
    char pattern[IO_PATH_MAX];
    glob_t files;

    (void)state;
    if (folder == NULL) {
        print_message("skipped: STEMMA_BAD_INPUT names no folder\n");
        skip();
    }
    snprintf(pattern, sizeof pattern, "%s/*/*", folder);
    assert_int_equal(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *path = files.gl_pathv[i];
        int fd = open(path, O_RDONLY);
        struct err e = ERR_NONE;
        struct buf raw;
        buf_init(&raw, (size_t)64 << 20);
        if (io_read_all(fd, &raw, path, &e) == OK)
            gives_text_or_reason(buf_slice(&raw), NULL, charset_declared_in(buf_slice(&raw)));
        if (strstr(path, "cp1252") != NULL)
            is_named(buf_slice(&raw), "windows-1252");
        buf_release(&raw);
        close(fd);
    }
    globfree(&files);
}

static void large_text_is_linear(void **state)
{
    enum { SIZE = 4 << 20 };
    uint8_t *bytes = malloc(SIZE);
    static const char *const units[] = {"a", "\xe4", "<meta ", "\xc3\xa4\xff", MINSK_KOI8, "<!--"};

    (void)state;
    assert_non_null(bytes);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]);
        for (size_t i = 0; i < SIZE; i++)
            bytes[i] = (uint8_t)units[u][i % n];
        gives_text_or_reason(slice_of(bytes, SIZE), NULL, NONE);
        (void)charset_declared_in(slice_of(bytes, SIZE));
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks),
        cmocka_unit_test(damage_is_replaced),
        cmocka_unit_test(bytes_without_a_character_are_replaced),
        cmocka_unit_test(utf8_with_bad_bytes_stays),
        cmocka_unit_test(what_was_encoded_twice),
        cmocka_unit_test(wide_without_mark),
        cmocka_unit_test(letters_tell),
        cmocka_unit_test(declarations_are_found),
        cmocka_unit_test(declared_is_followed_or_overruled),
        cmocka_unit_test(forced_is_taken),
        cmocka_unit_test(names_are_known),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(binary_is_refused),
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(collected_files),
        cmocka_unit_test(large_text_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
