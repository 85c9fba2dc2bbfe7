#include <stdlib.h>

#include "searcher/words/dictionary.h"
#include "searcher/run/plan.h"
#include "store/names.h"

/* The terms of some keys, of one segment after the other. */
struct gatherer {
    enum lang lang;
    dictionary_fits *fits;
    void *context;
    struct segment *segment;
    struct buf numbers;              /* uint32_t: of the segment's terms */
    struct buf terms;                /* struct slice, in the arena */
    struct arena arena;
    struct effort *effort;           /* of the engine */
    struct err *err;
};

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static int compare_terms(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static enum status find_numbers(struct gatherer *x, const struct name_key *keys, size_t count)
{
    buf_clear(&x->numbers);
    for (size_t i = 0; i < count; i++) {
        if (x->numbers.n / sizeof(uint32_t) >= DICTIONARY_NAMES_MOST)
            break;
        TRY(names_find(&x->segment->names, (uint8_t)x->lang,
                       names_key(name_key_slice(&keys[i])), &x->numbers, x->err));
    }
    if (x->numbers.n > 0)
        qsort(x->numbers.p, x->numbers.n / sizeof(uint32_t), sizeof(uint32_t), compare_numbers);
    return OK;
}

/* Whether a form of the entry's term fits. */
static enum status read_forms(struct gatherer *x, struct slice term, struct slice payload,
                              bool *fits)
{
    struct term_info info;
    struct forms_cursor c;
    struct form_count form;
    int more;

    *fits = false;
    if (!postings_read_info(payload, &info))
        return segment_damaged(x->segment, "wrong record of a term", 0, x->err);
    more = forms_open(&c, term, info.cf, info.forms) ? 1 : -1;
    while (more == 1 && !*fits && (more = forms_next(&c, &form)) == 1)
        *fits = x->fits(x->context, &form);
    return more >= 0 ? OK : segment_damaged(x->segment, "wrong forms of a term", 0, x->err);
}

static enum status read_segment(struct gatherer *x, const struct name_key *keys, size_t count)
{
    const uint32_t *numbers;
    struct table_cursor c;

    TRY(find_numbers(x, keys, count));
    if (x->numbers.n > 0)
        TRY(segment_number_groups(x->segment, x->err));
    numbers = (const uint32_t *)(const void *)x->numbers.p;
    table_cursor_init(&c, &x->segment->terms);
    for (size_t i = 0; i < x->numbers.n / sizeof *numbers; i++) {
        struct slice key, payload, term;
        bool fits;

        if (i > 0 && numbers[i] == numbers[i - 1])
            continue;
        effort_look(x->effort, EFFORT_LOOKUP + EFFORT_COMPARE);
        TRY(table_at(&c, numbers[i], &key, &payload, x->err));
        if (key.p[0] != x->lang)
            continue;
        TRY(read_forms(x, slice_drop(key, 1), payload, &fits));
        if (!fits)
            continue;
        term = arena_copy(&x->arena, slice_drop(key, 1));
        if (term.n == 0)
            return err_memory(x->err, "names");
        buf_append(&x->terms, &term, sizeof term);
    }
    return buf_ok(&x->terms) ? OK : err_memory(x->err, "names");
}

static enum status visit_terms(struct engine *g, struct gatherer *x, dictionary_visit *visit)
{
    struct slice *terms = (struct slice *)(void *)x->terms.p;
    size_t count = x->terms.n / sizeof *terms;

    if (g->segment_count > 1 && count > 1)       /* those of one segment are in order */
        qsort(terms, count, sizeof *terms, compare_terms);
    for (size_t i = 0; i < count; i++) {
        struct dictionary_word word;

        if (i > 0 && slice_equal(terms[i], terms[i - 1]))
            continue;
        TRY(dictionary_find(g, x->lang, terms[i], &x->arena, &word, x->err));
        if (visit(x->context, &word) == 0)
            break;
    }
    return OK;
}

enum status dictionary_walk_names(struct engine *g, enum lang lang, const struct name_key *keys,
                                  size_t count, dictionary_fits *fits, dictionary_visit *visit,
                                  void *context, struct err *e)
{
    struct gatherer x = {.lang = lang, .fits = fits, .context = context, .arena = ARENA_EMPTY,
                         .effort = &g->effort, .err = e};
    enum status status = OK;

    buf_init(&x.numbers, (size_t)1 << 30);
    buf_init(&x.terms, (size_t)1 << 30);
    for (size_t i = 0; i < g->segment_count && status == OK; i++) {
        x.segment = g->segments[i].segment;
        status = read_segment(&x, keys, count);
    }
    if (status == OK)
        status = visit_terms(g, &x, visit);
    buf_release(&x.numbers);
    buf_release(&x.terms);
    arena_release(&x.arena);
    return status;
}
