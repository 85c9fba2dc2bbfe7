/* zone_words.h - what the first words of a short line announce: a credit, other articles, a menu.
 *
 *     "Photo by N. N."   "Quelle: ..."   "Фото: ..."        ZONE_WORD_CREDIT
 *     "Read also"   "Mehr zum Thema"   "Другие материалы"   ZONE_WORD_RELATED
 *     "Print"   "Nach oben"   "Поделиться"                  ZONE_WORD_MENU
 *     "By N. N."   "Von N. N."   "Автор: N. N."             ZONE_WORD_BYLINE
 *     "Published"   "Stand:"   "Опубликовано"               ZONE_WORD_PUBLISHED
 *
 * The vocabulary of web pages in the three languages; one support among others for zones.h,
 * which asks about lines of a short shape in a fitting place only.
 *
 * Cost    One look at the phrases that begin with the line's first two bytes.       */
#ifndef INDEXER_PAGE_ZONE_WORDS_H
#define INDEXER_PAGE_ZONE_WORDS_H

#include "base/slice.h"

#define ZONE_WORDS_MAX_BYTES 200u   /* longer lines announce nothing */

enum zone_word {
    ZONE_WORD_CREDIT = 1,
    ZONE_WORD_RELATED = 2,
    ZONE_WORD_MENU = 4,
    ZONE_WORD_BYLINE = 8,
    ZONE_WORD_PUBLISHED = 16,
    ZONE_WORD_NOTICE = 32,      /* a paragraph of notices.h */
    ZONE_WORD_END = 64,         /* stands below an article, never inside: comments, tags, the next article */
    ZONE_WORD_MORE = 128,       /* the way from a teaser to its article */
    ZONE_WORD_ON = 512,         /* as MORE, but only behind a sentence: "next" is also a pager's */
    ZONE_WORD_COMMENTS = 256,   /* a heading over comments, or their number */
};

struct zone_phrase;

#define ZONE_WORDS_PHRASES_MAX 1024u

/* Which phrases begin with which bytes: numbers from 1 on, 0 ends a list. */
struct zone_words {
    const struct zone_phrase *phrases[ZONE_WORDS_PHRASES_MAX];     /* number 1 is the first */
    uint16_t first[256], next[ZONE_WORDS_PHRASES_MAX];
};

void zone_words_init(struct zone_words *w);

/* A sum of the above. */
unsigned zone_words_of(const struct zone_words *w, struct slice line);

#endif
