/* html_hints.h - what the names in class and id attributes say about an element.
 *
 *     class="entry-meta post_author"   ->  PAGE_BYLINE
 *     id="relatedArticles"             ->  PAGE_RELATED
 *
 * A name is split into words at '-', '_' and where small letters are followed by a capital.
 * Only words that web pages share count, in English, German and Russian in Latin letters;
 * no site's own. A name that tells a state or a topic (has-sidebar, tag-comments) is passed
 * over. html_blocks decides whether the hint is believed.                       */
#ifndef INDEXER_FORMATS_HTML_HINTS_H
#define INDEXER_FORMATS_HTML_HINTS_H

#include "indexer/page/page.h"

/* Beside the flags of enum page_block_flag: what is in it are readers' comments, which may
 * be longer than the article; and: this heading is the article's.               */
enum html_hint { HTML_HINT_COMMENTS = 256, HTML_HINT_HEADLINE = 512 };

/* Flags and hints of a class or id attribute. */
unsigned html_hints_of(const char *names);

#endif
