/* map.h - byte strings to consecutive numbers 0, 1, 2 ...
 *
 * The caller keeps an array beside it, indexed by the number. Keys are copied.
 *
 *     slots     power of two, at most 3/4 full; a slot holds the number of an
 *               entry and 32 bits of its hash, so a miss rarely touches a key
 *     entries   in order of insertion: hash, key
 *
 * Memory  Owns slots, entries and keys until map_release; map_clear keeps the
 *         slots. Keys handed out borrow until map_clear or map_release.
 * Errors  MAP_NONE where there is no memory; the map stays as it was.        */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/slice.h"

#define MAP_NONE UINT32_MAX

struct map_slot {
    uint32_t entry;   /* MAP_NONE: free */
    uint32_t tag;     /* high half of the hash */
};

struct map_entry {
    const uint8_t *key;
    uint32_t key_size;
    uint32_t tag;
    uint64_t hash;
};

struct map {
    struct map_slot *slots;
    struct map_entry *entries;
    uint32_t slot_count;    /* a power of two, or 0 */
    uint32_t count;         /* of entries */
    uint32_t capacity;      /* of entries */
    struct arena keys;
};

#define MAP_EMPTY ((struct map){.slot_count = 0})

/* Number of the key, MAP_NONE when it is not there. hash = hash_bytes(key). */
uint32_t map_find(const struct map *m, struct slice key, uint64_t hash);

/* Number of the key, which is added when it is not there (*added tells).
 * MAP_NONE when there is no memory or the key is longer than 4 GB.          */
uint32_t map_add(struct map *m, struct slice key, uint64_t hash, bool *added);

static inline struct slice map_key(const struct map *m, uint32_t number)
{
    return (struct slice){m->entries[number].key, m->entries[number].key_size};
}

/* Bytes it holds: slots, entries, keys. */
size_t map_held_bytes(const struct map *m);

void map_clear(struct map *m);
void map_release(struct map *m);

#endif
