#include "indexer/seal.h"

#include <stdlib.h>

#include "stemmers/name_key.h"
#include "stemmers/name_like.h"
#include "store/forms.h"
#include "store/names.h"

#define SLICES_MAX 16u
#define TASK_TOKENS (1u << 18)     /* occurrences that one task encodes, about */
#define HINT_TOKENS 128u
#define NO_RANK UINT32_MAX
/* Documents [first, end) and how often each form, then where each term's
 * occurrences, in them.                                                       */
struct slice_task {
    struct pool_task task;
    struct seal *seal;
    uint32_t first, end;
    uint32_t *counts;              /* by token; then, by rank: the next place in the run */
};

/* Terms [first, end) by rank, encoded. */
struct encode_task {
    struct pool_task task;
    struct seal *seal;
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

struct seal {
    const struct seal_docs *docs;
    docid first_doc;
    enum lang lang;
    const struct vocabulary *vocabulary;
    uint32_t form_count, rank_count;
    uint32_t *form_totals;         /* occurrences of a form */
    uint32_t *form_capitals;       /* of these, those that begin with a capital */
    uint32_t *form_ranks;          /* rank of its term; NO_RANK: it does not occur */
    uint32_t *terms;               /* number of the term of a rank */
    uint32_t *run_starts;          /* of each rank, and the end */
    uint32_t *form_starts;         /* of each rank in form_order, and the end */
    uint32_t *form_order;
    uint32_t *runs;                /* the occurrences, sorted by term */
    uint32_t *doc_starts;          /* first word of each document, and the end */
    uint32_t *hints;               /* document of every HINT_TOKENS-th word */
    struct slice_task slices[SLICES_MAX];
    unsigned slice_count;
    struct err *err;
};

/* Zeroed memory that seal_release frees. */
static bool make(uint32_t **out, uint64_t count)
{
    *out = calloc(count + 1, sizeof **out);
    return *out != NULL;
}

static void release(struct seal *s)
{
    uint32_t *all[] = {s->form_totals, s->form_capitals, s->form_ranks, s->terms, s->run_starts, s->form_starts,
                       s->form_order, s->runs, s->doc_starts, s->hints};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    for (unsigned i = 0; i < s->slice_count; i++)
        free(s->slices[i].counts);
}

static void run_slices(struct seal *s, struct pool *pool,
                       void (*run)(struct pool_task *, unsigned))
{
    for (unsigned i = 0; i < s->slice_count; i++) {
        s->slices[i].task.run = run;
        pool_submit(pool, &s->slices[i].task);
    }
    while (pool_take(pool) != NULL)
        ;
}

/* Where documents begin among the words; slices of about as many words each. */
static bool place_docs(struct seal *s, unsigned slice_count)
{
    const struct seal_docs *d = s->docs;
    uint64_t at = 0, per_slice = d->word_count / slice_count + 1;
    uint32_t next_hint = 0;

    if (!make(&s->doc_starts, d->count) || !make(&s->hints, d->word_count / HINT_TOKENS + 1))
        return false;
    for (uint32_t i = 0; i < d->count; i++) {
        if (at >= s->slice_count * per_slice) {
            if (s->slice_count > 0)
                s->slices[s->slice_count - 1].end = i;
            s->slices[s->slice_count++] = (struct slice_task){.seal = s, .first = i};
        }
        s->doc_starts[i] = (uint32_t)at;
        at += d->docs[i].word_count;
        for (; (uint64_t)next_hint * HINT_TOKENS < at; next_hint++)
            s->hints[next_hint] = i;
    }
    s->doc_starts[d->count] = (uint32_t)at;
    s->slices[s->slice_count - 1].end = d->count;
    for (unsigned i = 0; i < s->slice_count; i++)
        if (!make(&s->slices[i].counts, 2 * (uint64_t)s->form_count))
            return false;
    return true;
}

static void count_slice(struct pool_task *task, unsigned worker)
{
    struct slice_task *t = (struct slice_task *)(void *)task;
    const struct inverter_doc *docs = t->seal->docs->docs;

    (void)worker;
    for (uint32_t i = t->first; i < t->end; i++)
        for (uint32_t k = 0; k < docs[i].token_count; k++) {
            uint32_t token = docs[i].tokens[k];

            if (token < VOCABULARY_NO_TERM)
                t->counts[token]++;
            else if (token != VOCABULARY_NO_TERM)
                t->counts[token & ~INVERTER_EXTRA]++;
        }
}

/* Terms sort by their first 16 bytes as two numbers; the rest decides rarely. */
struct sort_key {
    uint64_t high, low;
    struct slice rest;
    uint32_t term;
};

static uint64_t load_prefix(const uint8_t *p, size_t n)
{
    uint8_t bytes[8] = {0};
    uint64_t v = 0;

    memcpy(bytes, p, n < 8 ? n : 8);
    for (size_t i = 0; i < 8; i++)
        v = v << 8 | bytes[i];
    return v;
}

static struct sort_key key_of(struct slice term, uint32_t number)
{
    struct sort_key k = {.high = load_prefix(term.p, term.n), .rest = term, .term = number};

