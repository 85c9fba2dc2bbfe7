/* snowball.h - the three Snowball stemmers of libstemmer.
 *
 * libstemmer's own interface finds a stemmer in a table of all 58 (30 languages in several
 * encodings). Linked in, that table brings 12 000 relocations, which write to 90 pages at
 * each start: .3 ms of a search of 1.5. So where the archive is linked in
 * (STEMMA_SNOWBALL_ALONE, which the Makefile sets by looking into it), the three are called
 * by their own functions, as Snowball's compiler names them; else by the table.
 * Tests compare both.
 *
 * Source  Porter, "Snowball: a language for stemming algorithms", 2001; libstemmer 2.2.  */
#ifndef STEMMERS_SNOWBALL_H
#define STEMMERS_SNOWBALL_H

#include "base/slice.h"
#include "stemmers/lang.h"

#define SNOWBALL_WORD_MAX 255       /* bytes */

struct snowball;

/* Null where memory is short, or libstemmer lacks the language. LANG_OTHER has none. */
struct snowball *snowball_open(enum lang lang);
void snowball_close(struct snowball *s);

/* The stem of a folded word of 1 to SNOWBALL_WORD_MAX bytes; borrows until the next call. */
struct slice snowball_stem(struct snowball *s, struct slice word);

#endif
