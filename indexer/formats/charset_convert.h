/* charset_convert.h - names of charsets and conversion from them, by ICU. */
#ifndef INDEXER_FORMATS_CHARSET_CONVERT_H
#define INDEXER_FORMATS_CHARSET_CONVERT_H

#include "base/buf.h"

/* Appends raw, read in the charset `name`, as valid UTF-8; *replaced counts U+FFFD.
 * False where ICU cannot: charset_convert_problem says why.                  */
bool charset_convert(struct slice raw, const char *name, struct buf *out, size_t *replaced);

/* What each byte stands for, U+FFFD where nothing. False where ICU is not there or the
 * charset is not one of a byte a character.                                  */
bool charset_convert_bytes(const char *name, uint16_t codes[256]);

/* Whether ASCII bytes stand for themselves, so that a document can declare the charset
 * inside. False for UTF-16, EBCDIC, UTF-7.                                   */
bool charset_convert_keeps_ascii(const char *name);

const char *charset_convert_problem(void);

#endif
