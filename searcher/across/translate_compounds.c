#include "searcher/across/translate_compounds.h"

#include "searcher/run/plan.h"
#include "searcher/words/compounds.h"
#include "searcher/words/dictionary.h"

#define WEIGHT_LEAST 60u         /* of a translation, that its compounds are sought */
#define TRANSLATIONS_MOST 3
#define WEIGHT_SHARE 50u         /* hundredths of the translation's weight */
#define TERM_LEAST_BYTES 4u
#define UNSEEN_LEAST_BYTES 8u    /* of one that does not stand by itself: its usual form is not known */
#define REST_LEAST_BYTES 4u
#define FOUND_MAX_BYTES ((size_t)1 << 24)
#define STEPS_MOST 64            /* terms with one beginning that are looked at */
#define CANDIDATES_MOST 32       /* forms with one beginning or ending that are looked at */

struct collecting {
    struct buf *found;           /* struct weighted_term */
    bool no_memory;
    struct arena *arena;
};

static void add(struct collecting *c, struct slice term)
{
    const struct weighted_term item = {.term = arena_copy(c->arena, term)};

    c->no_memory |= item.term.n != term.n;
    buf_append(c->found, &item, sizeof item);
}

/* A term that is not in the vocabulary has no form that compounds.h could look for. */
static enum status add_beginning(struct engine *g, struct collecting *c, struct slice term,
                                 struct err *e)
{
    struct dictionary_cursor cursor;
    enum status status = dictionary_cursor_open(&cursor, g, LANG_DE, e);

    if (status == OK)
        status = dictionary_seek(&cursor, term, e);
    for (size_t steps = 0; status == OK && steps < STEPS_MOST && slice_starts_with(cursor.term, term); steps++) {
        if (cursor.term.n >= term.n + REST_LEAST_BYTES)
            add(c, cursor.term);
        status = dictionary_next(&cursor, e);
    }
    dictionary_cursor_close(&cursor);
    return status == E_NOT_FOUND ? OK : status;
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

static enum status add_compounds(struct engine *g, struct collecting *c, struct slice noun, struct err *e)
{
    struct compound *list;
    size_t count;

    TRY(compounds_find(g, noun, CANDIDATES_MOST, c->arena, &list, &count, e));
    for (size_t i = 0; i < count; i++)
        add(c, list[i].term);
    return OK;
}

static enum status collect(struct engine *g, struct collecting *c, struct slice term,
                           struct err *e)
{
    struct dictionary_word word;
    struct slice noun;

    TRY(dictionary_find(g, LANG_DE, term, c->arena, &word, e));
    noun = noun_of(&word);
    if (word.form_count == 0 && term.n >= UNSEEN_LEAST_BYTES)
        TRY(add_beginning(g, c, term, e));
    else if (noun.n >= TERM_LEAST_BYTES && term.n >= TERM_LEAST_BYTES)
        TRY(add_compounds(g, c, noun, e));
    return buf_ok(c->found) && !c->no_memory ? OK : err_memory(e, "compounds");
}

/* Appends those of the term, struct weighted_term one after the other; remembered. */
static enum status find(struct engine *g, struct slice term, struct arena *arena,
                        struct buf *out, struct err *e)
{
    const struct weighted_terms *known = word_cache_terms(&g->words, WORD_CACHE_COMPOUNDS, LANG_DE,
                                                          term);
    struct collecting c = {.found = out, .arena = arena};

    if (known != NULL) {
        buf_append(out, known->items, known->count * sizeof *known->items);
        return buf_ok(out) ? OK : err_memory(e, "compounds");
    }
    TRY(collect(g, &c, term, e));
    word_cache_put_terms(&g->words, WORD_CACHE_COMPOUNDS, LANG_DE, term, out);
    return OK;
}

enum status translate_compounds_begin(struct engine *g, struct slice term, struct arena *arena,
                                      bool *out, struct err *e)
{
    struct buf found;
    enum status status = OK;

    buf_init(&found, FOUND_MAX_BYTES);
    if (term.n >= UNSEEN_LEAST_BYTES)
        status = find(g, term, arena, &found, e);
    *out = found.n > 0;
    buf_release(&found);
    return status;
}

static enum status add_of(struct engine *g, const struct translation *t, struct variants *out,
                          struct err *e)
{
    const struct weighted_term *items;
    struct buf found;
    enum status status;

    buf_init(&found, FOUND_MAX_BYTES);
    status = find(g, t->terms[0], out->arena, &found, e);
    items = (const struct weighted_term *)(const void *)found.p;
    for (size_t i = 0; status == OK && i < found.n / sizeof *items; i++)
        status = variants_add(out, &items[i].term, 1, (t->weight * WEIGHT_SHARE + 99) / 100, t->tier,
                              VIA_DICT, e);
    buf_release(&found);
    return status;
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
