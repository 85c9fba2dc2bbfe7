/* inflections.h - the other stems of a word's inflected forms that the indexes hold.
 *
 * Snowball gives most forms of a word one stem; those that it does not (Беларусь and Беларуси,
 * Haus and Häuser, go and went) are found by the language's tables (stemmers/inflect.h)
 * and kept where the form itself occurs.                                      */
#ifndef SEARCHER_INFLECTIONS_H
#define SEARCHER_INFLECTIONS_H

#include "searcher/engine.h"

/* Adds the stems, but the word's own, of a word as typed. */
enum status inflections_add(struct engine *g, enum lang lang, struct slice word,
                            struct variants *out, struct err *e) WARN_UNUSED;

#endif
