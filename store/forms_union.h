/* forms_union.h - the forms of one term in several segments, as one list.
 *
 * Memory  Owns its forms, which borrow from it until forms_union_clear.       */
#ifndef STORE_FORMS_UNION_H
#define STORE_FORMS_UNION_H

#include "base/arena.h"
#include "base/err.h"
#include "store/forms.h"

struct forms_union {
    struct buf forms;                /* struct form_count; sorted after forms_union_join */
    struct arena bytes;
};

void forms_union_init(struct forms_union *u);
void forms_union_release(struct forms_union *u);
void forms_union_clear(struct forms_union *u);

/* The forms of a segment's payload; cf: how often the term occurs there. E_CORRUPT, E_MEMORY
 * without a report: the caller knows the segment.                              */
enum status forms_union_add(struct forms_union *u, struct slice term, struct slice payload,
                            uint64_t cf) WARN_UNUSED;

/* All of them in bytewise order, those that are equal as one. */
const struct form_count *forms_union_join(struct forms_union *u, size_t *count);

#endif
