/* markdown.h - Markdown as blocks: what readers see, without its marks.
 *
 *     ---                          front matter: title, date, lang, author, url, user fields
 *     title: "A title"
 *     ---
 *     # Heading                    and headings underlined with === or ---
 *     A *paragraph* with a         lines of a paragraph are joined; two blanks or a
 *     [link](address).             backslash at the end make a line break
 *     - an item                    lists, > quotes, | cells |, ``` code ```
 *
 * front_matter.h says what of the front matter counts. A block's containers are its heading's
 * section, and its list.
 *
 * Source  CommonMark 0.31 and GitHub's tables, as far as it matters for the text: nested lists are
 *         flat, tags of HTML are left out.
 * Cost    Linear. Every byte string is Markdown.                                */
#ifndef INDEXER_FORMATS_MARKDOWN_H
#define INDEXER_FORMATS_MARKDOWN_H

#include "indexer/page/page.h"

/* Fills the page, which is empty. Requires valid UTF-8. E_MEMORY. */
enum status markdown_read_page(struct slice text, struct page *p, struct err *e) WARN_UNUSED;

#endif
