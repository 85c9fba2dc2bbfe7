/* name_match.h - how alike two words sound, whatever alphabets they are written in.
 *
 *     similarity = 1 - distance / weight
 *
 * The distance is the cheapest way to turn one word's sounds into the other's: the
 * edit distance over all ways through both graphs of name_sounds.h, to which unlikely
 * readings add their cost. The weight is the mean of both words' lengths in sounds, a
 * consonant counting more than a vowel. So long names bear a difference that tells
 * short ones apart.
 *
 *     Machonin, Махонину    1.00
 *     Newcastle, Ньюкасл     .9
 *
 * Cost    A microsecond or two for words of usual length.
 * Memory  Nothing is allocated.                                              */
#ifndef STEMMERS_NAME_MATCH_H
#define STEMMERS_NAME_MATCH_H

#include "stemmers/name_sounds.h"

/* 0 (nothing in common) to 1 (the same sounds), symmetric; 0 too where it is less than `least`,
 * which is found out the sooner, the more is asked for.                        */
double name_similarity(const struct name_sounds *a, const struct name_sounds *b, double least);

#endif
