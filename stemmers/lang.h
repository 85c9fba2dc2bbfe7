/* lang.h - the languages that Stemma analyses, each with a term space of its own.
 *
 * A document has exactly one of them. Documents in any other language (their
 * own code, "uk" or "fr", is kept for display and filters) share LANG_OTHER:
 * their words are folded but not stemmed.
 *
 * The numbers are written to disk (docs/FORMAT.md, "languages"); a new one
 * gets the next number.                                                      */
#ifndef STEMMERS_LANG_H
#define STEMMERS_LANG_H

#include "base/slice.h"

enum lang {
    LANG_OTHER = 0,
    LANG_EN = 1,
    LANG_DE = 2,
    LANG_RU = 3,
};
#define LANG_COUNT 4

/* ISO 639 code of a document's language: "en", "uk", "und"; NUL-padded. */
#define LANG_CODE_MAX 8
struct lang_code {
    char text[LANG_CODE_MAX];
};

/* "en", "de", "ru"; "other" for LANG_OTHER. */
const char *lang_name(enum lang lang);

/* The analyser for a code as documents declare it: "de", "DE", "de-AT",
 * "en_US", "deu", "ger", "german"; LANG_OTHER where Stemma has none for it. */
enum lang lang_of_code(struct slice code);

/* The code in its short lower-case form ("de" for "de-AT", "deu", "German";
 * "uk" for "uk-UA"); "und" for an empty or malformed one.                    */
struct lang_code lang_normalize_code(struct slice code);

#endif
