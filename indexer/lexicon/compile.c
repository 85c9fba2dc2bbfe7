#include "indexer/lexicon/compile.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "indexer/lexicon/ranks.h"
#include "indexer/lexicon/triangles.h"
#include "stemmers/stop_words.h"
#include "store/lexicon_writer.h"

#define PIVOT 0.5f
#define SIBLING 0.5f
#define HUB 0.3f
#define SMALL 0.1f
#define PHRASE_BEST 6u
#define OWN_LEAST 0.2f
#define LEAST 0.05f

#define PATHS_MOST (RANKS_KEPT + RANKS_KEPT * RANKS_KEPT)

/* One direction: p of phrases for the phrases and for the single words of its source; and p of entries,
 * from which a path leads on: the stem of Wetter, weather, is that of Wette, a bet. */
struct direction {
    struct ranks phrases;        /* phrase -> phrase */
    struct ranks words;          /* entry of one word -> phrase */
    struct ranks phrase_paths;   /* phrase -> entry */
    struct ranks word_paths;     /* entry of one word -> entry */
};

/* What one kind of evidence says. */
struct knowledge {
    struct direction directions[LANG_COUNT][LANG_COUNT];
};

struct compiler {
    struct evidence *ev;
    struct siblings *siblings;
    struct knowledge kinds[EVIDENCE_KINDS];
    uint32_t *entry_counts[LANG_COUNT];   /* single words per phrase */
};

struct pairs {
    struct pair *items;
    size_t count, capacity;
};

static bool push(struct pairs *all, uint32_t a, uint32_t b, float weight)
{
    if (all->count == all->capacity) {
        size_t capacity = all->capacity == 0 ? 65536 : all->capacity * 2;
        struct pair *items = realloc(all->items, capacity * sizeof *items);

        if (items == NULL)
            return false;
        all->items = items;
        all->capacity = capacity;
    }
    all->items[all->count++] = (struct pair){a, b, weight};
    return true;
}

/* A word's pair counts for its phrase and, less, for the other stems of its paradigm. */
static bool push_sources(const struct compiler *c, enum lang from, uint32_t source, uint32_t target,
                         float weight, struct pairs *out)
{
    uint32_t own = c->ev->tongues[from].infos[source].phrase;
    size_t count;
    const struct sibling *siblings = siblings_of(c->siblings, from, source, &count);
    bool done = push(out, own, target, weight);

    for (size_t i = 0; done && i < count; i++)
        if (siblings[i].stem != own)
            done = push(out, siblings[i].stem, target, weight * SIBLING);
    return done;
}

/* A pair of two entries, into phrases and, of a single word, into words; less for the other
 * stems that the target's forms have.                                          */
static bool push_pair(const struct compiler *c, enum lang from, enum lang to, uint32_t source,
                      uint32_t target, float weight, struct pairs *phrases, struct pairs *words)
{
    bool is_word = c->ev->tongues[from].infos[source].word_count == 1;
    uint32_t own = c->ev->tongues[to].infos[target].phrase;
    size_t count;
    const struct sibling *siblings = siblings_of(c->siblings, to, target, &count);
    bool done = push_sources(c, from, source, own, weight, phrases)
                && (!is_word || push(words, source, own, weight));

    for (size_t i = 0; done && i < count; i++)
        if (siblings[i].stem != own)
            done = push_sources(c, from, source, siblings[i].stem, weight * SIBLING, phrases)
                   && (!is_word || push(words, source, siblings[i].stem, weight * SIBLING));
    return done;
}

/* The same for paths: the entry as it is. */
static bool push_path(const struct compiler *c, enum lang from, enum lang to, uint32_t source, uint32_t target,
                      float weight, struct pairs *phrases, struct pairs *words)
{
    (void)to;
    return push_sources(c, from, source, target, weight, phrases)
           && (c->ev->tongues[from].infos[source].word_count != 1 || push(words, source, target, weight));
}

typedef bool push_entries(const struct compiler *c, enum lang from, enum lang to, uint32_t source, uint32_t target,
                          float weight, struct pairs *phrases, struct pairs *words);

