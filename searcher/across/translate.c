#include "searcher/across/translate.h"

#include <math.h>

#include "searcher/across/translate_parts.h"
#include "searcher/words/compound_variants.h"
#include "stemmers/stop_words.h"

#define STEM_LIST_SHARE 60u      /* of a stem's list where the word has one of its own */
#define LATIN_LANGS 2
#define SURE_RATIO 8.0           /* of what is typed: so much oftener in one language's articles */

static const enum lang LATIN[LATIN_LANGS] = {LANG_EN, LANG_DE};

/* A word of the query as one source language sees it. */
struct source_word {
    struct slice form, stem;
    bool small, usable;          /* usable: of this language's script, and has a stem */
};

struct alternatives {
    struct translation items[TRANSLATE_MOST];
    size_t count;
};

static bool is_cyrillic(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 0xd0 && s.p[i] <= 0xd3)
            return true;
    return false;
}

static bool is_number(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'A')
            return false;
    return true;
}

static enum status read_words(const struct translator *t, const struct translate_word *words,
                              size_t count, enum lang from, struct arena *arena,
                              struct source_word **out, struct err *e)
{
    struct source_word *all = arena_zalloc(arena, count + 1, sizeof *all);

    *out = all;
    if (all == NULL)
        return err_memory(e, "words");
    for (size_t i = 0; i < count; i++) {
        struct slice text = words[i].text;
        struct analyzer_term term;

        if (text.n == 0 || is_number(text) || is_cyrillic(text) != (from == LANG_RU))
            continue;
        term = analyzer_word(t->analyzer, from, text);
        all[i].form = arena_copy(arena, term.form);
        all[i].stem = arena_copy(arena, term.stem);
        all[i].small = stop_word(from, term.form);
        all[i].usable = term.stem.n > 0;
    }
    return OK;
}

static enum status find_word(const struct translator *t, enum lang from,
                             const struct source_word *w, struct lexicon_entry *out, struct err *e)
{
    enum status status = lexicon_find_word(t->lexicon, (uint8_t)from, w->form, out, e);

    if (status == E_NOT_FOUND)
        status = lexicon_find(t->lexicon, (uint8_t)from, &w->stem, 1, out, e);
    return status;
}

/* How many words of the query a language knows. */
static enum status count_known(const struct translator *t, enum lang from,
                               const struct source_word *words, size_t count, size_t *out,
                               struct err *e)
{
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        struct lexicon_entry entry;
        enum status status = OK;

        if (!words[i].usable)
            continue;
        if (!words[i].small)
            status = find_word(t, from, &words[i], &entry, e);
        if (status != OK && status != E_NOT_FOUND)
            return status;
        *out += status == OK;
    }
    return OK;
}

/* How often the articles of a language have what is typed: the mean of its words, in logarithms. */
static double how_frequent(const struct translator *t, enum lang lang, const struct source_word *words,
                           size_t count)
{
    double documents = (double)t->known.documents(t->known.context, lang), sum = 0;
    size_t terms = 0;

    for (size_t i = 0; i < count; i++) {
        if (!words[i].usable || words[i].small)
            continue;
        sum += log(((double)t->known.count(t->known.context, lang, &words[i].stem, 1) + .5) / (documents + 1));
        terms++;
    }
    return terms == 0 ? 0 : sum / (double)terms;
}

/* Both languages know as many of the words: one of them, if the articles tell. */
static void settle(const struct translator *t, struct source_word *const words[LATIN_LANGS], size_t count,
                   bool out[LANG_COUNT])
{
    double more;

    for (size_t i = 0; i < LATIN_LANGS; i++)
        if (t->known.documents(t->known.context, LATIN[i]) == 0)
            return;
    more = how_frequent(t, LATIN[0], words[0], count) - how_frequent(t, LATIN[1], words[1], count);
    if (fabs(more) >= log(SURE_RATIO))
        out[LATIN[more > 0 ? 1 : 0]] = false;
}

enum status translate_sources(const struct translator *t, const struct translate_word *words,
                              size_t count, struct arena *arena, bool out[LANG_COUNT],
                              struct err *e)
{
    struct source_word *read[LATIN_LANGS];
    size_t known[LATIN_LANGS] = {0}, most = 0;

