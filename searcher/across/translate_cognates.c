#include "searcher/across/translate_cognates.h"

#include "base/utf8.h"
#include "searcher/words/dictionary.h"
#include "searcher/run/plan.h"
#include "stemmers/name_key.h"
#include "stemmers/name_match.h"

#define LIKENESS_LEAST .8
#define LETTERS_LEAST 5u         /* shorter words meet by chance */

struct cognates {
    struct name_sounds sounds;
    struct buf found;                /* struct weighted_term */
    bool no_memory;
    struct arena *arena;
};

/* 0 within one alphabet. */
static double likeness_of(const struct cognates *c, struct slice form)
{
    struct name_sounds sounds;

    if (!name_sounds_of(form, &sounds) || sounds.script == c->sounds.script)
        return 0;
    return name_similarity(&c->sounds, &sounds, LIKENESS_LEAST);
}

static bool fits(void *context, const struct form_count *form)
{
    return likeness_of(context, form->form) >= LIKENESS_LEAST;
}

static double likeness(const struct cognates *c, const struct dictionary_word *word)
{
    double best = 0;

    for (size_t i = 0; i < word->form_count; i++) {
        double found = likeness_of(c, word->forms[i].form);
        best = found > best ? found : best;
    }
    return best;
}

static int consider(void *context, const struct dictionary_word *word)
{
    struct cognates *c = context;
    double found = likeness(c, word);

    struct weighted_term item = {.weight = (uint32_t)(found * 100)};

    if (found < LIKENESS_LEAST)
        return 1;
    item.term = arena_copy(c->arena, word->term);
    c->no_memory |= item.term.n != word->term.n;
    buf_append(&c->found, &item, sizeof item);
    return !c->no_memory;
}

static enum status collect(struct engine *g, enum lang lang, struct cognates *c, struct err *e)
{
    struct name_key keys[NAME_KEYS_MAX];
    size_t count = name_keys_of(&c->sounds, keys);

    TRY(dictionary_walk_names(g, lang, keys, count, fits, consider, c, e));
    return buf_ok(&c->found) && !c->no_memory ? OK : err_memory(e, "cognates");
}

static enum status add_variants(const struct weighted_term *items, size_t count,
                                struct variants *out, struct err *e)
{
    for (size_t i = 0; i < count; i++)
        TRY(variants_add(out, &items[i].term, 1, items[i].weight, VARIANT_WHOLE, VIA_NAME, e));
    return OK;
}

enum status translate_cognates_add(struct engine *g, enum lang lang, struct slice word,
                                   struct variants *out, struct err *e)
{
    struct slice form = arena_copy(out->arena, analyzer_word(g->analyzer, LANG_OTHER, word).form);
    const struct weighted_terms *known = word_cache_terms(&g->words, WORD_CACHE_COGNATES, lang, form);
    struct cognates c = {.arena = out->arena};
    enum status status;

    if (known != NULL)
        return add_variants(known->items, known->count, out, e);
    if (utf8_count(form) < LETTERS_LEAST || !name_sounds_of(form, &c.sounds))
        return OK;
    buf_init(&c.found, (size_t)1 << 24);
    status = collect(g, lang, &c, e);
    if (status == OK) {
        word_cache_put_terms(&g->words, WORD_CACHE_COGNATES, lang, form, &c.found);
        status = add_variants((const struct weighted_term *)(const void *)c.found.p,
                              c.found.n / sizeof(struct weighted_term), out, e);
    }
    buf_release(&c.found);
    return status;
}
