/* large.h - big arrays that are read and written at random.
 *
 * From 4 MB on they are asked for in pages of 2 MB (a request that the system may
 * ignore): fewer page faults, and far fewer misses of the address cache.
 *
 * Memory  From malloc's heap: free() releases. NULL where there is none.      */
#ifndef BASE_LARGE_H
#define BASE_LARGE_H

#include <stddef.h>

void *large_alloc(size_t size);
/* All zero, for count items; NULL on overflow too. */
void *large_zalloc(size_t count, size_t size);

#endif
