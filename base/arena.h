/* arena.h - memory that is freed all at once.
 *
 * Name an arena by its lifetime: run, batch, query, doc. An allocation takes a
 * few instructions and is never freed alone; arena_reset frees all of it and
 * keeps the last block for the next round, of an arena that is filled again and again
 * as many as it is told.
 *
 * Units   Sizes in bytes. Allocations are aligned to 8.
 * Memory  Owns its blocks until arena_release. Pointers stay where they are.
 * Errors  NULL when the limit or the machine's memory is reached.            */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/slice.h"

struct arena_block;

struct arena {
    struct arena_block *block;   /* newest, filled from `at` to `end` */
    uint8_t *at;
    uint8_t *end;
    size_t held_bytes;           /* all blocks, with their slack */
    size_t limit_bytes;          /* 0: none */
    size_t spare_most_bytes;     /* that arena_reset keeps beside one block; 0: none */
    struct arena_block *spare;   /* kept ones */
    size_t spare_bytes;
};

#define ARENA_EMPTY ((struct arena){.limit_bytes = 0})

/* `size` bytes, uninitialised, aligned to 8; NULL when there is no memory. */
void *arena_alloc(struct arena *a, size_t size);

/* As arena_alloc, all zero, for count items of size bytes; NULL on overflow. */
void *arena_zalloc(struct arena *a, size_t count, size_t size);

/* A copy of s in the arena; .p is NULL when there is no memory (or s is empty). */
struct slice arena_copy(struct arena *a, struct slice s);

/* Frees every allocation; keeps one block, and spare ones. */
void arena_reset(struct arena *a);

void arena_release(struct arena *a);

#endif
