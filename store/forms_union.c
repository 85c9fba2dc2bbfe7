#include "store/forms_union.h"

#include <stdlib.h>

void forms_union_init(struct forms_union *u)
{
    buf_init(&u->forms, (size_t)1 << 30);
    u->bytes = ARENA_EMPTY;
}

void forms_union_release(struct forms_union *u)
{
    buf_release(&u->forms);
    arena_release(&u->bytes);
}

void forms_union_clear(struct forms_union *u)
{
    buf_clear(&u->forms);
    arena_reset(&u->bytes);
}

enum status forms_union_add(struct forms_union *u, struct slice term, struct slice payload,
                            uint64_t cf)
{
    struct forms_cursor c;
    struct form_count form;
    int more = forms_open(&c, term, cf, payload) ? 1 : -1;

    while (more == 1 && (more = forms_next(&c, &form)) == 1) {
        struct slice copy = arena_copy(&u->bytes, form.form);

        if (copy.n != form.form.n)
            return E_MEMORY;
        form.form = copy;
        buf_append(&u->forms, &form, sizeof form);
    }
    if (more < 0)
        return E_CORRUPT;
    return buf_ok(&u->forms) ? OK : E_MEMORY;
}

static int compare_forms(const void *a, const void *b)
{
    const struct form_count *x = a, *y = b;

    return slice_compare(x->form, y->form);
}

const struct form_count *forms_union_join(struct forms_union *u, size_t *count)
{
    struct form_count *forms = (struct form_count *)(void *)u->forms.p;
    size_t all = u->forms.n / sizeof *forms, kept = 0;

    if (all > 1)
        qsort(forms, all, sizeof *forms, compare_forms);
    for (size_t i = 0; i < all; i++) {
        if (kept > 0 && slice_equal(forms[kept - 1].form, forms[i].form)) {
            forms[kept - 1].occurrences += forms[i].occurrences;
            forms[kept - 1].capitals += forms[i].capitals;
        } else {
            forms[kept++] = forms[i];
        }
    }
    u->forms.n = kept * sizeof *forms;
    *count = kept;
    return forms;
}
