#include "searcher/run/guesses.h"

#include <math.h>

#include "searcher/run/plan.h"

/* Whether a clause has a word as typed, or a form of it, in a language. */
static bool is_sure(const struct clause_stats *stats)
{
    for (size_t i = 0; i < stats->variant_count; i++)
        if (stats->variants[i].tier == VARIANT_WHOLE)
            return true;
    return false;
}

bool guesses_unneeded(const struct results *r, size_t clause)
{
    for (size_t lang = 0; lang < LANG_COUNT; lang++)
        if (r->plans[lang].stats != NULL && is_sure(&r->plans[lang].stats[clause]))
            return true;
    return false;
}

static bool is_cyrillic(struct slice s)
{
    return s.n > 0 && s.p[0] >= 0xd0 && s.p[0] < 0xd4;
}

/* A name in the other alphabet, or a translation: no sign that the word is misspelt. */
static bool is_foreign(const struct variant *v, struct slice word)
{
    return v->via == VIA_DICT || (v->via == VIA_NAME && is_cyrillic(v->terms[0]) != is_cyrillic(word));
}

bool guesses_only(const struct results *r, const struct query *q, size_t clause)
{
    const struct clause *c = &q->clauses[clause];
    bool guessed = false;

    if (c->kind != CLAUSE_WORDS || c->word_count == 0 || c->excluded || guesses_unneeded(r, clause))
        return false;
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        const struct clause_stats *stats = r->plans[lang].stats == NULL ? NULL : &r->plans[lang].stats[clause];

        for (size_t i = 0; stats != NULL && i < stats->variant_count; i++) {
            if (is_foreign(&stats->variants[i], c->words[0]))
                return false;
            guessed = true;
        }
    }
    return guessed;
}

/* Names that are guessed beside a word that is rare in the language are not worth more than where
 * the word is frequent: "Haus" in a few English articles, and the name Chough.  */
static void temper_names(struct clause_stats *stats, double least)
{
    for (size_t i = 0; i < stats->variant_count; i++) {
        struct variant *v = &stats->variants[i];
        double tier = v->tier * least / stats->idf;

        if (v->via == VIA_NAME && v->tier < VARIANT_WHOLE)
            v->tier = tier < 1 ? 1 : (uint32_t)tier;
    }
}

void guesses_temper(struct plan *plans, size_t clause)
{
    double least = INFINITY;

    for (size_t lang = 0; lang < LANG_COUNT; lang++)
        if (plans[lang].stats != NULL && is_sure(&plans[lang].stats[clause]))
            least = plans[lang].stats[clause].idf < least ? plans[lang].stats[clause].idf : least;
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        struct clause_stats *stats = plans[lang].stats == NULL ? NULL : &plans[lang].stats[clause];

        if (stats == NULL || stats->idf <= least)
            continue;
        if (is_sure(stats))
            temper_names(stats, least);
        else
            stats->idf = least;
    }
}