    memset(out, 0, LANG_COUNT * sizeof *out);
    out[LANG_RU] = true;
    if (t->from == LANG_EN || t->from == LANG_DE) {
        out[t->from] = true;
        return OK;
    }
    for (size_t i = 0; i < LATIN_LANGS; i++) {
        TRY(read_words(t, words, count, LATIN[i], arena, &read[i], e));
        TRY(count_known(t, LATIN[i], read[i], count, &known[i], e));
        most = known[i] > most ? known[i] : most;
    }
    for (size_t i = 0; i < LATIN_LANGS; i++)
        out[LATIN[i]] = known[i] == most;
    if (known[0] == known[1])
        settle(t, read, count, out);
    return OK;
}

/* Adds one; of the same terms the weights add up. */
static void add(struct alternatives *all, const struct translation *item)
{
    for (size_t i = 0; i < all->count; i++) {
        struct translation *have = &all->items[i];
        bool same = have->term_count == item->term_count && have->tier == item->tier;

        for (size_t k = 0; same && k < item->term_count; k++)
            same = slice_equal(have->terms[k], item->terms[k]);
        if (same) {
            have->weight += item->weight;
            return;
        }
    }
    if (all->count < TRANSLATE_MOST)
        all->items[all->count++] = *item;
}

#define COMPOUNDS_OF_MOST 3u     /* of the best translations */

/* Whether documents have the rank-th translation, or a German compound that begins with it. */
static bool is_there(const struct translator *t, enum lang to, const struct lexicon_alternative *a,
                     size_t rank)
{
    if (t->known.count(t->known.context, to, a->terms, a->term_count) > 0)
        return true;
    return to == LANG_DE && rank < COMPOUNDS_OF_MOST && a->term_count == 1
           && t->known.begins(t->known.context, a->terms[0]);
}

/* An entry's list in the target language, as far as documents have it. */
static enum status add_entry(const struct translator *t, const struct lexicon_entry *entry,
                             enum lang to, uint32_t share, struct arena *arena,
                             struct alternatives *out, struct err *e)
{
    struct lexicon_alternative *list;
    size_t count;

    TRY(lexicon_read(t->lexicon, entry, (uint8_t)to, arena, &list, &count, e));
    for (size_t i = 0; i < count; i++)
        if (is_there(t, to, &list[i], i))
            add(out, &(struct translation){.terms = list[i].terms, .term_count = list[i].term_count,
                                           .weight = list[i].weight * share, .tier = 100});
    return OK;
}

/* Makes the best weight 100; weights were hundredths times shares before. */
static void rescale(struct alternatives *all)
{
    uint32_t most = 0;

    for (size_t i = 0; i < all->count; i++)
        most = all->items[i].weight > most ? all->items[i].weight : most;
    for (size_t i = 0; i < all->count; i++) {
        uint32_t weight = (all->items[i].weight * 100 + most / 2) / most;
        all->items[i].weight = weight == 0 ? 1 : weight;
    }
}

static enum status translate_one(const struct translator *t, enum lang from,
                                 const struct source_word *w, enum lang to, struct arena *arena,
                                 struct alternatives *out, struct err *e)
{
    struct lexicon_entry entry;
    uint32_t share = 100;
    enum status status = lexicon_find_word(t->lexicon, (uint8_t)from, w->form, &entry, e);

    out->count = 0;
    if (status == OK)
        status = add_entry(t, &entry, to, 100, arena, out, e);
    if (status != OK && status != E_NOT_FOUND)
        return status;
    if (out->count > 0)
        share = STEM_LIST_SHARE;
    status = lexicon_find(t->lexicon, (uint8_t)from, &w->stem, 1, &entry, e);
    if (status == OK)
        status = add_entry(t, &entry, to, share, arena, out, e);
    if (status != OK && status != E_NOT_FOUND)
        return status;
    rescale(out);
    return OK;
}

/* The entry of `length` words from `at` on, small ones passed over; how many typed
 * words that is, 0 where there is no such entry.                               */
static enum status find_phrase(const struct translator *t, enum lang from,
                               const struct source_word *words, size_t count, size_t at,
                               size_t length, enum lang to, struct arena *arena,
                               struct alternatives *out, size_t *covered, struct err *e)
{
    struct slice stems[LEXICON_SOURCE_WORDS];
    struct lexicon_entry entry;
    size_t n = 0, i = at;
    enum status status;

