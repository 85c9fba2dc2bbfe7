/* article_dates.h - which of a page's dates is the article's.
 *
 * What the metadata say; else a line of a date beside the title; else the dateline or the
 * first paragraph; else a line that says "published"; else the address; else the day
 * of the last change. A date under a headline of the related ones is none of these.                                */
#ifndef INDEXER_PAGE_ARTICLE_DATES_H
#define INDEXER_PAGE_ARTICLE_DATES_H

#include "indexer/page/titles.h"
#include "stemmers/dates.h"

bool article_dates_find(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                        const struct title *title, struct date *out);

#endif
