/* labels.h - the zone of each part, once the article's stretch and title are known.
 *
 * Above the article: its title, credits, a subtitle; the rest is menu. In it: body but for
 * what markup, links or words say to be something else. Below it: credits, then from the
 * first sign of a list of other articles on, related or menu.                     */
#ifndef INDEXER_PAGE_LABELS_H
#define INDEXER_PAGE_LABELS_H

#include "indexer/page/signs.h"
#include "indexer/page/titles.h"

void labels_set(const struct page *p, struct part *parts, size_t count, const struct core *c,
                const struct title *title);

/* Of a text whose title a record gave, or that is no web page: all of it is body, but for credits at its ends and a
 * list of other articles at its end that is introduced as one. The lead is the caller's. */
void labels_set_record(const struct signs *signs, const struct page *p, struct part *parts, size_t count);

/* The first part of the body is the lead. */
void labels_set_lead(struct part *parts, size_t from, size_t end);

/* Whether the part is a line of a date, perhaps with a time and a rubric. */
bool labels_is_date(const struct page *p, const struct part *part);

#endif
