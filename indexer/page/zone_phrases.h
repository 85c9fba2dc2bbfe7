/* zone_phrases.h - the words that lines of web pages begin with, in the three languages,
 * a table for each; any of them is asked about any page: they borrow each other's words.
 *
 * General words only, which sites share; no site's own. zone_words.h finds them.
 *
 * Memory  Constant.                                                             */
#ifndef INDEXER_PAGE_ZONE_PHRASES_H
#define INDEXER_PAGE_ZONE_PHRASES_H

#include <stddef.h>
#include <stdint.h>

/* How much of the line a phrase must be. */
enum zone_match {
    ZONE_MATCH_WHOLE,      /* the line, but for marks at its end */
    ZONE_MATCH_OPENS,      /* followed by anything that is no letter */
    ZONE_MATCH_COLON,      /* followed by a colon */
    ZONE_MATCH_LABELS,     /* followed by a colon, a sign like it, or a name */
};

struct zone_phrase {
    const char *text;      /* in small letters */
    uint16_t word;         /* a sum of enum zone_word */
    uint8_t bytes, match;  /* enum zone_match */
};

struct zone_phrases {
    const struct zone_phrase *rows;
    size_t count;
};

extern const struct zone_phrases zone_phrases_en, zone_phrases_de, zone_phrases_ru;

#endif
