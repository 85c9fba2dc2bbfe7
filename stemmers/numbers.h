/* numbers.h - one form for a number, however its language writes it.
 *
 *     2000      2 000  2'000  2,000 (English)  2.000 (German, Russian)
 *     1.6       1,6    1.60
 *     1234.5    1.234,5   1,234.5   1 234,5
 *
 * A number is digits, with groups of three between marks (point, comma, apostrophe,
 * space, U+00A0, U+2009, U+202F) and decimals behind a point or comma. Where one point
 * or comma could be either, the language decides: commas group in English, points in
 * all others. Where no group is possible the mark is the decimal one: "0,5" is 0.5 in
 * English too. Of zeros at the end of decimals all go but the first: 1.50 is 1.5, 2.00
 * is 2.0, and not 2. What fits none of that is no number: dates (17.05.2024),
 * addresses (192.168.100.200), versions (1.2.3), lists (1,2,3).
 *
 * Only ASCII digits count. Nothing is allocated; numbers have at most
 * NUMBER_GROUPS_MAX groups.                                                    */
#ifndef STEMMERS_NUMBERS_H
#define STEMMERS_NUMBERS_H

#include <stdbool.h>

#include "base/slice.h"
#include "stemmers/lang.h"

#define NUMBER_GROUPS_MAX 12

/* Bytes at the text's start that are digits with marks between them, no spaces; 0: none. */
size_t number_chunk(struct slice text);

/* Bytes of the number with spaces between its groups that the text begins with; 0 where
 * there is none: a list of years, groups that go on, letters at its end. Requires that no
 * digit stands before.                                                         */
size_t number_spaced(struct slice text);

/* Whether the space at text[at] may stand between two groups: a digit before, three behind. */
bool number_has_gap(struct slice text, size_t at);

/* Whether digits with marks are one number in some language. */
bool number_is_one(struct slice word);

/* The number's form in out[word.n], its size; 0 where it is no number. */
size_t number_fold(enum lang lang, struct slice word, uint8_t *out);

/* The same for the reading that the language does not have: "2.000" is 2.0 in English, and
 * 2000 as a German types it. 0 where there is but one.                          */
size_t number_other_reading(enum lang lang, struct slice word, uint8_t *out);

#endif
