#include "searcher/across/translate_expand.h"

#include "searcher/run/plan.h"
#include "searcher/across/translate_cognates.h"
#include "searcher/across/translate_compounds.h"
#include "searcher/words/lookup.h"
#include "searcher/words/name_partners.h"

static uint64_t df_of_terms(void *context, enum lang lang, const struct slice *terms,
                            size_t term_count)
{
    struct translate_expander *x = context;
    uint64_t least = UINT64_MAX;

    for (size_t i = 0; i < term_count; i++) {
        uint64_t df = lookup_df(x->engine, lang, terms[i], &x->arena);

        least = df < least ? df : least;
    }
    return least;
}

static uint64_t documents_of(void *context, enum lang lang)
{
    const struct translate_expander *x = context;

    return x->engine->langs[lang].doc_count;
}

/* True where it cannot be told, as lookup_df: who adds the compounds is told why. */
static bool begins_compounds(void *context, struct slice term)
{
    struct translate_expander *x = context;
    struct err unsaid = ERR_NONE;
    bool begins;

    return translate_compounds_begin(x->engine, term, &x->arena, &begins, &unsaid) != OK || begins;
}

void translate_expander_init(struct translate_expander *x, struct lexicon *lexicon,
                             struct analyzer *analyzer, struct engine *engine, enum lang from)
{
    *x = (struct translate_expander){
        .translator = {.lexicon = lexicon, .analyzer = analyzer, .from = from,
                       .known = {.count = df_of_terms, .documents = documents_of, .begins = begins_compounds,
                                 .context = x}},
        .engine = engine,
        .arena = ARENA_EMPTY};
}

void translate_expander_release(struct translate_expander *x)
{
    arena_release(&x->arena);
}

/* Phrases in quotation marks are looked for as they are. */
static struct slice word_of(const struct clause *c)
{
    bool one = c->kind == CLAUSE_WORDS && c->word_count == 1 && !c->excluded;

    return one ? c->words[0] : (struct slice){0};
}

/* A query of small words alone asks for these. */
static void keep_small_alone(struct translations *found, const struct translate_word *words,
                             size_t count)
{
    size_t others = 0;

    for (size_t i = 0; i < count; i++)
        others += words[i].text.n > 0 && !found[i].small;
    for (size_t i = 0; others == 0 && i < count; i++)
        found[i].small = false;
}

/* All clauses of the query at once: phrases go across them. */
static enum status translate(struct translate_expander *x, const struct query *q, enum lang to,
                             struct err *e)
{
    struct translate_word *words;
    bool sources[LANG_COUNT];

    arena_reset(&x->arena);
    x->query = NULL;
    words = arena_zalloc(&x->arena, q->clause_count + 1, sizeof *words);
    x->found = arena_zalloc(&x->arena, q->clause_count + 1, sizeof *x->found);
    if (words == NULL || x->found == NULL)
        return err_memory(e, "translations");
    for (size_t i = 0; i < q->clause_count; i++)
        words[i].text = word_of(&q->clauses[i]);
    x->translator.any = q->side_by_side_any;
    TRY(translate_sources(&x->translator, words, q->clause_count, &x->arena, sources, e));
    TRY(translate_words(&x->translator, words, q->clause_count, sources, to, &x->arena, x->found, e));
    keep_small_alone(x->found, words, q->clause_count);
    x->query = q;
    x->to = to;
    return OK;
}

#define SAME_NAME_LEAST 98u       /* hundredths of likeness: that name, not one like it or an adjective of it */
#define BESIDE_NAME 4u            /* translations of a word that is a name weigh so much less, rounded up */

/* Whether the articles know the word as a name and this language has that name: what
 * dictionaries say of an ordinary word spelled alike is hardly meant (Perm, Rice). */
static enum status is_name(struct engine *g, struct slice word, const struct variants *v,
                           bool *out, struct err *e)
{
    struct name_query query;

    *out = false;
    for (size_t i = 0; i < v->count && !*out; i++)
        *out = v->items[i].via == VIA_NAME && v->items[i].weight >= SAME_NAME_LEAST;
    if (!*out)
        return OK;
    TRY(name_partners_query(g, word, v->arena, &query, e));
    *out = query.kind == NAME_LIKE;
    return OK;
}

static enum status expand(void *context, struct engine *g, enum lang lang, const struct query *q,
                          size_t clause, struct variants *out, struct err *e)
{
    struct translate_expander *x = context;
    const struct translations *found;
    bool name = false;

    if (lang == LANG_OTHER)
        return OK;
    if (x->query != q || x->to != lang || clause <= x->clause)
        TRY(translate(x, q, lang, e));
    x->clause = clause;
    found = &x->found[clause];
    if (found->small) {
        out->count = 0;
        out->passed_over = true;
        return OK;
    }
    if (found->other && found->count > 0 && out->count > 0 && out->items[0].via == VIA_EXACT
        && lang != LANG_RU)
        out->items[0].weight = TRANSLATE_TYPED_WEIGHT;
    if (found->other && found->count > 0)
        TRY(is_name(g, q->clauses[clause].words[0], out, &name, e));
    for (size_t i = 0; i < found->count; i++) {
        const struct translation *t = &found->items[i];
        uint32_t weight = name ? (t->weight + BESIDE_NAME - 1) / BESIDE_NAME : t->weight;
        size_t before = out->count;

        TRY(variants_add(out, t->terms, t->term_count, weight, t->tier, VIA_DICT, e));
        if (out->count > before)
            out->items[before].slop = t->slop;
    }
    if (found->other && found->count == 0)
        TRY(translate_cognates_add(g, lang, q->clauses[clause].words[0], out, e));
    return lang == LANG_DE ? translate_compounds_add(g, found, out, e) : OK;
}

struct expander translate_expander_of(struct translate_expander *x)
{
    return (struct expander){expand, x};
}
