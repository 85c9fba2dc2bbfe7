#include "searcher/expand.h"

#include "searcher/inflections.h"

/* The clause itself: a term, or a phrase of them; nothing where a word has none. */
static enum status add_typed(struct engine *g, enum lang lang, const struct clause *c,
                             struct variants *out, struct err *e)
{
    struct slice *terms = arena_alloc(out->arena, (c->word_count + 1) * sizeof *terms);

    if (terms == NULL)
        return err_memory(e, "terms");
    for (size_t i = 0; i < c->word_count; i++) {
        struct slice stem = analyzer_word(g->analyzer, lang, c->words[i]).stem;

        terms[i] = arena_copy(out->arena, stem);
        if (stem.n == 0)
            return OK;
    }
    return c->word_count == 0 ? OK : variants_add(out, terms, c->word_count, VARIANT_WHOLE,
                                                  VARIANT_WHOLE, VIA_EXACT, e);
}

static bool is_open(const struct clause *c)
{
    return c->word_count == 1 && !c->exact && !c->quoted && !c->wildcard;
}

enum status expand_clause(struct engine *g, enum lang lang, const struct query *q, size_t clause,
                          struct variants *out, struct err *e)
{
    const struct clause *c = &q->clauses[clause];

    TRY(add_typed(g, lang, c, out, e));
    if (is_open(c) && (g->expand & EXPAND_FORMS) != 0)
        TRY(inflections_add(g, lang, c->words[0], out, e));
    for (size_t i = 0; i < g->expander_count; i++)
        TRY(g->expanders[i].expand(g->expanders[i].context, g, lang, q, clause, out, e));
    return OK;
}
