/* author_notes.h - the paragraph about who wrote the article.
 *
 *     By Jane Doe                              a byline
 *     Jane Doe reports on rivers for ...       begins with two names of it
 *
 * An article hardly begins a paragraph with its author's full name; a site's note does. */
#ifndef INDEXER_PAGE_AUTHOR_NOTES_H
#define INDEXER_PAGE_AUTHOR_NOTES_H

#include <stdbool.h>

#include "base/slice.h"

#define AUTHOR_NOTES_LINE_BYTES 200u      /* longer lines are no bylines */

/* Whether the paragraph begins with two words, each with a capital, that stand side by side in the byline. */
bool author_notes_is(struct slice paragraph, struct slice byline);

#endif
