/* segment_runs.h - the zones of a document: which words and bytes are title, lead, body ...
 *
 *     runs   per run, in the order of the text: zone u8 (low 4 bits) with language (high
 *            4 bits, 0: the document's, else the term space + 1), varint words, varint bytes
 *
 * Words take positions run by run: a run with words begins SEGMENT_ZONE_GAP after the
 * last word of the one before, so that no phrase crosses from one zone into another.
 *
 *     title 3 words | menu 2 words | body 5 words     positions 0 1 2, 19 20, 37 .. 41
 *
 * Memory  A cursor borrows the bytes; it allocates nothing.                     */
#ifndef STORE_SEGMENT_RUNS_H
#define STORE_SEGMENT_RUNS_H

#include "base/buf.h"
#include "store/segment.h"

#define SEGMENT_RUN_MAX_BYTES (1 + 5 + 5)
#define SEGMENT_RUNS_MAX 4096u       /* of a document */

/* What a word of a zone counts, in hundredths of one of the body (BM25F). */
extern const uint8_t segment_zone_weight[SEGMENT_ZONE_COUNT];

const char *segment_zone_name(uint8_t zone);

struct segment_run {
    uint8_t zone;
    uint8_t lang;             /* term space + 1; 0: the document's */
    uint32_t words, bytes;
    uint32_t first_position;  /* of its first word */
    uint32_t start;           /* its first byte in the text */
};

struct segment_runs {
    const uint8_t *at, *end;
    struct segment_run run;   /* the one that segment_runs_next gave */
    uint32_t next_position, next_start;
};

void segment_runs_open(struct segment_runs *c, struct slice bytes);

/* The next run in c->run; false at the end. Requires bytes that segment_runs_are_sound. */
bool segment_runs_next(struct segment_runs *c);

/* The weight of a word's position; positions that increase from call to call. 0 where no
 * run has the position (a damaged index).                                      */
uint32_t segment_runs_weight(struct segment_runs *c, uint32_t position);

/* Well-formed, positions below 2^31, no run of more words than bytes, all together
 * text_bytes (where that is not UINT32_MAX).                                   */
bool segment_runs_are_sound(struct slice bytes, uint32_t text_bytes);

/* Appends one run: zone, lang, words, bytes. */
void segment_runs_put(struct buf *out, const struct segment_run *run);

/* Hundredths of words of all runs, at most UINT32_MAX - 1. */
uint32_t segment_runs_length(struct slice bytes);

#endif
