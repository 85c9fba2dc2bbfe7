#include "base/large.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE_BYTES ((size_t)2 << 20)
#define LARGE_LEAST (2 * PAGE_BYTES)

void *large_alloc(size_t size)
{
    void *p;

    if (size < LARGE_LEAST)
        return malloc(size);
    if (posix_memalign(&p, PAGE_BYTES, size) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    /* whole pages only: what lies behind belongs to others */
    madvise(p, size / PAGE_BYTES * PAGE_BYTES, MADV_HUGEPAGE);
#endif
    return p;
}

void *large_zalloc(size_t count, size_t size)
{
    void *p;

    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    if (count * size < LARGE_LEAST)
        return calloc(count, size);
    p = large_alloc(count * size);
    if (p != NULL)
        memset(p, 0, count * size);
    return p;
}
