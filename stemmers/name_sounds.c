#include "stemmers/name_sounds.h"

#include "stemmers/name_letters.h"
#include "stemmers/name_rules.h"

#define NO_STATE UINT8_MAX
#define READING_MAX 8u

static unsigned char_size(const uint8_t *p)
{
    return *p < 0x80 ? 1 : 2;
}

/* Whether the character at p is among those of one byte or those of two. */
static bool is_one_of(const uint8_t *p, const char *ones, const char *twos)
{
    if (*p < 0x80)
        return *p != '\0' && strchr(ones, *p) != NULL;
    for (const char *t = twos; *t != '\0'; t += 2)
        if ((uint8_t)t[0] == p[0] && (uint8_t)t[1] == p[1])
            return true;
    return false;
}

static bool is_front(const uint8_t *p)
{
    return is_one_of(p, "eiy", "ëäöüæøœ");
}

static bool is_vowel(const uint8_t *p)
{
    return is_one_of(p, "aeiouy", "аеиоуыэюяâäåæëöøûüıőœŭűєії");
}

/* The character at p as a number in the order of the rules. */
static unsigned first_of(const uint8_t *p)
{
    return p[0] < 0x80 ? (unsigned)p[0] << 8 : (unsigned)p[0] << 8 | p[1];
}

static unsigned rule_first(size_t rule)
{
    return first_of((const uint8_t *)name_rules[rule].letters);
}

