/* colours.h - what parts of hits for people look like: numbers of ANSI's SGR sequences.
 *
 *     STEMMA_COLORS='match=1;33:title=1:meta=2'
 *
 * match: what was found; meta: language, date, score, path.
 *
 * Memory  Owns its bytes; copied freely.                                       */
#ifndef SEARCHER_COLOURS_H
#define SEARCHER_COLOURS_H

#include "base/err.h"

#define COLOURS_MAX_BYTES 32

enum colour { COLOUR_MATCH, COLOUR_TITLE, COLOUR_META, COLOUR_COUNT };

struct colours {
    char codes[COLOUR_COUNT][COLOURS_MAX_BYTES];    /* digits and semicolons */
};

struct colours colours_default(void);

/* Takes up what the variable says. E_USAGE: a part of it is wrong; the others are taken. */
enum status colours_parse(const char *text, struct colours *out, struct err *e) WARN_UNUSED;

#endif
