#include "base/arena.h"

#include <stdlib.h>

/* Blocks double from 4 KB to 1 MB, so that a small arena stays small and a
 * large one asks malloc rarely. */
#ifdef __SANITIZE_ADDRESS__   /* a block for each, so that it sees who leaves his */
#define BLOCK_MIN ((size_t)1)
#define BLOCK_MAX ((size_t)1)
#define KEEPS_SPARE 0
#else
#define KEEPS_SPARE 1
#define BLOCK_MIN ((size_t)4 << 10)
#define BLOCK_MAX ((size_t)1 << 20)
#endif

struct arena_block {
    struct arena_block *older;
    size_t size;   /* of the whole block, header included */
};

/* A block that arena_reset kept; null where the next one is too small. */
static struct arena_block *take_spare(struct arena *a, size_t size)
{
    struct arena_block *block = a->spare;

    if (block == NULL || block->size - sizeof *block < size)
        return NULL;
    a->spare = block->older;
    a->spare_bytes -= block->size;
    return block;
}

static void *add_block(struct arena *a, size_t size)
{
    size_t block_size = a->held_bytes < BLOCK_MIN ? BLOCK_MIN : a->held_bytes;
    struct arena_block *block;

    if (block_size > BLOCK_MAX)
        block_size = BLOCK_MAX;
    if (size > SIZE_MAX / 2)
        return NULL;
    if (block_size < size + sizeof *block)
        block_size = size + sizeof *block;
    if (a->limit_bytes != 0 && a->held_bytes + block_size > a->limit_bytes)
        return NULL;
    block = take_spare(a, size);
    if (block == NULL) {
        block = malloc(block_size);
        if (block == NULL)
            return NULL;
        block->size = block_size;
    }
    block->older = a->block;
    a->block = block;
    a->held_bytes += block->size;
    a->at = (uint8_t *)(block + 1) + size;
    a->end = (uint8_t *)block + block->size;
    return block + 1;
}

void *arena_alloc(struct arena *a, size_t size)
{
    size_t padded = (size + 7) & ~(size_t)7;
    void *p = a->at;

    if (padded < size)
        return NULL;
    if (a->block == NULL || (size_t)(a->end - a->at) < padded)
        return add_block(a, padded);
    a->at += padded;
    return p;
}

void *arena_zalloc(struct arena *a, size_t count, size_t size)
{
    void *p;

    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    p = arena_alloc(a, count * size);
    if (p != NULL)
        memset(p, 0, count * size);
    return p;
}

struct slice arena_copy(struct arena *a, struct slice s)
{
    uint8_t *p;

    if (s.n == 0)
        return (struct slice){0};
    p = arena_alloc(a, s.n);
    if (p == NULL)
        return (struct slice){0};
    memcpy(p, s.p, s.n);
    return (struct slice){p, s.n};
}

static void free_from(struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

/* Spare is what there is room for, the others are freed. */
static void spare_from(struct arena *a, struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *older = block->older;

        if (KEEPS_SPARE && a->spare_bytes + block->size <= a->spare_most_bytes) {
            block->older = a->spare;
            a->spare = block;
            a->spare_bytes += block->size;
        } else {
            free(block);
        }
        block = older;
    }
}

void arena_reset(struct arena *a)
{
    if (a->block == NULL)
        return;
    spare_from(a, a->block->older);
    a->block->older = NULL;
    a->held_bytes = a->block->size;
    a->at = (uint8_t *)(a->block + 1);
    a->end = (uint8_t *)a->block + a->block->size;
}

void arena_release(struct arena *a)
{
    free_from(a->block);
    free_from(a->spare);
    *a = (struct arena){.limit_bytes = a->limit_bytes, .spare_most_bytes = a->spare_most_bytes};
}
