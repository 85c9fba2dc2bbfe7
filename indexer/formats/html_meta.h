/* html_meta.h - what meta elements, and items of microdata, say about the page.
 *
 * Names are those of Open Graph, Twitter's cards, Dublin Core, schema.org's microdata, HTML
 * itself, and of the analytics and citation services that many sites write for. */
#ifndef INDEXER_FORMATS_HTML_META_H
#define INDEXER_FORMATS_HTML_META_H

#include "indexer/page/page.h"

/* Takes content where the name (of name=, property=, http-equiv= or itemprop=) is known; false
 * where it is not. The first author, site, language and address stay.           */
bool html_meta_take(struct page *p, const char *name, struct slice content);

/* Keeps text in *field unless something is there. */
void html_meta_keep_first(struct page *p, struct slice *field, struct slice text);

#endif
