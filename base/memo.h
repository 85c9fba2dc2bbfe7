/* memo.h - what was found for a key, kept for the next who asks, while there is room.
 *
 *     key      at most MEMO_KEY_MAX bytes; its first byte says what kind it is of
 *     value    anything in the memo's arena, not null
 *
 * Memory  Owns keys and values, at most limit_bytes of each; what does not fit is not kept,
 *         and that is no failure. Values borrow until memo_release.            */
#ifndef BASE_MEMO_H
#define BASE_MEMO_H

#include "base/map.h"

#define MEMO_KEY_MAX 256u

struct memo {
    struct map keys;
    void **values;               /* by number of the key */
    size_t room;
    struct arena arena;          /* for the values */
    size_t limit_bytes;
};

struct memo_key {
    size_t size;                 /* 0: too long; nothing is kept of it */
    uint8_t bytes[MEMO_KEY_MAX];
};

void memo_init(struct memo *m, size_t limit_bytes);
void memo_release(struct memo *m);

/* A kind, a variety of it, and a text. */
void memo_key(struct memo_key *out, uint8_t kind, uint8_t variety, struct slice text);

/* Null where there is none. */
void *memo_find(const struct memo *m, const struct memo_key *key);
/* False where the key would not be kept: a value need not be made. */
bool memo_has_room(const struct memo *m, const struct memo_key *key);
/* value: in m->arena, or null, which is ignored. Requires that there is none yet. */
void memo_keep(struct memo *m, const struct memo_key *key, void *value);

#endif
