/* query_ranges.h - values of user fields as queries have them: a text, a pattern, a range.
 *
 *     tag:novel   author:"jane austen"   tag:nov*   tag:*        (any value at all)
 *     price:10..20   ..20   10..   >10   >=10   <20   <=20   [10 TO 20]   [a b TO *]
 *
 * Memory  Allocates nothing; ends borrow from the text.                        */
#ifndef SEARCHER_QUERY_RANGES_H
#define SEARCHER_QUERY_RANGES_H

#include "base/buf.h"

struct value_range {
    bool is_range;
    struct slice low, high;       /* empty: open */
    bool above, below;            /* not `low`, not `high` itself */
};

/* False where the text is no range. */
bool value_range_read(struct slice text, struct value_range *out);

/* Appends it in a form that reads as itself. */
void value_range_print(struct buf *out, const struct value_range *r);

#endif
