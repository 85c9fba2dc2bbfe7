/* text_links.h - what text browsers print of links: numbers in the text, and what they stand for at its end.
 *
 *     The [2]harbour is closed.      The harbour is closed.
 *
 *     References
 *
 *        1. https://town.example/
 *        2. https://town.example/harbour
 *
 * So print lynx -dump, elinks -dump and w3m with display_link_number; Firefox and mail programs write
 * "harbour <https://town.example/harbour>". As in HTML, the addresses are no text. Nothing is taken off where
 * fewer than half of the numbers stand in the text, or fewer than eight addresses.
 *
 * Cost    A look at the last lines, one pass.                                   */
#ifndef INDEXER_FORMATS_TEXT_LINKS_H
#define INDEXER_FORMATS_TEXT_LINKS_H

#include "base/buf.h"

/* Appends the text without its links; false, and nothing appended, where it has none.
 * Ask buf_ok(out) afterwards.                                                  */
bool text_links_remove(struct slice text, struct buf *out);

#endif