/* The first rule whose letters begin with this character. */
static size_t first_rule(unsigned first)
{
    size_t low = 0, high = name_rule_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (rule_first(middle) < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Bytes of the letters where p begins with them, else 0. */
static size_t matched(const char *letters, const uint8_t *p)
{
    size_t n = 0;

    while (letters[n] != '\0' && (uint8_t)letters[n] == p[n])
        n++;
    return letters[n] == '\0' ? n : 0;
}

/* What has been read of a word, and the graph so far. */
struct reader {
    const struct name_letters *word;
    unsigned at;                                  /* byte */
    unsigned state;                               /* where the next letters begin */
    uint8_t state_at[2 * NAME_LETTERS_MAX + 1];   /* NO_STATE: no letters begin at the byte */
    struct name_sounds *sounds;
};

static bool after_vowel(const struct reader *r)
{
    const uint8_t *p = r->word->text + r->at;

    if (r->at == 0)
        return false;
    return is_vowel(p[-1] < 0x80 ? p - 1 : p - 2);
}

static bool places_fit(const struct reader *r, unsigned places, const uint8_t *next)
{
    return (!(places & NAME_AT_START) || r->at == 0)
           && (!(places & NAME_AT_END) || *next == '\0')
           && (!(places & NAME_BEFORE_FRONT) || is_front(next))
           && (!(places & NAME_BEFORE_VOWEL) || is_vowel(next))
           && (!(places & NAME_NO_VOWEL_NEXT) || !is_vowel(next))
           && (!(places & NAME_AFTER_VOWEL) || after_vowel(r));
}

/* The rule for the letters at the reader; every letter has one that always fits. */
static const struct name_rule *find_rule(const struct reader *r)
{
    const uint8_t *p = r->word->text + r->at;
    unsigned first = first_of(p);

    for (size_t i = first_rule(first); i < name_rule_count && rule_first(i) == first; i++) {
        size_t size = matched(name_rules[i].letters, p);

        if (size > 0 && places_fit(r, name_rules[i].places, p + size))
            return &name_rules[i];
    }
    return NULL;
}

static bool add_edge(struct name_sounds *s, unsigned from, unsigned to, char sound, unsigned cost)
{
    if (s->edge_count == NAME_EDGES_MAX)
        return false;
    s->edges[s->edge_count++] = (struct name_edge){(uint8_t)from, (uint8_t)to, sound, (uint8_t)cost};
    return true;
}

/* One of the readings at *p, and *p after it. */
struct reading {
    unsigned count;
    char sounds[READING_MAX];
    unsigned cost;
};

static bool next_reading(const char **p, struct reading *out)
{
    const char *at = *p;

    if (at == NULL)
        return false;
    out->count = out->cost = 0;
    while (*at != '\0' && *at != '|') {
        if (*at >= '0' && *at <= '9')
            out->cost = (unsigned)(*at - '0') * NAME_RULE_COST;
        else if (out->count < READING_MAX)
            out->sounds[out->count++] = *at;
        at++;
    }
    *p = *at == '|' ? at + 1 : NULL;
    return true;
}

/* The readings as ways from a state to a new last one, which is numbered behind those
 * between their sounds.                                                     */
static bool add_readings(struct reader *r, unsigned start, const char *readings)
{
    struct name_sounds *s = r->sounds;
    unsigned inner = r->state + 1, first_edge = s->edge_count;
    struct reading reading;

    while (next_reading(&readings, &reading)) {
        unsigned from = start;

        if (reading.count == 0 && !add_edge(s, from, NO_STATE, '\0', reading.cost))
            return false;
        for (unsigned i = 0; i < reading.count; i++) {
            unsigned next = i + 1 == reading.count ? NO_STATE : inner++;

            if (!add_edge(s, from, next, reading.sounds[i], i == 0 ? reading.cost : 0))
                return false;
            from = next;
        }
    }
    if (inner >= NAME_STATES_MAX)
        return false;
    for (unsigned i = first_edge; i < s->edge_count; i++)
        if (s->edges[i].to == NO_STATE)
            s->edges[i].to = (uint8_t)inner;
    r->state = inner;
    return true;
}

/* Bytes that the rule takes: a single consonant takes its double along. */
static unsigned taken(const uint8_t *p, const struct name_rule *rule)
{
    unsigned size = (unsigned)strlen(rule->letters), one = char_size(p);

    bool doubled = size == one && p[size] == p[0] && (one == 1 || p[size + 1] == p[1]);

    return doubled && !is_vowel(p) ? 2 * one : size;
}

static bool read_letters(struct reader *r)
{
    while (r->at < r->word->size) {
        const struct name_rule *rule = find_rule(r);

        r->state_at[r->at] = (uint8_t)r->state;
        if (rule == NULL || !add_readings(r, r->state, rule->readings))
            return false;
        r->at += taken(r->word->text + r->at, rule);
    }
    return true;
}

/* Ways past one case ending: from before it to a new last state. */
static bool add_ending(struct reader *r, size_t base, const char *readings)
{
    unsigned last = r->state;

    return add_readings(r, r->state_at[base], readings)
           && add_edge(r->sounds, last, r->state, '\0', 0);
}

/* Ways past the Russian endings that the word may have. */
static bool add_endings(struct reader *r, const struct name_ending *endings, size_t count)
{
    struct slice word = slice_of(r->word->text, r->word->size);

    for (size_t i = 0; i < count; i++) {
        struct slice ending = slice_of_string(endings[i].letters);
        size_t base = word.n - ending.n;

        if (slice_ends_with(word, ending) && base >= 2u * endings[i].base_min
            && r->state_at[base] != NO_STATE && !add_ending(r, base, endings[i].readings))
            return false;
    }
    return true;
}

/* Sorts the edges by where they lead (a counting sort) and fills `first` and `reach`. */
static void sort_edges(struct name_sounds *s)
{
    struct name_edge sorted[NAME_EDGES_MAX];
    uint8_t at[NAME_STATES_MAX + 1] = {0};

    for (unsigned i = 0; i < s->edge_count; i++)
        at[s->edges[i].to + 1]++;
    for (unsigned i = 1; i <= s->state_count; i++)
        at[i] = (uint8_t)(at[i] + at[i - 1]);
    memcpy(s->first, at, s->state_count + 1);
    for (unsigned i = 0; i < s->edge_count; i++)
        sorted[at[s->edges[i].to]++] = s->edges[i];
    for (unsigned i = 0; i < s->state_count; i++)
        s->reach[i] = (uint8_t)i;
    for (unsigned i = 0; i < s->edge_count; i++)
        s->reach[sorted[i].from] = sorted[i].to;
    memcpy(s->edges, sorted, s->edge_count * sizeof sorted[0]);
}

static bool read_word(struct slice form, bool adjectives, struct name_sounds *out)
{
    struct name_letters word;
    struct reader r = {.word = &word, .sounds = out};

    out->state_count = out->edge_count = 0;
    if (!name_letters_of(form, &word))
        return false;
    out->script = word.script;
    memset(r.state_at, NO_STATE, sizeof r.state_at);
    if (!read_letters(&r))
        return false;
    if (word.script == NAME_CYRILLIC
        && (!add_endings(&r, name_endings, name_ending_count)
            || (adjectives && !add_endings(&r, name_adjectives, name_adjective_count))))
        return false;
    out->state_count = r.state + 1;
    sort_edges(out);
    return true;
}

bool name_sounds_of(struct slice form, struct name_sounds *out)
{
    return read_word(form, true, out);
}

bool name_sounds_indexed(struct slice form, struct name_sounds *out)
{
    return read_word(form, false, out);
}
