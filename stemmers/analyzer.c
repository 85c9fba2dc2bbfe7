#include "stemmers/analyzer.h"

#include <stdlib.h>

#include "stemmers/fold.h"
#include "stemmers/icu.h"
#include "stemmers/numbers.h"
#include "stemmers/stem.h"

struct analyzer {
    struct fold *fold;
    struct stem *stem;
    uint8_t form[FOLD_MAX_BYTES];
    uint8_t marked_form[ANALYZER_MARK_BYTES + FOLD_MAX_BYTES];
    uint8_t marked_stem[ANALYZER_MARK_BYTES + ANALYZER_TERM_MAX_BYTES];
};

enum status analyzer_open(struct analyzer **out, struct err *e)
{
    struct analyzer *a = calloc(1, sizeof *a);
    enum status status;

    *out = NULL;
    if (a == NULL)
        return err_memory(e, "the analyser");
    status = fold_open(&a->fold, e);
    if (status == OK)
        status = stem_open(&a->stem, e);
    if (status != OK)
        analyzer_close(a);
    else
        *out = a;
    return status;
}

void analyzer_close(struct analyzer *a)
{
    if (a == NULL)
        return;
    fold_close(a->fold);
    stem_close(a->stem);
    free(a);
}

enum status analyzer_status(struct err *e)
{
    if (icu_problem()[0] == '\0')
        return OK;
    err_set(e, E_IO, "cannot use ICU: %s", icu_problem());
    err_hint(e, "install the package libicu%s", U_ICU_VERSION_SHORT);
    return E_IO;
}

struct slice analyzer_form(struct analyzer *a, enum lang lang, struct slice word)
{
    return slice_of(a->form, fold_word(a->fold, lang, word, a->form));
}

struct analyzer_term analyzer_word(struct analyzer *a, enum lang lang, struct slice word)
{
    struct slice form = analyzer_form(a, lang, word);
    struct slice stem = stem_word(a->stem, lang, form);

    if (stem.n > ANALYZER_TERM_MAX_BYTES)
        stem.n = 0;
    return (struct analyzer_term){form, stem};
}

static struct slice mark(uint8_t *out, enum lang lang, struct slice s)
{
    if (s.n == 0 || s.n + ANALYZER_MARK_BYTES > ANALYZER_TERM_MAX_BYTES)
        return (struct slice){0};
    out[0] = ANALYZER_MARK;
    out[1] = (uint8_t)('0' + lang);
    memcpy(out + ANALYZER_MARK_BYTES, s.p, s.n);
    return slice_of(out, s.n + ANALYZER_MARK_BYTES);
}

struct analyzer_term analyzer_word_in(struct analyzer *a, enum lang space, enum lang lang,
                                      struct slice word)
{
    struct analyzer_term term;
    enum lang stemmer;

    if (lang == space)
        return analyzer_word(a, space, word);
    if (word.n > 0 && word.p[0] >= '0' && word.p[0] <= '9')
        return analyzer_word(a, number_is_one(word) ? lang : space, word);
    term = analyzer_word(a, lang, word);
    stemmer = stem_lang(lang, term.form);
    if (stemmer == stem_lang(space, term.form))
        return analyzer_word(a, space, word);
    term.form = mark(a->marked_form, stemmer, term.form);
    term.stem = term.form.n == 0 ? term.form : mark(a->marked_stem, stemmer, term.stem);
    return term;
}
