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
static const uint8_t weights[SOUND_FIRST + SOUND_COUNT] = {
    ['a'] = VOWEL, ['e'] = VOWEL, ['i'] = VOWEL, ['o'] = VOWEL, ['u'] = VOWEL, ['y'] = VOWEL,
    ['j'] = GLIDE, ['h'] = BREATH,
    ['p'] = CONSONANT, ['b'] = CONSONANT, ['f'] = CONSONANT, ['v'] = CONSONANT,
    ['t'] = CONSONANT, ['d'] = CONSONANT, ['m'] = CONSONANT, ['n'] = CONSONANT,
    ['l'] = CONSONANT, ['r'] = CONSONANT, ['k'] = CONSONANT, ['g'] = CONSONANT,
    ['s'] = CONSONANT, ['z'] = CONSONANT, ['S'] = CONSONANT, ['Z'] = CONSONANT,
    ['c'] = CONSONANT, ['C'] = CONSONANT, ['J'] = CONSONANT,
};

static unsigned sound_weight(char sound)
{
    return weights[(uint8_t)sound];
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
    unsigned ways[NAME_STATES_MAX];

    ways[0] = 0;
    for (unsigned to = 1; to < s->state_count; to++) {
        ways[to] = FAR;
        for (unsigned i = s->first[to]; i < s->first[to + 1]; i++) {
            const struct name_edge *edge = &s->edges[i];

            if (edge->cost == 0)
                ways[to] = smaller(ways[to], ways[edge->from] + sound_weight(edge->sound));
        }
    }
    return ways[s->state_count - 1];
}

/* distances[i][k]: cheapest way to turn what leads to a's state i into what leads to b's k,
 * for cells from which there is a way to the end that costs no more than `most`: costs only
 * add up. In a row of a these are few and close together; the others hold FAR.     */
struct table {
    const struct name_sounds *a, *b;
    unsigned most;
    uint8_t first[NAME_STATES_MAX];              /* of each row: no column before is near */
    uint8_t end[NAME_STATES_MAX];                /* and one edge from those that are leads no further */
    uint16_t distances[NAME_STATES_MAX][NAME_STATES_MAX];
};

/* The cell by its neighbours: an edge of a left out, one of b put in, or both taken. */
static unsigned cell_distance(const struct table *t, unsigned i, unsigned k)
{
    const struct name_edge *a = t->a->edges + t->a->first[i], *a_end = t->a->edges + t->a->first[i + 1];
    const struct name_edge *b = t->b->edges + t->b->first[k], *b_end = t->b->edges + t->b->first[k + 1];
    unsigned best = FAR;

    for (const struct name_edge *f = b; f < b_end; f++)
        best = smaller(best, t->distances[i][f->from] + f->cost + sound_weight(f->sound));
    for (const struct name_edge *e = a; e < a_end; e++) {
        const uint16_t *row = t->distances[e->from];

        best = smaller(best, row[k] + e->cost + sound_weight(e->sound));
        for (const struct name_edge *f = b; f < b_end; f++) {
            unsigned before = row[f->from] + 0u + e->cost + f->cost;

            if (before < best)
                best = smaller(best, before + change_cost(e->sound, f->sound));
        }
    }
    return best;
}

/* Whether the row has a cell that is near. */
static bool fill_row(struct table *t, unsigned i)
{
    unsigned k = i == 0 ? 0 : t->b->state_count, end = 0;
    bool near = false;

    for (unsigned x = t->a->first[i]; x < t->a->first[i + 1]; x++) {
        unsigned from = t->a->edges[x].from;

        k = smaller(k, t->first[from]);
        end = end > t->end[from] ? end : t->end[from];
    }
    t->first[i] = (uint8_t)t->b->state_count;
    t->end[i] = 0;
    for (unsigned all = 0; all < t->b->state_count; all++)
        t->distances[i][all] = FAR;
    for (; k <= end && k < t->b->state_count; k++) {
        unsigned d = i == 0 && k == 0 ? 0 : cell_distance(t, i, k);

        if (d > t->most)
            continue;
        t->distances[i][k] = (uint16_t)d;
        if (!near)
            t->first[i] = (uint8_t)k;
        near = true;
        if (t->end[i] < t->b->reach[k])
            t->end[i] = t->b->reach[k];
        end = end > t->end[i] ? end : t->end[i];
    }
    return near;
}

/* The distance, or FAR where it is over `most`. */
static unsigned distance_of(const struct name_sounds *a, const struct name_sounds *b,
                            unsigned most)
{
    struct table t;
    unsigned reached = 0;                        /* no row behind it has a cell that is near */

    t.a = a;
    t.b = b;
    t.most = smaller(most, FAR - 1);
    for (unsigned i = 0; i < a->state_count; i++) {
        if (i > reached)
            return FAR;
        if (fill_row(&t, i) && reached < a->reach[i])
            reached = a->reach[i];
    }
    return t.distances[a->state_count - 1][b->state_count - 1];
}

double name_similarity(const struct name_sounds *a, const struct name_sounds *b, double least)
{
    double both = word_weight(a) + word_weight(b), similarity;
    unsigned most = (unsigned)((1 - least) / 2 * both) + 1;

    if (both == 0)
        return 0;
    similarity = 1 - 2.0 * distance_of(a, b, most) / both;
    return similarity >= least && similarity > 0 ? similarity : 0;
}
