/* dictd.h - dictionaries as dictd has them: NAME.index and NAME.dict.dz.
 *
 *     index    lines: headword, TAB, offset, TAB, size; numbers in base 64 (A-Za-z0-9+/)
 *     dict     gzip (with an extra field for random access, which is not needed here)
 *
 * Several headwords may stand for one body; each body is visited once, in order.
 * Entries about the dictionary itself (00database...) are left out.
 * Source  dictd(8), dictzip(1), RFC 2229.                                     */
#ifndef INDEXER_LEXICON_DICTD_H
#define INDEXER_LEXICON_DICTD_H

#include "base/buf.h"
#include "base/err.h"

/* The entry is valid UTF-8 and borrows until the call returns. */
typedef enum status dictd_visit(void *context, struct slice entry, struct err *e);

/* `path` without the endings. E_NOT_FOUND where one of the files is missing. */
enum status dictd_read(const char *path, dictd_visit *visit, void *context,
                       struct err *e) WARN_UNUSED;

#endif
