/* exonyms.h - what countries, languages, currencies, cities, months and weekdays are
 * called in English, German and Russian, and what newspapers shorten.
 *
 *     Germany    Deutschland    Германия
 *     Warsaw     Warschau       Варшава
 *     Monday     Montag         понедельник
 *     IMF        IWF            МВФ
 *
 * No rule of sounds leads from one to the other. The names are those of Unicode's
 * CLDR, read from the ICU that Stemma is built with (generate/exonyms.c), the
 * abbreviations those of generate/abbreviations.h: asking ICU while searching would
 * mean opening two more libraries and 30 MB of data for a search of a millisecond.
 *
 * Shape   exonym_texts holds, row by row and language by language, a name and its key,
 *         each with a NUL behind; the key is the stems of the name's words (of the
 *         language) joined by blanks. exonym_orders has the rows sorted by key.
 * Memory  All is constant; slices borrow for ever.
 * Cost    A binary search over some thousand rows.                             */
#ifndef STEMMERS_EXONYMS_H
#define STEMMERS_EXONYMS_H

#include "base/slice.h"
#include "stemmers/lang.h"

#define EXONYM_LANGS 3
#define EXONYM_WORDS_MAX 3u

/* The table, generated. */
extern const unsigned exonym_count;
extern const uint8_t exonym_texts[];
extern const uint32_t exonym_rows[];      /* where a row's texts begin */
extern const uint16_t exonym_orders[];    /* exonym_count rows by the key of column 0, then 1, 2 */

struct exonym {
    struct slice name, key;
};

/* The language of column 0, 1, 2. */
static inline enum lang exonym_lang(unsigned column)
{
    return column == 0 ? LANG_EN : column == 1 ? LANG_DE : LANG_RU;
}

/* What row `row` is called in the language. Requires row < exonym_count, and that the
 * language is English, German or Russian.                                      */
struct exonym exonym_get(unsigned row, enum lang lang);

/* Rows whose key in the language is this one: `count` of them, in the order of that
 * language from place `first` on (exonym_at). 0 for LANG_OTHER.                */
struct exonym_range {
    unsigned first, count;
};
struct exonym_range exonym_find(enum lang lang, struct slice key);
unsigned exonym_at(enum lang lang, unsigned place);

#endif
