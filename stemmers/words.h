/* words.h - where words begin and end: UAX #29 in the version of the ICU in use.
 *
 *     "The EU's 1,6 млрд — e-mail"  ->  The | EU's | 1,6 | млрд | e | mail
 *
 * A word is a segment of UAX #29 (as ICU's root locale breaks it) that holds at
 * least one letter, digit or ideograph; segments without one are passed over
 * and take no position. Every word takes the next position, 0, 1, 2 ..., also
 * one that is longer than WORDS_MAX_BYTES and is therefore never indexed.
 *
 * Text of common Latin, Cyrillic and punctuation characters is broken by the
 * rules of UAX #29 here: nearly all of it 64 bytes at a time (word_runs.h), what
 * that leaves open character by character; a stretch between white space that
 * holds any other character goes to ICU. White space separates words whatever stands beside it,
 * so both give the same words (segments without one may differ, as several
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
#include "stemmers/word_runs.h"

#define WORDS_MAX_BYTES 255
#define WORDS_TEXT_MAX_BYTES ((size_t)1 << 30)

struct word {
    size_t start;
    size_t size;
    uint32_t position;
    bool too_long;   /* over WORDS_MAX_BYTES: counted, not to be indexed */
};

struct words_icu;   /* ICU's break iterator, opened on first need */

struct words {
    struct slice text;
    size_t at;                /* end of the segment before */
    struct word_runs runs;    /* of the text from runs_start on */
    size_t runs_start;
    size_t simple_end;        /* the stretch that is broken here ends there */
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
/* The next words, up to `most`; fewer only at the end and on failure. */
size_t words_take(struct words *w, struct word *out, size_t most);

/* ICU for every byte: the slow twin, for tests. */
bool words_next_icu(struct words *w, struct word *out);

enum status words_status(const struct words *w);

#endif
