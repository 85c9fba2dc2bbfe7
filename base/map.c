#include "base/map.h"

#include <stdlib.h>

#define SLOTS_MIN 64u

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

static bool is_entry(const struct map *m, const struct map_slot *slot, struct slice key,
                     uint64_t hash)
{
    const struct map_entry *e;

    if (slot->tag != tag_of(hash))
        return false;
    e = &m->entries[slot->entry];
    return e->key_size == key.n && (key.n == 0 || memcmp(e->key, key.p, key.n) == 0);
}

/* The slot of the key, or the free one where it belongs. */
static struct map_slot *slot_of(const struct map *m, struct slice key, uint64_t hash)
{
    uint32_t mask = m->slot_count - 1;
    uint32_t at = (uint32_t)hash & mask;

    while (m->slots[at].entry != MAP_NONE && !is_entry(m, &m->slots[at], key, hash))
        at = (at + 1) & mask;
    return &m->slots[at];
}

uint32_t map_find(const struct map *m, struct slice key, uint64_t hash)
{
    if (m->slot_count == 0)
        return MAP_NONE;
    return slot_of(m, key, hash)->entry;
}

static void fill_free(struct map_slot *slots, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        slots[i] = (struct map_slot){.entry = MAP_NONE};
}

static bool grow_slots(struct map *m)
{
    uint32_t count = m->slot_count == 0 ? SLOTS_MIN : m->slot_count * 2;
    struct map_slot *slots;

    if (count < m->slot_count)
        return false;
    slots = malloc(count * sizeof *slots);
    if (slots == NULL)
        return false;
    fill_free(slots, count);
    for (uint32_t i = 0; i < m->count; i++) {
        uint32_t at = (uint32_t)m->entries[i].hash & (count - 1);
        while (slots[at].entry != MAP_NONE)
            at = (at + 1) & (count - 1);
        slots[at] = (struct map_slot){.entry = i, .tag = m->entries[i].tag};
    }
    free(m->slots);
    m->slots = slots;
    m->slot_count = count;
    return true;
}

static bool grow_entries(struct map *m)
{
    uint32_t capacity = m->capacity == 0 ? SLOTS_MIN : m->capacity + m->capacity / 2;
    struct map_entry *entries = realloc(m->entries, capacity * sizeof *entries);

    if (entries == NULL)
        return false;
    m->entries = entries;
    m->capacity = capacity;
    return true;
}

uint32_t map_add(struct map *m, struct slice key, uint64_t hash, bool *added)
{
    struct map_slot *slot;
    struct slice copy;

    *added = false;
    if ((uint64_t)m->count * 4 >= (uint64_t)m->slot_count * 3 && !grow_slots(m))
        return MAP_NONE;
    slot = slot_of(m, key, hash);
    if (slot->entry != MAP_NONE)
        return slot->entry;
    if (key.n > UINT32_MAX || (m->count == m->capacity && !grow_entries(m)))
        return MAP_NONE;
    copy = arena_copy(&m->keys, key);
    if (copy.n != key.n)
        return MAP_NONE;
    m->entries[m->count] = (struct map_entry){
        .key = copy.p, .key_size = (uint32_t)key.n, .tag = tag_of(hash), .hash = hash};
    *slot = (struct map_slot){.entry = m->count, .tag = tag_of(hash)};
    *added = true;
    return m->count++;
}

size_t map_held_bytes(const struct map *m)
{
    return m->slot_count * sizeof *m->slots + m->capacity * sizeof *m->entries
           + m->keys.held_bytes;
}

void map_clear(struct map *m)
{
    fill_free(m->slots, m->slot_count);
    m->count = 0;
    arena_reset(&m->keys);
}

void map_release(struct map *m)
{
    free(m->slots);
    free(m->entries);
    arena_release(&m->keys);
    *m = MAP_EMPTY;
}
