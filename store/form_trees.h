/* form_trees.h - the trees that are made of the terms' forms: endings.h, strays.h.
 *
 * One maker, fed with all terms in order, for whoever writes a segment and for whoever
 * checks one.                                                                  */
#ifndef STORE_FORM_TREES_H
#define STORE_FORM_TREES_H

#include "store/endings.h"
#include "store/forms.h"
#include "store/strays.h"

struct form_trees {
    uint8_t lang;                    /* of the terms that were added last */
    struct endings endings;
    struct strays strays;
};

void form_trees_init(struct form_trees *x);
void form_trees_release(struct form_trees *x);

struct form_sinks {
    struct table_sink endings, strays;
};

/* The next term (one that begins with a control byte is passed over: no word is looked for
 * by such a form), which is in this group of the dictionary, occurs cf times and has these forms.
 * E_INPUT without a report: they are no forms.                                 */
enum status form_trees_add(struct form_trees *x, uint8_t lang, struct slice term, uint64_t cf,
                           struct slice forms, uint32_t group, const struct form_sinks *sinks,
                           struct err *e) WARN_UNUSED;
/* After the last term. */
enum status form_trees_finish(struct form_trees *x, const struct form_sinks *sinks,
                              struct err *e) WARN_UNUSED;

#endif
