/* site_names.h - a page's title without the name of its site.
 *
 *     "Quiet days | The Herald"   "The Herald - Quiet days"   --> "Quiet days"
 *
 * A part is cut where something says that it is the site's: og:site_name, the host's name,
 * or a bar with few words behind it. A dash alone proves nothing.                 */
#ifndef INDEXER_PAGE_SITE_NAMES_H
#define INDEXER_PAGE_SITE_NAMES_H

#include "base/slice.h"

/* The part of title that remains. site, url: empty where unknown. */
struct slice site_name_cut(struct slice title, struct slice site, struct slice url);

/* Whether name and site are one, letters and digits compared. */
bool site_name_is(struct slice name, struct slice site, struct slice url);

/* The separator at byte `at` (" | ", " - ", ...): its size, 0 for none. */
size_t site_name_separator(struct slice title, size_t at);

#endif
