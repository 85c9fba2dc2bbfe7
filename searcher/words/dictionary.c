#include "searcher/words/dictionary.h"

#include <stdlib.h>

#include "searcher/run/plan.h"
#include "store/term_cursor.h"

/* Where the cursor is in one segment. */
struct dictionary_place {
    struct term_cursor terms;
    bool at_end;
};

/* What a segment says of the word's term. */
static enum status add(struct dictionary_word *word, struct forms_union *forms,
                       struct segment *segment, const struct term_info *info, struct err *e)
{
    enum status status = forms_union_add(forms, word->term, info->forms, info->cf);

    word->df += info->df;
    if (status == E_CORRUPT)
        return segment_damaged(segment, "wrong forms of a term", 0, e);
    return status == OK ? OK : err_memory(e, "forms");
}

static enum status find_all(struct engine *g, enum lang lang, struct dictionary_word *word,
                            struct forms_union *forms, struct err *e)
{
    for (size_t i = 0; i < g->segment_count; i++) {
        struct segment *segment = g->segments[i].segment;
        struct term_info info;
        enum status status = segment_find_term(segment, (uint8_t)lang, word->term, &info, e);

        effort_look(&g->effort, EFFORT_LOOKUP);
        if (status == OK)
            status = add(word, forms, segment, &info, e);
        if (status != OK && status != E_NOT_FOUND)
            return status;
    }
    return OK;
}

/* The forms themselves and their bytes. */
static bool copy_forms(struct dictionary_word *word, struct forms_union *forms,
                       struct arena *arena)
{
    const struct form_count *joined = forms_union_join(forms, &word->form_count);
    struct form_count *copies = arena_zalloc(arena, word->form_count, sizeof *copies);

    word->forms = copies;
    for (size_t i = 0; copies != NULL && i < word->form_count; i++) {
        copies[i] = joined[i];
        copies[i].form = arena_copy(arena, joined[i].form);
        if (copies[i].form.n != joined[i].form.n)
            return false;
    }
    return copies != NULL || word->form_count == 0;
}

enum status dictionary_find(struct engine *g, enum lang lang, struct slice term,
                            struct arena *arena, struct dictionary_word *out, struct err *e)
{
    struct forms_union forms;
    enum status status;

    *out = (struct dictionary_word){.term = arena_copy(arena, term)};
    if (out->term.n != term.n)
        return err_memory(e, "a word");
    forms_union_init(&forms);
    status = find_all(g, lang, out, &forms, e);
    if (status == OK && !copy_forms(out, &forms, arena))
        status = err_memory(e, "forms");
    forms_union_release(&forms);
    return status;
}

enum status dictionary_cursor_open(struct dictionary_cursor *c, struct engine *g, enum lang lang,
                                   struct err *e)
{
    c->places = calloc(g->segment_count + 1, sizeof *c->places);
    c->place_count = g->segment_count;
    c->effort = &g->effort;
    c->term = (struct slice){0};
    forms_union_init(&c->forms);
    if (c->places == NULL)
        return err_memory(e, "a walk through the dictionary");
    for (size_t i = 0; i < c->place_count; i++)
        term_cursor_init(&c->places[i].terms, g->segments[i].segment, (uint8_t)lang);
    return OK;
}

void dictionary_cursor_close(struct dictionary_cursor *c)
{
    free(c->places);
    forms_union_release(&c->forms);
}

/* The least of the segments' terms becomes the cursor's. */
static enum status take_least(struct dictionary_cursor *c)
{
    const struct slice *least = NULL;

    for (size_t i = 0; i < c->place_count; i++)
        if (!c->places[i].at_end
            && (least == NULL || slice_compare(c->places[i].terms.term, *least) < 0))
            least = &c->places[i].terms.term;
    if (least == NULL)
        return E_NOT_FOUND;
    c->term = slice_of(c->term_bytes, least->n);
    memcpy(c->term_bytes, least->p, least->n);
    return OK;
}

/* What a step of a segment's cursor came to. */
static enum status note_step(struct dictionary_place *p, enum status status)
{
    p->at_end = status != OK;
    return status == E_NOT_FOUND ? OK : status;
}

enum status dictionary_seek(struct dictionary_cursor *c, struct slice from, struct err *e)
{
    static const uint8_t behind_marks[] = {ANALYZER_MARK + 1};

    if (from.n == 0 || from.p[0] <= ANALYZER_MARK)      /* words of other languages */
        from = slice_of(behind_marks, sizeof behind_marks);
    effort_look(c->effort, EFFORT_LOOKUP * c->place_count);
    for (size_t i = 0; i < c->place_count; i++)
        TRY(note_step(&c->places[i], term_cursor_seek(&c->places[i].terms, from, e)));
    return take_least(c);
}

static bool is_on_term(const struct dictionary_cursor *c, const struct dictionary_place *p)
{
    return !p->at_end && slice_equal(p->terms.term, c->term);
}

enum status dictionary_next(struct dictionary_cursor *c, struct err *e)
{
    effort_look(c->effort, 1);
    for (size_t i = 0; i < c->place_count; i++)
        if (is_on_term(c, &c->places[i]))
            TRY(note_step(&c->places[i], term_cursor_next(&c->places[i].terms, e)));
    return take_least(c);
}

enum status dictionary_read(struct dictionary_cursor *c, struct dictionary_word *out,
                            struct err *e)
{
    *out = (struct dictionary_word){.term = c->term};
    forms_union_clear(&c->forms);
    for (size_t i = 0; i < c->place_count; i++) {
        const struct term_cursor *terms = &c->places[i].terms;
        struct term_info info;

        if (!is_on_term(c, &c->places[i]))
            continue;
        TRY(term_cursor_info(terms, &info, e));
        TRY(add(out, &c->forms, terms->segment, &info, e));
    }
    out->forms = forms_union_join(&c->forms, &out->form_count);
    return OK;
}

static enum status walk(struct dictionary_cursor *c, struct slice prefix, dictionary_visit *visit,
                        void *context, struct err *e)
{
    enum status status = dictionary_seek(c, prefix, e);

    while (status == OK && slice_starts_with(c->term, prefix)) {
        struct dictionary_word word;

        TRY(dictionary_read(c, &word, e));
        if (visit(context, &word) == 0)
            return OK;
        status = dictionary_next(c, e);
    }
    return status == E_NOT_FOUND ? OK : status;
}

enum status dictionary_walk(struct engine *g, enum lang lang, struct slice prefix,
                            dictionary_visit *visit, void *context, struct err *e)
{
    struct dictionary_cursor c;
    enum status status = dictionary_cursor_open(&c, g, lang, e);

    if (status == OK)
        status = walk(&c, prefix, visit, context, e);
    dictionary_cursor_close(&c);
    return status;
}
