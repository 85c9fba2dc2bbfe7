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

/* As escape_visible, but white space and controls become one space: for TSV. */
void escape_line(struct buf *out, struct slice s);

/* Appends s as a JSON string with its quotes. */
void escape_json(struct buf *out, struct slice s);

/* Appends the bytes of s percent-encoded, but for letters, digits and - . _ ~ / */
void escape_url(struct buf *out, struct slice s);

#endif
