#include "searcher/words/meant.h"

#include "searcher/run/guesses.h"
#include "searcher/run/plan.h"

/* A word that may be misspelt. */
struct doubt {
    struct slice typed;          /* in the query's text */
    struct suggestions found;
    bool is_rare;                /* the indexes have it */
    size_t at;                   /* the suggestion that is tried */
};

struct finder {
    struct engine *engine;
    const struct selection *selection;
    struct slice text;
    unsigned flags;
    const struct engine_options *options;
    struct arena *arena;
    struct meant *items;
    size_t count;
    size_t lost;                 /* words that are nowhere, and like none */
    struct err *err;
};

bool meant_is_plain(const struct clause *c)
{
    return c->kind == CLAUSE_WORDS && c->word_count == 1 && !c->excluded && !c->exact && !c->quoted
           && !c->wildcard && c->fuzzy == 0 && c->zones == 0;
}

/* Where the word stands in what was typed; .n is 0 where it is not as it was (bad bytes). */
static struct slice find_typed(const struct finder *f, struct slice word)
{
    for (size_t at = 0; word.n > 0 && at + word.n <= f->text.n; at++) {
        const uint8_t *p = f->text.p + at, *end = p + word.n;
        bool starts = at == 0 || slice_is_space(p[-1]) || p[-1] == '(' || p[-1] == '+' || p[-1] == ':';
        bool ends = at + word.n == f->text.n || slice_is_space(*end) || *end == ')' || *end == '^';

        if (starts && ends && memcmp(p, word.p, word.n) == 0)
            return slice_of(p, word.n);
    }
    return (struct slice){0};
}

/* The query with something else in the places of words, which stand in the order of the text. */
static struct slice replaced(const struct finder *f, const struct doubt *const *doubts, size_t count)
{
    struct buf text;
    struct slice copy;
    size_t from = 0;

    buf_init(&text, (size_t)2 * QUERY_MAX_BYTES);
    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)(doubts[i]->typed.p - f->text.p);

        buf_append(&text, f->text.p + from, at - from);
        buf_append_slice(&text, doubts[i]->found.items[doubts[i]->at].text);
        from = at + doubts[i]->typed.n;
    }
    buf_append_slice(&text, slice_drop(f->text, from));
    copy = arena_copy(f->arena, buf_slice(&text));
    buf_release(&text);
    return copy;
}

/* How many articles a query finds; 0 where it cannot be parsed any more. */
static enum status count_hits(struct finder *f, struct slice text, uint64_t *total)
{
    struct engine_options options = *f->options;
    struct results r;
    struct query q;

    options.count_only = true;
    options.no_relax = true;
    *total = 0;
    if (selection_parse(f->selection, f->engine, text, f->flags, f->arena, &q, NULL) != OK)
        return OK;
    TRY(engine_search(f->engine, &q, &options, f->arena, &r, f->err));
    *total = r.total;
    return OK;
}

/* Whether the query with these words replaced finds something; then they are told. */
static enum status try_one(struct finder *f, const struct doubt *const *doubts, size_t count, bool *has_hits)
{
    struct slice query = replaced(f, doubts, count);
    uint64_t total;

    if (query.n == 0)
        return err_memory(f->err, "suggestions");
    TRY(count_hits(f, query, &total));
    *has_hits = total > 0;
    for (size_t i = 0; i < count && total > 0; i++)
        f->items[f->count++] = (struct meant){
            .typed = doubts[i]->typed, .text = doubts[i]->found.items[doubts[i]->at].text,
            .is_rare = doubts[i]->is_rare, .query = query, .total = total};
    return OK;
}

/* Each suggestion for one word, the others as they are typed. */
static enum status try_alone(struct finder *f, struct doubt *d)
{
    size_t told = 0;

    for (d->at = 0; d->at < d->found.count && d->at < MEANT_TRIED_MAX && told < MEANT_MAX; d->at++) {
        bool has_hits = false;

        TRY(try_one(f, (const struct doubt *const[]){d}, 1, &has_hits));
        told += has_hits;
    }
    return OK;
}

/* The next choice of suggestions: those of later words change first. */
static bool next_choice(struct doubt *const *doubts, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        doubts[i]->at++;
        if (doubts[i]->at < doubts[i]->found.count && doubts[i]->at < MEANT_TOGETHER_OF_ONE)
            return true;
        doubts[i]->at = 0;
    }
    return false;
}