    *covered = 0;
    out->count = 0;
    for (; i < count && n < length; i++) {
        if (!words[i].usable)
            return OK;
        if (!words[i].small)
            stems[n++] = words[i].stem;
    }
    if (n < length)
        return OK;
    status = lexicon_find(t->lexicon, (uint8_t)from, stems, length, &entry, e);
    if (status == OK)
        status = add_entry(t, &entry, to, 100, arena, out, e);
    if (status != OK && status != E_NOT_FOUND)
        return status;
    rescale(out);
    *covered = out->count > 0 ? i - at : 0;
    return OK;
}

static enum status append(struct translations *to, const struct alternatives *from, uint32_t tier,
                          struct arena *arena, struct err *e)
{
    struct translation *items = arena_alloc(arena, (to->count + from->count) * sizeof *items + 1);

    if (items == NULL)
        return err_memory(e, "translations");
    if (to->count > 0)
        memcpy(items, to->items, to->count * sizeof *items);
    for (size_t i = 0; i < from->count; i++) {
        items[to->count + i] = from->items[i];
        items[to->count + i].tier = tier;
    }
    to->items = items;
    to->count += from->count;
    return OK;
}

/* The phrase counts once: each of its words has an equal part of it. */
static enum status append_phrase(const struct source_word *words, size_t at, size_t covered,
                                 size_t length, const struct alternatives *phrase,
                                 struct arena *arena, struct translations *out, struct err *e)
{
    for (size_t i = at; i < at + covered; i++)
        if (!words[i].small)
            TRY(append(&out[i], phrase, (uint32_t)(100 / length), arena, e));
    return OK;
}

#define PAIRED_MOST 3u           /* best translations of a part that are sought near another part's */

/* Best first; equal ones as they were. */
static void sort_by_weight(struct alternatives *all)
{
    for (size_t i = 1; i < all->count; i++) {
        struct translation item = all->items[i];
        size_t at = i;

        for (; at > 0 && all->items[at - 1].weight < item.weight; at--)
            all->items[at] = all->items[at - 1];
        all->items[at] = item;
    }
}

/* One and the other near each other, in this order. */
static enum status add_pair(const struct translation *a, const struct translation *b, struct arena *arena,
                            struct alternatives *out, struct err *e)
{
    size_t count = a->term_count + b->term_count;
    struct slice *terms = arena_alloc(arena, count * sizeof *terms);

    if (terms == NULL)
        return err_memory(e, "translations");
    memcpy(terms, a->terms, a->term_count * sizeof *terms);
    memcpy(terms + a->term_count, b->terms, b->term_count * sizeof *terms);
    add(out, &(struct translation){.terms = terms, .term_count = count, .weight = a->weight * b->weight / 100,
                                   .tier = 100, .slop = COMPOUND_SLOP});
    return OK;
}

static enum status append_pairs(const struct alternatives *one, const struct alternatives *other, struct arena *arena,
                                struct translations *out, struct err *e)
{
    for (size_t i = 0; i < one->count && i < PAIRED_MOST; i++) {
        struct alternatives pairs = {.count = 0};

        for (size_t k = 0; k < other->count && k < PAIRED_MOST; k++) {
            TRY(add_pair(&one->items[i], &other->items[k], arena, &pairs, e));
            TRY(add_pair(&other->items[k], &one->items[i], arena, &pairs, e));
        }
        TRY(append(out, &pairs, 100, arena, e));
    }
    return OK;
}

/* What the parts mean, near each other; each by itself, which is less, where any of the query's words
 * will do or only one part means something.                                     */
static enum status append_parts(const struct translator *t, const struct source_word *w,
                                enum lang to, struct arena *arena, struct translations *out,
                                struct err *e)
{
    struct alternatives found[TRANSLATE_PARTS_MOST];
    struct slice parts[TRANSLATE_PARTS_MOST];
    size_t count, meant = 0;

