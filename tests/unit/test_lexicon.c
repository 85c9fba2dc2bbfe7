/* Lexicons: the readers of dictionaries, what is compiled of them, and the file. The
 * dictionaries here are a few lines each, written for these tests.                */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/io.h"
#include "indexer/lexicon/compile.h"
#include "indexer/lexicon/dictd.h"
#include "indexer/lexicon/dictionaries.h"
#include "stemmers/stop_words.h"
#include "store/checksum.h"
#include "store/lexicon_file.h"
#include "store/lexicon.h"
#include "store/lmdb_file.h"

static char folder[64], path[96];

struct making {
    struct evidence ev;
    struct siblings siblings;
    struct buf skipped;          /* "line: why|" */
};

static int set_up(void **state)
{
    struct making *m = calloc(1, sizeof *m);
    struct err e = ERR_NONE;

    snprintf(folder, sizeof folder, "/tmp/stemma-lexicon-XXXXXX");
    if (m == NULL || mkdtemp(folder) == NULL || evidence_init(&m->ev, &e) != OK)
        return 1;
    snprintf(path, sizeof path, "%s/lexicon.mdb", folder);
    siblings_init(&m->siblings);
    buf_init(&m->skipped, 1 << 16);
    *state = m;
    return 0;
}

static int tear_down(void **state)
{
    struct making *m = *state;
    char command[160];

    evidence_release(&m->ev);
    siblings_release(&m->siblings);
    buf_release(&m->skipped);
    free(m);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static struct slice of(const char *text)
{
    return slice_of_string(text);
}

static void note_skipped(void *context, uint64_t line, const char *why)
{
    struct making *m = context;
    buf_printf(&m->skipped, "%llu: %s|", (unsigned long long)line, why);
}

static void read_tsv(struct making *m, const char *text)
{
    struct err e = ERR_NONE;
    assert_int_equal(tsv_read(of(text), &m->ev, note_skipped, m, &e), OK);
}

static struct lexicon *compile(struct making *m)
{
    struct err e = ERR_NONE;
    struct compiled done;
    struct lexicon *l;

    assert_int_equal(compile_lexicon(&m->ev, &m->siblings, path, of("mine\n"), &done, &e), OK);
    assert_int_equal(lexicon_open(path, ANALYZER_VERSION, &l, &e), OK);
    assert_int_equal(lexicon_key_count(l), done.keys);
    return l;
}

/* The translations of a word or phrase as "stem stem 100, stem 61", by its stems, or by
 * the word's own list where it has one; "" where there are none. In a static buffer. */
static const char *translations(struct making *m, struct lexicon *l, uint8_t from, uint8_t to,
                                const char *phrase)
{
    static char out[4096];
    struct slice stems[8], own = {0};
    struct arena arena = ARENA_EMPTY;
    struct lexicon_alternative *list;
    struct lexicon_entry entry;
    struct err e = ERR_NONE;
    size_t count = 0, n = 0, words;
    char copy[256];

    snprintf(copy, sizeof copy, "%s", phrase);
    for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " ")) {
        struct analyzer_term t = analyzer_word(m->ev.analyzer, (enum lang)from, of(word));
        own = arena_copy(&arena, t.form);
        stems[count++] = arena_copy(&arena, t.stem);
    }
    if (count == 1 && lexicon_find_word(l, from, own, &entry, &e) == OK)
        assert_int_equal(lexicon_read(l, &entry, to, &arena, &list, &n, &e), OK);
    else
        assert_int_equal(lexicon_translate(l, from, to, stems, count, &arena, &list, &n, &words, &e),
                         OK);
    out[0] = '\0';
    for (size_t i = 0, size = 0; i < n; i++)
        size += (size_t)snprintf(out + size, sizeof out - size, "%s%.*s %u", i == 0 ? "" : ", ",
                                 SLICE_ARG(list[i].text), list[i].weight);
    arena_release(&arena);
    return out;
}

