#include "store/checksum.h"

#include <xxhash.h>

#include "store/checksum_avx2.h"

uint64_t checksum_of(struct slice s, uint64_t seed)
{
#ifdef CHECKSUM_AVX2
    if (__builtin_cpu_supports("avx2"))
        return checksum_avx2(s, seed);
#endif
    return XXH3_64bits_withSeed(s.p, s.n, seed);
}
