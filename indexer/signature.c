#include "indexer/signature.h"

#define WORDS_LEAST 16u        /* fewer are hashed whole */

void signature_start(struct signature *s)
{
    *s = (struct signature){.all = 0};
    memset(s->least, 0xff, sizeof s->least);
}

static uint64_t mix(uint64_t h)
{
    h = (h ^ h >> 32) * 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}

/* Eight bytes at a time, zeros after the last. */
static inline uint64_t hash_word(const uint8_t *p, size_t n)
{
    uint64_t h = n * 0x9e3779b97f4a7c15u, part;

    for (; n >= 8; n -= 8, p += 8) {
        memcpy(&part, p, 8);
        h = (h ^ part) * 0x9e3779b97f4a7c15u;
    }
    memcpy(&part, p, 8);
    return mix(h ^ (part & (((uint64_t)1 << 8 * n) - 1)));
}

void signature_add(struct signature *s, const uint8_t *text, const struct word *words,
                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t word = hash_word(text + words[i].start, words[i].size);
        uint64_t shingle = mix(word + 3 * s->before[0] + 5 * s->before[1] + 7 * s->before[2]);
        uint64_t *least = &s->least[shingle >> 58];

        s->before[2] = s->before[1];
        s->before[1] = s->before[0];
        s->before[0] = word;
        s->all = mix(s->all ^ word);
        if (++s->words > 3 && shingle << 6 < *least)
            *least = shingle << 6;
    }
}

/* An empty bucket takes the next one that is not, told apart by how far it is. */
uint64_t signature_end(const struct signature *s)
{
    uint64_t bits = 0;

    if (s->words < WORDS_LEAST)
        return s->words == 0 ? 0 : s->all | 1;
    for (size_t i = 0; i < SIGNATURE_BITS; i++) {
        size_t steps = 0;

        while (s->least[(i + steps) % SIGNATURE_BITS] == UINT64_MAX)
            steps++;
        bits |= (mix(s->least[(i + steps) % SIGNATURE_BITS] + steps) >> 40 & 1) << i;
    }
    return bits == 0 ? 1 : bits;
}
