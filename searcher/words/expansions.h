/* expansions.h - the terms that a pattern or a misspelt word stands for, best first.
 *
 * Forms are matched, terms are searched: each term comes with the forms of it that match.
 *
 * Memory  In the arena given.                                                 */
#ifndef SEARCHER_EXPANSIONS_H
#define SEARCHER_EXPANSIONS_H

#include "base/err.h"
#include "searcher/words/form_set.h"

#define EXPANSIONS_MAX 1024u

struct expansion {
    struct slice term;
    const struct dictionary_form *forms;     /* nearest first, then most frequent */
    size_t form_count;
    uint64_t occurrences;                    /* of these forms together */
    uint32_t edits;                          /* of the nearest form; patterns: 0 */
};

struct expansions {
    const struct expansion *terms;           /* fewest edits first, then most frequent */
    size_t count;
    bool cut;                                /* there were more, or the search was ended */
};

/* At most EXPANSIONS_MAX terms of the set. */
enum status expansions_make(struct form_set *found, struct arena *arena, struct expansions *out,
                            struct err *e) WARN_UNUSED;

#endif
