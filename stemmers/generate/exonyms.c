/* Writes exonyms_table.c (stemmers/exonyms.h): what places, languages, currencies,
 * months and weekdays are called in English, German and Russian, by the ICU that the
 * build finds (Unicode CLDR), and abbreviations.h. Needs ICU's data, so it runs when
 * Stemma is built and never when it is used. Fails at an abbreviation that cannot be found. */
#include <stdio.h>
#include <stdlib.h>

#include <unicode/ucal.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "stemmers/analyzer.h"
#include "stemmers/exonyms.h"
#include "stemmers/generate/abbreviations.h"
#include "stemmers/words.h"

#define NAME_UNITS 200
#define NAME_BYTES (3 * NAME_UNITS + 1)
#define ROWS_MAX 8000u

struct row {
    char names[EXONYM_LANGS][NAME_BYTES], keys[EXONYM_LANGS][NAME_BYTES];
};

static const char *const locales[EXONYM_LANGS] = {"en", "de", "ru"};

struct generator {
    struct analyzer *analyzer;
    struct row *rows;
    size_t count;
};

static void fail(const char *what)
{
    fprintf(stderr, "exonyms: %s\n", what);
    exit(1);
}

/* A name without what stands in brackets behind it. */
static void take_name(const UChar *text, int32_t size, char out[NAME_BYTES])
{
    UErrorCode code = U_ZERO_ERROR;
    char *bracket;

    out[0] = '\0';
    if (size <= 0 || size >= NAME_UNITS)
        return;
    u_strToUTF8(out, NAME_BYTES, NULL, text, size, &code);
    if (U_FAILURE(code))
        out[0] = '\0';
    bracket = strstr(out, " (");
    if (bracket != NULL)
        *bracket = '\0';
}

/* The stems of the name's words, joined by blanks; false where there are too many. */
static bool make_key(struct generator *g, enum lang lang, const char *name, char out[NAME_BYTES])
{
    struct slice text = slice_of_string(name);
    struct words words;
    struct word word;
    size_t count = 0, size = 0;

    words_init(&words);
    words_start(&words, text, 0);
    while (words_next(&words, &word)) {
        struct slice stem =
            analyzer_word(g->analyzer, lang, slice_of(text.p + word.start, word.size)).stem;

        if (stem.n == 0 || size + stem.n + 2 > NAME_BYTES)
            continue;
        if (size > 0)
            out[size++] = ' ';
        memcpy(out + size, stem.p, stem.n);
        size += stem.n;
        count++;
    }
    words_release(&words);
    out[size] = '\0';
    return count >= 1 && count <= EXONYM_WORDS_MAX;
}

static bool is_known(const struct generator *g, const struct row *row)
{
    for (size_t i = 0; i < g->count; i++) {
        bool same = true;

        for (int k = 0; k < EXONYM_LANGS; k++)
            same &= strcmp(g->rows[i].keys[k], row->keys[k]) == 0;
        if (same)
            return true;
    }
    return false;
}

/* Keeps the row whose names are filled in, where it tells something new: codes that
 * stand for names that ICU does not have are the same in all languages.        */
static void keep_row(struct generator *g)
{
    struct row *row = &g->rows[g->count];
    const struct row *r = row;

    for (int k = 0; k < EXONYM_LANGS; k++)
        if (!make_key(g, exonym_lang((unsigned)k), row->names[k], row->keys[k]))
            return;
    if (strcmp(r->names[0], r->names[2]) == 0 || is_known(g, row))
        return;
    if (++g->count == ROWS_MAX)
        fail("more rows than ROWS_MAX");
}

static void add_region(struct generator *g, const char *code, UDisplayContext length)
{
    for (int k = 0; k < EXONYM_LANGS; k++) {
        UErrorCode error = U_ZERO_ERROR;
        UDisplayContext contexts[] = {length};
        ULocaleDisplayNames *names = uldn_openForContext(locales[k], contexts, 1, &error);
        UChar text[NAME_UNITS];
        int32_t size = uldn_regionDisplayName(names, code, text, NAME_UNITS, &error);

        take_name(text, U_FAILURE(error) ? 0 : size, g->rows[g->count].names[k]);
        uldn_close(names);
    }
    keep_row(g);
}

