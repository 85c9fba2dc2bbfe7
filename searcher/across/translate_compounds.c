#include "searcher/across/translate_compounds.h"

#include "searcher/words/dictionary.h"

#define WEIGHT_LEAST 60u         /* of a translation, that its compounds are sought */
#define TRANSLATIONS_MOST 3
#define WEIGHT_SHARE 50u         /* hundredths of the translation's weight */
#define TERM_LEAST_BYTES 4u
#define REST_LEAST_BYTES 4u
#define STEPS_MOST 64            /* terms with one beginning or ending that are looked at */

struct collecting {
    const struct translation *translation;
    size_t least_bytes;          /* of a compound's form */
    size_t steps;
    struct variants *out;
    struct err *err;
    enum status status;
};

static enum status add(struct collecting *c, struct slice term)
{
    const struct translation *t = c->translation;

    return variants_add(c->out, &term, 1, (t->weight * WEIGHT_SHARE + 99) / 100, t->tier, VIA_DICT,
                        c->err);
}

static enum status add_beginning(struct engine *g, struct collecting *c, struct err *e)
{
    struct slice term = c->translation->terms[0];
    struct dictionary_cursor cursor;
    enum status status = dictionary_cursor_open(&cursor, g, LANG_DE, e);

    if (status == OK)
        status = dictionary_seek(&cursor, term, e);
    for (; status == OK && c->steps < STEPS_MOST && slice_starts_with(cursor.term, term);
         c->steps++) {
        if (cursor.term.n >= term.n + REST_LEAST_BYTES)
            status = add(c, cursor.term);
        if (status == OK)
            status = dictionary_next(&cursor, e);
    }
    dictionary_cursor_close(&cursor);
    return status == E_NOT_FOUND ? OK : status;
}

static int visit_ending(void *context, const struct dictionary_form *form)
{
    struct collecting *c = context;

    if (form->form.n >= c->least_bytes)
        c->status = add(c, form->term);
    return c->status == OK && ++c->steps < STEPS_MOST;
}

/* The form of a term that occurs most, if it is written as a noun; empty where it is none. */
static struct slice noun_of(const struct dictionary_word *word)
{
    const struct form_count *best = NULL;

    for (size_t i = 0; i < word->form_count; i++)
        if (best == NULL || word->forms[i].occurrences > best->occurrences)
            best = &word->forms[i];
    return best != NULL && best->capitals * 2 >= best->occurrences ? best->form : (struct slice){0};
}

static enum status add_of(struct engine *g, const struct translation *t, struct variants *out,
                          struct err *e)
{
    struct collecting c = {.translation = t, .out = out, .err = e, .status = OK};
    struct dictionary_word word;
    struct slice noun;

    TRY(dictionary_find(g, LANG_DE, t->terms[0], out->arena, &word, e));
    noun = noun_of(&word);
    if (noun.n < TERM_LEAST_BYTES || t->terms[0].n < TERM_LEAST_BYTES)
        return OK;
    TRY(add_beginning(g, &c, e));
    c.steps = 0;
    c.least_bytes = noun.n + REST_LEAST_BYTES;
    TRY(dictionary_walk_endings(g, LANG_DE, noun, visit_ending, &c, e));
    return c.status;
}

enum status translate_compounds_add(struct engine *g, const struct translations *found,
                                    struct variants *out, struct err *e)
{
    size_t taken = 0;

    for (size_t i = 0; i < found->count && taken < TRANSLATIONS_MOST; i++)
        if (found->items[i].term_count == 1 && found->items[i].weight >= WEIGHT_LEAST) {
            TRY(add_of(g, &found->items[i], out, e));
            taken++;
        }
    return OK;
}
