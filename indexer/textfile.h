/* textfile.h - the bytes of a text file, as UTF-8.
 *
 * A byte order mark tells UTF-16 and UTF-32; without one the bytes are UTF-8.
 * What cannot be decoded becomes U+FFFD.                                      */
#ifndef INDEXER_TEXTFILE_H
#define INDEXER_TEXTFILE_H

#include "base/buf.h"

/* Appends raw as UTF-8 and counts what became U+FFFD in *repaired. NULL, or the
 * reason why it is no text. Ask buf_ok(out) afterwards.                       */
const char *textfile_decode(struct slice raw, struct buf *out, size_t *repaired);

#endif