/* What the pairs of one kind say, as `put` takes them, of the phrases and of the words of `from`. */
static enum status rank(const struct compiler *c, enum evidence_kind kind, enum lang from, enum lang to, push_entries *put,
                        struct ranks *of_phrases, struct ranks *of_words, struct err *e)
{
    const struct pair_list *list = evidence_pairs(c->ev, kind, (enum tongue)from, (enum tongue)to);
    const struct tongue_words *source = &c->ev->tongues[from], *target = &c->ev->tongues[to];
    struct pairs phrases = {0}, words = {0};
    bool done = true;
    enum status status;

    for (size_t i = 0; done && i < list->count; i++) {
        const struct pair *p = &list->pairs[i];
        uint32_t a = from < to ? p->a : p->b, b = from < to ? p->b : p->a;

        if (source->infos[a].phrase != ENTRY_NONE && target->infos[b].phrase != ENTRY_NONE)
            done = put(c, from, to, a, b, p->weight, &phrases, &words);
    }
    status = done ? ranks_make(phrases.items, phrases.count, source->phrases.count, of_phrases, e)
                  : err_memory(e, "translations");
    if (status == OK)
        status = ranks_make(words.items, words.count, source->entries.count, of_words, e);
    free(phrases.items);
    free(words.items);
    return status;
}

static enum status rank_direction(struct compiler *c, enum lang from, enum lang to, struct err *e)
{
    struct direction *d;

    for (enum evidence_kind kind = 0; kind < EVIDENCE_KINDS; kind++) {
        d = &c->kinds[kind].directions[from][to];
        TRY(rank(c, kind, from, to, push_pair, &d->phrases, &d->words, e));
    }
    d = &c->kinds[EVIDENCE_FOUND].directions[from][to];
    return rank(c, EVIDENCE_FOUND, from, to, push_path, &d->phrase_paths, &d->word_paths, e);
}

/* See step 4: what a translation is worth by itself. infos: of the targets, where these are entries. */
static void weigh_targets(struct ranks *r, const float *worth, const struct entry_info *infos)
{
    for (uint32_t s = 0; s < r->source_count; s++) {
        struct ranked *items = r->items + r->starts[s];
        uint32_t count = r->starts[s + 1] - r->starts[s];

        for (uint32_t i = 0; i < count; i++)
            items[i].p *= worth[infos == NULL ? items[i].target : infos[items[i].target].phrase];
        (void)ranks_settle(items, count, 0);
    }
}

/* The stem of посла is that of после: in articles such a stem is nearly always the small word. */
static void weigh_small(struct compiler *c, enum lang lang, float *worth)
{
    const struct map *phrases = &c->ev->tongues[lang].phrases;
    struct slice word;

    for (size_t at = 0; stop_word_next(lang, &at, &word);) {
        struct slice stem = analyzer_word(c->ev->analyzer, lang, word).stem;
        uint32_t phrase = map_find(phrases, stem, hash_bytes(stem));

        if (phrase != MAP_NONE)
            worth[phrase] = SMALL;
    }
}

static enum status weigh_direction(struct compiler *c, enum lang from, enum lang to, struct err *e)
{
    const struct ranks *back = &c->kinds[EVIDENCE_FOUND].directions[to][from].phrases;
    struct direction *d = &c->kinds[EVIDENCE_FOUND].directions[from][to];
    float *worth = calloc((size_t)back->source_count + 1, sizeof *worth);

    if (worth == NULL)
        return err_memory(e, "translations");
    for (uint32_t i = 0; i < back->source_count; i++)
        worth[i] = 1;
    weigh_small(c, to, worth);
    for (uint32_t i = 0; i < back->source_count; i++)
        worth[i] *= powf(1 + (float)(back->starts[i + 1] - back->starts[i]), -HUB);
    weigh_targets(&d->phrases, worth, NULL);
    weigh_targets(&d->words, worth, NULL);
    weigh_targets(&d->phrase_paths, worth, c->ev->tongues[to].infos);
    weigh_targets(&d->word_paths, worth, c->ev->tongues[to].infos);
    free(worth);
    return OK;
}

