/* escape.h - text of others on a terminal and in JSON: nothing of it acts. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"

/* Appends s with control characters (C0, DEL, C1) and bidirectional controls as
 * visible \u{..}; bytes that are not UTF-8 become U+FFFD.                     */
void escape_visible(struct buf *out, struct slice s);

/* As escape_visible, but white space and controls become one space: for TSV. */
void escape_line(struct buf *out, struct slice s);

/* Appends s as a JSON string with its quotes. */
void escape_json(struct buf *out, struct slice s);

#endif
