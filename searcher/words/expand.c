#include "searcher/words/expand.h"

#include "searcher/words/compound_variants.h"
#include "searcher/words/inflections.h"
#include "searcher/words/fuzzy.h"
#include "searcher/words/lookup.h"
#include "searcher/words/name_partners.h"
#include "searcher/words/wildcards.h"
#include "searcher/words/writings.h"

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

/* Beside enum expand: parts of a compound need not stand together. */
#define PARTS_ALONE 32u

/* What the clause's word may stand for beside itself: bits of enum expand. What is
 * excluded is not so by a guess.                                              */
static unsigned openness(const struct engine *g, const struct query *q, const struct clause *c)
{
    unsigned what;

    if (c->word_count != 1 || c->exact || c->quoted || c->wildcard || c->fuzzy > 0)
        return 0;
    what = g->expand & (c->excluded ? EXPAND_FORMS | EXPAND_WRITINGS : EXPAND_ALL);
    return (what & EXPAND_PARTS) != 0 && q->side_by_side_any ? what | PARTS_ALONE : what;
}

/* Looks the variants up; keeps those that occur. */
static enum status look_up(struct engine *g, enum lang lang, struct variants *v, struct err *e)
{
    size_t kept = 0;

    for (size_t i = 0; i < v->count; i++) {
        TRY(lookup_passing(g, lang, v->arena, &v->items[i], e));
        if (v->items[i].df > 0)
            v->items[kept++] = v->items[i];
    }
    v->count = kept;
    return OK;
}

/* What a pattern fits, or a word that may be misspelt is like. */
static enum status add_expansions(const struct expansions *found, uint32_t tier, enum via via,
                                  struct variants *out, struct err *e)
{
    for (size_t i = 0; i < found->count; i++)
        TRY(variants_add(out, &found->terms[i].term, 1, VARIANT_WHOLE, tier, via, e));
    out->cut |= found->cut;
    return OK;
}

enum status expand_patterns(struct engine *g, enum lang lang, const struct query *q,
                            struct arena *arena, const struct expansions **out, struct err *e)
{
    struct wildcard *list;
    struct expansions *found;
    size_t count = 0;

    *out = NULL;
    for (size_t i = 0; i < q->clause_count; i++)
        count += q->clauses[i].wildcard;
    if (count == 0)
        return OK;
    list = arena_zalloc(arena, count, sizeof *list);
    *out = found = arena_zalloc(arena, q->clause_count, sizeof *found);
    if (list == NULL || found == NULL)
        return err_memory(e, "patterns");
    count = 0;
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i].wildcard)
            list[count++] = (struct wildcard){.pattern = q->clauses[i].words[0], .regex = q->clauses[i].regex};
    TRY(wildcards_find_all(g, lang, list, count, &g->effort.patterns_left, arena, e));
    count = 0;
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i].wildcard)
            found[i] = list[count++].found;
    return OK;
}

static enum status expand_fuzzy(struct engine *g, enum lang lang, const struct clause *c,
                                struct variants *out, struct err *e)
{
    const struct fuzzy_options options = {.edits = c->fuzzy, .terms_left = &g->effort.patterns_left};
    struct slice form = arena_copy(out->arena,
                                   analyzer_word(g->analyzer, lang, c->words[0]).form);
    struct expansions found;

    TRY(add_typed(g, lang, c, out, e));
    TRY(fuzzy_find(g, lang, form, &options, out->arena, &found, e));
    return add_expansions(&found, VARIANT_FUZZY_TIER, VIA_FUZZY, out, e);
}

/* Of names in other scripts. */
static uint32_t name_tier(const struct engine *g)
{
    return g->one_list ? VARIANT_WHOLE : VARIANT_NAME_TIER;
}

static enum status expand_word(struct engine *g, enum lang lang, const struct clause *c,
                               unsigned what, struct variants *out, struct err *e)
{
    struct slice word = c->words[0];
    uint64_t before = g->effort.looked_at, cost;

    if (word_cache_get(&g->words, lang, what, word, out, &cost)) {
        effort_spend_on_word(&g->effort, cost);
        return OK;
    }
    TRY(add_typed(g, lang, c, out, e));
    TRY(writings_add_marked(g, lang, c, out, e));
    if ((what & EXPAND_WRITINGS) != 0)
        TRY(writings_add(g, lang, c, out, e));
    if ((what & EXPAND_FORMS) != 0)
        TRY(inflections_add(g, lang, word, out, e));
    if ((what & EXPAND_PARTS) != 0)
        TRY(compound_variants_add(g, lang, word, (what & PARTS_ALONE) != 0, out, e));
    if ((what & EXPAND_NAMES) != 0)
        TRY(name_partners_add(g, lang, c, name_tier(g), out, e));
    TRY(look_up(g, lang, out, e));
    cost = g->effort.looked_at - before;
    effort_spend_on_word(&g->effort, cost);
    word_cache_put(&g->words, lang, what, word, out, cost, g->segment_count);
    return OK;
}

enum status expand_clause(struct engine *g, enum lang lang, const struct query *q, size_t clause,
                          const struct expansions *patterns, struct variants *out,
                          struct err *e)
{
    const struct clause *c = &q->clauses[clause];
    unsigned what = openness(g, q, c);
    bool spent = what != 0 && g->effort.words_left == 0;

    out->cut = spent;
    if (c->wildcard) {
        TRY(add_expansions(&patterns[clause], VARIANT_WHOLE, VIA_FORM, out, e));
    } else if (c->fuzzy > 0 && c->word_count == 1) {
        TRY(expand_fuzzy(g, lang, c, out, e));
    } else if (what != 0 && !spent) {
        TRY(expand_word(g, lang, c, what, out, e));
    } else {
        TRY(add_typed(g, lang, c, out, e));
        if (!spent)
            TRY(writings_add_marked(g, lang, c, out, e));
        if ((g->expand & EXPAND_WRITINGS) != 0)
            TRY(writings_add(g, lang, c, out, e));
        if ((g->expand & EXPAND_NAMES) != 0 && !spent)
            TRY(name_partners_add(g, lang, c, name_tier(g), out, e));
    }
    for (size_t i = 0; i < g->expander_count; i++)
        TRY(g->expanders[i].expand(g->expanders[i].context, g, lang, q, clause, out, e));
    for (size_t i = 0; i < out->count && (g->expand & EXPAND_EVEN) != 0; i++)
        out->items[i].weight = out->items[i].tier = VARIANT_WHOLE;
    return OK;
}
