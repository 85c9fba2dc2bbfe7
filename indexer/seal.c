#include "indexer/seal.h"

#include <stdlib.h>

#include "indexer/seal_runs.h"
#include "stemmers/name_key.h"
#include "stemmers/name_like.h"
#include "store/forms.h"
#include "store/names.h"

#define TASK_TOKENS (1u << 18)     /* occurrences that one task encodes, about */

/* Terms [first, end) by rank, encoded. */
struct encode_task {
    struct pool_task task;
    const struct seal_runs *runs;
    docid first_doc;
    uint32_t first, end;
    struct lists lists;
    struct buf heads;              /* struct list of each term */
    struct buf forms, form_ends;   /* payloads, where each ends (size_t) */
    struct buf positions, sorted_forms;
    struct buf names;              /* struct name_row of each, ranks rise */
    bool failed;
};

struct name_row {
    uint32_t rank;
    uint64_t key;
};

/* The zone that the word with this number is in. */
static uint32_t find_zone(const struct inverter_doc *d, uint32_t word)
{
    uint32_t first = 0, end = d->zone_count;

    while (first + 1 < end) {
        uint32_t middle = first + (end - first - 1) / 2;

        if (word < d->zones[middle].end)
            end = middle + 1;
        else
            first = middle + 1;
    }
    return first;
}

/* One document's occurrences in a run: positions, weighted tf; the place after. */
static const uint32_t *read_posting(const struct seal_runs *s, uint32_t doc, const uint32_t *at,
                                    const uint32_t *end, uint32_t *positions, uint32_t *tf,
                                    uint32_t *weighted)
{
    const struct inverter_doc *d = &s->docs->docs[doc];
    uint32_t first = s->doc_starts[doc], next = s->doc_starts[doc + 1];
    uint32_t zone = find_zone(d, *at - first), sum = 0, n = 0;

    for (; at < end && *at < next; at++) {
        uint32_t word = *at - first;

        while (word >= d->zones[zone].end)
            zone++;
        sum += d->zones[zone].weight;
        positions[n++] = word + zone * SEGMENT_ZONE_GAP;
    }
    *tf = n;
    *weighted = sum;
    return at;
}

static bool encode_run(struct encode_task *t, uint32_t rank)
{
    const struct seal_runs *s = t->runs;
    const uint32_t *at = s->runs + s->run_starts[rank], *end = s->runs + s->run_starts[rank + 1];
    uint32_t doc = 0;
    struct list list;

    lists_begin(&t->lists, &list);
    while (at < end) {
        uint32_t hint = s->hints[*at / SEAL_HINT_WORDS], tf, weighted, *positions;

        doc = hint > doc ? hint : doc;
        while (s->doc_starts[doc + 1] <= *at)
            doc++;
        buf_clear(&t->positions);
        positions = (uint32_t *)(void *)buf_reserve(
            &t->positions, sizeof *positions * s->docs->docs[doc].word_count);
        if (positions == NULL)
            return false;
        at = read_posting(s, doc, at, end, positions, &tf, &weighted);
        lists_add(&t->lists, &list, t->first_doc + doc, weighted, s->docs->docs[doc].length,
                  positions, tf);
    }
    lists_end(&t->lists, &list);
    buf_append(&t->heads, &list, sizeof list);
    return true;
}

static int compare_forms(const void *a, const void *b)
{
    const struct form_count *x = a, *y = b;
    return slice_compare(x->form, y->form);
}

/* The keys of the term's most frequent form that may be a name: its other forms sound alike
 * but for endings that keys leave out.                                         */
static void put_names(struct encode_task *t, uint32_t rank, const struct form_count *forms,
                      size_t form_count)
{
    const struct form_count *name = NULL;
    struct name_key keys[NAME_KEYS_MAX];
    size_t count;

    for (size_t i = 0; i < form_count; i++)
        if (name_like(t->runs->lang, forms[i].form, forms[i].occurrences, forms[i].capitals)
            && (name == NULL || forms[i].occurrences > name->occurrences))
            name = &forms[i];
    count = name == NULL ? 0 : name_keys(name->form, keys);
    for (size_t i = 0; i < count; i++) {
        struct name_row row = {rank, names_key(name_key_slice(&keys[i]))};
        buf_append(&t->names, &row, sizeof row);
    }
}

static void encode_forms(struct encode_task *t, uint32_t rank)
{
    const struct seal_runs *s = t->runs;
    struct slice term = vocabulary_term_bytes(s->vocabulary, s->lang, s->terms[rank]);
    struct form_count *forms;
    size_t count;

    buf_clear(&t->sorted_forms);
    for (uint32_t i = s->form_starts[rank]; i < s->form_starts[rank + 1]; i++) {
        struct form_count f = {vocabulary_form_bytes(s->vocabulary, s->lang, s->form_order[i]),
                               s->form_totals[s->form_order[i]],
                               s->form_capitals[s->form_order[i]]};
        buf_append(&t->sorted_forms, &f, sizeof f);
    }
    if (!buf_ok(&t->sorted_forms))
        return;
    forms = (struct form_count *)(void *)t->sorted_forms.p;
    count = t->sorted_forms.n / sizeof *forms;
    qsort(forms, count, sizeof *forms, compare_forms);
    forms_encode(term, forms, count, &t->forms);
    put_names(t, rank, forms, count);
    buf_append(&t->form_ends, &t->forms.n, sizeof t->forms.n);
}

