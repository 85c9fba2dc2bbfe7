#include "stemmers/stem.h"

#include <libstemmer.h>
#include <stdlib.h>

struct stem {
    struct sb_stemmer *stemmers[LANG_COUNT];
};

enum status stem_open(struct stem **out, struct err *e)
{
    static const char *const names[LANG_COUNT] = {NULL, "english", "german", "russian"};
    struct stem *s = calloc(1, sizeof *s);

    *out = NULL;
    if (s == NULL)
        return err_memory(e, "stemmers");
    for (size_t i = 0; i < LANG_COUNT; i++) {
        if (names[i] == NULL)
            continue;
        s->stemmers[i] = sb_stemmer_new(names[i], "UTF_8");
        if (s->stemmers[i] == NULL) {
            stem_close(s);
            return err_set(e, E_IO, "libstemmer has no stemmer for %s", names[i]);
        }
    }
    *out = s;
    return OK;
}

void stem_close(struct stem *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < LANG_COUNT; i++)
        sb_stemmer_delete(s->stemmers[i]);
    free(s);
}

/* By the first letter: D0..D3 lead the bytes of Cyrillic. */
static bool has_script_of(enum lang lang, struct slice word)
{
    bool cyrillic = word.p[0] >= 0xd0 && word.p[0] <= 0xd3;
    return cyrillic == (lang == LANG_RU);
}

struct slice stem_word(struct stem *s, enum lang lang, struct slice word)
{
    struct sb_stemmer *stemmer = s->stemmers[lang];
    const sb_symbol *stem;
    int n;

    if (stemmer == NULL || word.n == 0 || !has_script_of(lang, word))
        return word;
    stem = sb_stemmer_stem(stemmer, word.p, (int)word.n);
    n = stem == NULL ? 0 : sb_stemmer_length(stemmer);
    return n > 0 ? slice_of(stem, (size_t)n) : word;
}
