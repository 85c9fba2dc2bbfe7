/* term_cursor.h - the terms of one language in one segment, in bytewise order.
 *
 *     for (status = term_cursor_seek(&c, from, e); status == OK; status = term_cursor_next(&c, e))
 *         use(c.term)
 *
 * Memory  c.term borrows until the next step; what term_cursor_info gives, from the segment.
 * Errors  E_NOT_FOUND without a report at the end; E_CORRUPT.                 */
#ifndef STORE_TERM_CURSOR_H
#define STORE_TERM_CURSOR_H

#include "store/segment_file.h"

struct term_cursor {
    struct segment *segment;
    struct table_cursor table;
    uint8_t lang;
    struct slice term, payload;
};

void term_cursor_init(struct term_cursor *c, struct segment *s, uint8_t lang);
/* The first term that is `from` or comes after it. */
enum status term_cursor_seek(struct term_cursor *c, struct slice from, struct err *e) WARN_UNUSED;
enum status term_cursor_next(struct term_cursor *c, struct err *e) WARN_UNUSED;
/* Of the term it is on. */
enum status term_cursor_info(const struct term_cursor *c, struct term_info *out,
                             struct err *e) WARN_UNUSED;

#endif
