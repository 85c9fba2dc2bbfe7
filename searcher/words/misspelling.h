/* misspelling.h - how likely one word was typed for another: edits that are not all alike.
 *
 * A slip to a neighbouring key, a letter doubled or not, two letters swapped, a letter for one
 * that sounds like it (с for з, ie for y) cost less than any other edit; the first letter is rarely
 * wrong.
 *
 * Units   Hundredths of an edit.                                              */
#ifndef SEARCHER_MISSPELLING_H
#define SEARCHER_MISSPELLING_H

#include "searcher/words/edits.h"

#define MISSPELLING_FAR 100000u      /* of words over EDITS_READ_MAX letters */

/* Both folded. 0: they are the same. */
uint32_t misspelling_cost(struct slice typed, struct slice meant);

#endif
