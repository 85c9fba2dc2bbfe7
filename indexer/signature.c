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

/* Of the first and the last eight bytes: what is between in a longer word does not count. */
static inline uint64_t hash_word(const uint8_t *p, size_t n)
{
    uint64_t first, last = 0;

    memcpy(&first, p, 8);
    if (n >= 8)
        memcpy(&last, p + n - 8, 8);
    else
        first &= ((uint64_t)1 << 8 * n) - 1;
    return (first + n) * 0x9e3779b97f4a7c15u ^ last * 0xd6e8feb86659fd93u;
}

void signature_add(struct signature *s, const uint8_t *text, const struct word *words,
                   size_t count)
{
    uint64_t one = s->before[0], two = s->before[1], three = s->before[2];

    for (size_t i = 0; i < count; i++) {
        uint64_t word = hash_word(text + words[i].start, words[i].size);
        uint64_t shingle = mix(word + 3 * one + 5 * two + 7 * three);
        uint64_t *least = &s->least[shingle >> 58];

        three = two;
        two = one;
        one = word;
        if (s->words < WORDS_LEAST)
            s->all = mix(s->all ^ word);
        if (++s->words > 3 && shingle << 6 < *least)
            *least = shingle << 6;
    }
    s->before[0] = one;
    s->before[1] = two;
    s->before[2] = three;
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