    if (term.n > 8)
        k.low = load_prefix(term.p + 8, term.n - 8);
    return k;
}

static int compare_keys(const void *a, const void *b)
{
    const struct sort_key *x = a, *y = b;

    if (x->high != y->high)
        return x->high < y->high ? -1 : 1;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return slice_compare(x->rest, y->rest);
}

/* Ranks the terms that occur; their forms get the rank. */
static bool rank_terms(struct seal *s)
{
    uint32_t term_count = vocabulary_term_count(s->vocabulary, s->lang);
    struct sort_key *keys;
    uint32_t *ranks = NULL;      /* by term: 0 or rank + 1 */

    if (!make(&ranks, term_count) || !make(&s->form_totals, s->form_count)
        || !make(&s->form_capitals, s->form_count) || !make(&s->form_ranks, s->form_count)) {
        free(ranks);
        return false;
    }
    for (uint32_t form = 0; form < s->form_count; form++) {
        for (unsigned i = 0; i < s->slice_count; i++)
            s->form_capitals[form] += s->slices[i].counts[2 * form + 1];
        s->form_totals[form] = s->form_capitals[form];
        for (unsigned i = 0; i < s->slice_count; i++)
            s->form_totals[form] += s->slices[i].counts[2 * form];
        if (s->form_totals[form] > 0) {
            uint32_t *rank = &ranks[vocabulary_term_of(s->vocabulary, s->lang, form)];
            s->rank_count += *rank == 0;
            *rank = 1;
        }
    }
    keys = malloc(((size_t)s->rank_count + 1) * sizeof *keys);
    if (keys == NULL || !make(&s->terms, s->rank_count)) {
        free(keys);
        free(ranks);
        return false;
    }
    for (uint32_t term = 0, i = 0; term < term_count; term++)
        if (ranks[term] != 0)
            keys[i++] = key_of(vocabulary_term_bytes(s->vocabulary, s->lang, term), term);
    qsort(keys, s->rank_count, sizeof *keys, compare_keys);
    for (uint32_t i = 0; i < s->rank_count; i++) {
        s->terms[i] = keys[i].term;
        ranks[keys[i].term] = i + 1;
    }
    for (uint32_t form = 0; form < s->form_count; form++)
        s->form_ranks[form] = s->form_totals[form] == 0
                                  ? NO_RANK
                                  : ranks[vocabulary_term_of(s->vocabulary, s->lang, form)] - 1;
    free(keys);
    free(ranks);
    return true;
}

/* counts[token] of a slice becomes counts[rank]: ranks are no more than forms, but
 * a rank's place may hold a form still to be read, so a second array takes them. */
static bool counts_by_rank(struct seal *s, struct slice_task *t)
{
    uint32_t *by_rank;

    if (!make(&by_rank, s->rank_count))
        return false;
    for (uint32_t form = 0; form < s->form_count; form++)
        if (s->form_ranks[form] != NO_RANK)
            by_rank[s->form_ranks[form]] += t->counts[2 * form] + t->counts[2 * form + 1];
    free(t->counts);
    t->counts = by_rank;
    return true;
}

/* Where each term's run begins, and each slice's part of it. */
static bool place_runs(struct seal *s)
{
    uint32_t at = 0, forms = 0;

    for (unsigned i = 0; i < s->slice_count; i++)
        if (!counts_by_rank(s, &s->slices[i]))
            return false;
    if (!make(&s->run_starts, s->rank_count) || !make(&s->form_starts, s->rank_count + 1)
        || !make(&s->form_order, s->form_count))
        return false;
    for (uint32_t rank = 0; rank < s->rank_count; rank++) {
        s->run_starts[rank] = at;
        for (unsigned i = 0; i < s->slice_count; i++) {
            uint32_t count = s->slices[i].counts[rank];
            s->slices[i].counts[rank] = at;
            at += count;
        }
    }
    s->run_starts[s->rank_count] = at;
    /* forms by rank: counted one place ahead, so that starts are left behind */
    for (uint32_t form = 0; form < s->form_count; form++)
        if (s->form_ranks[form] != NO_RANK)
            s->form_starts[s->form_ranks[form] + 1]++;
    for (uint32_t rank = 0; rank < s->rank_count; rank++) {
        uint32_t count = s->form_starts[rank + 1];
        s->form_starts[rank + 1] = forms;
        forms += count;
    }
    for (uint32_t form = 0; form < s->form_count; form++)
        if (s->form_ranks[form] != NO_RANK)
            s->form_order[s->form_starts[s->form_ranks[form] + 1]++] = form;
    return make(&s->runs, at);
}

static void scatter_slice(struct pool_task *task, unsigned worker)
{
    struct slice_task *t = (struct slice_task *)(void *)task;
    struct seal *s = t->seal;

    (void)worker;
    for (uint32_t i = t->first; i < t->end; i++) {
        const struct inverter_doc *d = &s->docs->docs[i];
        uint32_t at = s->doc_starts[i];

        for (uint32_t k = 0; k < d->token_count; k++) {
            uint32_t token = d->tokens[k];

            if (token < VOCABULARY_NO_TERM)
                s->runs[t->counts[s->form_ranks[vocabulary_token_form(token)]]++] = at++;
            else if (token == VOCABULARY_NO_TERM)
                at++;
            else
                s->runs[t->counts[s->form_ranks[vocabulary_token_form(
                    token & ~INVERTER_EXTRA)]]++] = at;
        }
    }
}

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
static const uint32_t *read_posting(const struct seal *s, uint32_t doc, const uint32_t *at,
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
    const struct seal *s = t->seal;
    const uint32_t *at = s->runs + s->run_starts[rank], *end = s->runs + s->run_starts[rank + 1];
    uint32_t doc = 0;
    struct list list;

    lists_begin(&t->lists, &list);
    while (at < end) {
        uint32_t hint = s->hints[*at / HINT_TOKENS], tf, weighted, *positions;

        doc = hint > doc ? hint : doc;
        while (s->doc_starts[doc + 1] <= *at)
            doc++;
        buf_clear(&t->positions);
        positions = (uint32_t *)(void *)buf_reserve(
            &t->positions, sizeof *positions * s->docs->docs[doc].word_count);
        if (positions == NULL)
            return false;
        at = read_posting(s, doc, at, end, positions, &tf, &weighted);
        lists_add(&t->lists, &list, s->first_doc + doc, weighted, s->docs->docs[doc].length,
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
        if (name_like(t->seal->lang, forms[i].form, forms[i].occurrences, forms[i].capitals)
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
    const struct seal *s = t->seal;
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
    const struct seal *s = t->seal;
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

static void init_task(struct encode_task *t, struct seal *s)
{
    *t = (struct encode_task){.task = {.run = encode}, .seal = s};
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
    const struct seal *s = t->seal;

    if (*next == s->rank_count)
        return false;
    t->first = (*next)++;
    while (*next < s->rank_count && s->run_starts[*next] - s->run_starts[t->first] < TASK_TOKENS)
        ++*next;
    t->end = *next;
    return true;
}

/* Tasks encode side by side; the terms are written in order. */
static enum status encode_all(struct seal *s, struct pool *pool, struct segment_writer *w,
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
        init_task(&tasks[i], s);
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
    struct seal s = {.docs = docs, .first_doc = segment_writer_first(w, (uint8_t)lang),
                     .lang = lang, .vocabulary = vocabulary,
                     .form_count = vocabulary_form_count(vocabulary, lang), .err = e};
    unsigned slices = pool_threads(pool) < SLICES_MAX ? pool_threads(pool) : SLICES_MAX;
    enum status status = OK;

    if (place_docs(&s, slices)) {
        run_slices(&s, pool, count_slice);
        if (rank_terms(&s) && place_runs(&s)) {
            run_slices(&s, pool, scatter_slice);
            status = encode_all(&s, pool, w, e);
        } else {
            status = err_memory(e, "the terms");
        }
    } else {
        status = err_memory(e, "the documents");
    }
    release(&s);
    return status;
}
