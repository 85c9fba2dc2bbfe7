#include "searcher/words/name_partners.h"

#include "base/utf8.h"
#include "searcher/run/plan.h"
#include "searcher/words/word_cache.h"
#include "stemmers/capital.h"
#include "stemmers/exonyms.h"
#include "stemmers/stop_words.h"

static const enum lang latin_langs[] = {LANG_EN, LANG_DE, LANG_OTHER};
static const enum lang cyrillic_langs[] = {LANG_RU, LANG_OTHER};

/* An ordinary word that so many articles of its language have is no name in others. */
#define COMMON_LEAST 20u
#define COMMON_SHARE 50u          /* a fiftieth */

/* So many capitals and no other letters are an abbreviation. */
#define ABBREVIATION_MAX 4u

static bool is_common(const struct engine *g, enum lang lang, uint64_t df)
{
    uint64_t most = g->langs[lang].doc_count / COMMON_SHARE;

    return df > (most > COMMON_LEAST ? most : COMMON_LEAST);
}

/* What the languages of its script know of the word: that it is ordinary in one of
 * them counts most, then that it is written as a name.                          */
static enum status kind_in(struct engine *g, const enum lang *langs, size_t count,
                           struct slice word, struct arena *arena, enum name_kind *out,
                           struct err *e)
{
    *out = NAME_UNKNOWN;
    for (size_t i = 0; i < count && *out != NAME_ORDINARY && *out != NAME_COMMON; i++) {
        struct slice stem = analyzer_word(g->analyzer, langs[i], word).stem;
        struct dictionary_word known;
        enum name_kind kind;

        if (stem.n == 0 || !engine_has_lang(g, langs[i]))
            continue;
        TRY(dictionary_find(g, langs[i], stem, arena, &known, e));
        kind = name_kind_of(langs[i], &known);
        if (kind == NAME_ORDINARY && is_common(g, langs[i], known.df))
            kind = NAME_COMMON;
        if (kind == NAME_ORDINARY || kind == NAME_COMMON || kind > *out)
            *out = kind;
    }
    return OK;
}

static enum status kind_of_word(struct engine *g, bool cyrillic, struct slice word, struct arena *arena,
                                enum name_kind *out, struct err *e)
{
    return cyrillic ? kind_in(g, cyrillic_langs, 2, word, arena, out, e)
                    : kind_in(g, latin_langs, 3, word, arena, out, e);
}

/* Small words are no names, though a sentence that begins with one makes it look so. */
static bool is_small(struct engine *g, struct slice word)
{
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        if (stop_word(lang, analyzer_word(g->analyzer, lang, word).form))
            return true;
    return false;
}

/* The form is the same in every language. */
static enum status make_query(struct engine *g, struct slice word, struct arena *arena,
                              struct name_query *out, struct err *e)
{
    name_query_init(out, analyzer_word(g->analyzer, LANG_OTHER, word).form, NAME_UNKNOWN);
    out->abbreviation = capital_throughout(word) && utf8_count(word) <= ABBREVIATION_MAX;
    if (is_small(g, word))
        out->key_count = 0;
    if (out->key_count == 0)
        return OK;
    TRY(kind_of_word(g, out->sounds.script == NAME_CYRILLIC, word, arena, &out->kind, e));
    if ((out->kind == NAME_ORDINARY || out->kind == NAME_COMMON) && capital_begins(word))
        out->kind = NAME_NOUN;
    return OK;
}

enum status name_partners_query(struct engine *g, struct slice word, struct arena *arena,
                                struct name_query *out, struct err *e)
{
    const struct name_query *known = word_cache_name(&g->words, word);

    if (known != NULL) {       /* each language in turn asks */
        *out = *known;
        return OK;
    }
    TRY(make_query(g, word, arena, out, e));
    word_cache_put_name(&g->words, word, out);
    return OK;
}

/* The best partners so far. */
struct finding {
    const struct name_query *query;
    enum lang lang;
    struct arena *arena;
    struct name_partner *items;
    size_t count;
    bool no_memory;
};

/* Puts a copy of the term behind those that are as like or liker. */
static void keep(struct finding *f, struct slice term, double similarity)
{
    size_t at = f->count;

    while (at > 0 && f->items[at - 1].similarity < similarity)
        at--;
    if (at == NAMES_MAX)
        return;
    if (f->count < NAMES_MAX)
        f->count++;
    memmove(&f->items[at + 1], &f->items[at], (f->count - 1 - at) * sizeof *f->items);
    f->items[at] = (struct name_partner){arena_copy(f->arena, term), similarity};
    f->no_memory |= f->items[at].term.n != term.n;
}

static bool may_be(void *context, const struct form_count *form)
{
    const struct finding *f = context;

    return name_may_be(f->query, form);
}

static int consider(void *context, const struct dictionary_word *word)
{
    struct finding *f = context;
    double similarity = name_judge(f->query, f->lang, word);

    if (similarity > 0)
        keep(f, word->term, similarity);
    return !f->no_memory;
}

/* An ordinary word meets names of the other alphabet alone (name_judge.h): there are none
 * among the terms of its own, and nouns are no such names. A noun of the German articles is
 * hardly a name that they spell in two ways.                                    */
static bool may_meet(const struct name_query *q, enum lang lang)
{
    if (q->key_count == 0 || q->kind == NAME_COMMON)
        return false;
    if (q->kind == NAME_NOUN && q->sounds.script == NAME_LATIN && lang == LANG_DE)
        return false;
    if (q->kind != NAME_ORDINARY || lang == LANG_OTHER)
        return true;
    return lang == (q->sounds.script == NAME_LATIN ? LANG_RU : LANG_EN);
}

