/* names.h - which terms may be a name that sounds so: the tree of name keys.
 *
 * What a name's keys are is the caller's business (stemmers/name_key.h): here they are up to
 * eight bytes, the first of longer ones, in which no byte is 0.
 *
 *     key      language byte, name key; of an entry that goes on a 0 and its number
 *              u16 big-endian, 1, 2 ...
 *     payload  varint first term, then varint (term - term before - 1)
 *     term     16 * group + place in the group (table.h)
 *
 * Memory  A builder holds 16 bytes a pair of key and term of one language, twice while
 *         they are sorted.                                                    */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "store/rows.h"
#include "store/table.h"

#define NAMES_KEY_BYTES 8u

struct names {
    struct rows rows;
    uint8_t lang;
};

/* A key as a number, sorting as its bytes. */
uint64_t names_key(struct slice key);

void names_init(struct names *x);
void names_release(struct names *x);
/* lang: not before that of the pair before. */
enum status names_add(struct names *x, uint8_t lang, uint64_t key, uint32_t term,
                      const struct table_sink *sink, struct err *e) WARN_UNUSED;
/* What is left. */
enum status names_finish(struct names *x, const struct table_sink *sink, struct err *e) WARN_UNUSED;

/* Puts the terms of one key, in several entries where they are many; keys come in order. Orders
 * the terms, none is put twice.                                               */
enum status names_put(uint8_t lang, uint64_t key, uint32_t *terms, size_t count,
                      const struct table_sink *sink, struct err *e) WARN_UNUSED;

/* One entry of the tree: *out has its terms (uint32_t) appended. False: damaged. */
bool names_read(struct slice key, struct slice payload, uint8_t *lang, uint64_t *name,
                struct buf *out);

/* Appends the terms (uint32_t) that have the key, in order. E_CORRUPT. */
enum status names_find(struct table *t, uint8_t lang, uint64_t key, struct buf *out,
                       struct err *e) WARN_UNUSED;

#endif
