/* facets.h - how the matching articles divide by language, year, month, zone, ending, charset.
 *
 *     {"lang":[["ru",12],["en",3]],"year":[["2024",9],["",6]]}
 *
 * All matches count, not only the hits that are shown. Values stand by their number, then
 * bytewise; "" are the articles that have none. An article counts in each zone that it has
 * words in, for each value of a user field, else once.                                                         */
#ifndef SEARCHER_FACETS_H
#define SEARCHER_FACETS_H

#include "searcher/engine.h"

#define FACETS_MAX 16

enum facet_kind {
    FACET_LANG, FACET_YEAR, FACET_MONTH, FACET_ZONE, FACET_EXT, FACET_CHARSET, FACET_USER
};
#define FACET_NAMES "lang, year, month, zone, ext, charset"    /* for messages */

struct facet {
    enum facet_kind kind;
    struct slice name;        /* borrows from the command line */
};

struct facet_list {
    struct facet facets[FACETS_MAX];
    size_t count;
};

/* "lang,year,price": false where one of the names cannot be any or stands twice. */
bool facets_parse(const char *text, struct facet_list *out);

struct facet_value {
    struct slice text;
    uint64_t count;
};

struct facet_counts {
    struct facet facet;
    struct facet_value *values;
    size_t count;
};

/* Of all hits of the results, which must be all there are. One struct facet_counts for each
 * of the list, in the arena.                                                    */
enum status facets_count(struct index *const *indexes, const struct facet_list *list,
                         const struct results *r, struct arena *arena, struct facet_counts *out,
                         struct err *e) WARN_UNUSED;

/* Appends the object above. */
void facets_print_json(struct buf *out, const struct facet_counts *counts, size_t count);

#endif
