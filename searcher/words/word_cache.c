#include "searcher/words/word_cache.h"

enum { KIND_WORD, KIND_TERM, KIND_NAME, KIND_OTHERS };

struct cached_variants {
    struct variant *items;
    size_t count;
    uint64_t cost;
};

static void key_of(struct memo_key *out, enum lang lang, unsigned what, struct slice word)
{
    _Static_assert(LANG_COUNT <= 4, "two bits hold a language");
    memo_key(out, KIND_WORD, (uint8_t)(lang | what << 2), word);
}

bool word_cache_get(const struct memo *m, enum lang lang, unsigned what, struct slice word,
                    struct variants *out, uint64_t *cost)
{
    const struct cached_variants *v;
    struct memo_key key;

    key_of(&key, lang, what, word);
    v = memo_find(m, &key);
    if (v == NULL)
        return false;
    *cost = v->cost;
    out->items = arena_alloc(out->arena, (v->count + 1) * sizeof *out->items);
    if (out->items == NULL)
        return false;
    memcpy(out->items, v->items, v->count * sizeof *v->items);
    out->count = v->count;
    out->room = v->count + 1;
    return true;
}

/* With its terms and infos; false where there is no memory. */
static bool copy_variant(struct arena *arena, const struct variant *from, size_t segment_count,
                         struct variant *to)
{
    size_t infos = from->term_count * segment_count;

    *to = *from;
    to->terms = arena_alloc(arena, from->term_count * sizeof *to->terms);
    to->infos = arena_alloc(arena, (infos + 1) * sizeof *to->infos);
    if (to->terms == NULL || to->infos == NULL)
        return false;
    memcpy(to->infos, from->infos, infos * sizeof *to->infos);
    for (size_t i = 0; i < from->term_count; i++) {
        to->terms[i] = arena_copy(arena, from->terms[i]);
        if (to->terms[i].n != from->terms[i].n)
            return false;
    }
    return true;
}

void word_cache_put(struct memo *m, enum lang lang, unsigned what, struct slice word,
                    const struct variants *out, uint64_t cost, size_t segment_count)
{
    struct cached_variants *v;
    struct memo_key key;

    key_of(&key, lang, what, word);
    v = memo_has_room(m, &key) ? arena_alloc(&m->arena, sizeof *v) : NULL;
    if (v == NULL)
        return;
    v->count = out->count;
    v->cost = cost;
    v->items = arena_alloc(&m->arena, (out->count + 1) * sizeof *v->items);
    for (size_t i = 0; v->items != NULL && i < out->count; i++)
        if (!copy_variant(&m->arena, &out->items[i], segment_count, &v->items[i]))
            return;
    memo_keep(m, &key, v->items == NULL ? NULL : v);
}

const struct cached_term *word_cache_term(const struct memo *m, enum lang lang, struct slice term)
{
    struct memo_key key;

    memo_key(&key, KIND_TERM, (uint8_t)lang, term);
    return memo_find(m, &key);
}

void word_cache_put_term(struct memo *m, enum lang lang, struct slice term,
                         const struct term_info *infos, size_t step, size_t segment_count,
                         uint64_t df)
{
    struct cached_term *t;
    struct memo_key key;

    memo_key(&key, KIND_TERM, (uint8_t)lang, term);
    t = !memo_has_room(m, &key) ? NULL
        : arena_alloc(&m->arena, sizeof *t + segment_count * sizeof *t->infos);
    if (t == NULL)
        return;
    t->df = df;
    for (size_t i = 0; i < segment_count; i++)
        t->infos[i] = infos[i * step];
    memo_keep(m, &key, t);
}

const struct weighted_terms *word_cache_terms(const struct memo *m, enum word_cache_kind kind,
                                              enum lang lang, struct slice text)
{
    struct memo_key key;

    memo_key(&key, (uint8_t)(KIND_OTHERS + kind), (uint8_t)lang, text);
    return memo_find(m, &key);
}

void word_cache_put_terms(struct memo *m, enum word_cache_kind kind, enum lang lang,
                          struct slice text, const struct buf *items)
{
    const struct weighted_term *from = (const struct weighted_term *)(const void *)items->p;
    size_t count = items->n / sizeof *from;
    struct weighted_terms *to;
    struct memo_key key;

    memo_key(&key, (uint8_t)(KIND_OTHERS + kind), (uint8_t)lang, text);
    to = !memo_has_room(m, &key) ? NULL : arena_alloc(&m->arena, sizeof *to + items->n);
    if (to == NULL)
        return;
    to->count = count;
    for (size_t i = 0; i < count; i++) {
        to->items[i] = (struct weighted_term){arena_copy(&m->arena, from[i].term), from[i].weight};
        if (to->items[i].term.n != from[i].term.n)
            return;
    }
    memo_keep(m, &key, to);
}

const struct name_query *word_cache_name(const struct memo *m, struct slice word)
{
    struct memo_key key;

    memo_key(&key, KIND_NAME, 0, word);
    return memo_find(m, &key);
}

void word_cache_put_name(struct memo *m, struct slice word, const struct name_query *q)
{
    struct name_query *copy;
    struct memo_key key;

    memo_key(&key, KIND_NAME, 0, word);
    copy = memo_has_room(m, &key) ? arena_alloc(&m->arena, sizeof *copy) : NULL;
    if (copy == NULL)
        return;
    *copy = *q;
    memo_keep(m, &key, copy);
}
