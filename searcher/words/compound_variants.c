#include "searcher/words/compound_variants.h"

#include "searcher/words/compounds.h"
#include "searcher/words/dictionary.h"
#include "searcher/words/lookup.h"
#include "searcher/run/plan.h"
#include "stemmers/stop_words.h"

/* Compounds that hold a word are sought where at most this many of the German articles have it. */
#define FREQUENT_LEAST 20u
#define FREQUENT_SHARE 50u        /* a fiftieth */
#define ENGLISH_TIMES 10
#define GENITIVE_MAX_BYTES 128u

static enum status add(struct variants *out, struct slice term, struct err *e)
{
    return term.n == 0 ? OK : variants_add(out, &term, 1, VARIANT_WHOLE, VARIANT_PART_TIER, VIA_PART, e);
}

static enum status add_compounds(struct engine *g, struct slice form, struct arena *arena,
                                 struct variants *out, struct err *e)
{
    struct compound *found;
    size_t count;

    TRY(compounds_find(g, form, COMPOUNDS_ALL, arena, &found, &count, e));
    for (size_t i = 0; i < count; i++)
        TRY(add(out, found[i].term, e));
    return OK;
}

/* The parts near each other, in this order and in the other: Klimaschutz is "Schutz des Klimas". */
static enum status add_near(const struct slice *stems, size_t count, struct variants *out, struct err *e)
{
    struct slice back[COMPOUND_PARTS_MAX];
    size_t before = out->count;

    for (size_t i = 0; i < count; i++)
        back[count - 1 - i] = stems[i];
    TRY(variants_add(out, stems, count, VARIANT_WHOLE, VARIANT_PART_TIER, VIA_PART, e));
    TRY(variants_add(out, back, count, VARIANT_WHOLE, VARIANT_PART_TIER, VIA_PART, e));
    for (size_t i = before; i < out->count; i++)
        out->items[i].slop = COMPOUND_SLOP;
    return OK;
}

/* The stem of the genitive, where it is another: that of Klimas, Autos. Empty: it is not. */
static struct slice genitive_of(struct engine *g, struct slice form, struct slice stem, struct arena *arena)
{
    uint8_t genitive[GENITIVE_MAX_BYTES];
    struct slice other;

    if (form.n + 1 > sizeof genitive)
        return (struct slice){0};
    memcpy(genitive, form.p, form.n);
    genitive[form.n] = 's';
    other = analyzer_word(g->analyzer, LANG_DE, slice_of(genitive, form.n + 1)).stem;
    return slice_equal(other, stem) ? (struct slice){0} : arena_copy(arena, other);
}

static enum status add_parts_near(struct engine *g, const struct compound_parts *parts, struct slice *stems,
                                  struct arena *arena, struct variants *out, struct err *e)
{
    TRY(add_near(stems, parts->count, out, e));
    for (size_t i = 0; i < parts->count; i++) {
        struct slice stem = stems[i], genitive = genitive_of(g, parts->forms[i], stem, arena);

        if (genitive.n == 0)
            continue;
        stems[i] = genitive;
        TRY(add_near(stems, parts->count, out, e));
        stems[i] = stem;
    }
    return OK;
}

static enum status add_parts(struct engine *g, struct slice form, bool alone, struct arena *arena,
                             struct variants *out, struct err *e)
{
    struct compound_parts parts;
    struct slice stems[COMPOUND_PARTS_MAX];

    TRY(compounds_split(g, form, arena, &parts, e));
    for (size_t i = 0; i < parts.count; i++) {
        stems[i] = arena_copy(arena, analyzer_word(g->analyzer, LANG_DE, parts.forms[i]).stem);
        if (stems[i].n == 0)
            return OK;
        if (alone)
            TRY(add(out, stems[i], e));
    }
    return alone || parts.count < 2 ? OK : add_parts_near(g, &parts, stems, arena, out, e);
}

/* A word that so many articles have needs no guesses. */
static bool is_frequent(const struct engine *g, uint64_t df)
{
    uint64_t most = g->langs[LANG_DE].doc_count / FREQUENT_SHARE;

    return df > (most > FREQUENT_LEAST ? most : FREQUENT_LEAST);
}

/* What is much more usual in English articles, or in none that is German, is English. */
static bool is_english(const struct engine *g, uint64_t german, uint64_t english)
{
    double in_german = (double)german / g->langs[LANG_DE].doc_count;
    double in_english = (double)english / (g->langs[LANG_EN].doc_count + 1.0);

    return in_english > ENGLISH_TIMES * in_german;
}

static enum status is_worth(struct engine *g, struct slice word, struct arena *arena, bool *out,
                            struct err *e)
{
    struct slice form = arena_copy(arena, analyzer_word(g->analyzer, LANG_DE, word).form);
    struct dictionary_word german, english;

    *out = false;
    TRY(dictionary_find(g, LANG_DE, analyzer_word(g->analyzer, LANG_DE, word).stem, arena, &german, e));
    if (stop_word(LANG_DE, form) || is_frequent(g, german.df))
        return OK;
    TRY(dictionary_find(g, LANG_EN, analyzer_word(g->analyzer, LANG_EN, word).stem, arena,
                        &english, e));
    *out = !is_english(g, german.df, english.df);
    return OK;
}

enum status compound_variants_add(struct engine *g, enum lang lang, struct slice word, bool alone,
                                  struct variants *out, struct err *e)
{
    struct arena arena = ARENA_EMPTY;
    enum status status;
    struct slice form, stem;
    bool worth = false;

    if (lang != LANG_DE || g->langs[lang].doc_count == 0)
        return OK;
    form = arena_copy(&arena, analyzer_word(g->analyzer, lang, word).form);
    stem = arena_copy(&arena, analyzer_word(g->analyzer, lang, word).stem);
    status = is_worth(g, word, &arena, &worth, e);
    if (status == OK && worth)
        status = add_compounds(g, form, &arena, out, e);
    if (status == OK)
        status = add_parts(g, form, alone || lookup_df(g, LANG_DE, stem, &arena) == 0, &arena, out, e);
    arena_release(&arena);
    return status;
}
