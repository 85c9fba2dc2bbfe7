/* notices.h - paragraphs in which a site speaks of itself: cookies, subscriptions, its app, licences.
 *
 *     "We and our partners use cookies ... withdraw your consent ..."    a notice
 *     "Melden Sie sich für unseren Newsletter an."                       a notice
 *
 *     "Follow us on Twitter and Facebook."                  a notice
 *
 * They are sentences, so shape does not tell them from an article. Judged by the words of
 * such notices in the three languages: two different ones, or one in a short paragraph.
 * An article about cookies is full of them too: who asks must look at the whole page.
 *
 * Cost    One pass over the first NOTICES_HEAD_BYTES.                            */
#ifndef INDEXER_PAGE_NOTICES_H
#define INDEXER_PAGE_NOTICES_H

#include "base/slice.h"

#define NOTICES_HEAD_BYTES 800u

#define NOTICES_STEMS_MAX 255u

/* Which stems begin with which bytes: numbers from 1 on, 0 ends a list. */
struct notices {
    uint8_t first[256], next[NOTICES_STEMS_MAX];
};

void notices_init(struct notices *n);

bool notices_is(const struct notices *n, struct slice paragraph);

#endif
