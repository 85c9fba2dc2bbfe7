/* title_lines.h - which line of a text without markup is its title.
 *
 * Lines above the article are weighed: of some words, near the article's first sentence,
 * with blank lines around, of words that the article uses; no list item, label, date or
 * credit. A line that is little of that ("Site sections") is none.               */
#ifndef INDEXER_PAGE_TITLE_LINES_H
#define INDEXER_PAGE_TITLE_LINES_H

#include "indexer/page/core.h"

bool title_lines_find(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                      size_t *out);

/* Of the text's longer words, how many in a hundred the article uses, endings apart. */
int title_lines_overlap(const struct page *p, const struct part *parts, size_t count, const struct core *c, struct slice text);

#endif