/* Countries, continents and the unions of countries that have a code. */
static void add_regions(struct generator *g, UDisplayContext length)
{
    static const char *const wide[] = {"002", "003", "005", "009", "019", "142", "150", "EU", "UN"};

    for (const char *const *code = uloc_getISOCountries(); *code != NULL; code++)
        add_region(g, *code, length);
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        add_region(g, wide[i], length);
}

/* Languages of a code of two letters; the others are hardly written about. */
static void add_languages(struct generator *g)
{
    for (const char *const *code = uloc_getISOLanguages(); *code != NULL; code++) {
        for (int k = 0; k < EXONYM_LANGS; k++) {
            UErrorCode error = U_ZERO_ERROR;
            UChar text[NAME_UNITS];
            int32_t size =
                uloc_getDisplayLanguage(*code, locales[k], text, NAME_UNITS, &error);

            take_name(text, U_FAILURE(error) ? 0 : size, g->rows[g->count].names[k]);
        }
        if (strlen(*code) == 2)
            keep_row(g);
    }
}

static void add_currencies(struct generator *g)
{
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *codes = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &error);
    const char *code;

    while ((code = uenum_next(codes, NULL, &error)) != NULL) {
        UChar code_units[8];

        u_uastrncpy(code_units, code, 8);
        for (int k = 0; k < EXONYM_LANGS; k++) {
            UErrorCode failed = U_ZERO_ERROR;
            int32_t size = 0;
            const UChar *text = ucurr_getName(code_units, locales[k], UCURR_LONG_NAME, NULL,
                                              &size, &failed);

            take_name(text, U_FAILURE(failed) ? 0 : size, g->rows[g->count].names[k]);
        }
        keep_row(g);
    }
    uenum_close(codes);
}

/* The city of a time zone: a date's pattern VVV. */
static void add_cities(struct generator *g)
{
    static const UChar pattern[] = {'V', 'V', 'V', 0};
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *zones =
        ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &error);
    const UChar *zone;
    int32_t zone_size;

    while ((zone = uenum_unext(zones, &zone_size, &error)) != NULL) {
        for (int k = 0; k < EXONYM_LANGS; k++) {
            UErrorCode failed = U_ZERO_ERROR;
            UChar text[NAME_UNITS];
            UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locales[k], zone,
                                            zone_size, pattern, 3, &failed);
            int32_t size = udat_format(format, 0, text, NAME_UNITS, NULL, &failed);

            take_name(text, U_FAILURE(failed) ? 0 : size, g->rows[g->count].names[k]);
            udat_close(format);
        }
        keep_row(g);
    }
    uenum_close(zones);
}

static void add_symbols(struct generator *g, UDateFormatSymbolType type, int32_t first,
                        int32_t end)
{
    for (int32_t i = first; i < end; i++) {
        for (int k = 0; k < EXONYM_LANGS; k++) {
            UErrorCode error = U_ZERO_ERROR;
            UChar text[NAME_UNITS];
            UDateFormat *format =
                udat_open(UDAT_FULL, UDAT_FULL, locales[k], NULL, 0, NULL, 0, &error);
            int32_t size = udat_getSymbols(format, type, i, text, NAME_UNITS, &error);

            take_name(text, U_FAILURE(error) ? 0 : size, g->rows[g->count].names[k]);
            udat_close(format);
        }
        keep_row(g);
    }
}

/* Whether a name can be found: a short one if it is a term of its own, not one whose stem other
 * words have (AIDS, aid), nor one of letters and digits, which is several words. */
static bool is_findable(struct generator *g, enum lang lang, const char *name, bool full)
{
    char key[NAME_BYTES];
    struct analyzer_term term;

    if (!make_key(g, lang, name, key))
        return false;
    term = analyzer_word(g->analyzer, lang, slice_of_string(name));
    return full || (slice_equal(term.form, term.stem) && slice_equal(term.stem, slice_of_string(key)));
}

