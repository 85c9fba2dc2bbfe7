/* html_references.h - "M&uumlnchen", "Fish &amp chips": character references that lack the
 * semicolon, which browsers read and libxml2 does not.
 *
 * Source  HTML Standard, 13.2.5.73 (named character reference state): the names of Latin 1 and
 *         of & < > " need no semicolon in text, and the longest name counts. Not read here:
 *         references within tags, and what an equals sign follows, as both are addresses.  */
#ifndef INDEXER_FORMATS_HTML_REFERENCES_H
#define INDEXER_FORMATS_HTML_REFERENCES_H

#include <stdbool.h>

#include "base/slice.h"

/* Bytes of a page's piece up to the place where the first such reference wants its semicolon;
 * 0 where there is none. in_text: the piece is known to begin in text, behind such a place. */
size_t html_references_open(struct slice piece, bool in_text);

#endif
