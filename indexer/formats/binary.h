/* binary.h - bytes that are no text in any charset. */
#ifndef INDEXER_FORMATS_BINARY_H
#define INDEXER_FORMATS_BINARY_H

#include "base/slice.h"

/* "it is binary (PDF)": raw begins as files of a known kind do; or NULL. */
const char *binary_kind(struct slice raw);

/* "it is binary (NUL bytes)", "it is binary (control characters)"; or NULL.
 * Text in UTF-16 and UTF-32 has NUL bytes too: rule these out before.         */
const char *binary_content(struct slice raw);

#endif
