/* title_echoes.h - where else the text of a line stands: a title does so more often than other lines.
 *
 *     Home > News > High water      in front of it: as a page's first line, at the end of a path
 *     High water                    the line
 *     High water                    once more among the first lines of the article
 *     3 comments on High water      behind: over comments, in a list of what others read
 *
 * Menus stand twice on a page, too, so what is behind weighs little.
 *
 * Cost    A search in the 8 KB before and the 64 KB behind.                      */
#ifndef INDEXER_PAGE_TITLE_ECHOES_H
#define INDEXER_PAGE_TITLE_ECHOES_H

#include "indexer/page/parts.h"

/* What echoes add to part i as a title of the article that begins at part `core`; 0 for a line of fewer than
 * min_words.                                                                     */
int title_echoes_weight(const struct page *p, const struct part *parts, size_t i, size_t core, size_t count,
                        unsigned min_words);

#endif
