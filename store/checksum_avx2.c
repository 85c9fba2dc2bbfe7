#include "store/checksum_avx2.h"

#ifdef CHECKSUM_AVX2

#pragma GCC target("avx2")
#define XXH_INLINE_ALL
#define XXH_VECTOR 2           /* XXH_AVX2, which the header names only further down */
#include <xxhash.h>

_Static_assert(XXH_VECTOR == XXH_AVX2, "xxhash.h numbers its vectors otherwise");

uint64_t checksum_avx2(struct slice s, uint64_t seed)
{
    return XXH3_64bits_withSeed(s.p, s.n, seed);
}

#endif