/* What an entry of the third language means: by itself, else by its stem. */
static const struct ranked *meanings_of(const struct compiler *c, enum lang over, enum lang to, uint32_t entry,
                                        uint32_t *count)
{
    const struct direction *d = &c->kinds[EVIDENCE_FOUND].directions[over][to];
    const struct entry_info *info = &c->ev->tongues[over].infos[entry];
    const struct ranked *items = info->word_count == 1 ? ranks_of(&d->words, entry, count) : NULL;

    return items != NULL && *count > 0 ? items : ranks_of(&d->phrases, info->phrase, count);
}

/* Steps 4 and 5 for one source; out has room for PATHS_MOST. */
static uint32_t merge_paths(const struct compiler *c, const struct ranks *direct, const struct ranks *to_third,
                            enum lang over, enum lang to, uint32_t source, uint32_t most, struct ranked *out)
{
    uint32_t count, thirds, there_count, n = 0;
    const struct ranked *items = ranks_of(direct, source, &count);
    const struct ranked *entries = ranks_of(to_third, source, &thirds);
    struct ranked *paths = out + count;

    memcpy(out, items, count * sizeof *out);
    for (uint32_t i = 0; i < thirds; i++) {
        const struct ranked *there = meanings_of(c, over, to, entries[i].target, &there_count);

        for (uint32_t j = 0; j < there_count; j++)
            paths[n++] = (struct ranked){there[j].target, entries[i].p * there[j].p};
    }
    n = ranks_settle(paths, n, LEAST);
    for (uint32_t i = 0; i < n; i++)
        paths[i].p *= PIVOT;
    n = ranks_settle(out, count + n, LEAST);
    return n < most ? n : most;
}

/* The user's translations come before those of dictionaries, whatever these say. */
static uint32_t put_first(const struct ranks *certain, uint32_t source, struct ranked *items,
                          uint32_t count)
{
    struct ranked merged[2 * LEXICON_BEST];
    uint32_t n, own;
    const struct ranked *first = ranks_of(certain, source, &own);

    n = own = own < LEXICON_BEST ? own : LEXICON_BEST;
    if (n == 0)
        return count;
    memcpy(merged, first, n * sizeof *merged);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = 0;

        while (at < own && merged[at].target != items[i].target)
            at++;
        if (at == own)
            merged[n++] = items[i];
    }
    n = n < LEXICON_BEST ? n : LEXICON_BEST;
    memcpy(items, merged, n * sizeof *items);
    return n;
}

/* The language that is neither. */
static enum lang third(enum lang from, enum lang to)
{
    return (enum lang)(LANG_EN + LANG_DE + LANG_RU - from - to);
}

/* What several words mean is less open than what one does. */
static bool is_phrase(const struct compiler *c, enum lang from, uint32_t number, bool is_word)
{
    struct slice text;

    if (is_word)
        return false;
    text = map_key(&c->ev->tongues[from].phrases, number);
    return memchr(text.p, ' ', text.n) != NULL;
}

/* What the lexicon has for a source in one direction. */
static uint32_t final_list(const struct compiler *c, enum lang from, enum lang to, uint32_t number,
                           bool is_word, struct ranked *out)
{
    const struct knowledge *found = &c->kinds[EVIDENCE_FOUND];
    enum lang over = third(from, to);
    const struct direction *direct = &found->directions[from][to];
    const struct direction *away = &found->directions[from][over];
    const struct direction *certain = &c->kinds[EVIDENCE_CERTAIN].directions[from][to];
    uint32_t n = merge_paths(c, is_word ? &direct->words : &direct->phrases,
                             is_word ? &away->word_paths : &away->phrase_paths, over, to, number,
                             is_phrase(c, from, number, is_word) ? PHRASE_BEST : LEXICON_BEST, out);

    return put_first(is_word ? &certain->words : &certain->phrases, number, out, n);
}

struct key {
    struct slice text;           /* without the language; a word's begins with '=' */
    uint32_t number;             /* phrase, or entry where the text begins with '=' */
};

static int by_text(const void *a, const void *b)
{
    return slice_compare(((const struct key *)a)->text, ((const struct key *)b)->text);
}

