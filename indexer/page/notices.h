/* notices.h - paragraphs in which a site speaks of itself: cookies, consent, subscriptions.
 *
 *     "We and our partners use cookies ... withdraw your consent ..."    a notice
 *     "Melden Sie sich für unseren Newsletter an."                       a notice
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

bool notices_is(struct slice paragraph);

#endif
