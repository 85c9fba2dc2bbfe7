/* hash.h - a 64-bit hash of short keys, for tables in memory only.
 *
 * Multiply-and-fold over 16-byte steps: about 3 ns for a word. Never written
 * to disk (store/checksum.h is what files use), so it may change.
 * Source  The folded 64 x 64 -> 128 bit product is that of wyhash (Wang Yi).  */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/slice.h"

__extension__ typedef unsigned __int128 hash_u128;

static inline uint64_t hash_fold(uint64_t a, uint64_t b)
{
    hash_u128 product = (hash_u128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash_load(const uint8_t *p, size_t size)
{
    uint64_t v = 0;
    memcpy(&v, p, size);
    return v;
}

static inline uint64_t hash_bytes(struct slice s)
{
    const uint64_t k1 = 0x9e3779b97f4a7c15u, k2 = 0xd6e8feb86659fd93u;
    uint64_t h = s.n * k1;
    const uint8_t *p = s.p;
    size_t n = s.n;

    for (; n > 16; n -= 16, p += 16)
        h = hash_fold(hash_load(p, 8) ^ h, hash_load(p + 8, 8) ^ k2);
    if (n >= 8)
        return hash_fold(hash_load(p, 8) ^ h ^ k1, hash_load(p + n - 8, 8) ^ k2 ^ h);
    if (n >= 4)
        return hash_fold(hash_load(p, 4) ^ h ^ k1, hash_load(p + n - 4, 4) ^ k2 ^ h);
    if (n == 0)
        return hash_fold(h ^ k1, k2);
    return hash_fold(((uint64_t)p[0] << 16 | (uint64_t)p[n / 2] << 8 | p[n - 1]) ^ h ^ k1, k2 ^ h);
}

#endif
