/* titles.h - the title of a page: among what its markup names and what its text shows.
 *
 * In this order: the title a record gave; a heading of the text that the metadata name too;
 * the metadata's title without the site's name; a heading; a line above the article that
 * looks like a title and whose words the article uses; the first sentence.
 *
 * Memory  The title borrows from the page.                                       */
#ifndef INDEXER_PAGE_TITLES_H
#define INDEXER_PAGE_TITLES_H

#include "indexer/page/core.h"

#define TITLES_SENTENCE_CHARS 120u

struct title {
    struct slice text;
    bool stands;              /* in page.text, where `text` points */
    bool is_part;             /* the whole of part `part` */
    size_t part;
};

struct title titles_find(const struct page *p, const struct part *parts, size_t count, const struct core *c);

/* Whether two are equal but for case, white space and the form of quotes and dashes. */
bool titles_equal(struct slice a, struct slice b);

#endif