static void words_of_the_user(void **state)
{
    struct making *m = *state;
    struct lexicon *l;

    read_tsv(m, "machine tool|lathe\tWerkzeugmaschine\tстанок|металлорежущий станок\n"
                "\n"
                "bridge\tBrücke\t\r\n");
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "machine tools"), "werkzeugmaschin 100");
    assert_string_equal(translations(m, l, LANG_DE, LANG_RU, "Werkzeugmaschinen"),
                        "станок 100, металлорежущ станок 99");
    assert_string_equal(translations(m, l, LANG_RU, LANG_EN, "металлорежущие станок"),
                        "machin tool 100, lath 99");
    assert_string_equal(translations(m, l, LANG_DE, LANG_EN, "Brücken"), "bridg 100");
    assert_string_equal(translations(m, l, LANG_DE, LANG_RU, "Brücken"), "");
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "machine"), "");
    assert_int_equal(m->skipped.n, 0);
    assert_true(slice_equal(lexicon_sources(l), of("mine\n")));
    lexicon_close(l);
}

static void bad_lines_are_named_and_skipped(void **state)
{
    struct making *m = *state;
    struct lexicon *l;

    read_tsv(m, "a\xff\tb\tc\n"
                "ship\tSchiff\n"
                "ship\tSchiff\tкорабль\tсудно\n"
                "ship\t\t\n"
                "ship\tSchiff\tкорабль\n");
    buf_append_byte(&m->skipped, 0);
    assert_string_equal((const char *)m->skipped.p,
                        "1: not UTF-8|2: fewer than three fields (English, German, Russian)|"
                        "3: more than three fields (English, German, Russian)|"
                        "4: fewer than two fields with words|");
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_RU, LANG_DE, "корабль"), "schiff 100");
    lexicon_close(l);
}

static void ding(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(ding_read(of("# a comment :: nothing\n"
                                  "no separator\n"
                                  "Kahn {m}; Barke {f} [obs.] (Boot) | Kähne {pl} :: barge; scow | barges; scows\n"
                                  "singen {vi} {sang; gesungen} :: to sing {sang; sung}\n"
                                  "etw. anfertigen/herstellen :: to make sth.\n"
                                  "der Mann im Mond :: the man in the moon\n"),
                               &m->ev, &m->siblings, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_DE, LANG_EN, "Kähne"), "barg 100, scow 77");
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "barge"), "kahn 100, bark 15");
    assert_string_equal(translations(m, l, LANG_DE, LANG_EN, "herstellen"), "make 100");
    assert_string_equal(translations(m, l, LANG_DE, LANG_EN, "anfertigen"), "make 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "man moon"), "mann mond 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "sung"),
                        "sing 100, sang 50, gesung 50");
    lexicon_close(l);
}

/* Of two equal translations the one with the stem of "andere" is worth less; alone it is all there is. */
static void stems_of_small_words(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(ding_read(of("ändern :: to change\nwechseln :: to change\nändern :: to amend\n"),
                               &m->ev, &m->siblings, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "change"), "wechseln 100, and 9");
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "amend"), "and 100");
    lexicon_close(l);
}

static void mueller(void **state)
{
    static const char send[] = "send\n   [x] _v. (sent)\n"
        "   1) посылать, отправлять (что-л.); to send a letter послать письмо\n"
        "   2) _рад. передавать; send down\n"
        "      а) снижать;\n"
        "      б) past и p-p. от send; too (many long) words that are in this here line много\n";
    static const char joined[] = "co-operate\n   [x] _v. сотрудничать\n";
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(mueller_read(of(send), &m->ev, &e), OK);
    assert_int_equal(mueller_read(of(joined), &m->ev, &e), OK);
    assert_int_equal(mueller_read(of("no body"), &m->ev, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_EN, LANG_RU, "send letters"), "посла письм 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_RU, "cooperate"), "сотруднича 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_RU, "co operate"), "сотруднича 100");
    assert_string_equal(translations(m, l, LANG_RU, LANG_EN, "отправлять"), "send 100");
    assert_non_null(strstr(translations(m, l, LANG_EN, LANG_RU, "sends"), "посыла 100, отправля "));
    assert_non_null(strstr(translations(m, l, LANG_EN, LANG_RU, "sends"), "передава "));
    lexicon_close(l);
}

