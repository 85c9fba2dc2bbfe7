#include "stemmers/snowball.h"

#include <stdlib.h>

/* A stemmer that cannot grow its buffer forgets it, but not the size of the word in it; the next word is
 * then written to where no memory is. So it has grown, with what endings may add, before the
 * first word comes.                                                            */
#define BUFFER_BYTES (SNOWBALL_WORD_MAX + 32)

static bool grow_buffer(struct snowball *s);

#ifdef STEMMA_SNOWBALL_ALONE

/* What a stemmer of Snowball's compiler works on: the word, where it is in it, its size.
 * More follows, which only the stemmer knows.                                  */
struct SN_env {
    unsigned char *p;
    int c, l;
};

int SN_set_current(struct SN_env *env, int size, const unsigned char *word);

struct stemmer {
    struct SN_env *(*open)(void);
    void (*close)(struct SN_env *env);
    int (*stem)(struct SN_env *env);
};

#define STEMMER_OF(language)                                     \
    struct SN_env *language##_UTF_8_create_env(void);            \
    void language##_UTF_8_close_env(struct SN_env *env);         \
    int language##_UTF_8_stem(struct SN_env *env);               \
    static const struct stemmer language = {                     \
        language##_UTF_8_create_env, language##_UTF_8_close_env, language##_UTF_8_stem}

STEMMER_OF(english);
STEMMER_OF(german);
STEMMER_OF(russian);

struct snowball {
    const struct stemmer *stemmer;
    struct SN_env *env;
};

struct snowball *snowball_open(enum lang lang)
{
    static const struct stemmer *const stemmers[LANG_COUNT] = {
        [LANG_EN] = &english, [LANG_DE] = &german, [LANG_RU] = &russian};
    struct snowball *s = stemmers[lang] == NULL ? NULL : malloc(sizeof *s);

    if (s == NULL)
        return NULL;
    *s = (struct snowball){.stemmer = stemmers[lang], .env = stemmers[lang]->open()};
    if (s->env == NULL || !grow_buffer(s)) {
        snowball_close(s);
        return NULL;
    }
    return s;
}

void snowball_close(struct snowball *s)
{
    if (s == NULL)
        return;
    if (s->env != NULL)
        s->stemmer->close(s->env);
    free(s);
}

struct slice snowball_stem(struct snowball *s, struct slice word)
{
    if (SN_set_current(s->env, (int)word.n, word.p) != 0 || s->stemmer->stem(s->env) < 0)
        return slice_of(word.p, 0);
    return slice_of(s->env->p, (size_t)s->env->l);
}

#else

#include <libstemmer.h>

struct snowball {
    struct sb_stemmer *stemmer;
};

struct snowball *snowball_open(enum lang lang)
{
    static const char *const names[LANG_COUNT] = {
        [LANG_EN] = "english", [LANG_DE] = "german", [LANG_RU] = "russian"};
    struct snowball *s = names[lang] == NULL ? NULL : malloc(sizeof *s);

    if (s == NULL)
        return NULL;
    s->stemmer = sb_stemmer_new(names[lang], "UTF_8");
    if (s->stemmer == NULL || !grow_buffer(s)) {
        snowball_close(s);
        return NULL;
    }
    return s;
}

void snowball_close(struct snowball *s)
{
    if (s == NULL)
        return;
    sb_stemmer_delete(s->stemmer);
    free(s);
}

struct slice snowball_stem(struct snowball *s, struct slice word)
{
    const sb_symbol *stem = sb_stemmer_stem(s->stemmer, word.p, (int)word.n);

    if (stem == NULL)
        return slice_of(word.p, 0);
    return slice_of(stem, (size_t)sb_stemmer_length(s->stemmer));
}

#endif

static bool grow_buffer(struct snowball *s)
{
    static const uint8_t blanks[BUFFER_BYTES];

    return snowball_stem(s, slice_of(blanks, sizeof blanks)).n > 0;
}