static void encode(struct pool_task *task, unsigned worker)
{
    struct encode_task *t = (struct encode_task *)(void *)task;

    (void)worker;
    lists_clear(&t->lists);
    buf_clear(&t->heads);
    buf_clear(&t->forms);
    buf_clear(&t->form_ends);
    buf_clear(&t->names);
    t->failed = false;
    for (uint32_t rank = t->first; rank < t->end && !t->failed; rank++) {
        t->failed = !encode_run(t, rank);
        encode_forms(t, rank);
    }
    t->failed = t->failed || !lists_ok(&t->lists) || !buf_ok(&t->heads) || !buf_ok(&t->forms)
                || !buf_ok(&t->form_ends) || !buf_ok(&t->sorted_forms)
                || !buf_ok(&t->names);
}

static enum status write_terms(struct encode_task *t, struct segment_writer *w, struct err *e)
{
    const struct list *lists = (const struct list *)(const void *)t->heads.p;
    const size_t *ends = (const size_t *)(const void *)t->form_ends.p;
    const struct name_row *name = (const struct name_row *)(const void *)t->names.p;
    const struct name_row *names_end = name + t->names.n / sizeof *name;
    const struct seal_runs *s = t->runs;
    size_t from = 0;

    if (t->failed)
        return err_memory(e, "postings");
    for (uint32_t i = 0; i < t->end - t->first; i++) {
        struct slice term = vocabulary_term_bytes(s->vocabulary, s->lang, s->terms[t->first + i]);

        TRY(segment_writer_term(w, (uint8_t)s->lang, term, &t->lists, &lists[i],
                                slice_of(t->forms.p + from, ends[i] - from), e));
        from = ends[i];
        for (; name < names_end && name->rank == t->first + i; name++)
            TRY(segment_writer_name(w, (uint8_t)s->lang, name->key, segment_writer_term_number(w), e));
    }
    return OK;
}

static void init_task(struct encode_task *t, const struct seal_runs *s, docid first_doc)
{
    *t = (struct encode_task){.task = {.run = encode}, .runs = s, .first_doc = first_doc};
    lists_init(&t->lists);
    buf_init(&t->heads, (size_t)1 << 32);
    buf_init(&t->forms, (size_t)1 << 32);
    buf_init(&t->form_ends, (size_t)1 << 32);
    buf_init(&t->positions, (size_t)1 << 33);
    buf_init(&t->sorted_forms, (size_t)1 << 32);
    buf_init(&t->names, (size_t)1 << 32);
}

static void release_task(struct encode_task *t)
{
    lists_release(&t->lists);
    buf_release(&t->heads);
    buf_release(&t->forms);
    buf_release(&t->form_ends);
    buf_release(&t->positions);
    buf_release(&t->sorted_forms);
    buf_release(&t->names);
}

/* Gives the task the next ranks, of TASK_TOKENS occurrences; false at the end. */
static bool assign(struct encode_task *t, uint32_t *next)
{
    const struct seal_runs *s = t->runs;

    if (*next == s->rank_count)
        return false;
    t->first = (*next)++;
    while (*next < s->rank_count && s->run_starts[*next] - s->run_starts[t->first] < TASK_TOKENS)
        ++*next;
    t->end = *next;
    return true;
}

/* Tasks encode side by side; the terms are written in order. */
static enum status encode_all(const struct seal_runs *s, struct pool *pool, struct segment_writer *w,
                              struct err *e)
{
    size_t count = pool_threads(pool) == 1 ? 1 : pool_threads(pool) * 2;
    struct encode_task *tasks = malloc(count * sizeof *tasks);
    enum status status = OK;
    struct pool_task *done;
    uint32_t next = 0;

    if (tasks == NULL)
        return err_memory(e, "postings");
    for (size_t i = 0; i < count; i++) {
        init_task(&tasks[i], s, segment_writer_first(w, (uint8_t)s->lang));
        if (assign(&tasks[i], &next))
            pool_submit(pool, &tasks[i].task);
    }
    while ((done = pool_take(pool)) != NULL) {
        struct encode_task *t = (struct encode_task *)(void *)done;

        if (status == OK)
            status = write_terms(t, w, e);
        if (status == OK && assign(t, &next))
            pool_submit(pool, &t->task);
    }
    for (size_t i = 0; i < count; i++)
        release_task(&tasks[i]);
    free(tasks);
    return status;
}

enum status seal_language(const struct seal_docs *docs, enum lang lang,
                          const struct vocabulary *vocabulary, struct pool *pool,
                          struct segment_writer *w, struct err *e)
{
    struct seal_runs runs = {.docs = docs, .lang = lang, .vocabulary = vocabulary};
    enum status status = seal_runs_make(&runs, pool, e);

    if (status == OK)
        status = encode_all(&runs, pool, w, e);
    seal_runs_release(&runs);
    return status;
}
