/* sort.h - hits in another order than by score.
 *
 * Hits that are equal in the key stay in the order of their scores. Dates sort as text:
 * those without a year come first, articles without a date last, in either direction.
 * Of a user field the first value counts; numbers come before texts.            */
#ifndef SEARCHER_SORT_H
#define SEARCHER_SORT_H

#include "searcher/engine.h"

enum sort_key { SORT_SCORE, SORT_DATE, SORT_TITLE, SORT_PATH, SORT_ID, SORT_LANG, SORT_USER };
#define SORT_KEYS "score, date, title, path, id, lang"    /* for messages */

struct sort {
    enum sort_key key;
    bool descending;
    struct slice name;        /* SORT_USER; borrows from the command line */
};

/* "date", "-date", "price": false where it is no key and no name of a user field. SORT_SCORE is best first. */
bool sort_parse(const char *text, struct sort *out);

/* Sorts all hits of r. */
enum status sort_hits(struct index *const *indexes, const struct sort *sort, struct arena *arena,
                      struct results *r, struct err *e) WARN_UNUSED;

#endif