enum status name_partners_find(struct engine *g, enum lang lang, const struct name_query *q,
                               struct arena *arena, struct name_partner **out, size_t *count,
                               struct err *e)
{
    struct finding f = {.query = q, .lang = lang, .arena = arena};

    f.items = arena_alloc(arena, NAMES_MAX * sizeof *f.items);
    if (f.items == NULL)
        return err_memory(e, "names");
    if (may_meet(q, lang))
        TRY(dictionary_walk_names(g, lang, q->keys, q->key_count, may_be, consider, &f, e));
    if (f.no_memory)
        return err_memory(e, "names");
    *out = f.items;
    *count = f.count;
    return OK;
}

/* The terms that sound like the word. */
static enum status add_partners(struct engine *g, enum lang lang, struct slice word, uint32_t tier,
                                struct variants *out, struct err *e)
{
    struct name_query query;
    struct name_partner *partners;
    size_t count;

    TRY(name_partners_query(g, word, out->arena, &query, e));
    TRY(name_partners_find(g, lang, &query, out->arena, &partners, &count, e));
    for (size_t i = 0; i < count; i++)
        if (!stop_word(lang, partners[i].term))
            TRY(variants_add(out, &partners[i].term, 1, (uint32_t)(partners[i].similarity * 100),
                             tier, VIA_NAME, e));
    return OK;
}

/* The stems of the clause's words in a language, joined by blanks, as exonym keys are.
 * Empty where they are too many or one has none.                              */
static struct slice key_of(struct engine *g, enum lang lang, const struct clause *c,
                           uint8_t out[EXONYM_WORDS_MAX * (ANALYZER_TERM_MAX_BYTES + 1)])
{
    size_t size = 0;

    for (size_t i = 0; i < c->word_count && c->word_count <= EXONYM_WORDS_MAX; i++) {
        struct slice stem = analyzer_word(g->analyzer, lang, c->words[i]).stem;

        if (stem.n == 0)
            return slice_of(out, 0);
        if (i > 0)
            out[size++] = ' ';
        memcpy(out + size, stem.p, stem.n);
        size += stem.n;
    }
    return slice_of(out, size);
}

/* One name as a variant: its key is terms joined by blanks. */
static enum status add_exonym(enum lang lang, struct slice key, uint32_t tier,
                              struct variants *out, struct err *e)
{
    struct slice terms[EXONYM_WORDS_MAX];
    size_t count = 0;

    while (key.n > 0 && count < EXONYM_WORDS_MAX) {
        const uint8_t *blank = memchr(key.p, ' ', key.n);

        terms[count] = slice_of(key.p, blank == NULL ? key.n : (size_t)(blank - key.p));
        key = slice_drop(key, terms[count].n + (blank != NULL));
        count++;
    }
    if (count == 1 && stop_word(lang, terms[0]))       /* US */
        return OK;
    return variants_add(out, terms, count, VARIANT_WHOLE, tier, VIA_NAME, e);
}

/* English writes names with a capital: "may" is no month where it is a usual word. */
static enum status is_ordinary(struct engine *g, enum lang lang, const struct clause *c,
                               struct arena *arena, bool *out, struct err *e)
{
    enum name_kind kind = NAME_UNKNOWN;

    if (lang == LANG_EN && c->word_count == 1 && !capital_begins(c->words[0]))
        TRY(kind_in(g, &lang, 1, c->words[0], arena, &kind, e));
    *out = kind == NAME_ORDINARY || kind == NAME_COMMON;
    return OK;
}

/* A small or ordinary word is an abbreviation in capitals only: WHO, IT; fed, iss. */
static enum status is_other_word(struct engine *g, enum lang from, const struct clause *c, struct slice name,
                                 struct arena *arena, bool *out, struct err *e)
{
    enum name_kind kind;

    *out = false;
    if (c->word_count != 1 || !capital_throughout(name) || capital_throughout(c->words[0]))
        return OK;
    TRY(kind_of_word(g, from == LANG_RU, c->words[0], arena, &kind, e));
    *out = is_small(g, c->words[0]) || kind == NAME_ORDINARY || kind == NAME_COMMON;
    return OK;
}

/* What the language calls the place (or the like) that the clause names in another one. */
static enum status add_exonyms(struct engine *g, enum lang lang, const struct clause *c,
                               uint32_t tier, struct variants *out, struct err *e)
{
    for (unsigned k = 0; k < EXONYM_LANGS; k++) {
        uint8_t bytes[EXONYM_WORDS_MAX * (ANALYZER_TERM_MAX_BYTES + 1)];
        enum lang from = exonym_lang(k);
        struct exonym_range rows = exonym_find(from, key_of(g, from, c, bytes));
        bool ordinary;

        if (rows.count == 0 || from == lang)
            continue;
        TRY(is_ordinary(g, from, c, out->arena, &ordinary, e));
        for (unsigned i = 0; i < rows.count && !ordinary; i++) {
            unsigned row = exonym_at(from, rows.first + i);
            bool other;

            TRY(is_other_word(g, from, c, exonym_get(row, from).name, out->arena, &other, e));
            if (!other)
                TRY(add_exonym(lang, exonym_get(row, lang).key, tier, out, e));
        }
    }
    return OK;
}

enum status name_partners_add(struct engine *g, enum lang lang, const struct clause *c,
                              uint32_t tier, struct variants *out, struct err *e)
{
    if (c->kind != CLAUSE_WORDS || c->excluded || c->exact || c->quoted || c->word_count == 0)
        return OK;
    if (lang != LANG_OTHER)
        TRY(add_exonyms(g, lang, c, tier, out, e));
    return c->word_count == 1 ? add_partners(g, lang, c->words[0], tier, out, e) : OK;
}
