/* reading.h - an article as it was given becomes a text in zones, with title, date, language.
 *
 *     text -> page -> zones, title, date -> language of its prose
 *
 * Memory  One struct reading per thread. What is found borrows from it until the next call,
 *         or from the article.                                                  */
#ifndef INDEXER_READING_H
#define INDEXER_READING_H

#include "indexer/article.h"
#include "indexer/page/zones.h"
#include "indexer/paragraphs.h"
#include "stemmers/lang.h"

#define READING_SLACK 32u     /* bytes behind the text that can be read (vocabulary.h) */

struct reading {
    struct page page;
    struct zones *zones;
    struct article_run runs[2];       /* of a text that is divided plainly */
    struct paragraphs paragraphs;
    struct buf user_fields;
};

struct reading_found {
    struct slice text;
    struct zones_found zones;
    struct slice user_fields;
    struct lang_code lang_code;
    bool truncated;               /* a limit of its format cut it */
    bool fields_cut;              /* not all user fields have room */
    enum lang lang;
    double confidence;            /* of an identified language; 1 where it is declared */
};

enum status reading_open(struct reading *r, struct err *e) WARN_UNUSED;
void reading_close(struct reading *r);

/* E_MEMORY. */
enum status reading_article(struct reading *r, const struct article *a, struct reading_found *out,
                            struct err *e) WARN_UNUSED;

#endif
