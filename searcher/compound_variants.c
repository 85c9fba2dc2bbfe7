#include "searcher/compound_variants.h"

#include "searcher/compounds.h"
#include "searcher/plan.h"

static enum status add_compounds(struct engine *g, struct slice form, struct variants *out,
                                 struct err *e)
{
    struct compound *found;
    size_t count;

    TRY(compounds_find(g, form, out->arena, &found, &count, e));
    for (size_t i = 0; i < count; i++)
        TRY(variants_add(out, &found[i].term, 1, VARIANT_WHOLE, VARIANT_PART_TIER, VIA_PART, e));
    return OK;
}

static enum status add_parts(struct engine *g, struct slice form, struct variants *out,
                             struct err *e)
{
    struct compound_parts parts;

    TRY(compounds_split(g, form, out->arena, &parts, e));
    for (size_t i = 0; i < parts.count; i++) {
        struct slice term = analyzer_word(g->analyzer, LANG_DE, parts.forms[i]).stem;

        if (term.n > 0)
            TRY(variants_add(out, &term, 1, VARIANT_WHOLE, VARIANT_PART_TIER, VIA_PART, e));
    }
    return OK;
}

enum status compound_variants_add(struct engine *g, enum lang lang, struct slice word,
                                  struct variants *out, struct err *e)
{
    struct slice form;

    if (lang != LANG_DE)
        return OK;
    form = arena_copy(out->arena, analyzer_word(g->analyzer, lang, word).form);
    if (form.n == 0)
        return OK;
    TRY(add_compounds(g, form, out, e));
    return add_parts(g, form, out, e);
}
