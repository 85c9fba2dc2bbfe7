/* json_ld.h - what a page says about itself in schema.org's words (JSON-LD).
 *
 *     {"@type": "NewsArticle", "headline": "...", "datePublished": "2024-05-17T11:34:00+03:00"}
 *
 * Objects are looked for at the top, in lists, in @graph and in mainEntity; an article's word
 * counts before that of a web page, whose name is taken as <title> is. Of anything else (a recipe,
 * a review) the date is taken. Of broken JSON, of which
 * there is much, an article's days are read, and no title; line breaks in strings, comment marks around the object and
 * whatever follows it are forgiven.                                            */
#ifndef INDEXER_FORMATS_JSON_LD_H
#define INDEXER_FORMATS_JSON_LD_H

#include "indexer/page/page.h"

void json_ld_read(struct slice text, struct page *p);

#endif
