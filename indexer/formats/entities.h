/* entities.h - character references of HTML where no parser of HTML reads the text: in
 * Markdown, and in JSON-LD whose writers escaped it twice.                      */
#ifndef INDEXER_FORMATS_ENTITIES_H
#define INDEXER_FORMATS_ENTITIES_H

#include "base/buf.h"
#include "base/utf8.h"

/* Bytes of the reference that s begins with, its character in out[UTF8_MAX_BYTES] and *size;
 * 0 where there is none, or of a name that is not among the usual ones.         */
size_t entities_read(struct slice s, uint8_t *out, size_t *size);

/* Appends s with its references replaced. */
void entities_append(struct buf *out, struct slice s);

#endif
