#include "stemmers/name_key.h"

#define BEAM_MAX 16u

/* A key so far: 4 bits a class, the last one lowest. */
struct partial {
    uint64_t classes;
    uint8_t size;
    uint8_t open;      /* the class that the next sound would double, 0: none */
    uint8_t cost;      /* at most UINT8_MAX */
};

struct beam {
    unsigned count;
    struct partial items[BEAM_MAX];   /* cheapest first */
};

static const char class_letters[] = "?PBVKTDSLMNRA";
#define CLASS_VOWEL 12u

/* The class of a consonant; 0 for vowels and й. */
static unsigned class_of(char sound)
{
    switch (sound) {
    case 'p': return 1;
    case 'b': return 2;
    case 'v': case 'f': return 3;
    case 'k': case 'g': case 'h': return 4;
    case 't': return 5;
    case 'd': return 6;
    case 's': case 'z': case 'S': case 'Z': case 'C': case 'c': case 'J': return 7;
    case 'l': return 8;
    case 'm': return 9;
    case 'n': return 10;
    case 'r': return 11;
    default: return 0;
    }
}

static struct partial extend(struct partial p, const struct name_edge *edge)
{
    unsigned class = class_of(edge->sound);
    unsigned cost = p.cost + edge->cost;

    p.cost = (uint8_t)(cost < UINT8_MAX ? cost : UINT8_MAX);
    if (edge->sound == '\0')
        return p;
    if (class == 0 && p.size == 0)
        class = CLASS_VOWEL;
    if (class != 0 && class != p.open && p.size < NAME_KEY_MAX_BYTES) {
        p.classes = p.classes << 4 | class;
        p.size++;
    }
    p.open = (uint8_t)class;
    return p;
}

/* Puts p where its cost says, unless the same is there already or it is too dear. */
static void beam_add(struct beam *b, struct partial p)
{
    unsigned at;

    for (unsigned i = 0; i < b->count; i++)
        if (b->items[i].classes == p.classes && b->items[i].open == p.open) {
            if (b->items[i].cost <= p.cost)
                return;
            b->count--;
            memmove(&b->items[i], &b->items[i + 1], (b->count - i) * sizeof p);
            break;
        }
    for (at = b->count; at > 0 && b->items[at - 1].cost > p.cost; at--)
        ;
    if (at == BEAM_MAX)
        return;
    if (b->count < BEAM_MAX)
        b->count++;
    memmove(&b->items[at + 1], &b->items[at], (b->count - 1 - at) * sizeof p);
    b->items[at] = p;
}

static struct name_key key_of(struct partial p)
{
    struct name_key key = {.size = p.size};

    for (unsigned i = p.size; i > 0; i--, p.classes >>= 4)
        key.text[i - 1] = (uint8_t)class_letters[p.classes & 15];
    return key;
}

static bool is_known(const struct name_key *keys, size_t count, const struct name_key *key)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(name_key_slice(&keys[i]), name_key_slice(key)))
            return true;
    return false;
}

size_t name_keys_of(const struct name_sounds *sounds, struct name_key out[NAME_KEYS_MAX])
{
    struct beam beams[NAME_STATES_MAX];
    const struct beam *last = &beams[sounds->state_count - 1];
    size_t count = 0;

    beams[0] = (struct beam){.count = 1};
    for (unsigned s = 1; s < sounds->state_count; s++) {
        beams[s].count = 0;
        for (unsigned i = sounds->first[s]; i < sounds->first[s + 1]; i++) {
            const struct name_edge *edge = &sounds->edges[i];

            for (unsigned k = 0; k < beams[edge->from].count; k++)
                beam_add(&beams[s], extend(beams[edge->from].items[k], edge));
        }
    }
    for (unsigned i = 0; i < last->count && count < NAME_KEYS_MAX; i++) {
        struct name_key key = key_of(last->items[i]);

        if (key.size > 0 && !is_known(out, count, &key))
            out[count++] = key;
    }
    return count;
}

size_t name_keys(struct slice form, struct name_key out[NAME_KEYS_MAX])
{
    struct name_sounds sounds;

    return name_sounds_indexed(form, &sounds) ? name_keys_of(&sounds, out) : 0;
}

bool name_key_add(struct name_key *key, char sound)
{
    uint8_t letter = (uint8_t)class_letters[class_of(sound)];

    if (key->size == NAME_KEY_MAX_BYTES)
        return false;
    if (key->size == 0 || key->text[key->size - 1] != letter)
        key->text[key->size++] = letter;
    return true;
}
