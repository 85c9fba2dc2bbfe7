/* filters.h - the filters of a query, asked of documents one by one. They never score.
 *
 * A document's record is read once for all of them, and only when one needs it: in a
 * term space of one language "lang" is known beforehand.
 *
 * path   A pattern (base/glob.h) for the whole path or for all of it behind some '/'; a
 *        name without wildcards is also that of a folder on the way: path:2024 is
 *        the pattern with two asterisks behind it too. Records without a path are asked by their id.
 * date   query_dates.h. zone: the document has words in it. A user field: user_match.h.
 *
 * Memory  In the arena; borrows the query.                                      */
#ifndef SEARCHER_FILTERS_H
#define SEARCHER_FILTERS_H

#include "searcher/query/query.h"
#include "searcher/run/user_match.h"
#include "stemmers/lang.h"
#include "store/segment.h"

struct filters {
    const struct query *query;
    struct date_span **spans;      /* by filter and value; of dates */
    enum lang **langs;             /* by filter and value; term spaces of languages */
    struct user_match **users;     /* by filter and value; of user fields */
    struct analyzer *analyzer;
    uint32_t today;
};

/* today: YYYYMMDD; 0: not known, and no date is asked for. */
enum status filters_make(const struct query *q, struct analyzer *a, uint32_t today, struct arena *arena,
                         struct filters *out, struct err *e) WARN_UNUSED;

/* Whether no document of the language can be in the filters that the whole query wants. */
bool filters_rule_out(const struct filters *f, enum lang lang);

/* Reads documents of one segment. A failure is kept: documents then have no filter. */
struct filter_reader {
    const struct filters *filters;
    struct segment *segment;
    enum lang lang;
    docid doc;                     /* that `document` is of; DOC_END: none */
    struct document document;
    enum status status;
    struct err *err;
};

void filter_reader_init(struct filter_reader *r, const struct filters *f, struct segment *s,
                        enum lang lang, struct err *e);

/* Whether the document, of the reader's language, has a value of the filter. */
bool filter_has(struct filter_reader *r, uint32_t filter, docid doc);

/* recency_factor of the document's date. */
double filter_recency(struct filter_reader *r, docid doc, uint32_t days);

/* A flat query: whether the root's filters leave the document in. */
bool filters_admit(struct filter_reader *r, docid doc);

#endif
