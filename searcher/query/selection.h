/* selection.h - which of the articles: what the command line adds to a query.
 *
 *     --lang=de --since=2024-05 --until=yesterday    filters beside the query's own
 *     --like=ID                                      words of an article, beside those typed
 *     --offset=N --min-score=X                       hits passed, or not good enough
 *     --facets=lang,year                             counts over all matches
 */
#ifndef SEARCHER_SELECTION_H
#define SEARCHER_SELECTION_H

#include "searcher/output/facets.h"

struct selection {
    const char *lang, *since, *until, *like;     /* null: not given */
    size_t offset;
    double min_score;
    struct facet_list facets;
};

/* Whether it finds articles without a query. */
bool selection_stands_alone(const struct selection *s);

/* Parses the text and what the selection adds. E_USAGE names what cannot be read. */
enum status selection_parse(const struct selection *s, struct engine *g, struct slice text,
                            unsigned flags, struct arena *arena, struct query *out,
                            struct err *e) WARN_UNUSED;

/* Drops the hits that are not good enough, of hits by score; limit: that they were sought with. */
void selection_cut_bad(const struct selection *s, size_t limit, struct results *r);
/* Drops the first ones, and those behind the limit. */
void selection_pass(const struct selection *s, size_t limit, struct results *r);

#endif
