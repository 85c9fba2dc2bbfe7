#include "store/merge.h"

#include <stdlib.h>

#include "store/forms_union.h"
#include "store/names_merge.h"
#include "store/segment_writer.h"

#define FORGET_BYTES ((size_t)2 << 20)
#define LIST_BYTES_MOST ((size_t)1 << 20)    /* of a list that are held */

/* The skips of a list in every document fit in a record: blocks have 64 documents
 * at least.                                                                   */
#define DOCS_MOST (2u << 20)

/* Where the run of like segments begins that ends before `end`. */
static size_t run_first(const uint32_t *live_counts, size_t end)
{
    uint64_t sum = live_counts[end - 1], most = sum;
    size_t first = end - 1;

    while (first > 0 && 2 * (uint64_t)live_counts[first - 1] <= 3 * most
           && sum + live_counts[first - 1] <= DOCS_MOST) {
        uint32_t live = live_counts[--first];
        sum += live;
        most = live > most ? live : most;
    }
    return first;
}

size_t merge_choose(const uint32_t *live_counts, size_t count, size_t *out_count)
{
    for (size_t end = count; end >= MERGE_LEAST; end--) {
        size_t first = run_first(live_counts, end);

        *out_count = end - first;
        if (*out_count >= MERGE_LEAST)
            return first;
    }
    *out_count = 0;
    return count;
}

size_t merge_fitting(const uint32_t *live_counts, size_t first, size_t count)
{
    uint64_t sum = live_counts[first];
    size_t end = first + 1;

    while (end < count && sum + live_counts[end] <= DOCS_MOST)
        sum += live_counts[end++];
    return end - first;
}

/* One input: where its documents went, and its place in its dictionary. */
struct input {
    struct segment *segment;
    docid *moved;                 /* DOC_END: deleted */
    uint32_t *dicts;              /* number there -> number here */
    struct table_cursor cursor;
    struct slice key, payload;
    bool at_end;
    uint32_t *terms;              /* number there -> number here; NAMES_TERM_GONE: no live document has it */
    uint32_t term_capacity;
};

struct merge {
    struct input *inputs;
    size_t count;
    struct segment_writer *writer;
    struct postings *postings;
    struct lists lists;
    struct forms_union forms;     /* of the open term */
    struct buf forms_payload;
    size_t unforgotten;           /* bytes written since the inputs' pages were given back */
    const atomic_bool *stopping;
    struct err *err;
};

static enum status open_input(struct merge *m, struct input *in)
{
    uint32_t count = segment_dict_count(in->segment);

    in->dicts = calloc((size_t)count + 1, sizeof *in->dicts);
    in->moved = malloc(((size_t)in->segment->header.doc_count + 1) * sizeof *in->moved);
    if (in->dicts == NULL || in->moved == NULL)
        return err_memory(m->err, "a merge");
    for (uint32_t i = 1; i <= count; i++) {
        struct slice bytes;
        uint8_t lang;

        TRY(segment_dict(in->segment, i, &lang, &bytes, m->err));
        TRY(segment_writer_dict(m->writer, lang, bytes, &in->dicts[i], m->err));
    }
    return OK;
}

/* The pages of the inputs that were read do not pile up in memory. */
static void note_written(struct merge *m, size_t bytes)
{
    m->unforgotten += bytes;
    if (m->unforgotten < FORGET_BYTES)
        return;
    m->unforgotten = 0;
    for (size_t i = 0; i < m->count; i++)
        lmdb_forget(m->inputs[i].segment->file);
}

/* The documents of one language. Compressed texts are copied as they are. */
static enum status copy_documents(struct merge *m, struct input *in, uint8_t lang, docid *next)
{
    docid first = segment_lang_first(in->segment, lang);
    docid end = first + in->segment->header.langs[lang].doc_count;

    for (docid doc = first; doc < end; doc++) {
        struct document document;
        struct slice frame;
        uint32_t dict;

        in->moved[doc] = DOC_END;
        if (segment_is_deleted(in->segment, doc))
            continue;
        if (atomic_load(m->stopping))
            return E_STOPPED;
        TRY(segment_document(in->segment, doc, &document, m->err));
        TRY(segment_frame(in->segment, doc, &frame, &dict, m->err));
        if (dict > segment_dict_count(in->segment) || document.lang != lang)
            return segment_damaged(in->segment, "wrong record of document", doc, m->err);
        TRY(segment_writer_document(m->writer, &document, m->err));
        TRY(segment_writer_text(m->writer, *next, &document, frame, in->dicts[dict], m->err));
        in->moved[doc] = (*next)++;
        note_written(m, frame.n);
    }
    return OK;
}

