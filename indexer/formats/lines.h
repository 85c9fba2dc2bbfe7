/* lines.h - the lines of a file or of bytes, however long the file is; or the records of a JSON document.
 *
 * A line comes with its line break; the last one may have none. A byte order mark at the
 * start is passed over. Of a line that is too long no more than LINES_MAX_BYTES are held;
 * the rest is read and dropped.
 *
 * Memory  Owns its buffers until lines_close; a line borrows until the next call.
 * Errors  E_IO, E_MEMORY, and E_STOPPED where a signal came while it waited for input. */
#ifndef INDEXER_FORMATS_LINES_H
#define INDEXER_FORMATS_LINES_H

#include "base/buf.h"
#include "base/err.h"

#define LINES_MAX_BYTES ((size_t)256 << 20)

struct lines {
    int fd;                    /* -1: all is in `chunk` */
    const char *name;          /* for messages; borrowed */
    struct buf buffer;         /* what was read */
    struct slice chunk;        /* what is read and not taken */
    struct buf pieces;         /* of a line that is in no chunk alone */
    struct slice line;
    uint64_t number;           /* of the line, from 1 on */
    bool too_long, ended;
    uint64_t next_number;      /* of the chunk's first line, where records are read; else 0 */
};

void lines_open(struct lines *l, int fd, const char *name);
/* Borrows the bytes. */
void lines_open_bytes(struct lines *l, struct slice bytes, const char *name);
/* The same, but each record of json_items.h is a line; its number is that of the line that it begins in. */
void lines_open_items(struct lines *l, struct slice bytes, const char *name);
void lines_close(struct lines *l);

/* Reads a line into l->line; l->ended behind the last one. */
enum status lines_next(struct lines *l, struct err *e) WARN_UNUSED;

#endif