    TRY(translate_parts(t, w->form, arena, parts, &count, e));
    for (size_t i = 0; i < count; i++) {
        struct analyzer_term term = analyzer_word(t->analyzer, LANG_DE, parts[i]);
        struct source_word part = {.form = parts[i], .stem = arena_copy(arena, term.stem)};

        TRY(translate_one(t, LANG_DE, &part, to, arena, &found[i], e));
        sort_by_weight(&found[i]);
        meant += found[i].count > 0;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            TRY(append_pairs(&found[i], &found[k], arena, out, e));
    for (size_t i = 0; i < count && (t->any || meant < 2); i++)
        TRY(append(out, &found[i], meant < 2 ? 100 : TRANSLATE_PART_TIER, arena, e));
    return OK;
}

/* A word that is not known in its language may be one of the other that is written in
 * Latin letters: Interceptions.                                                */
static enum status append_foreign(const struct translator *t, enum lang from,
                                  const struct source_word *w, enum lang to, struct arena *arena,
                                  struct translations *out, struct err *e)
{
    enum lang other = from == LANG_EN ? LANG_DE : LANG_EN;
    struct analyzer_term term = analyzer_word(t->analyzer, other, w->form);
    struct source_word word = {.form = w->form, .stem = arena_copy(arena, term.stem)};
    struct alternatives found;

    if (other == to)
        return OK;
    TRY(translate_one(t, other, &word, to, arena, &found, e));
    return append(out, &found, 100, arena, e);
}

static enum status translate_from(const struct translator *t, enum lang from,
                                  const struct source_word *words, size_t count, enum lang to,
                                  struct arena *arena, struct translations *out, struct err *e)
{
    size_t phrase_end = 0;

    for (size_t at = 0; at < count; at++) {
        struct alternatives found;
        size_t covered = 0, length = LEXICON_SOURCE_WORDS;

        if (!words[at].usable)
            continue;
        out[at].other = true;
        out[at].small |= words[at].small;
        if (words[at].small)
            continue;
        for (; at >= phrase_end && length > 1 && covered == 0; length--)
            TRY(find_phrase(t, from, words, count, at, length, to, arena, &found, &covered, e));
        if (covered > 0) {
            TRY(append_phrase(words, at, covered, length + 1, &found, arena, out, e));
            phrase_end = at + covered;
        }
        TRY(translate_one(t, from, &words[at], to, arena, &found, e));
        TRY(append(&out[at], &found, at < phrase_end ? TRANSLATE_WORD_TIER : 100, arena, e));
        if (from == LANG_DE && found.count == 0)
            TRY(append_parts(t, &words[at], to, arena, &out[at], e));
        if (from != LANG_RU && out[at].count == 0)
            TRY(append_foreign(t, from, &words[at], to, arena, &out[at], e));
    }
    return OK;
}

/* Whether a word is one of the language: its dictionary or its articles have it. */
static enum status is_of(const struct translator *t, enum lang lang, const struct source_word *w, bool *out,
                         struct err *e)
{
    struct lexicon_entry entry;
    enum status status = OK;

    *out = w->small || (w->usable && t->known.count(t->known.context, lang, &w->stem, 1) > 0);
    if (*out || !w->usable)
        return OK;
    status = find_word(t, lang, w, &entry, e);
    *out = status == OK;
    return status == E_NOT_FOUND ? OK : status;
}

/* The query may be in this language itself: its words stand before translations. */
static enum status prefer_typed(const struct translator *t, const struct translate_word *words, size_t count,
                                enum lang lang, struct arena *arena, struct translations *out, struct err *e)
{
    struct source_word *read;

    TRY(read_words(t, words, count, lang, arena, &read, e));
    for (size_t i = 0; i < count; i++) {
        bool is_word;

        TRY(is_of(t, lang, &read[i], &is_word, e));
        if (!is_word)
            continue;
        out[i].other = false;
        for (size_t k = 0; k < out[i].count; k++)
            out[i].items[k].tier = out[i].items[k].tier * TRANSLATE_PERHAPS_TIER / 100;
    }
    return OK;
}

enum status translate_words(const struct translator *t, const struct translate_word *words,
                            size_t count, const bool sources[LANG_COUNT], enum lang to,
                            struct arena *arena, struct translations *out, struct err *e)
{
    memset(out, 0, count * sizeof *out);
    for (enum lang from = LANG_EN; from <= LANG_RU; from++) {
        struct source_word *read;

        if (from == to || !sources[from])
            continue;
        TRY(read_words(t, words, count, from, arena, &read, e));
        TRY(translate_from(t, from, read, count, to, arena, out, e));
    }
    return sources[to] && to != LANG_RU ? prefer_typed(t, words, count, to, arena, out, e) : OK;
}
