/* Naive Bayes over words, endings and letters, weighed as langid_model.h says. */
#include "stemmers/langid.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "stemmers/langid_model.h"

#define PROFILES LANGID_PROFILE_COUNT
#define LANES LANGID_LANES
#define LETTER_SLOTS LANGID_LETTER_SLOTS

/* A line this long is prose; shorter ones are menus, captions, datelines. */
#define PROSE_LINE_BYTES 60
#define PROSE_WEIGHT 4

/* Texts in a language without a profile hit few words; they are "und". */
#define MIN_WORDS 20.0f
#define MIN_NATS_PER_WORD 0.3f

/* Evidence is less independent than the sum of nats takes it to be. */
#define DOUBT 3.0f
#define MIN_SHARE 0.08           /* forty languages share it: less is no word at all */

#define ENTITY_MAX_BYTES 10

/* What a script alone says. The Arabic and Indic ones are shared by languages
 * that nothing here tells apart. */
static const char *const SCRIPT_CODES[SCRIPT_COUNT] = {
    [SCRIPT_GREEK] = "el",  [SCRIPT_ARMENIAN] = "hy", [SCRIPT_HEBREW] = "he",
    [SCRIPT_THAI] = "th",   [SCRIPT_GEORGIAN] = "ka", [SCRIPT_KANA] = "ja",
    [SCRIPT_HAN] = "zh",    [SCRIPT_HANGUL] = "ko",
};

enum byte_class {
    BYTE_ADDRESS = 1,   /* stands in addresses, hardly in words */
    BYTE_JOINT = 2,     /* does where it joins two letters */
};

static const uint8_t BYTE_CLASSES[256] = {
    ['@'] = BYTE_ADDRESS, ['_'] = BYTE_ADDRESS, ['/'] = BYTE_ADDRESS, ['\\'] = BYTE_ADDRESS,
    ['.'] = BYTE_JOINT,   [':'] = BYTE_JOINT,
};

/* Sums of weights, eight at a time: those of the even profiles in fields of 16
 * bits, and those of the odd ones. */
struct votes {
    uint64_t even[LANES / 8];
    uint64_t odd[LANES / 8];
    uint32_t count;
};
#define VOTES_MAX 257u                 /* of 255 each fill 16 bits */
#define EVEN_BYTES 0x00ff00ff00ff00ffu

/* What has been read so far, prose counted PROSE_WEIGHT times. */
struct tally {
    const struct langid_model *model;
    struct votes votes[2];             /* in short lines, in prose */
    uint32_t scores[2][LANES];         /* the same, counted out */
    uint32_t letters[LETTER_SLOTS];    /* by slot; those without one in 0 */
    uint32_t scripts[SCRIPT_COUNT];    /* letters */
    uint32_t words[2];
    uint32_t weight;                   /* of the line being read */
    bool prose;                        /* it is prose */
    bool any_prose;                    /* one was */
};

struct word {
    uint64_t hash;
    uint64_t last;                     /* its last four letters, 16 bits each */
    uint32_t letters;
    enum script script;
};

/* ---- reading ----------------------------------------------------------- */

/* Adds the votes to the scores. */
static void count_votes(struct votes *v, uint32_t scores[LANES])
{
    for (unsigned i = 0; i < LANES; i++) {
        uint64_t sums = i % 2 == 0 ? v->even[i / 8] : v->odd[i / 8];
        scores[i] += (uint32_t)(sums >> i % 8 / 2 * 16 & 0xffff);
    }
    *v = (struct votes){0};
}

static bool vote(struct tally *t, uint64_t key)
{
    const uint64_t *weights = langid_weights(t->model, key);
    struct votes *v = &t->votes[t->prose];

    if (weights == NULL)
        return false;
    if (v->count == VOTES_MAX)
        count_votes(v, t->scores[t->prose]);
    v->count++;
    for (unsigned i = 0; i < LANES / 8; i++) {
        v->even[i] += weights[i] & EVEN_BYTES;
        v->odd[i] += weights[i] >> 8 & EVEN_BYTES;
    }
    return true;
}

