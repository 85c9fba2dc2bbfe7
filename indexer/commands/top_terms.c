#include <stdlib.h>

#include "indexer/commands/counts.h"
#include "stemmers/analyzer.h"
#include "store/segment_file.h"

#define TERMS_MAX ((size_t)16 << 30)

/* One segment's place in its dictionary. */
struct input {
    struct segment *segment;
    struct table_cursor cursor;
    struct slice key, payload;
    bool at_end;
};

struct finding {
    struct input *inputs;
    size_t count;
    struct postings *postings;
    struct top_terms *out;
    struct err *err;
};

static enum status step(const struct finding *f, struct input *in)
{
    enum status status = table_next(&in->cursor, &in->key, &in->payload, f->err);

    in->at_end = status == E_NOT_FOUND;
    return in->at_end ? OK : status;
}

static const struct input *least(const struct finding *f)
{
    const struct input *best = NULL;

    for (size_t i = 0; i < f->count; i++)
        if (!f->inputs[i].at_end
            && (best == NULL || slice_compare(f->inputs[i].key, best->key) < 0))
            best = &f->inputs[i];
    return best;
}

/* Adds what the segment's live documents have of the term. */
static enum status count_list(const struct finding *f, const struct input *in,
                              struct top_term *sum)
{
    struct postings *p = f->postings;
    struct term_info info;

    if (!postings_read_info(in->payload, &info))
        return segment_damaged(in->segment, "wrong record of a term", 0, f->err);
    if (in->segment->deletions.deleted == 0) {
        sum->df += info.df;
        sum->cf += info.cf;
        return OK;
    }
    TRY(postings_open_unbound(p, in->segment, &info, f->err));
    while (postings_next(p) != DOC_END)
        if (!segment_is_deleted(in->segment, p->doc)) {
            sum->df++;
            sum->cf += postings_tf(p);
        }
    return postings_status(p);
}

/* The term that comes next in any segment, counted in all that have it. */
static enum status count_term(const struct finding *f, struct slice first)
{
    uint8_t key_bytes[TABLE_KEY_MAX];
    struct slice key = {.p = key_bytes, .n = first.n};
    struct top_term term = {.df = 0};
    struct buf *terms = &f->out->terms[first.p[0] % LANG_COUNT];

    memcpy(key_bytes, first.p, first.n);
    for (size_t i = 0; i < f->count; i++) {
        struct input *in = &f->inputs[i];

        if (in->at_end || !slice_equal(in->key, key))
            continue;
        TRY(count_list(f, in, &term));
        TRY(step(f, in));
    }
    if (term.df == 0 || (key.n > 1 && key.p[1] == ANALYZER_MARK))
        return OK;
    term.term = arena_copy(&f->out->bytes, slice_drop(key, 1));
    buf_append(terms, &term, sizeof term);
    return term.term.n + 1 == key.n && buf_ok(terms) ? OK : err_memory(f->err, "terms");
}

static enum status count_terms(struct finding *f, struct index *x)
{
    const struct input *first;

    if (f->inputs == NULL || f->postings == NULL)
        return err_memory(f->err, "terms");
    for (size_t i = 0; i < f->count; i++) {
        f->inputs[i].segment = index_segment(x, i);
        table_cursor_init(&f->inputs[i].cursor, &f->inputs[i].segment->terms);
        TRY(step(f, &f->inputs[i]));
    }
    while ((first = least(f)) != NULL) {
        if (first->key.n == 0)
            return segment_damaged(first->segment, "an empty term", 0, f->err);
        TRY(count_term(f, first->key));
    }
    return OK;
}

static int compare(const void *a, const void *b)
{
    const struct top_term *x = a, *y = b;

    if (x->df != y->df)
        return x->df > y->df ? -1 : 1;
    return slice_compare(x->term, y->term);
}

enum status top_terms_find(struct index *x, unsigned most, struct top_terms *out, struct err *e)
{
    struct finding f = {.count = index_segment_count(x), .out = out, .err = e};
    enum status status;

    *out = (struct top_terms){.bytes = ARENA_EMPTY};
    for (size_t i = 0; i < LANG_COUNT; i++)
        buf_init(&out->terms[i], TERMS_MAX);
    f.inputs = calloc(f.count + 1, sizeof *f.inputs);
    f.postings = malloc(sizeof *f.postings);
    status = count_terms(&f, x);
    for (size_t i = 0; i < LANG_COUNT && status == OK; i++) {
        size_t count = out->terms[i].n / sizeof(struct top_term);

        if (count > 0)
            qsort(out->terms[i].p, count, sizeof(struct top_term), compare);
        out->terms[i].n = (count < most ? count : most) * sizeof(struct top_term);
    }
    free(f.inputs);
    free(f.postings);
    return status;
}

void top_terms_release(struct top_terms *t)
{
    for (size_t i = 0; i < LANG_COUNT; i++)
        buf_release(&t->terms[i]);
    arena_release(&t->bytes);
}
