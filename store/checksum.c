#include "store/checksum.h"

#include <xxhash.h>

uint64_t checksum_of(struct slice s, uint64_t seed)
{
    return XXH3_64bits_withSeed(s.p, s.n, seed);
}