/* Where several words are wrong, none of them has hits beside the others: all at once. */
static enum status try_together(struct finder *f, struct doubt *all, size_t count)
{
    struct doubt *doubts[MEANT_WORDS_MAX];
    bool has_hits = false;

    for (size_t i = 0; i < count; i++) {
        all[i].at = 0;
        doubts[i] = &all[i];
    }
    for (size_t tries = 0; count > 1 && tries < MEANT_TOGETHER_MAX && !has_hits; tries++) {
        TRY(try_one(f, (const struct doubt *const *)doubts, count, &has_hits));
        if (!next_choice(doubts, count))
            break;
    }
    return OK;
}

/* Where nothing has hits together with words that no article has, the likeliest of each. */
static enum status tell_likeliest(struct finder *f, struct doubt *all, size_t count)
{
    const struct doubt *doubts[MEANT_WORDS_MAX];
    struct slice query;
    size_t lacking = 0;

    for (size_t i = 0; i < count; i++) {
        all[i].at = 0;
        if (!all[i].is_rare)
            doubts[lacking++] = &all[i];
    }
    if (lacking == 0 || lacking + f->lost < 2)
        return OK;
    query = replaced(f, doubts, lacking);
    for (size_t i = 0; i < lacking; i++)
        f->items[f->count++] = (struct meant){
            .typed = doubts[i]->typed, .text = doubts[i]->found.items[0].text, .query = query};
    return query.n > 0 ? OK : err_memory(f->err, "suggestions");
}

/* Nothing of the word is in any language. */
static bool is_nowhere(const struct results *r, size_t clause)
{
    for (size_t lang = 0; lang < LANG_COUNT; lang++)
        if (r->plans[lang].stats != NULL && r->plans[lang].stats[clause].variant_count > 0)
            return false;
    return true;
}

/* Keeps the doubts in the order of the text; a word that stands twice is one. */
static void insert(struct doubt *list, size_t *count, const struct doubt *d)
{
    size_t at = *count;

    for (size_t i = 0; i < *count; i++)
        if (list[i].typed.p == d->typed.p)
            return;
    for (; at > 0 && list[at - 1].typed.p > d->typed.p; at--)
        list[at] = list[at - 1];
    list[at] = *d;
    ++*count;
}

/* The words of the query that may be misspelt, with what may be meant: those that the indexes have,
 * or those that they lack.                                                      */
static enum status find_doubts(struct finder *f, const struct query *q, const struct results *r,
                               bool are_there, struct doubt *list, size_t *count)
{
    for (size_t i = 0; i < q->clause_count && *count < MEANT_WORDS_MAX; i++) {
        const struct clause *c = &q->clauses[i];
        struct doubt d = {.is_rare = are_there};

        if (!meant_is_plain(c) || guesses_unneeded(r, i) != are_there)
            continue;
        d.typed = find_typed(f, c->words[0]);
        if (d.typed.n == 0)
            continue;
        TRY(suggest_word(f->engine, d.typed, f->arena, &d.found, f->err));
        if (d.found.count > 0)
            insert(list, count, &d);
        else
            f->lost += is_nowhere(r, i);
    }
    return OK;
}

enum status meant_find(struct engine *g, const struct selection *s, struct slice text,
                       unsigned flags, const struct query *q, const struct results *r,
                       const struct engine_options *options, struct arena *arena,
                       struct meant **out, size_t *count, struct err *e)
{
    struct finder f = {.engine = g, .selection = s, .text = text, .flags = flags,
                       .options = options, .arena = arena, .err = e};
    struct doubt doubts[MEANT_WORDS_MAX];
    size_t doubt_count = 0;

    *count = 0;
    *out = f.items = arena_alloc(arena, MEANT_WORDS_MAX * MEANT_MAX * sizeof *f.items);
    if (f.items == NULL)
        return err_memory(e, "suggestions");
    if (q->clause_count > MEANT_CLAUSES_MAX)
        return OK;
    TRY(find_doubts(&f, q, r, false, doubts, &doubt_count));
    if (r->total == 0 || r->relaxed)
        TRY(find_doubts(&f, q, r, true, doubts, &doubt_count));
    for (size_t i = 0; i < doubt_count; i++)
        TRY(try_alone(&f, &doubts[i]));
    if (f.count == 0)
        TRY(try_together(&f, doubts, doubt_count));
    if (f.count == 0)
        TRY(tell_likeliest(&f, doubts, doubt_count));
    *count = f.count;
    return OK;
}
