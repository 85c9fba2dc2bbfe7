#include "searcher/words/meant.h"

#include "searcher/run/plan.h"

struct finder {
    struct engine *engine;
    const struct selection *selection;
    struct slice text;
    unsigned flags;
    const struct engine_options *options;
    struct arena *arena;
    struct meant *items;
    size_t count;
    struct err *err;
};

/* A word as it is typed, without operators of its own. */
static bool is_plain(const struct clause *c)
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

/* The query with something else in the place of a word. */
static struct slice replaced(const struct finder *f, struct slice typed, struct slice by)
{
    struct buf text;
    struct slice copy;
    size_t at = (size_t)(typed.p - f->text.p);

    buf_init(&text, (size_t)2 * QUERY_MAX_BYTES);
    buf_append(&text, f->text.p, at);
    buf_append_slice(&text, by);
    buf_append(&text, typed.p + typed.n, f->text.n - at - typed.n);
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

static enum status try_all(struct finder *f, struct slice typed, const struct suggestions *found)
{
    size_t told = 0;

    for (size_t i = 0; i < found->count && i < MEANT_TRIED_MAX && told < MEANT_MAX; i++) {
        struct meant m = {.typed = typed, .text = found->items[i].text};

        m.query = replaced(f, typed, m.text);
        if (m.query.n == 0)
            return err_memory(f->err, "suggestions");
        TRY(count_hits(f, m.query, &m.total));
        if (m.total == 0)
            continue;
        f->items[f->count++] = m;
        told++;
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
    size_t words = 0;

    *count = 0;
    *out = f.items = arena_alloc(arena, MEANT_WORDS_MAX * MEANT_MAX * sizeof *f.items);
    if (f.items == NULL)
        return err_memory(e, "suggestions");
    if (q->clause_count > MEANT_CLAUSES_MAX)
        return OK;
    for (size_t i = 0; i < q->clause_count && words < MEANT_WORDS_MAX; i++) {
        const struct clause *c = &q->clauses[i];
        struct slice typed = is_plain(c) && !engine_is_sure(r, i) ? find_typed(&f, c->words[0])
                                                                  : (struct slice){0};
        struct suggestions found;

        if (typed.n == 0)
            continue;
        words++;
        TRY(suggest_word(g, typed, arena, &found, e));
        TRY(try_all(&f, typed, &found));
    }
    *count = f.count;
    return OK;
}
