/* fold.h - one spelling for a word: case, width, accents, apostrophes, numbers.
 *
 *     NFKC_Casefold of Unicode (which also drops soft hyphens, joiners and other
 *     ignorable characters), then ё becomes е (й stays й), the apostrophes U+2019,
 *     U+2018, U+02BC and U+FF07 become '
 *     fold_letters.h    accents by the language, letters of another script
 *     numbers.h         1,6 -> 1.6; also in a word that goes on: 1,5bn -> 1.5bn
 *     a word joined of parts, as words.h tells it, without its joints:
 *                       e-mail -> email, UEC_A -> ueca, U.S.A -> usa, O'Neill -> oneill
 *     and a possessive 's at the end goes.
 *
 * What is written as a word of its own never has such a joint, so that a word and its
 * parts written together meet in one form.                                     */
#ifndef STEMMERS_FOLD_H
#define STEMMERS_FOLD_H

#include "base/err.h"
#include "base/slice.h"
#include "stemmers/lang.h"

#define FOLD_MAX_BYTES 255

struct fold;

enum status fold_open(struct fold **out, struct err *e) WARN_UNUSED;
void fold_close(struct fold *f);

/* Bytes written to out[FOLD_MAX_BYTES]; 0 where nothing is left or it is longer. lang: of the
 * text.                                                                        */
size_t fold_word(struct fold *f, enum lang lang, struct slice word, uint8_t out[FOLD_MAX_BYTES]);

#endif
