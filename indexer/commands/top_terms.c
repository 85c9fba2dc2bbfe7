#include <stdlib.h>

#include "indexer/commands/all_terms.h"
#include "indexer/commands/counts.h"
#include "stemmers/analyzer.h"

#define TERMS_MAX ((size_t)16 << 30)

/* The term that comes next, counted in all segments; marked ones are words of other languages. */
static enum status count_term(struct all_terms *t, struct top_terms *out, struct err *e)
{
    struct buf *terms = &out->terms[t->lang];
    struct top_term term;

    TRY(all_terms_count(t, &term.df, &term.cf, e));
    if (term.df == 0 || t->term.n == 0 || t->term.p[0] == ANALYZER_MARK)
        return OK;
    term.term = arena_copy(&out->bytes, t->term);
    buf_append(terms, &term, sizeof term);
    return term.term.n == t->term.n && buf_ok(terms) ? OK : err_memory(e, "terms");
}

static int compare(const void *a, const void *b)
{
    const struct top_term *x = a, *y = b;

    if (x->df != y->df)
        return x->df > y->df ? -1 : 1;
    return slice_compare(x->term, y->term);
}

static enum status count_terms(struct index *x, struct top_terms *out, struct err *e)
{
    struct all_terms t;
    enum status status = all_terms_open(x, &t, e);

    while (status == OK && (status = all_terms_next(&t, e)) == OK)
        status = count_term(&t, out, e);
    all_terms_close(&t);
    return status == E_NOT_FOUND ? OK : status;
}

enum status top_terms_find(struct index *x, unsigned most, struct top_terms *out, struct err *e)
{
    enum status status;

    *out = (struct top_terms){.bytes = ARENA_EMPTY};
    for (size_t i = 0; i < LANG_COUNT; i++)
        buf_init(&out->terms[i], TERMS_MAX);
    status = count_terms(x, out, e);
    for (size_t i = 0; i < LANG_COUNT && status == OK; i++) {
        size_t count = out->terms[i].n / sizeof(struct top_term);

        if (count > 0)
            qsort(out->terms[i].p, count, sizeof(struct top_term), compare);
        out->terms[i].n = (count < most ? count : most) * sizeof(struct top_term);
    }
    return status;
}

void top_terms_release(struct top_terms *t)
{
    for (size_t i = 0; i < LANG_COUNT; i++)
        buf_release(&t->terms[i]);
    arena_release(&t->bytes);
}
