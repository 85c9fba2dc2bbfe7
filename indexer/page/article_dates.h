/* article_dates.h - which of a page's dates is the article's.
 *
 * What the metadata say, unless another day stands beside the title; else a line of a date beside the
 * title, or one that says "published", or the address, first of all a day of a year, then what lacks the
 * one or the other; else a day of a change; else the dateline, a line of a date further off, the first
 * paragraph. A date under a headline of the related ones is none of these.                                */
#ifndef INDEXER_PAGE_ARTICLE_DATES_H
#define INDEXER_PAGE_ARTICLE_DATES_H

#include "indexer/page/titles.h"
#include "stemmers/dates.h"

bool article_dates_find(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                        const struct title *title, struct date *out);

#endif
