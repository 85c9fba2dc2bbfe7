#include "searcher/words/expansions.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"

#define MANY_FORMS (4 * EXPANSIONS_MAX)

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

/* Bits that a count has: 0 for 0, 1 for 1, 2 for 2 and 3 ... */
static unsigned size_of_count(uint64_t count)
{
    return count == 0 ? 0 : 64u - (unsigned)__builtin_clzll(count);
}

/* The terms of the forms, by number, with the sum of what their forms occur. */
struct tally {
    struct map terms;
    struct buf sums;             /* uint64_t by number */
    struct buf numbers;          /* uint32_t by form */
};

static bool count_terms(struct tally *t, const struct dictionary_form *forms, size_t count)
{
    uint32_t number = MAP_NONE;

    for (size_t i = 0; i < count; i++) {
        bool added = false;

        if (i == 0 || forms[i].term.p != forms[i - 1].term.p)        /* else the same one */
            number = map_add(&t->terms, forms[i].term, hash_bytes(forms[i].term), &added);
        if (number == MAP_NONE)
            return false;
        if (added)
            buf_append(&t->sums, &(uint64_t){0}, sizeof(uint64_t));
        buf_append(&t->numbers, &number, sizeof number);
        if (!buf_ok(&t->sums) || !buf_ok(&t->numbers))
            return false;
        ((uint64_t *)(void *)t->sums.p)[number] += forms[i].occurrences;
    }
    return true;
}

/* The size that so many sums of have that EXPANSIONS_MAX terms are left, or all. */
static unsigned least_size(const struct tally *t)
{
    const uint64_t *sums = (const uint64_t *)(const void *)t->sums.p;
    size_t of_size[65] = {0}, left = 0;
    unsigned size = 64;

    for (size_t i = 0; i < t->sums.n / sizeof *sums; i++)
        of_size[size_of_count(sums[i])]++;
    while (size > 0 && (left += of_size[size]) < EXPANSIONS_MAX)
        size--;
    return size;
}

/* Keeps the forms of terms that may be among the best. */
static void keep_frequent(const struct tally *t, struct dictionary_form *forms, size_t *count)
{
    const uint64_t *sums = (const uint64_t *)(const void *)t->sums.p;
    const uint32_t *numbers = (const uint32_t *)(const void *)t->numbers.p;
    unsigned least = least_size(t);
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++)
        if (size_of_count(sums[numbers[i]]) >= least)
            forms[kept++] = forms[i];
    *count = kept;
}

/* A pattern may fit half of the vocabulary: what is too rare is dropped before all is sorted.
 * False where there is no memory.                                              */
static bool drop_rare(struct form_set *found, bool *dropped)
{
    struct dictionary_form *forms = (struct dictionary_form *)(void *)found->rows.p;
    size_t count = found->rows.n / sizeof *forms;
    struct tally t = {.terms = MAP_EMPTY};
    bool good;

    *dropped = false;
    for (size_t i = 0; i < count; i++)
        if (forms[i].edits > 0)          /* the nearest come first, not the most frequent */
            return true;
    if (count < MANY_FORMS)
        return true;
    buf_init(&t.sums, (size_t)1 << 32);
    buf_init(&t.numbers, (size_t)1 << 32);
    good = count_terms(&t, forms, count);
    if (good)
        keep_frequent(&t, forms, &count);
    *dropped = found->rows.n > count * sizeof *forms;
    found->rows.n = count * sizeof *forms;
    buf_release(&t.sums);
    buf_release(&t.numbers);
    map_release(&t.terms);
    return good;
}

enum status expansions_make(struct form_set *found, struct arena *arena, struct expansions *out,
                            struct err *e)
{
    size_t count, kept;
    struct dictionary_form *forms;
    struct expansion *terms, *copies;
    bool dropped;

    if (!drop_rare(found, &dropped))
        return err_memory(e, "expansions");
    forms = form_set_join(found, &count);
    terms = malloc((count + 1) * sizeof *terms);
    if (terms == NULL)
        return err_memory(e, "expansions");
    if (count > 1)
        qsort(forms, count, sizeof *forms, compare_forms);
    count = gather_terms(forms, count, terms);
    if (count > 1)
        qsort(terms, count, sizeof *terms, compare_terms);
    kept = count < EXPANSIONS_MAX ? count : EXPANSIONS_MAX;
    copies = arena_zalloc(arena, kept, sizeof *copies);
    *out = (struct expansions){.terms = copies, .count = kept, .cut = out->cut || dropped || count > kept};
    for (size_t i = 0; copies != NULL && i < kept; i++) {
        copies[i] = terms[i];
        if (!copy_term(&copies[i], arena))
            copies = NULL;
    }
    free(terms);
    return copies != NULL || kept == 0 ? OK : err_memory(e, "expansions");
}