static void freedict_and_pivots(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(freedict_read(of("Bürste /ˈb/ <n, fem>\n1. щётка 2.\nein Gerät\n2. кисть\nzum Malen\n"),
                                   TONGUE_DE, TONGUE_RU, &m->ev, &e), OK);
    assert_int_equal(freedict_read(of("moulin <n>\nMühle, Mahlwerk\nune machine\n"), TONGUE_FR,
                                   TONGUE_DE, &m->ev, &e), OK);
    assert_int_equal(freedict_read(of("moulin <n>\nме́льница\n"), TONGUE_FR, TONGUE_RU, &m->ev, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_DE, LANG_RU, "Bürsten"), "щетк 100, кист 67");
    assert_string_equal(translations(m, l, LANG_DE, LANG_RU, "Mühle"), "мельниц 100");
    assert_string_equal(translations(m, l, LANG_RU, LANG_DE, "мельница"), "muhl 100, mahlwerk 100");
    assert_string_equal(translations(m, l, LANG_DE, LANG_EN, "Mühle"), "");
    lexicon_close(l);
}

/* de - en - ru, where no dictionary has de - ru. */
static void english_leads_on(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(ding_read(of("Löffel {m} :: spoon\n"), &m->ev, &m->siblings, &e), OK);
    assert_int_equal(mueller_read(of("spoon\n   [x] _n. ложка\n"), &m->ev, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_DE, LANG_RU, "Löffel"), "ложк 100");
    assert_string_equal(translations(m, l, LANG_RU, LANG_DE, "ложку"), "loffel 100");
    lexicon_close(l);
}

/* The stem of Wetter is that of Wette, but weather leads to no bet. */
static void paths_go_by_words(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(ding_read(of("Wetter {n} :: weather\nWette {f} :: bet\n"), &m->ev, &m->siblings, &e), OK);
    assert_int_equal(mueller_read(of("weather\n   [x] _n. погода\n"), &m->ev, &e), OK);
    assert_int_equal(mueller_read(of("bet\n   [x] _n. пари\n"), &m->ev, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_DE, LANG_RU, "Wetter"), "погод 100");
    assert_string_equal(translations(m, l, LANG_DE, LANG_RU, "Wette"), "пар 100");
    assert_string_equal(translations(m, l, LANG_RU, LANG_DE, "погода"), "wett 100");
    lexicon_close(l);
}

/* ru - de - en over two words of one stem. */
static void paths_over_words_of_one_stem(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(ding_read(of("Wetter {n} :: weather\nWette {f} :: bet\n"), &m->ev, &m->siblings, &e), OK);
    assert_int_equal(freedict_read(of("Wetter <n>\nпогода\n"), TONGUE_DE, TONGUE_RU, &m->ev, &e), OK);
    assert_int_equal(freedict_read(of("Wette <n>\nпари\n"), TONGUE_DE, TONGUE_RU, &m->ev, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_RU, LANG_EN, "погода"), "weather 100");
    assert_string_equal(translations(m, l, LANG_RU, LANG_EN, "пари"), "bet 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_RU, "weather"), "погод 100");
    lexicon_close(l);
}

static void a_words_own_list(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(ding_read(of("Böttcher {m} :: cooper\nZusammenarbeit {f} :: cooperation\n"),
                               &m->ev, &m->siblings, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "cooperation"), "zusammenarbeit 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "cooper"), "bottch 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "coopers"),
                        "bottch 100, zusammenarbeit 100");
    lexicon_close(l);
}

