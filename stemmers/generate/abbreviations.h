/* abbreviations.h - what newspapers shorten, in English, German and Russian: unions of
 * states, organisations, authorities, a few words of economy and science.
 *
 *     EU    EU    ЕС          European Union    Europäische Union    Европейский союз
 *     GDP   BIP   ВВП         gross domestic product ...
 *
 * CLDR does not have them, and no rule of sounds leads from one to the other. Written
 * by hand; names of more than EXONYM_WORDS_MAX words are left out.             */
#ifndef STEMMERS_GENERATE_ABBREVIATIONS_H
#define STEMMERS_GENERATE_ABBREVIATIONS_H

#include "stemmers/exonyms.h"

/* By language (exonym_lang); null where there is none in use. */
struct abbreviation {
    const char *in_short[EXONYM_LANGS], *in_full[EXONYM_LANGS];
};

extern const struct abbreviation abbreviations[];
extern const unsigned abbreviation_count;

#endif
