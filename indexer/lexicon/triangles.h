/* triangles.h - pairs of two languages by way of a third that only leads there.
 *
 * Dictionaries of small pairs (Polish-Russian, Polish-English) are made of the same
 * kind of words as one of the wanted pair would be: de - X - ru and en - X - ru give as
 * many pairs again as the direct dictionaries have.                           */
#ifndef INDEXER_LEXICON_TRIANGLES_H
#define INDEXER_LEXICON_TRIANGLES_H

#include "indexer/lexicon/evidence.h"

/* Adds pairs of a (English or German) and Russian over all pivots that lead there. */
enum status triangles_add(struct evidence *ev, enum tongue a, struct err *e) WARN_UNUSED;

#endif