/* More words than stems: their numbers are not those of stems. */
static void many_words_of_few_stems(void **state)
{
    static const char *const endings[] = {"", "s", "ed", "ing"};
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;
    struct buf text;

    buf_init(&text, 1 << 20);
    for (int i = 0; i < 50; i++)
        for (int k = 0; k < 4; k++)
            buf_printf(&text, "Tat%c%cb%c :: blo%c%cnt%s\n", 'a' + i % 25, 'a' + i / 25, 'f' + k,
                       'a' + i % 25, 'o' + i / 25, endings[k]);
    assert_int_equal(ding_read(buf_slice(&text), &m->ev, &m->siblings, &e), OK);
    buf_release(&text);
    assert_true(m->ev.tongues[TONGUE_EN].entries.count > 3 * m->ev.tongues[TONGUE_EN].phrases.count);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "bloaonted"), "tataabh 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_DE, "bloaonting"), "tataabi 100");
    lexicon_close(l);
}

static void stems_of_one_lemma(void **state)
{
    static const char aff[] = "SET UTF-8\nSFX I Y 3\nSFX I а ы [^к]а\nSFX I а у а\nSFX I 0 ми .\n"
                              "PFX X Y 1\nPFX X 0 не .\n";
    static const char dic[] = "2\nсистема/I\nчисел\n";
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    read_tsv(m, "system\tSystem\tсистема\nnumber\tZahl\tчисло\n");
    assert_int_equal(hunspell_read(of(aff), of(dic), &m->ev, &m->siblings, &e), OK);
    l = compile(m);
    assert_string_equal(translations(m, l, LANG_RU, LANG_EN, "систему"), "system 100");
    assert_string_equal(translations(m, l, LANG_RU, LANG_DE, "чисел"), "zahl 100");
    assert_string_equal(translations(m, l, LANG_EN, LANG_RU, "number"), "числ 100, чисел 50");
    lexicon_close(l);
}

static void a_word_with_5000_translations(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;
    struct buf text;
    const char *found;

    buf_init(&text, 1 << 20);
    for (int i = 0; i < 5000; i++)
        buf_printf(&text, "Ding%c%c%c%c {n} :: thing%s\n", 'a' + i % 26, 'a' + i / 26 % 26,
                   'a' + i / 676, 'b', i == 4321 ? " | gadget" : "");
    buf_append_string(&text, "Krimskrams {m} :: thing\nKrimskrams {m} :: thing\n");
    assert_int_equal(ding_read(buf_slice(&text), &m->ev, &m->siblings, &e), OK);
    buf_release(&text);
    l = compile(m);
    found = translations(m, l, LANG_EN, LANG_DE, "thing");
    assert_non_null(strstr(found, "krimskram 100, "));
    assert_ptr_equal(strstr(found, "krimskram"), found);
    assert_string_equal(translations(m, l, LANG_DE, LANG_EN, "Krimskrams"), "thing 100");
    for (size_t i = 0, commas = 0; found[i] != '\0'; i++)
        assert_true((commas += found[i] == ',') < LEXICON_BEST);
    lexicon_close(l);
}

static enum status note_entry(void *context, struct slice entry, struct err *e)
{
    (void)e;
    buf_append_slice(context, entry);
    buf_append_byte(context, '|');
    return OK;
}

