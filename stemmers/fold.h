/* fold.h - one spelling for a word: case, width, ё, apostrophes.
 *
 * NFKC_Casefold of Unicode (which also drops soft hyphens, joiners and other
 * ignorable characters), then ё becomes е (й stays й), the apostrophes U+2019,
 * U+2018 and U+FF07 become ', and a possessive 's at the end goes.            */
#ifndef STEMMERS_FOLD_H
#define STEMMERS_FOLD_H

#include "base/err.h"
#include "base/slice.h"

#define FOLD_MAX_BYTES 255

struct fold;

enum status fold_open(struct fold **out, struct err *e) WARN_UNUSED;
void fold_close(struct fold *f);

/* Bytes written to out[FOLD_MAX_BYTES]; 0 where nothing is left or it is longer. */
size_t fold_word(struct fold *f, struct slice word, uint8_t out[FOLD_MAX_BYTES]);

#endif
