/* names_merge.h - the trees of name keys of several segments become one.
 *
 * The trees are in order, so the union is written as they are read: no more is held than the terms
 * of one key.                                                                 */
#ifndef STORE_NAMES_MERGE_H
#define STORE_NAMES_MERGE_H

#include "store/names.h"

#define NAMES_TERM_GONE UINT32_MAX

/* A tree, and for the numbers of its terms those in the result; GONE: the term is not in it. */
struct names_input {
    struct table *names;
    const uint32_t *terms;
    uint32_t term_count;
};

enum status names_merge(const struct names_input *inputs, size_t count,
                        const struct table_sink *sink, struct err *e) WARN_UNUSED;

#endif
