#include "searcher/words/word_cache.h"

#include <stdlib.h>

#include "base/hash.h"

#define KEY_MAX_BYTES 256

void word_cache_init(struct word_cache *c)
{
    *c = (struct word_cache){.words = MAP_EMPTY, .arena = {.limit_bytes = WORD_CACHE_BYTES}};
}

void word_cache_release(struct word_cache *c)
{
    map_release(&c->words);
    arena_release(&c->arena);
    free(c->found);
}

/* The language and the word; empty where it is too long. */
static struct slice key_of(enum lang lang, unsigned what, struct slice word, uint8_t key[KEY_MAX_BYTES])
{
    if (word.n >= KEY_MAX_BYTES)
        return (struct slice){0};
    key[0] = (uint8_t)(lang | what << 4);
    memcpy(key + 1, word.p, word.n);
    return slice_of(key, word.n + 1);
}

bool word_cache_get(const struct word_cache *c, enum lang lang, unsigned what,
                    struct slice word, struct variants *out)
{
    uint8_t bytes[KEY_MAX_BYTES];
    struct slice key = key_of(lang, what, word, bytes);
    uint32_t number = key.n == 0 ? MAP_NONE : map_find(&c->words, key, hash_bytes(key));
    const struct cached_variants *v;

    if (number == MAP_NONE || c->found[number].items == NULL)
        return false;
    v = &c->found[number];
    out->items = arena_alloc(out->arena, (v->count + 1) * sizeof *out->items);
    if (out->items == NULL)
        return false;
    memcpy(out->items, v->items, v->count * sizeof *v->items);
    out->count = v->count;
    out->room = v->count + 1;
    return true;
}

static bool make_room(struct word_cache *c, uint32_t number)
{
    size_t room = c->room == 0 ? 256 : 2 * c->room;
    struct cached_variants *found;

    if (number < c->room)
        return true;
    found = realloc(c->found, room * sizeof *found);
    if (found == NULL)
        return false;
    memset(found + c->room, 0, (room - c->room) * sizeof *found);
    c->found = found;
    c->room = room;
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

void word_cache_put(struct word_cache *c, enum lang lang, unsigned what,
                    struct slice word, const struct variants *out, size_t segment_count)
{
    uint8_t bytes[KEY_MAX_BYTES];
    struct slice key = key_of(lang, what, word, bytes);
    struct variant *items;
    uint32_t number;
    bool added;

    if (key.n == 0 || map_held_bytes(&c->words) > WORD_CACHE_BYTES)
        return;
    items = arena_alloc(&c->arena, (out->count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < out->count; i++)
        if (!copy_variant(&c->arena, &out->items[i], segment_count, &items[i]))
            return;
    number = items == NULL ? MAP_NONE : map_add(&c->words, key, hash_bytes(key), &added);
    if (number != MAP_NONE && make_room(c, number))
        c->found[number] = (struct cached_variants){items, out->count};
}
