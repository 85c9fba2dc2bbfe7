/* signs.h - what the lines and paragraphs of a page announce, by their words and marks.
 *
 *     "Read also"                       other articles      (zone_words.h)
 *     "« The day before"                a menu              (marks.h)
 *     "We use cookies ..."              a notice            (notices.h)
 *     "Bakers met. [...]"               a notice: the start of another article
 *     a paragraph over "Read more"      the same
 *
 * Signs only: labels.h and core.h decide what they are worth where they stand.
 *
 * Memory  The parts are the caller's; nothing is allocated.                      */
#ifndef INDEXER_PAGE_SIGNS_H
#define INDEXER_PAGE_SIGNS_H

#include "indexer/page/notices.h"
#include "indexer/page/parts.h"
#include "indexer/page/zone_words.h"

/* Longer ones are neither lines of menus, credits and dates, nor legends of pictures. */
#define SIGNS_LINE_MAX_CHARS 120u
#define SIGNS_LEGEND_MAX_CHARS 300u

/* What the words of lines and paragraphs are looked up in. */
struct signs {
    struct zone_words words;
    struct notices notices;
};

void signs_init(struct signs *s);

/* Sets words_said of each part. */
void signs_say(const struct signs *s, const struct page *p, struct part *parts, size_t count);

/* The same for one part, by the words it begins with alone. */
void signs_say_words(const struct signs *s, const struct page *p, struct part *part);

/* Whether the parts are a web page's, with menus around the article: always where the text has
 * markup. Ask after signs_say.                                                   */
bool signs_are_of_site(const struct part *parts, size_t count);

#endif
