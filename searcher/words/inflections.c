#include "searcher/words/inflections.h"

#include <stdlib.h>

#include "searcher/run/plan.h"
#include "stemmers/inflect.h"
#include "stemmers/stop_words.h"
#include "store/forms.h"

/* A candidate and its stem. */
struct candidate {
    struct slice stem;
    struct inflected *form;
};

static int compare_forms(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    return slice_compare(x->form->form, y->form->form);
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    int order = slice_compare(x->stem, y->stem);

    return order != 0 ? order : compare_forms(a, b);
}

/* Marks the candidates of one stem that are among the forms of a term; both are in order. */
static bool mark(struct candidate *c, size_t count, const struct term_info *info)
{
    struct forms_cursor forms;
    struct form_count form;
    size_t at = 0;
    int more = forms_open(&forms, c->stem, info->cf, info->forms) ? 1 : -1;

    while (more == 1 && at < count && (more = forms_next(&forms, &form)) == 1) {
        while (at < count && slice_compare(c[at].form->form, form.form) < 0)
            at++;
        for (; at < count && slice_equal(c[at].form->form, form.form); at++)
            c[at].form->occurs = true;
    }
    return more >= 0;
}

static enum status look_up(struct engine *g, enum lang lang, struct candidate *c, size_t count,
                           struct err *e)
{
    for (size_t i = 0; i < g->segment_count; i++) {
        struct segment *s = g->segments[i].segment;
        struct term_info info;
        enum status status;

        if (s->header.langs[lang].doc_count == 0)
            continue;
        effort_look(&g->effort, EFFORT_LOOKUP);
        status = segment_find_term(s, (uint8_t)lang, c->stem, &info, e);
        if (status == OK && !mark(c, count, &info))
            return segment_damaged(s, "wrong forms of a term", 0, e);
        if (status != OK && status != E_NOT_FOUND)
            return status;
    }
    return OK;
}

static enum status look_up_all(struct engine *g, enum lang lang, struct inflected *list,
                               size_t count, struct arena *arena, struct err *e)
{
    struct candidate *c = arena_alloc(arena, (count + 1) * sizeof *c);

    if (c == NULL)
        return err_memory(e, "inflections");
    for (size_t i = 0; i < count; i++) {
        list[i].occurs = false;
        c[i].form = &list[i];
    }
    qsort(c, count, sizeof *c, compare_forms);       /* many come under several readings */
    for (size_t i = 0; i < count; i++)
        c[i].stem = i > 0 && slice_equal(c[i].form->form, c[i - 1].form->form)
                        ? c[i - 1].stem
                        : arena_copy(arena, analyzer_word(g->analyzer, lang, c[i].form->form).stem);
    qsort(c, count, sizeof *c, compare_candidates);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && slice_equal(c[i].stem, c[end].stem);)
            end++;
        if (c[i].stem.n > 0)
            TRY(look_up(g, lang, c + i, end - i, e));
    }
    return OK;
}

/* scratch: for candidates, which are many. */
static enum status add(struct engine *g, enum lang lang, struct slice word, struct arena *scratch,
                       struct variants *out, struct err *e)
{
    struct slice form = arena_copy(scratch, analyzer_word(g->analyzer, lang, word).form), own;
    struct inflected *list = arena_alloc(scratch, INFLECT_MAX_FORMS * sizeof *list);
    bool small = stop_word(lang, form);
    size_t count;

    if (list == NULL)
        return err_memory(e, "inflections");
    count = inflect_forms(lang, form, list, INFLECT_MAX_FORMS, scratch);
    if (count == 0)
        return OK;
    TRY(look_up_all(g, lang, list, count, scratch, e));
    count = inflect_keep(list, count);
    own = arena_copy(scratch, analyzer_word(g->analyzer, lang, form).stem);
    for (size_t i = 0; i < count; i++) {
        struct slice stem = analyzer_word(g->analyzer, lang, list[i].form).stem;

        /* a small word is no form of another: sich of sicher, Seite of seit */
        if (stem.n > 0 && !slice_equal(stem, own) && stop_word(lang, list[i].form) == small)
            TRY(variants_add(out, &stem, 1, VARIANT_FORM_WEIGHT, VARIANT_WHOLE, VIA_FORM, e));
    }
    return OK;
}

enum status inflections_add(struct engine *g, enum lang lang, struct slice word,
                            struct variants *out, struct err *e)
{
    struct arena scratch = ARENA_EMPTY;
    enum status status = add(g, lang, word, &scratch, out, e);

    arena_release(&scratch);
    return status;
}
