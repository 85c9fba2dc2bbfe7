/* charset_pairs.h - how surprising each pair of Russian letters is.
 *
 * Position 0 stands for all that is no Russian letter, so row and column 0 tell how words
 * begin and end; then а .. я, ё. Capitals count as small letters.
 *
 *     charset_pairs[1][2] == 'b', 11: "аб" has -log2 P(б | а) = 5.5 bits
 *
 * Units   Half bits, one digit in base 36; at most 'o', 12 bits.
 * Source  Counted by tests/quality/charset_pairs.py from 4 million letters of novels,
 *         plays and manuals in Russian.                                        */
#ifndef INDEXER_FORMATS_CHARSET_PAIRS_H
#define INDEXER_FORMATS_CHARSET_PAIRS_H

#define CHARSET_PAIRS_SIZE 34

extern const char charset_pairs[CHARSET_PAIRS_SIZE][CHARSET_PAIRS_SIZE + 1];

#endif
