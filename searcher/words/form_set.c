#include "searcher/words/form_set.h"

#include <stdlib.h>

void form_set_init(struct form_set *s)
{
    buf_init(&s->rows, (size_t)4 << 30);
    s->bytes = ARENA_EMPTY;
}

void form_set_release(struct form_set *s)
{
    buf_release(&s->rows);
    arena_release(&s->bytes);
}

/* The term that was added last, where it is this one: its forms come together. */
static struct slice last_term(const struct form_set *s, struct slice term)
{
    const struct dictionary_form *rows = (const struct dictionary_form *)(const void *)s->rows.p;
    size_t n = s->rows.n / sizeof *rows;

    return n > 0 && slice_equal(rows[n - 1].term, term) ? rows[n - 1].term : slice_of(NULL, 0);
}

/* Copies the form, and the term unless it is there; most forms begin with their term. */
static bool copy(struct form_set *s, struct slice form, struct slice term, struct dictionary_form *row)
{
    row->term = last_term(s, term);
    if (row->term.n == term.n && slice_equal(form, term)) {
        row->form = row->term;
        return true;
    }
    row->form = arena_copy(&s->bytes, form);
    if (row->term.n == 0)
        row->term = slice_starts_with(row->form, term) ? slice_of(row->form.p, term.n)
                                                       : arena_copy(&s->bytes, term);
    return row->form.n == form.n && row->term.n == term.n;
}

bool form_set_add(struct form_set *s, struct slice term, const struct form_count *form,
                  uint32_t edits)
{
    struct dictionary_form row = {.occurrences = form->occurrences, .capitals = form->capitals, .edits = edits};

    if (!copy(s, form->form, term, &row))
        return false;
    buf_append(&s->rows, &row, sizeof row);
    return buf_ok(&s->rows);
}

static int compare(const void *a, const void *b)
{
    const struct dictionary_form *x = a, *y = b;
    int order = slice_compare(x->form, y->form);

    return order != 0 ? order : slice_compare(x->term, y->term);
}

struct dictionary_form *form_set_join(struct form_set *s, size_t *count)
{
    struct dictionary_form *rows = (struct dictionary_form *)(void *)s->rows.p;
    size_t n = s->rows.n / sizeof *rows, kept = 0;

    if (n > 1)
        qsort(rows, n, sizeof *rows, compare);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && compare(&rows[kept - 1], &rows[i]) == 0) {
            rows[kept - 1].occurrences += rows[i].occurrences;
            rows[kept - 1].capitals += rows[i].capitals;
        } else {
            rows[kept++] = rows[i];
        }
    }
    s->rows.n = kept * sizeof *rows;
    *count = kept;
    return rows;
}
