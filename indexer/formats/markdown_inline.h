/* markdown_inline.h - the text of a paragraph of Markdown without its marks.
 *
 *     a *word*, [a link](http://x), `code`, <b>tag</b>, &amp;   ->   a word, a link, code, tag, &
 */
#ifndef INDEXER_FORMATS_MARKDOWN_INLINE_H
#define INDEXER_FORMATS_MARKDOWN_INLINE_H

#include "base/buf.h"

/* Appends the text; the characters of it that are text of links are counted in *link_chars,
 * all of them in *chars, both without white space.                             */
void markdown_inline_append(struct buf *out, struct slice text, size_t *chars, size_t *link_chars);

#endif