static uint8_t weight_of(float p)
{
    float hundredths = p * 100 + 0.5f;

    return hundredths > 100 ? 100 : hundredths < 1 ? 1 : (uint8_t)hundredths;
}

/* All lists of one source, or false where it has none. */
static bool targets_of(const struct compiler *c, enum lang from, uint32_t number, bool is_word,
                       struct lexicon_target items[LANG_COUNT][LEXICON_BEST],
                       struct lexicon_targets out[LANG_COUNT])
{
    struct ranked paths[PATHS_MOST];
    bool found = false;

    for (enum lang to = LANG_EN; to <= LANG_RU; to++) {
        uint32_t n = to == from ? 0 : final_list(c, from, to, number, is_word, paths);

        for (uint32_t i = 0; i < n; i++)
            items[to][i] = (struct lexicon_target){
                map_key(&c->ev->tongues[to].phrases, paths[i].target), weight_of(paths[i].p)};
        out[to] = (struct lexicon_targets){items[to], n};
        found |= n > 0;
    }
    return found;
}

static uint32_t weight_in(const struct lexicon_targets *t, struct slice text)
{
    for (size_t i = 0; i < t->count; i++)
        if (slice_equal(t->items[i].text, text))
            return t->items[i].weight;
    return 0;
}

/* Whether a word's own lists say nearly what its stem's say: the weights that they do not
 * have in common are a small share of all.                                     */
static bool same_targets(const struct lexicon_targets *a, const struct lexicon_targets *b)
{
    uint32_t all = 0, common = 0;

    for (size_t to = 0; to < LANG_COUNT; to++) {
        for (size_t i = 0; i < a[to].count; i++) {
            uint32_t other = weight_in(&b[to], a[to].items[i].text);

            all += a[to].items[i].weight;
            common += 2 * (other < a[to].items[i].weight ? other : a[to].items[i].weight);
        }
        for (size_t i = 0; i < b[to].count; i++)
            all += b[to].items[i].weight;
    }
    return (float)(all - common) <= OWN_LEAST * (float)all;
}

/* Words whose stem has one word only have no list of their own. */
static bool has_own_key(const struct compiler *c, enum lang lang, uint32_t entry)
{
    const struct entry_info *info = &c->ev->tongues[lang].infos[entry];

    return info->word_count == 1 && info->phrase != ENTRY_NONE
           && c->entry_counts[lang][info->phrase] > 1;
}

static bool count_entries(struct compiler *c, enum lang lang)
{
    const struct tongue_words *t = &c->ev->tongues[lang];

    c->entry_counts[lang] = calloc((size_t)t->phrases.count + 1, sizeof *c->entry_counts[lang]);
    if (c->entry_counts[lang] == NULL)
        return false;
    for (uint32_t i = 0; i < t->entries.count; i++)
        if (t->infos[i].word_count == 1 && t->infos[i].phrase != ENTRY_NONE)
            c->entry_counts[lang][t->infos[i].phrase]++;
    return true;
}

/* All keys of a language in order. The text of words is in the arena, that of phrases is the map's. */
static struct key *sorted_keys(const struct compiler *c, enum lang lang, struct arena *arena,
                               size_t *count)
{
    const struct tongue_words *t = &c->ev->tongues[lang];
    struct key *keys = malloc(((size_t)t->phrases.count + t->entries.count + 1) * sizeof *keys);

    *count = 0;
    if (keys == NULL)
        return NULL;
    for (uint32_t i = 0; i < t->phrases.count; i++)
        keys[(*count)++] = (struct key){map_key(&t->phrases, i), i};
    for (uint32_t i = 0; i < t->entries.count; i++) {
        struct slice word = map_key(&t->entries, i);
        uint8_t *text;

        if (!has_own_key(c, lang, i) || word.n > LEXICON_TEXT_MAX)
            continue;
        text = arena_alloc(arena, word.n + 1);
        if (text == NULL) {
            free(keys);
            return NULL;
        }
        text[0] = '=';
        memcpy(text + 1, word.p, word.n);
        keys[(*count)++] = (struct key){slice_of(text, word.n + 1), i};
    }
    qsort(keys, *count, sizeof *keys, by_text);
    return keys;
}

