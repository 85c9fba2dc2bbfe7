/* word_parts.h - what a segment of UAX #29 is made of.
 *
 *     UEC_Aviadvigatel      UEC _ Aviadvigatel       two words, joined
 *     52-ФЗ, e-mail         52 - ФЗ                  two words, joined (two segments)
 *     17.05.2024            17 . 05 . 2024           three words, joined
 *     263200002;30.05.23    263200002 ; 30 . 05 . 23
 *     info@belta.by         info @ belta . by        words side by side, no more
 *     A320, O'Neill         A 320, O ' Neill         one word, with parts
 *     U.S.A, т.е, 1,6       one word without parts
 *
 * A unit is what takes a position. Units with a joint between them are a compound, which
 * is a word too if it has few parts. A unit of letters and digits, or with a particle of
 * one or two Latin letters before an apostrophe, is one word that has parts.
 *
 * Nothing is allocated; offsets and sizes in bytes of valid text.              */
#ifndef STEMMERS_WORD_PARTS_H
#define STEMMERS_WORD_PARTS_H

#include <stdbool.h>

#include "base/slice.h"

#define WORD_PARTS_MAX 4             /* of a compound, and of a unit; others have none */
#define WORD_PARTS_JOINED_MAX_BYTES 64u

/* Bytes of the unit at text[at], in the segment that ends at `end`; 0 where a mark between units
 * is there. A number with spaces in it may end behind the segment. Requires that a segment or a
 * mark in one ends at `at`.                                                    */
size_t word_parts_unit(struct slice text, size_t at, size_t end);

/* Bytes of the joint at text[at], behind a unit, where the unit of a compound follows; 0:
 * none. Hyphens, underscores; points between digits.                           */
size_t word_parts_joint(struct slice text, size_t at);

/* Whether the parts of a compound may be written together: 20-30 is not 2030. */
bool word_parts_may_join(struct slice compound);

/* The parts of a unit that has any: 2 to WORD_PARTS_MAX; 0: it has none. */
size_t word_parts_of(struct slice unit, struct slice out[WORD_PARTS_MAX]);

/* Whether the apostrophe at word[at] ends a particle of one or two Latin letters before a
 * word of three or more: O'Neill, d'Arc; not don't, п'ять.                        */
bool word_parts_elision(struct slice word, size_t at);

#endif
