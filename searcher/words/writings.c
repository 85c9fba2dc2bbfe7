#include "searcher/words/writings.h"

#include "searcher/run/plan.h"
#include "stemmers/numbers.h"
#include "stemmers/word_parts.h"

static enum status add(struct variants *out, const struct slice *terms, size_t count, struct err *e)
{
    for (size_t i = 0; i < count; i++)
        if (terms[i].n == 0)
            return OK;
    return variants_add(out, terms, count, WRITINGS_WEIGHT, VARIANT_WHOLE, VIA_FORM, e);
}

/* The words with hyphens between them, which their form does not have. */
static enum status add_joined(struct engine *g, enum lang lang, const struct clause *c,
                              struct variants *out, struct err *e)
{
    uint8_t bytes[WORD_PARTS_JOINED_MAX_BYTES];
    struct slice term;
    size_t n = 0;

    if (c->word_count > WORD_PARTS_MAX)
        return OK;
    for (size_t i = 0; i < c->word_count; i++) {
        struct slice word = c->words[i];

        if (n + word.n + 1 > sizeof bytes)
            return OK;
        if (i > 0)
            bytes[n++] = '-';
        memcpy(bytes + n, word.p, word.n);
        n += word.n;
    }
    if (!word_parts_may_join(slice_of(bytes, n)))
        return OK;
    term = analyzer_word(g->analyzer, lang, slice_of(bytes, n)).stem;
    return add(out, &term, 1, e);
}

static enum status add_parts(struct engine *g, enum lang lang, struct slice word,
                             struct variants *out, struct err *e)
{
    struct slice parts[WORD_PARTS_MAX], terms[WORD_PARTS_MAX];
    size_t count = word_parts_of(word, parts);

    for (size_t i = 0; i < count; i++) {
        struct slice term = analyzer_word(g->analyzer, lang, parts[i]).stem;

        terms[i] = arena_copy(out->arena, term);
        if (term.n > 0 && terms[i].p == NULL)
            return err_memory(e, "terms");
    }
    return count == 0 ? OK : add(out, terms, count, e);
}

static enum status add_reading(enum lang lang, struct slice word, struct variants *out,
                               struct err *e)
{
    uint8_t bytes[ANALYZER_TERM_MAX_BYTES];
    struct slice term = {.p = bytes};

    if (word.n <= sizeof bytes)
        term.n = number_other_reading(lang, word, bytes);
    return add(out, &term, 1, e);
}

enum status writings_add(struct engine *g, enum lang lang, const struct clause *c,
                         struct variants *out, struct err *e)
{
    if (c->quoted || c->exact || c->wildcard)
        return OK;
    if (c->word_count > 1)
        return add_joined(g, lang, c, out, e);
    if (c->word_count == 0)
        return OK;
    TRY(add_parts(g, lang, c->words[0], out, e));
    return add_reading(lang, c->words[0], out, e);
}

enum status writings_add_marked(struct engine *g, enum lang lang, const struct clause *c,
                                struct variants *out, struct err *e)
{
    struct slice *terms = arena_alloc(out->arena, (c->word_count + 1) * sizeof *terms);

    if (terms == NULL)
        return err_memory(e, "terms");
    for (int i = 0; i < LANG_COUNT && c->word_count > 0 && !c->wildcard; i++) {
        bool complete = i != (int)lang;

        for (size_t k = 0; k < c->word_count && complete; k++) {
            struct slice stem = analyzer_word_in(g->analyzer, lang, (enum lang)i, c->words[k]).stem;

            terms[k] = arena_copy(out->arena, stem);
            complete = stem.n > 0 && terms[k].p != NULL;
        }
        if (complete)
            TRY(variants_add(out, terms, c->word_count, VARIANT_WHOLE, VARIANT_WHOLE, VIA_EXACT, e));
    }
    return OK;
}
