#include "searcher/words/expansions.h"

#include <stdlib.h>

static int by_count(uint64_t x, uint64_t y)
{
    return (x < y) - (x > y);
}

/* By term; of a term the nearest form first, then the most frequent. */
static int compare_forms(const void *a, const void *b)
{
    const struct dictionary_form *x = a, *y = b;
    int order = slice_compare(x->term, y->term);

    if (order == 0)
        order = (x->edits > y->edits) - (x->edits < y->edits);
    if (order == 0)
        order = by_count(x->occurrences, y->occurrences);
    return order != 0 ? order : slice_compare(x->form, y->form);
}

static int compare_terms(const void *a, const void *b)
{
    const struct expansion *x = a, *y = b;
    int order = (x->edits > y->edits) - (x->edits < y->edits);

    if (order == 0)
        order = by_count(x->occurrences, y->occurrences);
    return order != 0 ? order : slice_compare(x->term, y->term);
}

/* Sorted forms of one term after the other; the number of terms. */
static size_t gather_terms(const struct dictionary_form *forms, size_t count, struct expansion *out)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        if (n == 0 || !slice_equal(out[n - 1].term, forms[i].term))
            out[n++] = (struct expansion){.term = forms[i].term, .forms = &forms[i],
                                          .edits = forms[i].edits};
        out[n - 1].form_count++;
        out[n - 1].occurrences += forms[i].occurrences;
    }
    return n;
}

static bool copy_term(struct expansion *x, struct arena *arena)
{
    struct dictionary_form *forms = arena_zalloc(arena, x->form_count, sizeof *forms);
    struct slice term = arena_copy(arena, x->term);

    if (forms == NULL || term.n != x->term.n)
        return false;
    for (size_t i = 0; i < x->form_count; i++) {
        forms[i] = x->forms[i];
        forms[i].term = term;
        forms[i].form = arena_copy(arena, x->forms[i].form);
        if (forms[i].form.n != x->forms[i].form.n)
            return false;
    }
    x->term = term;
    x->forms = forms;
    return true;
}

enum status expansions_make(struct form_set *found, struct arena *arena, struct expansions *out,
                            struct err *e)
{
    size_t count, kept;
    struct dictionary_form *forms = form_set_join(found, &count);
    struct expansion *terms = malloc((count + 1) * sizeof *terms), *copies;

    if (terms == NULL)
        return err_memory(e, "expansions");
    if (count > 1)
        qsort(forms, count, sizeof *forms, compare_forms);
    count = gather_terms(forms, count, terms);
    if (count > 1)
        qsort(terms, count, sizeof *terms, compare_terms);
    kept = count < EXPANSIONS_MAX ? count : EXPANSIONS_MAX;
    copies = arena_zalloc(arena, kept, sizeof *copies);
    *out = (struct expansions){.terms = copies, .count = kept, .cut = out->cut || count > kept};
    for (size_t i = 0; copies != NULL && i < kept; i++) {
        copies[i] = terms[i];
        if (!copy_term(&copies[i], arena))
            copies = NULL;
    }
    free(terms);
    return copies != NULL || kept == 0 ? OK : err_memory(e, "expansions");
}