static void write_file(const char *name, const void *bytes, size_t size)
{
    char full[160];
    FILE *file;

    snprintf(full, sizeof full, "%s/%s", folder, name);
    file = fopen(full, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

/* zlib reads what is not packed as it is. */
static void dictd_files(void **state)
{
    static const char index[] = "00databaseurl\tA\tC\nzwei\tE\tD\neins\tA\tE\nuno\tA\tE\nbad\t?\tA\nfar\t//\tB\nno tabs\n";
    struct err e = ERR_NONE;
    struct buf seen;
    char name[96];

    (void)state;
    snprintf(name, sizeof name, "%s/x", folder);
    buf_init(&seen, 1 << 16);
    assert_int_equal(dictd_read(name, note_entry, &seen, &e), E_NOT_FOUND);
    e = ERR_NONE;
    write_file("x.index", index, sizeof index - 1);
    write_file("x.dict.dz", "one\n\xfftwo", 8);
    assert_int_equal(dictd_read(name, note_entry, &seen, &e), OK);
    buf_append_byte(&seen, 0);
    assert_string_equal((const char *)seen.p, "one\n|\xef\xbf\xbdtw|");
    write_file("x.dict.dz", "\x1f\x8b\x08\x00garbage.....", 16);
    assert_int_equal(dictd_read(name, note_entry, &seen, &e), E_INPUT);
    assert_non_null(strstr(e.text, "does not unpack"));
    buf_release(&seen);
}

static void missing_packages_are_named(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct buf sources, missing;

    buf_init(&sources, 1 << 16);
    buf_init(&missing, 1 << 16);
    assert_int_equal(dictionaries_read(folder, &m->ev, &m->siblings, &sources, &missing, &e), OK);
    buf_append_byte(&missing, 0);
    assert_int_equal(sources.n, 0);
    assert_non_null(strstr((const char *)missing.p, "trans-de-en mueller7-dict dict-freedict-deu-rus"));
    buf_release(&sources);
    buf_release(&missing);
}

static enum status open_status(struct err *e)
{
    struct lexicon *l = NULL;
    enum status status = lexicon_open(path, ANALYZER_VERSION, &l, e);

    lexicon_close(l);
    return status;
}

static void files_that_are_no_lexicon(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct lexicon *l;

    assert_int_equal(open_status(&e), E_NOT_FOUND);
    read_tsv(m, "ship\tSchiff\tкорабль\n");
    lexicon_close(compile(m));
    e = ERR_NONE;
    assert_int_equal(lexicon_open(path, ANALYZER_VERSION + 1, &l, &e), E_VERSION);
    assert_null(l);
    assert_non_null(strstr(e.text, "analysis"));
    assert_non_null(strstr(e.hint, "stemma-index lexicon"));
    write_file("lexicon.mdb", "ship\tSchiff\n", 12);
    e = ERR_NONE;
    assert_int_equal(open_status(&e), E_CORRUPT);
    assert_non_null(strstr(e.text, "no sound lexicon"));
    write_file("lexicon.mdb", "", 0);
    e = ERR_NONE;
    assert_int_equal(open_status(&e), E_CORRUPT);
}

/* Another program's LMDB file is sound, but no lexicon. */
static void a_foreign_lmdb_file(void **state)
{
    static const char *const trees[] = {"header", "other"};
    struct err e = ERR_NONE;
    struct lmdb_writer *w;

    (void)state;
    assert_int_equal(lmdb_create(path, trees, 2, 1 << 20, &w, &e), OK);
    assert_int_equal(lmdb_put(w, 0, of("segment"), of("x"), &e), OK);
    assert_int_equal(lmdb_finish(w, &e), OK);
    assert_int_equal(open_status(&e), E_CORRUPT);
    assert_non_null(strstr(e.hint, "stemma-index lexicon"));
}

/* One of another version has other trees, too: its version is what is told. */
static void a_lexicon_of_another_version(void **state)
{
    static const char *const trees[] = {"header", "pairs"};
    uint8_t header[LEXICON_HEADER_BYTES + CHECKSUM_BYTES] = {0};
    struct err e = ERR_NONE;
    struct lmdb_writer *w;

    (void)state;
    codec_store32(header, LEXICON_FORMAT - 1);
    codec_store32(header + 4, ANALYZER_VERSION);
    codec_store64(header + LEXICON_HEADER_BYTES, checksum_of(slice_of(header, LEXICON_HEADER_BYTES), 0));
    assert_int_equal(lmdb_create(path, trees, 2, 1 << 20, &w, &e), OK);
    assert_int_equal(lmdb_put(w, 0, of(LEXICON_HEADER_KEY), slice_of(header, sizeof header), &e), OK);
    assert_int_equal(lmdb_finish(w, &e), OK);
    assert_int_equal(open_status(&e), E_VERSION);
    assert_non_null(strstr(e.text, "has format 2, this program reads format 3"));
    assert_non_null(strstr(e.hint, "stemma-index lexicon"));
}

/* Whatever byte is wrong: an error, or the answer of the sound file; never a crash. */
static void damaged_bytes(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct buf sound;
    struct arena arena = ARENA_EMPTY;

    read_tsv(m, "ship\tSchiff\tкорабль\nsea\tMeer\tморе\nsail\tSegel\tпарус\n");
    lexicon_close(compile(m));
    buf_init(&sound, 1 << 24);
    assert_int_equal(io_read_file(path, &sound, &e), OK);
    for (size_t i = 0; i < sound.n; i += i % 4096 < 256 || i % 4096 > 3700 ? 3 : 61) {
        struct slice stem = of("ship");
        struct lexicon_entry entry;
        struct lexicon_alternative *list;
        struct lexicon *l;
        size_t count = 0;

        sound.p[i] ^= 0x5a;
        write_file("lexicon.mdb", sound.p, sound.n);
        sound.p[i] ^= 0x5a;
        e = ERR_NONE;
        if (lexicon_open(path, ANALYZER_VERSION, &l, &e) != OK)
            continue;
        if (lexicon_find(l, LANG_EN, &stem, 1, &entry, &e) == OK
            && lexicon_read(l, &entry, LANG_RU, &arena, &list, &count, &e) == OK && count > 0)
            assert_true(slice_equal(list[0].text, of("корабл")));
        lexicon_close(l);
    }
    arena_release(&arena);
    buf_release(&sound);
}

static void the_same_sources_give_the_same_bytes(void **state)
{
    struct making *m = *state;
    struct err e = ERR_NONE;
    struct buf first, second;

    buf_init(&first, 1 << 24);
    buf_init(&second, 1 << 24);
    read_tsv(m, "ship|vessel\tSchiff|Kahn\tкорабль|судно\nsea\tMeer|See\tморе\n");
    lexicon_close(compile(m));
    assert_int_equal(io_read_file(path, &first, &e), OK);
    evidence_release(&m->ev);
    assert_int_equal(evidence_init(&m->ev, &e), OK);
    read_tsv(m, "ship|vessel\tSchiff|Kahn\tкорабль|судно\nsea\tMeer|See\tморе\n");
    lexicon_close(compile(m));
    assert_int_equal(io_read_file(path, &second, &e), OK);
    assert_true(slice_equal(buf_slice(&first), buf_slice(&second)));
    buf_release(&first);
    buf_release(&second);
}

static void stop_words(void **state)
{
    (void)state;
    assert_true(stop_word(LANG_EN, of("the")));
    assert_true(stop_word(LANG_DE, of("über")));
    assert_true(stop_word(LANG_RU, of("в")));
    assert_false(stop_word(LANG_RU, of("вода")));
    assert_false(stop_word(LANG_EN, of("die")));
    assert_false(stop_word(LANG_OTHER, of("the")));
    assert_false(stop_word(LANG_EN, of("")));
    assert_true(stop_word_of_form(LANG_EN, of("sth")));
    assert_false(stop_word_of_form(LANG_EN, of("with")));
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        size_t at = 0, count = 0;
        struct slice word;
        struct stop_filter filter;

        stop_filter_fill(lang, &filter);
        assert_false(stop_filter_may_be(&filter, of("wassertransport")));
        while (stop_word_next(lang, &at, &word)) {
            assert_true(stop_word(lang, word) && stop_filter_may_be(&filter, word));
            count++;
        }
        assert_int_equal(count > 100, lang != LANG_OTHER);
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(words_of_the_user), CASE(bad_lines_are_named_and_skipped), CASE(ding), CASE(stems_of_small_words), CASE(mueller),
        CASE(freedict_and_pivots), CASE(english_leads_on), CASE(paths_go_by_words),
        CASE(paths_over_words_of_one_stem), CASE(a_words_own_list), CASE(many_words_of_few_stems),
        CASE(stems_of_one_lemma), CASE(a_word_with_5000_translations), CASE(dictd_files),
        CASE(missing_packages_are_named), CASE(files_that_are_no_lexicon),
        CASE(a_foreign_lmdb_file), CASE(a_lexicon_of_another_version), CASE(damaged_bytes), CASE(the_same_sources_give_the_same_bytes),
        CASE(stop_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
