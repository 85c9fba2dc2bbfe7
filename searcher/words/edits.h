/* edits.h - how many edits lead from one word to another, letter by letter.
 *
 * An edit adds, drops or changes a letter, or swaps two neighbours ("optimal string
 * alignment": no letter is edited twice). A row of the table of distances is kept for each
 * letter of the other word read so far, so that words that share their first letters share
 * their rows: an automaton whose states are rows.
 *
 *     row i, place j: edits from the first i letters read to the first j of the word
 *
 * Units   Letters are code points.
 * Cost    A row takes 2 * most + 1 places: farther ones are over `most` anyway.
 * Source  Damerau 1964, Wagner and Fischer 1974; rows over a sorted vocabulary:
 *         Schulz and Mihov 2002 keep the same in a finite automaton.          */
#ifndef SEARCHER_EDITS_H
#define SEARCHER_EDITS_H

#include "base/slice.h"

#define EDITS_WORD_MAX 64u       /* letters of a word that others are compared with */
#define EDITS_READ_MAX 80u       /* letters that can be read */
#define EDITS_MOST 3u

struct edits {
    uint32_t word[EDITS_WORD_MAX];
    size_t word_size;
    uint8_t most;                /* edits; rows do not count farther than most + 1 */
    uint8_t exact;               /* so many first letters are the word's own */
    size_t half;                 /* places before this one are no farther than */
    uint8_t half_most;           /* so many edits */
    uint32_t read[EDITS_READ_MAX];
    size_t read_size;
    uint8_t rows[EDITS_READ_MAX + 1][EDITS_WORD_MAX + 1];
};

/* exact: so many first letters must be the word's own. False where the word is longer than
 * EDITS_WORD_MAX. Requires most <= EDITS_MOST.                                 */
bool edits_start(struct edits *x, struct slice word, uint8_t most, uint8_t exact);
/* The word's letters before the `half`-th may take only so many of the edits. The place
 * behind that one may be farther: two letters swapped there are alive before the second
 * is read. Before the first letter is read.                                    */
void edits_limit_half(struct edits *x, size_t half, uint8_t most);
/* Reads a letter more; false where no word that begins with what was read is near enough
 * (then, or at EDITS_READ_MAX, it is as if it was not read).                   */
bool edits_read(struct edits *x, uint32_t letter);
/* Back to where `size` letters were read. */
static inline void edits_back(struct edits *x, size_t size)
{
    x->read_size = size;
}
/* From all that was read to the whole word; over `most`: most + 1. */
static inline uint8_t edits_count(const struct edits *x)
{
    return x->read_size < x->exact ? (uint8_t)(x->most + 1u)
                                   : x->rows[x->read_size][x->word_size];
}
/* From a whole other word; over `most`: most + 1. */
uint8_t edits_to(struct edits *x, struct slice other);
/* The least letter >= from that edits_read would take; 0 where none is. Requires from > 0. */
uint32_t edits_next_letter(const struct edits *x, uint32_t from);

#endif
