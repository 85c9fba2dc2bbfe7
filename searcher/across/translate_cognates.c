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
    struct variants *out;
    struct err *err;
    enum status status;
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

    if (found >= LIKENESS_LEAST)
        c->status = variants_add(c->out, &word->term, 1, (uint32_t)(found * 100), VARIANT_WHOLE,
                                 VIA_NAME, c->err);
    return c->status == OK;
}

enum status translate_cognates_add(struct engine *g, enum lang lang, struct slice word,
                                   struct variants *out, struct err *e)
{
    struct cognates c = {.out = out, .err = e, .status = OK};
    struct name_key keys[NAME_KEYS_MAX];
    struct slice form = analyzer_word(g->analyzer, LANG_OTHER, word).form;
    size_t count;

    if (utf8_count(form) < LETTERS_LEAST || !name_sounds_of(form, &c.sounds))
        return OK;
    count = name_keys_of(&c.sounds, keys);
    TRY(dictionary_walk_names(g, lang, keys, count, fits, consider, &c, e));
    return c.status;
}