/* The longest known ending that leaves a letter before it. */
static void vote_ending(struct tally *t, const struct word *w)
{
    uint32_t most = w->letters - 1 < LANGID_ENDING_MAX ? w->letters - 1 : LANGID_ENDING_MAX;

    for (uint32_t n = most; n >= LANGID_ENDING_MIN; n--)
        if (vote(t, langid_ending_key(w->last & UINT64_MAX >> (64 - 16 * n))))
            return;
}

/* Beyond the table only the script counts (and that a Latin letter there is
 * Vietnamese): all those letters are one to a word. */
static struct langid_letter letter_of(const struct langid_model *m, uint32_t c)
{
    if (c < LANGID_LETTER_MAX)
        return m->letters[c];
    if (c >= 0x1ea0 && c <= 0x1ef9)
        return m->letters[LANGID_VIETNAMESE_LETTER];
    return (struct langid_letter){LANGID_FAR_LETTER, (uint8_t)langid_script_of(c), 0};
}

static void end_word(struct tally *t, struct word w)
{
    if (w.letters == 0)
        return;
    t->scripts[w.script] += w.letters * t->weight;
    if (w.script > SCRIPT_CYRILLIC)
        return;
    t->words[w.script] += t->weight;
    if (!vote(t, langid_word_key(w.hash)))
        vote_ending(t, &w);
}

/* Stress marks, composed letters' accents, soft hyphens: inside a word. */
static bool is_invisible(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36f) || c == 0xad || c == 0x200b || c == 0x200d;
}

/* The code point at p; one and two bytes, nearly all of them, are decoded here. */
static inline uint32_t next_letter(const uint8_t *p, const uint8_t *end, const uint8_t **next)
{
    const uint8_t *after;
    uint32_t c;

    if (*p < 0x80) {
        *next = p + 1;
        return *p;
    }
    if (*p >= 0xc2 && *p < 0xe0 && p + 1 < end) {
        *next = p + 2;
        return (uint32_t)(*p & 0x1f) << 6 | (p[1] & 0x3fu);
    }
    c = utf8_next(p, end, &after);
    *next = after;
    return c;
}

