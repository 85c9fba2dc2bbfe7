/* words.h - where words begin and end: UAX #29 in the version of the ICU in use, and parts.
 *
 *     "The EU's 1,6 млрд — e-mail"  ->  The | EU's | 1,6 | млрд | [e-mail] e | mail
 *
 * A word is a segment of UAX #29 (as ICU's root locale breaks it) that holds at
 * least one letter, digit or ideograph, or a part of it: word_parts.h breaks segments at
 * underscores, '@', colons, at points between letters and at marks between digits that are
 * no number, while a number with spaces between its groups (numbers.h) is one word. Segments
 * without a letter are passed over and take no position. Every word takes the next position,
 * 0, 1, 2 ..., also one that is longer than WORDS_MAX_BYTES and is therefore never indexed.
 *
 * Extra words take none: they stand at the position of the word that comes after them. Those are
 *
 *     a compound as a whole, before its first part: [e-mail] e mail, [UEC_A] UEC A
 *     the parts of a word of letters and digits, or with a particle, but for single letters:
 *     [320] A320, [Neill] O'Neill
 *
 * Text of common Latin, Cyrillic and punctuation characters is broken by the
 * rules of UAX #29 here: nearly all of it 64 bytes at a time (word_runs.h), what
 * that leaves open character by character; a stretch between white space that
 * holds any other character goes to ICU. White space separates words whatever stands beside it
 * (but in a number), so both give the same words (segments without one may differ, as several
 * spaces do); tests compare them.
 *
 * Units   Offsets and sizes in bytes of the text.
 * Memory  The iterator borrows the text until it is released.
 * Errors  words_next returns false at the end and on failure; ask
 *         words_status once after the loop (E_MEMORY, E_LIMIT).              */
#ifndef STEMMERS_WORDS_H
#define STEMMERS_WORDS_H

#include "base/err.h"
#include "base/slice.h"
#include "stemmers/word_parts.h"
#include "stemmers/word_runs.h"

#define WORDS_MAX_BYTES 255
#define WORDS_TEXT_MAX_BYTES ((size_t)1 << 30)

struct word {
    size_t start;
    size_t size;
    uint32_t position;
    bool too_long;   /* over WORDS_MAX_BYTES: counted, not to be indexed */
    bool is_extra;   /* at the position of the word after it */
};

/* A compound, the parts of a word, the word. */
#define WORDS_AT_ONE_PLACE (1 + WORD_PARTS_MAX + 1)
/* A compound of parts that have parts. */
#define WORDS_QUEUE_MAX (1 + WORD_PARTS_MAX * (1 + WORD_PARTS_MAX))

struct words_icu;   /* ICU's break iterator, opened on first need */

struct words {
    struct slice text;
    size_t at;                /* end of the word before */
    size_t segment_end;       /* of the segment that it is in */
    struct word queue[WORDS_QUEUE_MAX];   /* of a stretch, to be given next */
    size_t queue_at, queue_end;
    bool is_chained;          /* a joint follows the last word of the queue */
    struct word_runs runs;    /* of the text from runs_start on */
    size_t runs_start;
    bool in_stretch;          /* that was entered */
    size_t simple_end;        /* where it ends, if it is broken here */
    size_t icu_start, icu_end;   /* the stretch that ICU breaks */
    uint32_t position;        /* of the next word */
    struct words_icu *icu;    /* owned; kept by words_start for the next text */
    enum status status;
};

/* An iterator without a text. */
void words_init(struct words *w);
void words_release(struct words *w);

/* Starts on valid UTF-8 text; the first word gets position `first_position`. */
void words_start(struct words *w, struct slice text, uint32_t first_position);

bool words_next(struct words *w, struct word *out);
/* The next one that is not extra. */
bool words_next_placed(struct words *w, struct word *out);
/* The next words, up to `most`, the last one not extra; 0 at the end and on failure. Requires
 * most > WORDS_AT_ONE_PLACE.                                                    */
size_t words_take(struct words *w, struct word *out, size_t most);

/* ICU for every byte: the slow twin, for tests. */
bool words_next_icu(struct words *w, struct word *out);

enum status words_status(const struct words *w);

#endif