/* By a bit for each language, which way the row has it: false where it has none. */
static bool fill_row(struct generator *g, const struct abbreviation *a, unsigned ways, struct row *row)
{
    for (unsigned k = 0; k < EXONYM_LANGS; k++) {
        bool full = (ways >> k & 1) != 0;
        const char *name = full ? a->in_full[k] : a->in_short[k];

        if (name == NULL)
            return false;
        if (strlen(name) >= NAME_BYTES || !is_findable(g, exonym_lang(k), name, full))
            fail(name);
        strcpy(row->names[k], name);
    }
    return true;
}

/* Each way of one language for each of the others. */
static void add_abbreviations(struct generator *g)
{
    for (unsigned i = 0; i < abbreviation_count; i++) {
        bool used = false;

        for (unsigned ways = 0; ways < 1u << EXONYM_LANGS; ways++)
            if (fill_row(g, &abbreviations[i], ways, &g->rows[g->count])) {
                used = true;
                keep_row(g);
            }
        if (!used)
            fail("an abbreviation that a language has no name for");
    }
}

/* As numbers: C need not take a string of more than 4 095 bytes. */
static void write_string(const char *text)
{
    for (const uint8_t *p = (const uint8_t *)text; *p != '\0'; p++)
        printf("%u,", *p);
    printf("0,");
}

/* A row of the order of one language: sorted by key. */
struct ordered {
    const char *key;
    size_t row;
};

static int compare_ordered(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static void write_orders(const struct generator *g)
{
    struct ordered *order = calloc(g->count, sizeof *order);

    if (order == NULL)
        fail("no memory");
    printf("const uint16_t exonym_orders[] = {\n");
    for (int k = 0; k < EXONYM_LANGS; k++) {
        for (size_t i = 0; i < g->count; i++)
            order[i] = (struct ordered){g->rows[i].keys[k], i};
        qsort(order, g->count, sizeof *order, compare_ordered);
        for (size_t i = 0; i < g->count; i++)
            printf("%zu,%s", order[i].row, i % 16 == 15 ? "\n" : "");
        printf("\n");
    }
    printf("};\n");
    free(order);
}

static void write_table(const struct generator *g)
{
    size_t at = 0;

    printf("#include \"stemmers/exonyms.h\"\n\nconst unsigned exonym_count = %zu;\n\n"
           "const uint8_t exonym_texts[] = {\n",
           g->count);
    for (size_t i = 0; i < g->count; i++) {
        for (int k = 0; k < EXONYM_LANGS; k++) {
            write_string(g->rows[i].names[k]);
            write_string(g->rows[i].keys[k]);
        }
        printf("\n");
    }
    printf("};\n\nconst uint32_t exonym_rows[] = {\n");
    for (size_t i = 0; i < g->count; i++) {
        printf("%zu,%s", at, i % 16 == 15 ? "\n" : "");
        for (int k = 0; k < EXONYM_LANGS; k++)
            at += strlen(g->rows[i].names[k]) + strlen(g->rows[i].keys[k]) + 2;
    }
    printf("};\n\n");
    write_orders(g);
}

int main(void)
{
    struct generator g = {.rows = calloc(ROWS_MAX, sizeof *g.rows)};
    struct err e = {0};

    if (g.rows == NULL || analyzer_open(&g.analyzer, &e) != OK)
        fail("no memory");
    add_regions(&g, UDISPCTX_LENGTH_FULL);
    add_regions(&g, UDISPCTX_LENGTH_SHORT);
    add_languages(&g);
    add_currencies(&g);
    add_cities(&g);
    add_symbols(&g, UDAT_STANDALONE_MONTHS, 0, 12);
    add_symbols(&g, UDAT_STANDALONE_WEEKDAYS, 1, 8);
    add_abbreviations(&g);
    write_table(&g);
    analyzer_close(g.analyzer);
    free(g.rows);
    return fflush(stdout) == 0 ? 0 : 1;
}
