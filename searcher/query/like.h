/* like.h - a query for articles like one: its telling words, --like=ID.
 *
 * The words of the article whose tf * idf is greatest, each worth its share of the best:
 *
 *     ~"tram"^1 ~"Kama"^0.74 ~"depot"^0.52 ... -id:"lesnoy-forum"
 *
 * idf as bm25.h has it, over all indexes, in the article's language. Words that occur in no
 * other article, and numbers, tell nothing.                                     */
#ifndef SEARCHER_LIKE_H
#define SEARCHER_LIKE_H

#include "searcher/engine.h"

#define LIKE_WORDS_MAX 25u

/* Appends the words, with `between` between two, then the exclusion to *rest. E_USAGE
 * where no index has the article.                                               */
enum status like_words(struct engine *g, struct slice id, const char *between, struct buf *words,
                       struct buf *rest, struct err *e) WARN_UNUSED;

#endif
