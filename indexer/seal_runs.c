#include "indexer/seal_runs.h"

#include <stdlib.h>

/* Documents [first, end) and how often each form, then where each term's
 * occurrences, in them.                                                       */
struct seal_slice {
    struct pool_task task;
    struct seal_runs *seal;
    uint32_t first, end;
    uint32_t *counts;              /* by token; then, by rank: the next place in the run */
};

/* Zeroed memory that seal_runs_release frees. */
static bool make(uint32_t **out, uint64_t count)
{
    *out = calloc(count + 1, sizeof **out);
    return *out != NULL;
}

void seal_runs_release(struct seal_runs *s)
{
    uint32_t *all[] = {s->form_totals, s->form_capitals, s->form_ranks, s->terms, s->run_starts, s->form_starts,
                       s->form_order, s->runs, s->doc_starts, s->hints};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    for (unsigned i = 0; i < s->slice_count; i++)
        free(s->slices[i].counts);
    free(s->slices);
}

static void run_slices(struct seal_runs *s, struct pool *pool,
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
static bool place_docs(struct seal_runs *s, unsigned slice_count)
{
    const struct seal_docs *d = s->docs;
    uint64_t at = 0, per_slice = d->word_count / slice_count + 1;
    uint32_t next_hint = 0;

    s->slices = calloc(slice_count, sizeof *s->slices);
    if (s->slices == NULL || !make(&s->doc_starts, d->count) || !make(&s->hints, d->word_count / SEAL_HINT_WORDS + 1))
        return false;
    for (uint32_t i = 0; i < d->count; i++) {
        if (at >= s->slice_count * per_slice) {
            if (s->slice_count > 0)
                s->slices[s->slice_count - 1].end = i;
            s->slices[s->slice_count++] = (struct seal_slice){.seal = s, .first = i};
        }
        s->doc_starts[i] = (uint32_t)at;
        at += d->docs[i].word_count;
        for (; (uint64_t)next_hint * SEAL_HINT_WORDS < at; next_hint++)
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
    struct seal_slice *t = (struct seal_slice *)(void *)task;
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
static bool rank_terms(struct seal_runs *s)
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
                                  ? SEAL_NO_RANK
                                  : ranks[vocabulary_term_of(s->vocabulary, s->lang, form)] - 1;
    free(keys);
    free(ranks);
    return true;
}

/* counts[token] of a slice becomes counts[rank]: ranks are no more than forms, but
 * a rank's place may hold a form still to be read, so a second array takes them. */
static bool counts_by_rank(struct seal_runs *s, struct seal_slice *t)
{
    uint32_t *by_rank;

    if (!make(&by_rank, s->rank_count))
        return false;
    for (uint32_t form = 0; form < s->form_count; form++)
        if (s->form_ranks[form] != SEAL_NO_RANK)
            by_rank[s->form_ranks[form]] += t->counts[2 * form] + t->counts[2 * form + 1];
    free(t->counts);
    t->counts = by_rank;
    return true;
}

/* Where each term's run begins, and each slice's part of it. */
static bool place_runs(struct seal_runs *s)
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
        if (s->form_ranks[form] != SEAL_NO_RANK)
            s->form_starts[s->form_ranks[form] + 1]++;
    for (uint32_t rank = 0; rank < s->rank_count; rank++) {
        uint32_t count = s->form_starts[rank + 1];
        s->form_starts[rank + 1] = forms;
        forms += count;
    }
    for (uint32_t form = 0; form < s->form_count; form++)
        if (s->form_ranks[form] != SEAL_NO_RANK)
            s->form_order[s->form_starts[s->form_ranks[form] + 1]++] = form;
    return make(&s->runs, at);
}

static void scatter_slice(struct pool_task *task, unsigned worker)
{
    struct seal_slice *t = (struct seal_slice *)(void *)task;
    struct seal_runs *s = t->seal;

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

enum status seal_runs_make(struct seal_runs *s, struct pool *pool, struct err *e)
{
    unsigned threads = pool_threads(pool);

    s->form_count = vocabulary_form_count(s->vocabulary, s->lang);
    if (!place_docs(s, threads < SEAL_SLICES_MAX ? threads : SEAL_SLICES_MAX))
        return err_memory(e, "the documents");
    run_slices(s, pool, count_slice);
    if (!rank_terms(s) || !place_runs(s))
        return err_memory(e, "the terms");
    run_slices(s, pool, scatter_slice);
    return OK;
}
