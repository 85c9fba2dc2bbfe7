#include "base/memo.h"

#include <stdlib.h>

#include "base/hash.h"

#define ROOM_MIN 256u

void memo_init(struct memo *m, size_t limit_bytes)
{
    *m = (struct memo){.keys = MAP_EMPTY, .arena = {.limit_bytes = limit_bytes},
                       .limit_bytes = limit_bytes};
}

void memo_release(struct memo *m)
{
    map_release(&m->keys);
    arena_release(&m->arena);
    free(m->values);
}

void memo_key(struct memo_key *out, uint8_t kind, uint8_t variety, struct slice text)
{
    out->size = text.n + 2 <= MEMO_KEY_MAX ? text.n + 2 : 0;
    if (out->size == 0)
        return;
    out->bytes[0] = kind;
    out->bytes[1] = variety;
    memcpy(out->bytes + 2, text.p, text.n);
}

void *memo_find(const struct memo *m, const struct memo_key *key)
{
    struct slice k = slice_of(key->bytes, key->size);
    uint32_t number = k.n == 0 ? MAP_NONE : map_find(&m->keys, k, hash_bytes(k));

    return number == MAP_NONE || number >= m->room ? NULL : m->values[number];
}

static bool make_room(struct memo *m, uint32_t number)
{
    size_t room = m->room == 0 ? ROOM_MIN : m->room;
    void **values;

    if (number < m->room)
        return true;
    while (room <= number)           /* keys stay where there was no memory for their values */
        room *= 2;
    values = realloc(m->values, room * sizeof *values);
    if (values == NULL)
        return false;
    memset(values + m->room, 0, (room - m->room) * sizeof *values);
    m->values = values;
    m->room = room;
    return true;
}

bool memo_has_room(const struct memo *m, const struct memo_key *key)
{
    return key->size > 0 && map_held_bytes(&m->keys) <= m->limit_bytes;
}

void memo_keep(struct memo *m, const struct memo_key *key, void *value)
{
    struct slice k = slice_of(key->bytes, key->size);
    uint32_t number;
    bool added;

    if (value == NULL || !memo_has_room(m, key))
        return;
    number = map_add(&m->keys, k, hash_bytes(k), &added);
    if (number != MAP_NONE && make_room(m, number))
        m->values[number] = value;
}
