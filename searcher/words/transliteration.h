/* transliteration.h - a Russian word that was typed in Latin letters from habit.
 *
 *     gosudarstvo -> государство     pravitelstvo -> правителство (a letter short: misspelt)
 *
 * One reading, the one people write without a thought: letters that stand for one sound
 * together are read together, the longest first; y behind a vowel is й, else ы; ye behind a consonant
 * ье; e at the start э; a soft sign that is not typed is not there. Names have a better way (name_partners.h).        */
#ifndef SEARCHER_TRANSLITERATION_H
#define SEARCHER_TRANSLITERATION_H

#include "base/buf.h"

/* Appends the reading of the word in Cyrillic small letters; false where it has another character than
 * A to Z and '.                                                                */
bool transliteration_read(struct slice word, struct buf *out);

#endif
