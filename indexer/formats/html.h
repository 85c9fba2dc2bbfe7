/* html.h - a web page as blocks and candidates, read in one pass without a tree.
 *
 *     UTF-8 -> libxml2's push parser (SAX) -> html_tags   what an element is
 *                                          -> html_hints  what class and id say
 *                                          -> html_blocks its text as blocks
 *                                          -> html_meta, json_ld   titles, dates ...
 *
 * Order   Candidates of one source are in the order of the page, except that headings
 *         outside menus come before those inside.
 * Memory  Besides the page: a few MB, and 16 bytes for each open element.
 * Cost    Linear: 100 MB/s. A page with more than HTML_DEPTH_MAX open elements, or one whose
 *         misplaced end tags cost seconds, is cut off there; page.truncated says so.
 * Errors  E_MEMORY. Every byte string is a page: broken markup, NUL bytes and
 *         unknown entities are read as browsers do, as far as libxml2 does.
 * Threads One page per thread at a time; nothing is shared.                     */
#ifndef INDEXER_FORMATS_HTML_H
#define INDEXER_FORMATS_HTML_H

#include "indexer/page/page.h"

#define HTML_DEPTH_MAX 65536u

/* Fills the page, which is empty. Requires valid UTF-8; what the page declares as its
 * charset is not looked at.                                                     */
enum status html_read_page(struct slice text, struct page *p, struct err *e) WARN_UNUSED;

#endif
