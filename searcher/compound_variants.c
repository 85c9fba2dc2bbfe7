#include "searcher/compound_variants.h"

#include "searcher/compounds.h"
#include "searcher/plan.h"

static enum status add(struct variants *out, struct slice term, struct err *e)
{
    return term.n == 0 ? OK : variants_add(out, &term, 1, VARIANT_WHOLE, VARIANT_PART_TIER, VIA_PART, e);
}

static enum status add_compounds(struct engine *g, struct slice form, struct arena *arena,
                                 struct variants *out, struct err *e)
{
    struct compound *found;
    size_t count;

    TRY(compounds_find(g, form, arena, &found, &count, e));
    for (size_t i = 0; i < count; i++)
        TRY(add(out, found[i].term, e));
    return OK;
}

static enum status add_parts(struct engine *g, struct slice form, struct arena *arena,
                             struct variants *out, struct err *e)
{
    struct compound_parts parts;

    TRY(compounds_split(g, form, arena, &parts, e));
    for (size_t i = 0; i < parts.count; i++)
        TRY(add(out, analyzer_word(g->analyzer, LANG_DE, parts.forms[i]).stem, e));
    return OK;
}

enum status compound_variants_add(struct engine *g, enum lang lang, struct slice word,
                                  struct variants *out, struct err *e)
{
    struct arena arena = ARENA_EMPTY;
    enum status status;
    struct slice form;

    if (lang != LANG_DE || g->langs[lang].doc_count == 0)
        return OK;
    form = arena_copy(&arena, analyzer_word(g->analyzer, lang, word).form);
    status = add_compounds(g, form, &arena, out, e);
    if (status == OK)
        status = add_parts(g, form, &arena, out, e);
    arena_release(&arena);
    return status;
}
