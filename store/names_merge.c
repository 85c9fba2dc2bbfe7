#include "store/names_merge.h"

#include <stdlib.h>

/* Where an input is: the entry read last. */
struct reading {
    const struct names_input *input;
    struct table_cursor cursor;
    uint8_t lang;
    uint64_t name;
    struct buf terms;
    bool at_end;
};

static enum status step(struct reading *r, struct err *e)
{
    struct slice key, payload;
    enum status status = table_next(&r->cursor, &key, &payload, e);

    buf_clear(&r->terms);
    r->at_end = status == E_NOT_FOUND;
    if (status != OK)
        return r->at_end ? OK : status;
    if (!names_read(key, payload, &r->lang, &r->name, &r->terms))
        return err_set(e, E_CORRUPT, "'%s' is damaged: wrong names", r->input->names->name);
    return buf_ok(&r->terms) ? OK : err_memory(e, "names");
}

static bool is_before(const struct reading *a, const struct reading *b)
{
    return a->lang != b->lang ? a->lang < b->lang : a->name < b->name;
}

/* The input with the least key; null when all are at their end. */
static const struct reading *least(const struct reading *all, size_t count)
{
    const struct reading *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (!all[i].at_end && (best == NULL || is_before(&all[i], best)))
            best = &all[i];
    return best;
}

/* Appends the terms of the input's entries with this key, by their new numbers. */
static enum status take_terms(struct reading *r, uint8_t lang, uint64_t name, struct buf *out,
                              struct err *e)
{
    while (!r->at_end && r->lang == lang && r->name == name) {
        const uint32_t *old = (const uint32_t *)(const void *)r->terms.p;

        for (size_t i = 0; i < r->terms.n / sizeof *old; i++)
            if (old[i] < r->input->term_count && r->input->terms[old[i]] != NAMES_TERM_GONE)
                buf_append(out, &r->input->terms[old[i]], sizeof *old);
        TRY(step(r, e));
    }
    return OK;
}

static enum status merge_all(struct reading *all, size_t count, struct buf *terms,
                             const struct table_sink *sink, struct err *e)
{
    const struct reading *first;

    for (size_t i = 0; i < count; i++)
        TRY(step(&all[i], e));
    while ((first = least(all, count)) != NULL) {
        uint8_t lang = first->lang;
        uint64_t name = first->name;

        buf_clear(terms);
        for (size_t i = 0; i < count; i++)
            TRY(take_terms(&all[i], lang, name, terms, e));
        if (!buf_ok(terms))
            return err_memory(e, "names");
        TRY(names_put(lang, name, (uint32_t *)(void *)terms->p, terms->n / sizeof(uint32_t), sink,
                      e));
    }
    return OK;
}

enum status names_merge(const struct names_input *inputs, size_t count,
                        const struct table_sink *sink, struct err *e)
{
    struct reading *all = calloc(count + 1, sizeof *all);
    enum status status;
    struct buf terms;

    if (all == NULL)
        return err_memory(e, "names");
    for (size_t i = 0; i < count; i++) {
        all[i].input = &inputs[i];
        table_cursor_init(&all[i].cursor, inputs[i].names);
        buf_init(&all[i].terms, (size_t)1 << 30);
    }
    buf_init(&terms, (size_t)4 << 30);
    status = merge_all(all, count, &terms, sink, e);
    buf_release(&terms);
    for (size_t i = 0; i < count; i++)
        buf_release(&all[i].terms);
    free(all);
    return status;
}
