/* escape.h - text of others on a terminal and in JSON: nothing of it acts. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include <stdio.h>

#include "base/buf.h"

/* C0, DEL, C1, the line and paragraph separators U+2028 and U+2029, and what
 * turns the direction of text (U+061C, U+200E, U+200F, U+202A.., U+2066..).   */
bool escape_is_control(uint32_t c);

/* Appends s with control characters as visible \u{..}; bytes that are not UTF-8
 * become U+FFFD.                                                              */
void escape_visible(struct buf *out, struct slice s);

/* For want of memory: prints s with '?' for each byte that is no printable ASCII. */
void escape_print_plain(FILE *to, struct slice s);

/* Appends s in one line, for TSV: white space and controls become one space, those
 * at the ends nothing; bytes that are not UTF-8 become U+FFFD.                */
void escape_line(struct buf *out, struct slice s);

/* The same of a text that comes in pieces, with signs between them. `space` tells
 * that white space came last: it is written with what follows it.             */
struct escape_pieces {
    struct buf *out;
    size_t start;           /* of the line in out */
    bool space;
};

struct escape_pieces escape_pieces_begin(struct buf *out);
void escape_piece(struct escape_pieces *p, struct slice s);
/* Appends sign as it is. */
void escape_sign(struct escape_pieces *p, struct slice sign);

/* Appends s as a JSON string with its quotes. */
void escape_json(struct buf *out, struct slice s);

/* Appends the bytes of s percent-encoded, but for letters, digits and - . _ ~ / */
void escape_url(struct buf *out, struct slice s);

#endif
