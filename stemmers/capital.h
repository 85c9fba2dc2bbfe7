/* capital.h - whether a word as it is written begins with a capital letter.
 *
 * The vocabulary counts it for each form: words that nearly always do are names
 * (or German nouns).                                                          */
#ifndef STEMMERS_CAPITAL_H
#define STEMMERS_CAPITAL_H

#include "base/slice.h"

/* Of valid UTF-8. Letters beyond Latin-1 and Cyrillic are asked of ICU: none is a
 * capital where it is not there.                                              */
bool capital_begins(struct slice word);
/* Whether all of it is capitals, two at least. */
bool capital_throughout(struct slice word);

#endif
