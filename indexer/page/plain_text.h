/* plain_text.h - plain text as a page: its lines are blocks, and what lines show of headings and links.
 *
 *     High water          ****** High water ******      headings of level 1 (html2text writes the second)
 *     ==========
 *
 *     [1]: https://x.example/y                          a line of links: how much of it is addresses
 *
 * The text is copied as it is; a block is a line that is not blank, without the white space and the
 * marks that show nothing at its ends. Where no line ends by '\n', '\r' becomes it.   */
#ifndef INDEXER_PAGE_PLAIN_TEXT_H
#define INDEXER_PAGE_PLAIN_TEXT_H

#include "indexer/page/page.h"

/* Appends to the page; ask page_ok. */
void page_from_text(struct page *p, struct slice text);

#endif
