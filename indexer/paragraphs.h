/* paragraphs.h - paragraphs in another language than their article: a Belarusian quotation in
 * a Russian text, an English one in a German text.
 *
 * Only lines of prose with PARAGRAPH_LETTERS or more are asked for their language, and of these
 * only those that lack what is frequent in the article's (its alphabet, its articles): nearly all
 * are passed over at the price of counting bytes. What is then identified beyond doubt becomes a
 * run of its own. An article without any such line in its own language is left as it is: lists
 * and nonsense are in none, and what was declared holds.
 *
 * Memory  Runs borrow until the next call with the same paragraphs.            */
#ifndef INDEXER_PARAGRAPHS_H
#define INDEXER_PARAGRAPHS_H

#include "base/buf.h"
#include "indexer/article.h"
#include "stemmers/lang.h"

#define PARAGRAPH_LETTERS 100u

struct paragraphs {
    struct buf runs;             /* struct article_run */
};

void paragraphs_init(struct paragraphs *p);
void paragraphs_release(struct paragraphs *p);

/* Divides the runs of a text in `lang`, where there is need. False: no memory. */
bool paragraphs_divide(struct paragraphs *p, struct slice text, enum lang lang,
                       const struct article_run **runs, size_t *run_count);

#endif
