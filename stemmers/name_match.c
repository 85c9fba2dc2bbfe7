#include "stemmers/name_match.h"

/* Hundredths of a consonant. */
enum {
    CONSONANT = 100,
    BREATH = 60,           /* х */
    VOWEL = 60,
    GLIDE = 10,            /* й */
    VOWEL_CHANGED = 60,
    VOWEL_NEAR = 30,
    UNLIKE = 200,          /* one left out, the other put in */
    FAR = UINT16_MAX / 4,
};

#define SOUND_FIRST 'A'
#define SOUND_COUNT ('z' - SOUND_FIRST + 1)
#define BOTH(a, b, cost)                                  \
    [(a) - SOUND_FIRST][(b) - SOUND_FIRST] = (cost),      \
    [(b) - SOUND_FIRST][(a) - SOUND_FIRST] = (cost)

/* Sounds that are taken for each other, and how far apart they are; 0: not listed. */
static const uint8_t changes[SOUND_COUNT][SOUND_COUNT] = {
    BOTH('a', 'o', VOWEL_NEAR), BOTH('e', 'i', VOWEL_NEAR), BOTH('i', 'y', VOWEL_NEAR),
    BOTH('o', 'u', VOWEL_NEAR), BOTH('u', 'y', VOWEL_NEAR), BOTH('a', 'e', 45),
    BOTH('e', 'o', 45), BOTH('i', 'j', 10), BOTH('y', 'j', 20), BOTH('e', 'j', 40),
    BOTH('u', 'v', 40), BOTH('b', 'v', 50),
    BOTH('p', 'b', 40), BOTH('t', 'd', 40), BOTH('v', 'f', 25), BOTH('k', 'g', 35),
    BOTH('k', 'h', 35), BOTH('g', 'h', 25), BOTH('s', 'z', 20), BOTH('s', 'S', 25),
    BOTH('s', 'c', 35), BOTH('s', 'C', 50), BOTH('s', 'Z', 50), BOTH('z', 'c', 35),
    BOTH('z', 'Z', 30), BOTH('z', 'J', 50), BOTH('S', 'Z', 25), BOTH('S', 'C', 35),
    BOTH('Z', 'J', 20), BOTH('Z', 'C', 45), BOTH('C', 'c', 35), BOTH('C', 'J', 25),
    BOTH('m', 'n', 60), BOTH('l', 'r', 80),
};

/* What a sound weighs: the cost of leaving it out. */
static unsigned sound_weight(char sound)
{
    switch (sound) {
    case '\0': return 0;
    case 'a': case 'e': case 'i': case 'o': case 'u': case 'y': return VOWEL;
    case 'j': return GLIDE;
    case 'h': return BREATH;
    default: return CONSONANT;
    }
}

static unsigned change_cost(char a, char b)
{
    unsigned cost;

    if (a == b)
        return 0;
    if (a == '\0' || b == '\0')
        return FAR;
    cost = changes[a - SOUND_FIRST][b - SOUND_FIRST];
    if (cost != 0)
        return cost;
    return name_sound_is_vowel(a) && name_sound_is_vowel(b) ? VOWEL_CHANGED : UNLIKE;
}

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* What the word weighs by its likeliest readings, case ending left out. */
static unsigned word_weight(const struct name_sounds *s)
{
    unsigned weights[NAME_STATES_MAX];

    weights[0] = 0;
    for (unsigned to = 1; to < s->state_count; to++) {
        weights[to] = FAR;
        for (unsigned i = s->first[to]; i < s->first[to + 1]; i++) {
            const struct name_edge *edge = &s->edges[i];

            if (edge->cost == 0)
                weights[to] = smaller(weights[to], weights[edge->from] + sound_weight(edge->sound));
        }
    }
    return weights[s->state_count - 1];
}

/* distances[i][k]: cheapest way to turn what leads to a's state i into what leads to b's k. */
struct table {
    uint16_t distances[NAME_STATES_MAX][NAME_STATES_MAX];
};

/* The cell by its neighbours: an edge of a left out, one of b put in, or both taken. */
static unsigned cell_distance(const struct table *t, const struct name_sounds *a, unsigned i,
                              const struct name_sounds *b, unsigned k)
{
    unsigned best = FAR;

    for (unsigned y = b->first[k]; y < b->first[k + 1]; y++) {
        const struct name_edge *f = &b->edges[y];

        best = smaller(best, t->distances[i][f->from] + f->cost + sound_weight(f->sound));
    }
    for (unsigned x = a->first[i]; x < a->first[i + 1]; x++) {
        const struct name_edge *e = &a->edges[x];

        best = smaller(best, t->distances[e->from][k] + e->cost + sound_weight(e->sound));
        for (unsigned y = b->first[k]; y < b->first[k + 1]; y++) {
            const struct name_edge *f = &b->edges[y];
            unsigned before = t->distances[e->from][f->from] + 0u + e->cost + f->cost;

            if (before < best)
                best = smaller(best, before + change_cost(e->sound, f->sound));
        }
    }
    return best;
}

/* oldest[i]: the earliest state from which an edge leads beyond state i. */
static void find_oldest(const struct name_sounds *s, uint8_t oldest[NAME_STATES_MAX])
{
    for (unsigned i = 0; i < s->state_count; i++)
        oldest[i] = (uint8_t)i;
    for (unsigned k = 0; k < s->edge_count; k++)
        for (unsigned i = s->edges[k].from; i < s->edges[k].to; i++)
            if (oldest[i] > s->edges[k].from)
                oldest[i] = s->edges[k].from;
}

/* The distance, or FAR where it is over `most`: then every way leads through a row that
 * is, and the rows behind it need not be looked at.                            */
static unsigned distance_of(const struct name_sounds *a, const struct name_sounds *b,
                            unsigned most)
{
    struct table t;
    uint8_t oldest[NAME_STATES_MAX];
    unsigned nearest[NAME_STATES_MAX];           /* of each row */

    find_oldest(a, oldest);
    for (unsigned i = 0; i < a->state_count; i++) {
        unsigned least = FAR;

        nearest[i] = FAR;
        for (unsigned k = 0; k < b->state_count; k++) {
            unsigned d = i == 0 && k == 0 ? 0 : cell_distance(&t, a, i, b, k);

            t.distances[i][k] = (uint16_t)d;
            nearest[i] = smaller(nearest[i], d);
        }
        for (unsigned row = oldest[i]; row <= i; row++)
            least = smaller(least, nearest[row]);
        if (least > most)
            return FAR;
    }
    return t.distances[a->state_count - 1][b->state_count - 1];
}

double name_similarity(const struct name_sounds *a, const struct name_sounds *b, double least)
{
    double weights = word_weight(a) + word_weight(b), similarity;
    unsigned most = (unsigned)((1 - least) / 2 * weights) + 1;

    if (weights == 0)
        return 0;
    similarity = 1 - 2.0 * distance_of(a, b, most) / weights;
    return similarity >= least && similarity > 0 ? similarity : 0;
}