static enum status step(struct merge *m, struct input *in)
{
    enum status status = table_next(&in->cursor, &in->key, &in->payload, m->err);

    in->at_end = status == E_NOT_FOUND;
    return in->at_end ? OK : status;
}

/* A long list is written bit by bit. */
static enum status note_list(struct merge *m, struct list *list)
{
    size_t bytes = m->lists.docs.n + m->lists.positions.n;

    if (bytes < LIST_BYTES_MOST)
        return OK;
    if (!lists_ok(&m->lists))
        return err_memory(m->err, "postings");
    note_written(m, bytes);
    return segment_writer_blocks(m->writer, &m->lists, list, m->err);
}

/* Whether the block's documents are all there and their gaps as they were. */
static bool moves_as_one(const struct input *in, const struct postings *p)
{
    docid first = p->docs[0], last = p->docs[p->count - 1];

    return in->moved[first] != DOC_END && in->moved[last] != DOC_END
           && in->moved[last] - in->moved[first] == last - first;
}

static enum status copy_postings(struct merge *m, struct input *in, const struct term_info *info,
                                 struct list *list)
{
    struct postings *p = m->postings;

    TRY(postings_open_unbound(p, in->segment, info, m->err));
    while (postings_next(p) != DOC_END) {
        docid moved = in->moved[p->doc];

        if (p->at == 0 && moves_as_one(in, p))
            TRY(lists_add_block(&m->lists, list, p, moved - p->doc));
        else if (moved != DOC_END)
            TRY(lists_add_posting(&m->lists, list, p, moved));
        TRY(note_list(m, list));
    }
    return postings_status(p);
}

static enum status copy_forms(struct merge *m, struct input *in, const struct term_info *info)
{
    enum status status = forms_union_add(&m->forms, slice_drop(in->key, 1), info->forms, info->cf);

    if (status == E_CORRUPT)
        return segment_damaged(in->segment, "wrong forms of a term", 0, m->err);
    return status == OK ? OK : err_memory(m->err, "forms");
}

static enum status join_forms(struct merge *m, struct slice term, struct slice *out)
{
    size_t count;
    const struct form_count *forms = forms_union_join(&m->forms, &count);

    buf_clear(&m->forms_payload);
    forms_encode(term, forms, count, &m->forms_payload);
    *out = buf_slice(&m->forms_payload);
    return buf_ok(&m->forms_payload) ? OK : err_memory(m->err, "forms");
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

/* The term that an input is on has this number in the result. */
static enum status note_term(struct merge *m, struct input *in, uint32_t number)
{
    uint32_t old = table_number(&in->cursor);

    if (old >= in->term_capacity) {
        uint32_t capacity = old + old / 2 + 1024;
        uint32_t *terms = realloc(in->terms, capacity * sizeof *terms);

        if (terms == NULL)
            return err_memory(m->err, "terms");
        memset(terms + in->term_capacity, 0xff, (capacity - in->term_capacity) * sizeof *terms);
        in->terms = terms;
        in->term_capacity = capacity;
    }
    in->terms[old] = number;
    return OK;
}

/* Writes the merged term; the inputs that have it go on. */
static enum status put_term(struct merge *m, struct slice key, const struct list *list)
{
    struct slice term = slice_drop(key, 1), forms;
    uint32_t number = NAMES_TERM_GONE;

    if (list->df > 0) {
        TRY(join_forms(m, term, &forms));
        TRY(segment_writer_term(m->writer, key.p[0], term, &m->lists, list, forms, m->err));
        number = segment_writer_term_number(m->writer);
    }
    for (size_t i = 0; i < m->count; i++) {
        struct input *in = &m->inputs[i];

        if (in->at_end || !slice_equal(in->key, key))
            continue;
        TRY(note_term(m, in, number));
        TRY(step(m, in));
    }
    return OK;
}

/* A term's lists one after the other; it goes where no live document has it. */
static enum status merge_term(struct merge *m, struct slice key)
{
    struct list list;

