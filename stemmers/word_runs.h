/* word_runs.h - the words of plain text, 64 bytes at a time.
 *
 *     text     Don't  pay 1,6 млрд for   e-mail .
 *     runs     xxxxx..xxx.xxx.xxxxxxxx.xxx...xxxxxx..
 *     open     ...............................x.......
 *
 * Of a window of text a bit per byte says whether it belongs to a word. A run of
 * ones is a word by UAX #29, and has no parts, but where it is open: then it is a whole stretch
 * between white space with a character that is not decided here (any letter of another script)
 * or where words may have parts (a hyphen, an underscore, a point between letters, a letter
 * beside a digit, a space in a number). What is opened without need costs time, no more.
 *
 * A byte's bit is set when it is a letter's or a digit's, or the mark between two
 * letters (' ’ ‘) or two digits (those and . ,) that joins them: rules WB5 to
 * WB12 for the classes of word_class.h. With SSE2 16 bytes are classified by
 * comparisons, else byte by byte; both give the same bits.
 *
 * Units   Bytes from the start of the window.                                 */
#ifndef STEMMERS_WORD_RUNS_H
#define STEMMERS_WORD_RUNS_H

#include "base/slice.h"

#define WORD_RUNS_BLOCKS 32u
#define WORD_RUNS_BYTES (64 * WORD_RUNS_BLOCKS)

struct word_runs {
    size_t size;                                /* of the window */
    size_t block_count;
    uint64_t runs[WORD_RUNS_BLOCKS + 1];        /* a zero follows */
    uint64_t open[WORD_RUNS_BLOCKS];            /* first bytes of open runs */
};

struct word_run {
    size_t start, end;
    bool certain;              /* a word; else a stretch to be broken otherwise */
};

/* The runs of a text's beginning, up to WORD_RUNS_BYTES of it or to the last white
 * space before. Size 0: the text is empty or has no white space so far.
 * Requires that the text begins behind a word or stretch.                     */
void word_runs_find(struct word_runs *r, struct slice text);

/* Bits of the classes of 64 bytes; `letters` and the others of ASCII only. */
struct word_bits {
    uint64_t letters, digits, points, commas, ticks, hyphens, underscores, blanks;
    uint64_t cyrillic;         /* bytes D0 and D1: they lead two bytes of a letter */
    uint64_t wide;             /* other bytes from C0 on */
};
void word_bits_of(const uint8_t p[64], struct word_bits *out);
/* Byte by byte: the slow twin. */
void word_bits_plain(const uint8_t p[64], struct word_bits *out);

/* The first run that ends after `at`; false where there is none. */
static inline bool word_runs_next(const struct word_runs *r, size_t at, struct word_run *out)
{
    size_t block = at / 64;
    uint64_t bits;

    if (block >= r->block_count)
        return false;
    bits = r->runs[block] & ~(uint64_t)0 << at % 64;
    while (bits == 0) {
        if (++block == r->block_count)
            return false;
        bits = r->runs[block];
    }
    out->start = block * 64 + (size_t)__builtin_ctzll(bits);
    out->certain = (r->open[block] >> out->start % 64 & 1) == 0;
    bits = ~r->runs[block] & ~(uint64_t)0 << out->start % 64;
    while (bits == 0)
        bits = ~r->runs[++block];
    out->end = block * 64 + (size_t)__builtin_ctzll(bits);
    return true;
}

#endif