static enum status put_key(const struct compiler *c, enum lang lang, const struct key *key,
                           struct lexicon_writer *w, struct compiled *done, struct err *e)
{
    struct lexicon_target items[LANG_COUNT][LEXICON_BEST], of_stem[LANG_COUNT][LEXICON_BEST];
    struct lexicon_targets targets[LANG_COUNT] = {0}, stem_targets[LANG_COUNT] = {0};
    bool is_word = key->text.p[0] == '=';

    if (!targets_of(c, lang, key->number, is_word, items, targets))
        return OK;
    if (is_word) {
        uint32_t stem = c->ev->tongues[lang].infos[key->number].phrase;

        (void)targets_of(c, lang, stem, false, of_stem, stem_targets);
        if (same_targets(targets, stem_targets))
            return OK;
    }
    done->keys++;
    return lexicon_put(w, (uint8_t)lang, key->text, targets, e);
}

static enum status put_language(const struct compiler *c, enum lang lang, struct lexicon_writer *w,
                                struct compiled *done, struct err *e)
{
    struct arena arena = ARENA_EMPTY;
    size_t count = 0;
    struct key *keys = sorted_keys(c, lang, &arena, &count);
    enum status status = keys == NULL ? err_memory(e, "keys") : OK;

    for (size_t i = 0; status == OK && i < count; i++)
        status = put_key(c, lang, &keys[i], w, done, e);
    free(keys);
    arena_release(&arena);
    return status;
}

static enum status rank_all(struct compiler *c, struct err *e)
{
    TRY(triangles_add(c->ev, TONGUE_EN, e));
    TRY(triangles_add(c->ev, TONGUE_DE, e));
    siblings_sort(c->siblings);
    for (enum lang from = LANG_EN; from <= LANG_RU; from++) {
        if (c->siblings->failed || !count_entries(c, from))
            return err_memory(e, "siblings");
        for (enum lang to = LANG_EN; to <= LANG_RU; to++)
            if (to != from)
                TRY(rank_direction(c, from, to, e));
    }
    for (enum lang from = LANG_EN; from <= LANG_RU; from++)
        for (enum lang to = LANG_EN; to <= LANG_RU; to++)
            if (to != from)
                TRY(weigh_direction(c, from, to, e));
    return OK;
}

static enum status write_all(const struct compiler *c, struct lexicon_writer *w,
                             struct compiled *done, struct err *e)
{
    for (enum lang lang = LANG_EN; lang <= LANG_RU; lang++)
        TRY(put_language(c, lang, w, done, e));
    return OK;
}

static void release(struct compiler *c)
{
    for (size_t from = 0; from < LANG_COUNT; from++) {
        free(c->entry_counts[from]);
        for (size_t to = 0; to < LANG_COUNT; to++)
            for (size_t kind = 0; kind < EVIDENCE_KINDS; kind++) {
                ranks_release(&c->kinds[kind].directions[from][to].phrases);
                ranks_release(&c->kinds[kind].directions[from][to].words);
                ranks_release(&c->kinds[kind].directions[from][to].phrase_paths);
                ranks_release(&c->kinds[kind].directions[from][to].word_paths);
            }
    }
    free(c);
}

enum status compile_lexicon(struct evidence *ev, struct siblings *siblings, const char *path,
                            struct slice sources, struct compiled *out, struct err *e)
{
    struct compiler *c = calloc(1, sizeof *c);
    struct lexicon_writer *w = NULL;
    enum status status;

    *out = (struct compiled){0};
    if (c == NULL)
        return err_memory(e, "translations");
    c->ev = ev;
    c->siblings = siblings;
    status = rank_all(c, e);
    if (status == OK)
        status = lexicon_create(path, ANALYZER_VERSION, &w, e);
    if (status == OK)
        status = write_all(c, w, out, e);
    if (status == OK)
        status = lexicon_finish(w, sources, &out->bytes, e);
    else
        lexicon_abandon(w);
    release(c);
    return status;
}
