#include "indexer/commands/all_terms.h"

#include <stdlib.h>

static enum status step(struct all_terms_input *in, struct err *e)
{
    enum status status = table_next(&in->cursor, &in->key, &in->payload, e);

    in->at_end = status == E_NOT_FOUND;
    if (status == OK && in->key.n == 0)
        return segment_damaged(in->segment, "an empty term", 0, e);
    return in->at_end ? OK : status;
}

enum status all_terms_open(struct index *x, struct all_terms *out, struct err *e)
{
    *out = (struct all_terms){.count = index_segment_count(x)};
    out->inputs = calloc(out->count + 1, sizeof *out->inputs);
    out->postings = malloc(sizeof *out->postings);
    if (out->inputs == NULL || out->postings == NULL)
        return err_memory(e, "terms");
    for (size_t i = 0; i < out->count; i++) {
        out->inputs[i].segment = index_segment(x, i);
        table_cursor_init(&out->inputs[i].cursor, &out->inputs[i].segment->terms);
        TRY(step(&out->inputs[i], e));
    }
    return OK;
}

void all_terms_close(struct all_terms *t)
{
    free(t->inputs);
    free(t->postings);
}

static const struct all_terms_input *least(const struct all_terms *t)
{
    const struct all_terms_input *best = NULL;

    for (size_t i = 0; i < t->count; i++)
        if (!t->inputs[i].at_end
            && (best == NULL || slice_compare(t->inputs[i].key, best->key) < 0))
            best = &t->inputs[i];
    return best;
}

enum status all_terms_next(struct all_terms *t, struct err *e)
{
    const struct all_terms_input *first;

    for (size_t i = 0; i < t->count; i++)
        if (t->inputs[i].has_it)
            TRY(step(&t->inputs[i], e));
    first = least(t);
    if (first == NULL)
        return E_NOT_FOUND;
    memcpy(t->key, first->key.p, first->key.n);
    t->key_bytes = first->key.n;
    t->lang = (enum lang)(t->key[0] % LANG_COUNT);
    t->term = slice_of(t->key + 1, t->key_bytes - 1);
    for (size_t i = 0; i < t->count; i++) {
        struct all_terms_input *in = &t->inputs[i];

        in->has_it = !in->at_end && slice_equal(in->key, slice_of(t->key, t->key_bytes));
        if (in->has_it && !postings_read_info(in->payload, &in->info))
            return segment_damaged(in->segment, "wrong record of a term", 0, e);
    }
    return OK;
}

static enum status count_list(struct all_terms *t, const struct all_terms_input *in, uint32_t *df,
                              uint64_t *cf, struct err *e)
{
    struct postings *p = t->postings;

    if (in->segment->deletions.deleted == 0) {
        *df += in->info.df;
        *cf += in->info.cf;
        return OK;
    }
    TRY(postings_open_unbound(p, in->segment, &in->info, e));
    while (postings_next(p) != DOC_END)
        if (!segment_is_deleted(in->segment, p->doc)) {
            ++*df;
            *cf += postings_tf(p);
        }
    return postings_status(p);
}

enum status all_terms_count(struct all_terms *t, uint32_t *df, uint64_t *cf, struct err *e)
{
    *df = 0;
    *cf = 0;
    for (size_t i = 0; i < t->count; i++)
        if (t->inputs[i].has_it)
            TRY(count_list(t, &t->inputs[i], df, cf, e));
    return OK;
}
