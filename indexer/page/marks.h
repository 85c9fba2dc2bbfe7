/* marks.h - what the marks of a line say, whatever its words are.
 *
 *     "Name [            ]"                    a field of a form, as saved as text
 *     "« The day before"  "More news →"        the way to another page
 *     "The bridge in May. Photo: A. N. Other"  the legend of a picture
 *     "Bakers of three towns met. more"        the start of another article
 *
 * Cost    One look at the line, or at its ends.                                 */
#ifndef INDEXER_PAGE_MARKS_H
#define INDEXER_PAGE_MARKS_H

#include "indexer/page/zone_words.h"

/* Brackets around blanks or underscores. */
bool marks_has_field(struct slice line);

/* An arrow at its start or end. */
bool marks_is_arrow(struct slice line);

/* Whether its last words name who made a picture. */
bool marks_ends_with_credit(const struct zone_words *w, struct slice line);

/* Whether it tells readers to click on a picture that they want larger. */
bool marks_enlarges(struct slice line);

/* Whether it ends with the word for "more" behind a sentence, or with "[...]". */
bool marks_ends_with_more(const struct zone_words *w, struct slice line);

#endif
