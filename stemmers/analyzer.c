#include "stemmers/analyzer.h"

#include <stdlib.h>

#include "stemmers/fold.h"
#include "stemmers/icu.h"
#include "stemmers/stem.h"

struct analyzer {
    struct fold *fold;
    struct stem *stem;
    uint8_t form[FOLD_MAX_BYTES];
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

struct analyzer_term analyzer_word(struct analyzer *a, enum lang lang, struct slice word)
{
    struct slice form = slice_of(a->form, fold_word(a->fold, lang, word, a->form));
    struct slice stem = stem_word(a->stem, lang, form);

    if (stem.n > ANALYZER_TERM_MAX_BYTES)
        stem.n = 0;
    return (struct analyzer_term){form, stem};
}
