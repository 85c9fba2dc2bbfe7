/* langid.h - which language a text is written in.
 *
 * Knows en, de, ru and the neighbours that would otherwise be taken for them.
 *
 * Cost    Reads at most LANGID_MAX_BYTES from the start, the middle and the end; twice where these do not
 *         surely make one of the three languages, and two of them may alone.
 * Memory  Allocates nothing; safe from several threads.                      */
#ifndef STEMMERS_LANGID_H
#define STEMMERS_LANGID_H

#include "stemmers/lang.h"

#define LANGID_MAX_BYTES 3072

struct langid {
    struct lang_code code;   /* "en", "uk", ...; "und" where nothing can be said */
    enum lang lang;          /* the analyser for it */
    double confidence;       /* 0 to 1; under 0.5: a guess */
};

/* The language of valid UTF-8 text of any length, the empty one included. */
struct langid langid_identify(struct slice text);

#endif