static bool is_ascii_alnum(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* The byte after "&nbsp;", "&#160;" and the like; p itself is the ampersand. */
static const uint8_t *skip_entity(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *at = p + 1;

    while (at < end && at - p < ENTITY_MAX_BYTES && (*at == '#' || is_ascii_alnum(*at)))
        at++;
    return at < end && *at == ';' ? at + 1 : p + 1;
}

/* The word is passed by value, which keeps it in registers. */
static void read_words(struct tally *t, const uint8_t *p, const uint8_t *end)
{
    struct word w = {0};

    while (p < end) {
        const uint8_t *at = p;
        uint32_t c = next_letter(p, end, &p);
        struct langid_letter letter = letter_of(t->model, c);

        if (letter.script < SCRIPT_NONE) {
            if (letter.script != w.script) {
                end_word(t, w);
                w = (struct word){.script = (enum script)letter.script};
            }
            w.hash = langid_hash(w.hash, letter.lower);
            w.last = w.last << 16 | letter.lower;
            w.letters++;
            t->letters[letter.slot] += t->weight;
        } else if (!is_invisible(c)) {
            end_word(t, w);
            w = (struct word){0};
            if (c == '&')
                p = skip_entity(at, end);
        }
    }
    end_word(t, w);
}

/* Whether p begins, or is in, what is made of English words in every language:
 * addresses, paths, names in programs ("https://…", "a@b", "for_each",
 * "www.minsk.by", "x/y.html"). A '.' or ':' counts where it joins. */
static inline bool is_address(const uint8_t *p, const uint8_t *first, const uint8_t *end)
{
    uint8_t class = BYTE_CLASSES[*p];

    if (class == 0)
        return false;
    return class == BYTE_ADDRESS || (p > first && p + 1 < end && is_ascii_alnum(p[-1])
                                     && is_ascii_alnum(p[1]));
}

static bool has_address(const uint8_t *p, const uint8_t *end)
{
    for (const uint8_t *at = p; at < end; at++)
        if (is_address(at, p, end))
            return true;
    return false;
}

/* Passes over the stretches without a space that are addresses. */
static void read_around_addresses(struct tally *t, const uint8_t *p, const uint8_t *end)
{
    while (p < end) {
        const uint8_t *stop = p + 1;

        while (stop < end && *stop > ' ')
            stop++;
        if (!has_address(p, stop))
            read_words(t, p, stop);
        p = stop;
    }
}

static void read_line(struct tally *t, const uint8_t *p, const uint8_t *end)
{
    t->prose = end - p >= PROSE_LINE_BYTES;
    t->any_prose |= t->prose;
    t->weight = t->prose ? PROSE_WEIGHT : 1;
    if (has_address(p, end))
        read_around_addresses(t, p, end);
    else
        read_words(t, p, end);
}

static void read_text(struct tally *t, struct slice text)
{
    const uint8_t *p = text.p, *end = p + text.n;

    while (p < end) {
        const uint8_t *stop = memchr(p, '\n', (size_t)(end - p));
        if (stop == NULL)
            stop = end;
        read_line(t, p, stop);
        p = stop + (stop < end);
    }
}

/* `size` bytes from `from` on, less the characters cut at either end. */
static struct slice window(struct slice text, size_t from, size_t size)
{
    struct slice s = slice_of(text.p + from, size);

    while (s.n > 0 && utf8_is_continuation(*s.p))
        s = slice_drop(s, 1);
    while (s.n > 0 && from + size < text.n && utf8_is_continuation(s.p[s.n]))
        s.n--;
    return s;
}

#define WINDOWS 3u

/* The start, the middle and the end of a longer text. */
static struct slice window_of(struct slice text, unsigned i)
{
    const size_t size = LANGID_MAX_BYTES / WINDOWS;

    return window(text, (text.n - size) * i / (WINDOWS - 1), size);
}

static void read_sample(struct tally *t, struct slice text)
{
    if (text.n <= LANGID_MAX_BYTES)
        read_text(t, text);
    else
        for (unsigned i = 0; i < WINDOWS; i++)
            read_text(t, window_of(text, i));
    count_votes(&t->votes[false], t->scores[false]);
    count_votes(&t->votes[true], t->scores[true]);
}

/* ---- deciding ---------------------------------------------------------- */

/* The script of the text. Latin words stand in Cyrillic texts as names and
 * code, seldom the other way round; a Japanese text is known by any kana, an
 * ideograph is a word rather than a letter. */
static enum script main_script(const struct tally *t)
{
    uint64_t best = 0;
    enum script script = SCRIPT_NONE;

    for (unsigned i = 0; i < SCRIPT_COUNT; i++) {
        uint64_t letters = t->scripts[i];

        if (i == SCRIPT_CYRILLIC)
            letters *= 3;
        if (i == SCRIPT_HAN)
            letters *= 3;
        if (i == SCRIPT_KANA && letters > 0)
            letters += letters > t->scripts[SCRIPT_HAN] / 8 ? 3ull * t->scripts[SCRIPT_HAN] : 0;
        if (letters > best) {
            best = letters;
            script = (enum script)i;
        }
    }
    return script;
}

/* Adds what the letters say of each language of the script. A letter has a slot
 * because it tells languages of its own script apart; the others are plain. */
static void add_letter_nats(const struct tally *t, enum script script, float nats[LANES])
{
    const struct langid_model *m = t->model;
    uint32_t plain = t->scripts[script];

    for (unsigned slot = 1; slot <= m->letter_count; slot++) {
        if (t->letters[slot] == 0 || m->slot_scripts[slot] != script)
            continue;
        plain -= t->letters[slot];
        for (unsigned i = 0; i < LANES; i++)
            nats[i] += (float)t->letters[slot] * m->letter_nats[slot][i];
    }
    for (unsigned i = 0; i < LANES; i++)
        nats[i] += (float)plain * m->plain_nats[i];
}

static struct langid known(const char *code, double confidence)
{
    struct langid out = {.confidence = confidence};

    snprintf(out.code.text, sizeof out.code.text, "%s", code);
    out.lang = lang_of_code(slice_of_string(code));
    return out;
}

static float word_nats_of(const struct tally *t, unsigned profile)
{
    return (float)(t->scores[0][profile] + PROSE_WEIGHT * t->scores[1][profile]) / LANGID_UNIT;
}

/* The winner's share of the probability, a language with two profiles counted
 * as one. */
static double share_of(const struct tally *t, enum script script, const float nats[LANES],
                       unsigned winner)
{
    float own = 0, all = 0;

    for (unsigned i = 0; i < PROFILES; i++) {
        float share;

        if (t->model->profile_scripts[i] != script)
            continue;
        share = expf((nats[i] - nats[winner]) / DOUBT);
        all += share;
        if (strcmp(langid_profiles[i].code, langid_profiles[winner].code) == 0)
            own += share;
    }
    return (double)(own / all);
}

/* The likeliest language of the script. Few words leave it a guess. */
static struct langid decide(const struct tally *t, enum script script)
{
    float nats[LANES] = {0}, best = -INFINITY;
    float scale = t->any_prose ? PROSE_WEIGHT : 1, words = (float)t->words[script] / scale;
    unsigned winner = 0;
    double share;

    add_letter_nats(t, script, nats);
    for (unsigned i = 0; i < PROFILES; i++) {
        if (t->model->profile_scripts[i] != script)
            continue;
        nats[i] = (nats[i] + word_nats_of(t, i)) / scale + t->model->prior_nats[i];
        if (nats[i] > best) {
            best = nats[i];
            winner = i;
        }
    }
    share = share_of(t, script, nats, winner);
    if (share < MIN_SHARE
        || (words >= MIN_WORDS && word_nats_of(t, winner) < MIN_NATS_PER_WORD * words * scale))
        return known("und", 0);
    return known(langid_profiles[winner].code, share * (double)(words / (words + 1)));
}

static struct langid identify_sample(struct slice text)
{
    struct tally t = {.model = langid_model(), .weight = 1};
    enum script script;

    read_sample(&t, text);
    script = main_script(&t);
    if (script <= SCRIPT_CYRILLIC)
        return decide(&t, script);
    if (script == SCRIPT_NONE || SCRIPT_CODES[script] == NULL)
        return known("und", 0);
    return known(SCRIPT_CODES[script], 0.9);
}

#define SURE 0.9

/* Two of the three windows may tell what the third, a list of names or numbers, outvotes. */
static struct langid best_of_windows(struct slice text, struct langid whole)
{
    struct langid found[WINDOWS];

    for (unsigned i = 0; i < WINDOWS; i++)
        found[i] = identify_sample(window_of(text, i));
    for (unsigned i = 0; i < WINDOWS; i++)
        for (unsigned k = i + 1; k < WINDOWS; k++)
            if (found[i].lang != LANG_OTHER && found[i].lang == found[k].lang && found[i].confidence >= SURE
                && found[k].confidence >= SURE)
                return found[i].confidence < found[k].confidence ? found[i] : found[k];
    return whole;
}

struct langid langid_identify(struct slice text)
{
    struct langid whole = identify_sample(text);
    bool is_sure = whole.lang != LANG_OTHER && whole.confidence >= SURE;

    return is_sure || text.n <= LANGID_MAX_BYTES ? whole : best_of_windows(text, whole);
}
