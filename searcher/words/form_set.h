/* form_set.h - forms of several segments with their terms, each pair once.
 *
 * Memory  Owns its forms, which borrow from it until form_set_release.        */
#ifndef SEARCHER_FORM_SET_H
#define SEARCHER_FORM_SET_H

#include "base/arena.h"
#include "base/buf.h"
#include "store/forms.h"

/* A form and the term that is indexed for it; how often, in all segments that were read. */
struct dictionary_form {
    struct slice form, term;
    uint64_t occurrences, capitals;
    uint32_t edits;                  /* from a word that it is like (fuzzy.h); else 0 */
};

struct form_set {
    struct buf rows;                 /* struct dictionary_form; sorted after form_set_join */
    struct arena bytes;
};

void form_set_init(struct form_set *s);
void form_set_release(struct form_set *s);
/* False where there is no memory. */
bool form_set_add(struct form_set *s, struct slice term, const struct form_count *form,
                  uint32_t edits);
/* By form, then by term; the counts of equal ones added up. */
struct dictionary_form *form_set_join(struct form_set *s, size_t *count);

#endif
