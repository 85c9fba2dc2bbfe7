/* compound_forms: the forms of a noun that stand in compounds. */
#include "searcher/words/compound_words.h"
#include "searcher/run/plan.h"
#include "stemmers/inflect.h"

/* Nouns with a plural in -er that keep their vowel; others in -er are other words (Bau, Bauer). */
static const char *const er_plurals[] = {
    "kind", "bild", "feld", "kleid", "geld", "brett", "ei", "lied", "licht", "glied", "gesicht",
    "gespenst", "nest", "weib", "rind", "schwert", "leib", "geist", "gemüt",
};

static bool is_one_of(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(s, slice_of_string(list[i])))
            return true;
    return false;
}

static bool may_end(struct slice stem, struct slice ending)
{
    static const char *const endings[] = {"", "e", "en", "n", "s", "es", "ens"};

    if (is_one_of(ending, endings, sizeof endings / sizeof *endings))
        return true;
    if (!slice_equal(ending, SLICE_LITERAL("er")) && !slice_equal(ending, SLICE_LITERAL("ern")))
        return false;
    for (size_t i = 0; i < sizeof er_plurals / sizeof *er_plurals; i++)
        if (slice_ends_with(stem, slice_of_string(er_plurals[i])))
            return true;
    return false;
}

/* The size of the character at s; ä, ö, ü are equal to a, o, u. */
static size_t next_letter(struct slice s, uint32_t *out)
{
    size_t n = 1;

    while (n < s.n && (s.p[n] & 0xc0) == 0x80)
        n++;
    *out = s.p[0];
    if (n == 2 && s.p[0] == 0xc3)
        *out = s.p[1] == 0xa4 ? 'a' : s.p[1] == 0xb6 ? 'o' : s.p[1] == 0xbc ? 'u' : s.p[1];
    return n;
}

/* What two forms begin with in common but for umlauts: the size in a, and in b. */
static size_t common_stem(struct slice a, struct slice b, size_t *size_in_b)
{
    size_t n = 0, m = 0;

    while (n < a.n && m < b.n) {
        uint32_t x, y;
        size_t dn = next_letter(slice_drop(a, n), &x), dm = next_letter(slice_drop(b, m), &y);

        if (x != y)
            break;
        n += dn;
        m += dm;
    }
    *size_in_b = m;
    return n;
}

/* Whether two forms of the same term differ in the ending of a noun alone. Snowball gives Kuchen and Küche,
 * Silbe and Silber, Verein and Vereinigung the same stem.                                */
static bool is_inflected(struct slice a, struct slice b)
{
    size_t m, n = common_stem(a, b, &m);

    return n == m && memcmp(a.p, b.p, n) == 0 && may_end(slice_of(a.p, n), slice_drop(a, n))
           && may_end(slice_of(b.p, n), slice_drop(b, n));
}

/* Endings of adjectives and verbs; those of inflect.h's classes are not for nouns alone. */
static bool is_noun_ending(struct slice s)
{
    static const char *const others[] = {
        "r", "rn", "em", "ere", "erer", "eren", "t", "te", "ten", "st", "ste", "sten", "ster", "d",
        "de", "den", "der", "end", "ende", "enden", "ender",
    };

    return !is_one_of(s, others, sizeof others / sizeof *others);
}

/* Whether a form that inflect.h makes of the word may be one of the same noun. */
static bool may_be_same_noun(struct slice word, struct slice form)
{
    size_t m, n = common_stem(word, form, &m);
    struct slice a = slice_drop(word, n), b = slice_drop(form, m);

    if (m == n && memcmp(word.p, form.p, n) == 0
        && (slice_starts_with(a, SLICE_LITERAL("er")) || slice_starts_with(b, SLICE_LITERAL("er"))))
        return is_inflected(word, form);
    return n >= 3 && a.n <= 4 && is_noun_ending(a) && is_noun_ending(b);
}

static enum status find_term(struct compound_words *w, struct slice form, struct dictionary_word *out)
{
    struct slice term = analyzer_word(w->engine->analyzer, LANG_DE, form).stem;

    *out = (struct dictionary_word){.df = 0};
    if (term.n == 0)
        return OK;
    term = arena_copy(w->arena, term);
    if (term.n == 0)
        return err_memory(w->err, "forms of a compound");
    return dictionary_find(w->engine, LANG_DE, term, w->arena, out, w->err);
}

/* Those of inflect.h, by the terms that they have: most have the same few. */
static enum status add_other_terms(struct compound_words *w, struct slice word, struct compound_forms *out)
{
    struct inflected *list = arena_alloc(w->arena, INFLECT_MAX_FORMS * sizeof *list);
    struct dictionary_word found = {.df = 0};
    size_t n;

    if (list == NULL)
        return err_memory(w->err, "forms of a compound");
    n = inflect_forms(LANG_DE, word, list, INFLECT_MAX_FORMS, w->arena);
    for (size_t i = 0; i < n; i++) {
        struct slice term = analyzer_word(w->engine->analyzer, LANG_DE, list[i].form).stem;

        if (!slice_equal(term, found.term))
            TRY(find_term(w, list[i].form, &found));
        for (size_t k = 0; k < found.form_count && !list[i].occurs; k++)
            list[i].occurs = slice_equal(found.forms[k].form, list[i].form)
                             && 2 * found.forms[k].capitals > found.forms[k].occurrences;
    }
    n = inflect_keep(list, n);
    for (size_t i = 0; i < n && out->count < COMPOUND_FORMS_MAX; i++)
        if (may_be_same_noun(word, list[i].form))
            out->forms[out->count++] = list[i].form;
    return OK;
}

enum status compound_forms_find(struct compound_words *w, struct slice word,
                                struct compound_forms *out)
{
    struct dictionary_word own;

    *out = (struct compound_forms){.forms = {word}, .count = 1};
    TRY(find_term(w, word, &own));
    for (size_t i = 0; i < own.form_count && out->count < COMPOUND_FORMS_MAX; i++) {
        const struct form_count *f = &own.forms[i];

        bool noun = 2 * f->capitals > f->occurrences;

        if (slice_equal(f->form, word))
            out->is_no_noun = !noun;
        else if (is_inflected(word, f->form) && noun)
            out->forms[out->count++] = f->form;
        else
            continue;
        out->occurrences += f->occurrences;
    }
    return out->is_no_noun ? OK : add_other_terms(w, word, out);
}