    lists_clear(&m->lists);
    lists_begin(&m->lists, &list);
    forms_union_clear(&m->forms);
    for (size_t i = 0; i < m->count; i++) {
        struct input *in = &m->inputs[i];
        struct term_info info;

        if (in->at_end || !slice_equal(in->key, key))
            continue;
        if (!postings_read_info(in->payload, &info))
            return segment_damaged(in->segment, "wrong record of a term", 0, m->err);
        TRY(copy_postings(m, in, &info, &list));
        TRY(copy_forms(m, in, &info));
    }
    lists_end(&m->lists, &list);
    if (!lists_ok(&m->lists))
        return err_memory(m->err, "postings");
    note_written(m, m->lists.docs.n + m->lists.positions.n);
    return put_term(m, key, &list);
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

        if (term.n == 0)
            return segment_damaged(first->segment, "an empty term", 0, m->err);
        memcpy(key, first->key.p, term.n);
        if (atomic_load(m->stopping))
            return E_STOPPED;
        TRY(merge_term(m, slice_of(key, term.n)));
    }
    return OK;
}

/* The names of all inputs, whose terms have other numbers now. */
static enum status merge_names(struct merge *m)
{
    const struct table_sink sink = segment_writer_names(m->writer);
    struct names_input *inputs = calloc(m->count, sizeof *inputs);
    enum status status;

    if (inputs == NULL)
        return err_memory(m->err, "names");
    for (size_t i = 0; i < m->count; i++)
        inputs[i] = (struct names_input){&m->inputs[i].segment->names, m->inputs[i].terms,
                                         m->inputs[i].term_capacity};
    status = names_merge(inputs, m->count, &sink, m->err);
    free(inputs);
    return status;
}

static enum status merge_parts(struct merge *m, docid *next)
{
    if (m->inputs == NULL || m->postings == NULL)
        return err_memory(m->err, "a merge");
    for (size_t i = 0; i < m->count; i++)
        TRY(open_input(m, &m->inputs[i]));
    for (uint8_t lang = 0; lang < SEGMENT_LANG_COUNT; lang++)
        for (size_t i = 0; i < m->count; i++)
            TRY(copy_documents(m, &m->inputs[i], lang, next));
    TRY(segment_writer_number(m->writer, m->err));
    TRY(merge_terms(m));
    return merge_names(m);
}

void merge_moves_release(struct merge_moves *m, size_t input_count)
{
    for (size_t i = 0; m->moved != NULL && i < input_count; i++)
        free(m->moved[i]);
    free(m->moved);
    *m = (struct merge_moves){.doc_count = 0};
}

static void release(struct merge *m, struct merge_moves *moves)
{
    for (size_t i = 0; m->inputs != NULL && i < m->count; i++) {
        free(m->inputs[i].dicts);
        free(m->inputs[i].terms);
        moves->moved[i] = m->inputs[i].moved;
    }
    free(m->inputs);
    free(m->postings);
    forms_union_release(&m->forms);
    buf_release(&m->forms_payload);
    lists_release(&m->lists);
}

enum status merge_segments(struct segment *const *segments, size_t count, const char *path,
                           size_t commit_bytes, const atomic_bool *stopping,
                           struct merge_moves *moves, struct lmdb_walk *out, struct err *e)
{
    struct merge m = {.count = count, .stopping = stopping, .err = e};
    enum status status;

    *moves = (struct merge_moves){.moved = calloc(count, sizeof *moves->moved)};
    if (moves->moved == NULL)
        return err_memory(e, "a merge");
    TRY(segment_writer_create(path, commit_bytes, &m.writer, e));
    forms_union_init(&m.forms);
    buf_init(&m.forms_payload, (size_t)1 << 20);
    lists_init(&m.lists);
    m.inputs = calloc(count, sizeof *m.inputs);
    m.postings = malloc(sizeof *m.postings);
    for (size_t i = 0; m.inputs != NULL && i < count; i++)
        m.inputs[i].segment = segments[i];
    status = merge_parts(&m, &moves->doc_count);
    if (status == OK)
        status = segment_writer_finish(m.writer, out, e);
    else
        segment_writer_abandon(m.writer);
    release(&m, moves);
    return status;
}
