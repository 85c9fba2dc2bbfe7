#include "store/merge.h"

#include <stdlib.h>

#include "store/segment_writer.h"

#define RUN_MIN 4
#define RATIO_MAX 4

size_t merge_choose(const uint32_t *live_counts, size_t count, size_t *out_count)
{
    size_t first = count;
    uint64_t sum = 0;

    while (first > 0 && (first == count || live_counts[first - 1] <= RATIO_MAX * sum)
           && sum + live_counts[first - 1] <= SEGMENT_DOCS_MAX)
        sum += live_counts[--first];
    *out_count = count - first >= RUN_MIN ? count - first : 0;
    return first;
}

/* One input: where its documents went, and its place in its dictionary. */
struct input {
    struct segment *segment;
    docid *moved;                 /* DOC_END: deleted */
    struct table_cursor cursor;
    struct slice key, payload;
    bool at_end;
};

struct merge {
    struct input *inputs;
    size_t count;
    struct segment_writer *writer;
    struct postings *postings;
    struct buf scratch;
    struct err *err;
};

static enum status copy_documents(struct merge *m, struct input *in, const struct deletions *d,
                                  docid *next)
{
    uint32_t count = in->segment->header.doc_count;

    in->moved = malloc(((size_t)count + 1) * sizeof *in->moved);
    if (in->moved == NULL)
        return err_memory(m->err, "a merge");
    for (docid doc = 0; doc < count; doc++) {
        struct document document;

        in->moved[doc] = DOC_END;
        if (deletions_has(d, doc))
            continue;
        buf_clear(&m->scratch);
        TRY(segment_document(in->segment, doc, &document, m->err));
        TRY(segment_text(in->segment, doc, &m->scratch, m->err));
        TRY(segment_writer_document(m->writer, &document, buf_slice(&m->scratch), m->err));
        in->moved[doc] = (*next)++;
    }
    return OK;
}

static enum status step(struct merge *m, struct input *in)
{
    enum status status = table_next(&in->cursor, &in->key, &in->payload, m->err);

    in->at_end = status == E_NOT_FOUND;
    return in->at_end ? OK : status;
}

static enum status copy_postings(struct merge *m, struct input *in, bool *any)
{
    struct postings *p = m->postings;
    struct term_info info;

    if (!postings_read_info(in->payload, &info))
        return segment_damaged(in->segment, "wrong record of a term", 0, m->err);
    TRY(postings_open(p, in->segment, &info, m->err));
    while (postings_next(p) != DOC_END) {
        if (in->moved[p->doc] == DOC_END)
            continue;
        buf_clear(&m->scratch);
        TRY(postings_positions(p, &m->scratch));
        TRY(segment_writer_posting(m->writer, in->moved[p->doc],
                                   (const uint32_t *)(const void *)m->scratch.p, postings_tf(p),
                                   m->err));
        *any = true;
    }
    return postings_status(p);
}

/* The least key of all inputs; null when all are at their end. */
static const struct input *least(const struct merge *m)
{
    const struct input *best = NULL;

    for (size_t i = 0; i < m->count; i++)
        if (!m->inputs[i].at_end
            && (best == NULL || slice_compare(m->inputs[i].key, best->key) < 0))
            best = &m->inputs[i];
    return best;
}

static enum status merge_terms(struct merge *m)
{
    const struct input *first;

    for (size_t i = 0; i < m->count; i++) {
        table_cursor_init(&m->inputs[i].cursor, &m->inputs[i].segment->terms);
        TRY(step(m, &m->inputs[i]));
    }
    while ((first = least(m)) != NULL) {
        uint8_t key[TABLE_KEY_MAX];
        struct slice term = slice_of(key, first->key.n);
        bool any = false;

        if (term.n == 0)
            return segment_damaged(first->segment, "an empty term", 0, m->err);
        memcpy(key, first->key.p, term.n);
        segment_writer_begin_term(m->writer, key[0], slice_drop(term, 1));
        for (size_t i = 0; i < m->count; i++) {
            if (m->inputs[i].at_end || !slice_equal(m->inputs[i].key, term))
                continue;
            TRY(copy_postings(m, &m->inputs[i], &any));
            TRY(step(m, &m->inputs[i]));
        }
        if (any)
            TRY(segment_writer_end_term(m->writer, m->err));
    }
    return OK;
}

static enum status merge_parts(struct merge *m, const struct deletions *deletions)
{
    docid next = 0;

    if (m->inputs == NULL || m->postings == NULL)
        return err_memory(m->err, "a merge");
    for (size_t i = 0; i < m->count; i++)
        TRY(copy_documents(m, &m->inputs[i], &deletions[i], &next));
    return merge_terms(m);
}

enum status merge_segments(struct segment *const *segments, const struct deletions *deletions,
                           size_t count, const char *path, size_t commit_bytes,
                           struct lmdb_walk *out, struct err *e)
{
    struct merge m = {.count = count, .err = e};
    enum status status;

    TRY(segment_writer_create(path, commit_bytes, &m.writer, e));
    buf_init(&m.scratch, (size_t)4 << 30);
    m.inputs = calloc(count, sizeof *m.inputs);
    m.postings = malloc(sizeof *m.postings);
    for (size_t i = 0; m.inputs != NULL && i < count; i++)
        m.inputs[i].segment = segments[i];
    status = merge_parts(&m, deletions);
    if (status == OK)
        status = segment_writer_finish(m.writer, out, e);
    else
        segment_writer_abandon(m.writer);
    for (size_t i = 0; m.inputs != NULL && i < count; i++)
        free(m.inputs[i].moved);
    free(m.inputs);
    free(m.postings);
    buf_release(&m.scratch);
    return status;
}
