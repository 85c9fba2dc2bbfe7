/* Naive Bayes over three kinds of evidence, with weights that are derived from
 * the hand-written profiles of langid_words.h instead of a corpus:
 *
 *     word      ln(use of the rank / chance use in another language)
 *     ending    the same for all of a profile
 *     letter    ln(frequency in the language / frequency in an average text of
 *               the script), also for the letters that do not tell anything:
 *               a Ukrainian text without "і" becomes less likely by the letter
 *
 * Weights are in 1/16 nat, so that they fit a byte and add up as integers.   */
#include "stemmers/langid.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "stemmers/langid_words.h"

#define PROFILES LANGID_PROFILE_COUNT
#define LANES 48                 /* PROFILES and padding: whole vectors in the inner loop */
#define UNIT 16.0                /* weights per nat */

#define SLOT_COUNT 8192u         /* a power of two, over twice the words */
#define ENTRY_COUNT 5120u
#define FILTER_BITS 32768u       /* stays in the first cache; most misses end there */
#define WORD_MAX_BYTES 32        /* of a word in the tables, with room to spare */
#define ENDING_NATS 1.4
#define ENDING_MIN_LETTERS 2u
#define ENDING_MAX_LETTERS 4u
#define ENDING_HASH 0x5bd1e995u  /* sets "-en" apart from "en" */

#define LETTER_MAX 0x500u        /* code points below it may be telling letters */
#define LETTER_SLOTS 160u
#define VIETNAMESE_LETTER 0x1a1u /* "ơ" stands for the letters of U+1EA0 and up */
#define FAR_LETTER 0x4ffu        /* stands for every other letter from LETTER_MAX on */
#define LETTER_SHARE 0.5         /* letters of a text depend on each other: half */
#define LETTER_FLOOR 1.0         /* in 10 000: foreign names bring any letter */

/* A line this long is prose; shorter ones are menus, captions, datelines. */
#define PROSE_LINE_BYTES 60
#define PROSE_WEIGHT 4

/* Texts in a language without a profile hit few words; they are "und". */
#define MIN_WORDS 20.0f
#define MIN_NATS_PER_WORD 0.2f

/* The three languages of the index are likelier before a word is read. */
#define PRIOR_NATS 1.5f
#define CERTAIN_NATS 6.0

enum byte_class {
    BYTE_ADDRESS = 1,   /* stands in addresses, hardly in words */
    BYTE_JOINT = 2,     /* does where it joins two letters */
};

enum script {
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_THAI,
    SCRIPT_GEORGIAN,
    SCRIPT_KANA,
    SCRIPT_HAN,
    SCRIPT_HANGUL,
    SCRIPT_OTHER,
    SCRIPT_COUNT,
    SCRIPT_NONE = SCRIPT_COUNT,   /* not a letter */
};

/* What a script alone says. The Arabic and Indic ones are shared by languages
 * that nothing here tells apart. */
static const char *const SCRIPT_CODES[SCRIPT_COUNT] = {
    [SCRIPT_GREEK] = "el",  [SCRIPT_ARMENIAN] = "hy", [SCRIPT_HEBREW] = "he",
    [SCRIPT_THAI] = "th",   [SCRIPT_GEORGIAN] = "ka", [SCRIPT_KANA] = "ja",
    [SCRIPT_HAN] = "zh",    [SCRIPT_HANGUL] = "ko",
};

static const struct {
    uint32_t first;
    uint32_t last;
    enum script script;
} RANGES[] = {
    {0x41, 0x5a, SCRIPT_LATIN},         {0x61, 0x7a, SCRIPT_LATIN},
    {0xc0, 0xd6, SCRIPT_LATIN},         {0xd8, 0xf6, SCRIPT_LATIN},
    {0xf8, 0x24f, SCRIPT_LATIN},        {0x370, 0x3ff, SCRIPT_GREEK},
    {0x400, 0x481, SCRIPT_CYRILLIC},    {0x48a, 0x52f, SCRIPT_CYRILLIC},
    {0x531, 0x587, SCRIPT_ARMENIAN},    {0x5d0, 0x5ea, SCRIPT_HEBREW},
    {0x620, 0x64a, SCRIPT_OTHER},       {0x66e, 0x6d3, SCRIPT_OTHER},
    {0x904, 0xdff, SCRIPT_OTHER},       {0xe01, 0xe30, SCRIPT_THAI},
    {0xe81, 0x109f, SCRIPT_OTHER},      {0x10a0, 0x10ff, SCRIPT_GEORGIAN},
    {0x1100, 0x11ff, SCRIPT_HANGUL},    {0x1200, 0x1cff, SCRIPT_OTHER},
    {0x1e00, 0x1eff, SCRIPT_LATIN},     {0x1f00, 0x1fff, SCRIPT_GREEK},
    {0x3041, 0x30ff, SCRIPT_KANA},      {0x3400, 0x9fff, SCRIPT_HAN},
    {0xac00, 0xd7a3, SCRIPT_HANGUL},    {0x20000, 0x3ffff, SCRIPT_HAN},
};

struct entry {
    uint8_t weights[LANES];
};

struct slot {
    uint32_t tag;       /* high half of the hash */
    uint16_t entry;     /* 0: free */
};

/* What is to be known about a code point. */
struct letter {
    uint16_t lower;
    uint8_t script;     /* SCRIPT_NONE: not a letter */
    uint8_t slot;       /* 0: tells nothing, or not a letter */
};

/* Filled once, then only read. */
static struct {
    struct slot slots[SLOT_COUNT];
    uint64_t filter[FILTER_BITS / 64];           /* a bit of each key's hash */
    struct entry entries[ENTRY_COUNT];
    unsigned entry_count;                        /* entry 0 is not used */
    struct letter letters[LETTER_MAX];
    unsigned letter_count;                       /* telling ones: slots 1 to it */
    float letter_nats[LETTER_SLOTS][LANES];
    float plain_nats[LANES];                     /* of each letter without a slot */
    float prior_nats[LANES];
    uint8_t byte_classes[256];
    uint8_t slot_scripts[LETTER_SLOTS];
    uint8_t profile_scripts[PROFILES];
} model;

static pthread_once_t model_once = PTHREAD_ONCE_INIT;

/* What has been read so far, prose counted PROSE_WEIGHT times. */
struct tally {
    uint32_t scores[2][LANES];          /* in short lines, in prose */
    uint32_t letters[LETTER_SLOTS];    /* by slot */
    uint32_t scripts[SCRIPT_COUNT];    /* letters */
    uint32_t words[2];
    uint32_t weight;                   /* of the line being read */
    bool prose;                        /* it is prose */
    bool any_prose;                    /* one was */
};

struct word {
    uint8_t bytes[WORD_MAX_BYTES];     /* its last ones, lower case */
    size_t size;
    uint32_t letters;
    enum script script;
    bool cut;                          /* longer than any word of the tables */
};

/* ---- model ------------------------------------------------------------- */

static uint32_t lower_case(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) || (c >= 0x410 && c <= 0x42f))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40f)
        return c + 0x50;
    if (c == 0x130 || c == 0x178)                 /* İ, Ÿ */
        return c == 0x130 ? 'i' : 0xff;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e) || (c >= 0x4c1 && c <= 0x4ce))
        return c + (c & 1);
    if ((c >= 0x100 && c <= 0x177) || (c >= 0x218 && c <= 0x21b) || (c >= 0x460 && c < LETTER_MAX))
        return c | 1;
    return c;
}

static enum script script_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES && c >= RANGES[i].first; i++)
        if (c <= RANGES[i].last)
            return RANGES[i].script;
    return SCRIPT_NONE;
}

static uint64_t key_hash(struct slice letters, bool ending)
{
    return hash_bytes(letters) ^ (ending ? ENDING_HASH * 0x9e3779b97f4a7c15u : 0);
}

/* The slot of the key: its own, or the free one where it would be. */
static struct slot *find_slot(uint64_t hash)
{
    uint32_t tag = (uint32_t)(hash >> 32);
    uint32_t at = (uint32_t)hash & (SLOT_COUNT - 1);

    while (model.slots[at].entry != 0 && model.slots[at].tag != tag)
        at = (at + 1) & (SLOT_COUNT - 1);
    return &model.slots[at];
}

/* The bits between those that choose the slot and the tag. */
static uint32_t filter_at(uint64_t hash)
{
    return (uint32_t)(hash >> 16) & (FILTER_BITS - 1);
}

static void add_key(struct slice letters, bool ending, unsigned profile, double nats)
{
    uint64_t hash = key_hash(letters, ending);
    struct slot *slot = find_slot(hash);
    uint8_t weight = (uint8_t)fmin(nats * UNIT, UINT8_MAX);
    uint8_t *place;

    if (slot->entry == 0) {
        if (model.entry_count + 1 == ENTRY_COUNT)
            return;                               /* test_langid.c counts the room */
        *slot = (struct slot){(uint32_t)(hash >> 32), (uint16_t)++model.entry_count};
        model.filter[filter_at(hash) / 64] |= 1ull << filter_at(hash) % 64;
    }
    place = &model.entries[slot->entry].weights[profile];
    if (weight > *place)
        *place = weight;
}

/* Zipf's law: the word of rank r makes about 6 % / r of a text; in a text of
 * another language it turns up once in 16 000 words, as a name or a quotation. */
static double word_nats(unsigned rank)
{
    return fmax(log(1000.0 / (rank + 2)), 0.7);
}

static void add_list(const char *list, bool ending, unsigned profile)
{
    unsigned rank = 0;

    while (*list != '\0') {
        size_t size = strcspn(list, " ");
        add_key(slice_of(list, size), ending, profile, ending ? ENDING_NATS : word_nats(rank));
        rank++;
        list += size + (list[size] == ' ');
    }
}

/* Gives a slot to the letter, or finds the one it has. */
static unsigned letter_slot(uint32_t letter)
{
    uint8_t *slot = &model.letters[letter < LETTER_MAX ? letter : 0].slot;

    if (*slot == 0 && model.letter_count + 1 < LETTER_SLOTS)
        *slot = (uint8_t)++model.letter_count;
    model.slot_scripts[*slot] = (uint8_t)script_of(letter);
    return *slot;
}

/* Reads "ä54 ö30" into counts[slot]. */
static void read_letters(const char *text, double counts[LETTER_SLOTS])
{
    const uint8_t *p = (const uint8_t *)text, *end = p + strlen(text);

    while (p < end) {
        unsigned slot = letter_slot(utf8_next(p, end, &p));
        double count = 0;

        for (; p < end && *p >= '0' && *p <= '9'; p++)
            count = count * 10 + (*p - '0');
        counts[slot] = count;
        p += p < end;
    }
}

static void make_letters(void)
{
    static double counts[PROFILES][LETTER_SLOTS];

    for (unsigned i = 0; i < PROFILES; i++)
        read_letters(langid_profiles[i].letters, counts[i]);
    for (unsigned i = 0; i < PROFILES; i++) {
        double telling = 0;

        for (unsigned slot = 1; slot <= model.letter_count; slot++) {
            double count = fmax(counts[i][slot], LETTER_FLOOR);
            telling += counts[i][slot];
            model.letter_nats[slot][i] = (float)(LETTER_SHARE * log(count / 100));
        }
        model.plain_nats[i] = (float)(LETTER_SHARE * log(1 - telling / 10000));
    }
}

static void make_model(void)
{
    for (uint32_t c = 0; c < LETTER_MAX; c++)
        model.letters[c] = (struct letter){(uint16_t)lower_case(c), (uint8_t)script_of(c), 0};
    for (const char *p = "@_/\\"; *p != '\0'; p++)
        model.byte_classes[(uint8_t)*p] = BYTE_ADDRESS;
    model.byte_classes['.'] = model.byte_classes[':'] = BYTE_JOINT;
    make_letters();
    for (uint32_t c = 0; c < LETTER_MAX; c++)
        model.letters[c].slot = model.letters[model.letters[c].lower].slot;
    for (unsigned i = 0; i < PROFILES; i++) {
        enum lang lang = lang_of_code(slice_of_string(langid_profiles[i].code));
        model.profile_scripts[i] = langid_profiles[i].script == LANGID_LATIN ? SCRIPT_LATIN
                                                                             : SCRIPT_CYRILLIC;
        model.prior_nats[i] = lang == LANG_OTHER ? 0 : PRIOR_NATS;
        add_list(langid_profiles[i].words, false, i);
        add_list(langid_profiles[i].endings, true, i);
    }
}

/* ---- reading ----------------------------------------------------------- */

static bool vote(struct tally *t, struct slice letters, bool ending)
{
    uint64_t hash = key_hash(letters, ending);
    const uint8_t *weights;
    uint32_t *scores = t->scores[t->prose];
    unsigned entry;

    if (!(model.filter[filter_at(hash) / 64] >> filter_at(hash) % 64 & 1))
        return false;
    entry = find_slot(hash)->entry;
    if (entry == 0)
        return false;
    weights = model.entries[entry].weights;
    for (unsigned i = 0; i < LANES; i++)
        scores[i] += weights[i];
    return true;
}

/* The longest known ending that leaves a letter before it. */
static void vote_ending(struct tally *t, const struct word *w)
{
    struct slice endings[ENDING_MAX_LETTERS + 1];
    const uint8_t *end = w->bytes + w->size, *at = end;
    uint32_t most = w->letters - 1 < ENDING_MAX_LETTERS ? w->letters - 1 : ENDING_MAX_LETTERS;

    for (uint32_t n = 1; n <= most; n++) {
        at -= at[-1] < 0x80 ? 1 : 2;
        endings[n] = slice_of(at, (size_t)(end - at));
    }
    for (uint32_t n = most; n >= ENDING_MIN_LETTERS; n--)
        if (vote(t, endings[n], true))
            return;
}

/* Beyond the table only the script counts (and that a Latin letter there is
 * Vietnamese): all those letters are one to a word. */
static struct letter letter_of(uint32_t c)
{
    if (c < LETTER_MAX)
        return model.letters[c];
    if (c >= 0x1ea0 && c <= 0x1ef9)
        return model.letters[VIETNAMESE_LETTER];
    return (struct letter){FAR_LETTER, (uint8_t)script_of(c), 0};
}

static void end_word(struct tally *t, struct word *w)
{
    if (w->letters == 0)
        return;
    t->scripts[w->script] += w->letters * t->weight;
    if (w->script <= SCRIPT_CYRILLIC) {
        t->words[w->script] += t->weight;
        if (w->cut || !vote(t, slice_of(w->bytes, w->size), false))
            vote_ending(t, w);
    }
    w->size = w->letters = 0;
    w->cut = false;
}

/* Room for one letter more: a word of the tables is shorter, of a longer one
 * only the ending matters. */
static void shorten_word(struct word *w)
{
    memmove(w->bytes, w->bytes + w->size - WORD_MAX_BYTES / 2, WORD_MAX_BYTES / 2);
    w->size = WORD_MAX_BYTES / 2;
    w->cut = true;
}

static void add_letter(struct tally *t, struct word *w, struct letter letter)
{
    size_t size = letter.lower < 0x80 ? 1 : 2;

    if (w->size + size > WORD_MAX_BYTES)
        shorten_word(w);
    if (size == 1) {
        w->bytes[w->size] = (uint8_t)letter.lower;
    } else {
        w->bytes[w->size] = (uint8_t)(0xc0 | letter.lower >> 6);
        w->bytes[w->size + 1] = (uint8_t)(0x80 | (letter.lower & 0x3f));
    }
    w->size += size;
    w->letters++;
    w->script = (enum script)letter.script;
    if (letter.slot != 0)
        t->letters[letter.slot] += t->weight;
}

/* Stress marks, composed letters' accents, soft hyphens: inside a word. */
static bool is_invisible(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36f) || c == 0xad || c == 0x200b || c == 0x200d;
}

/* The code point at p; two bytes, nearly all of those that are not ASCII, are
 * decoded here. */
static inline uint32_t next_letter(const uint8_t *p, const uint8_t *end, const uint8_t **next)
{
    if (*p >= 0xc2 && *p < 0xe0 && p + 1 < end) {
        *next = p + 2;
        return (uint32_t)(*p & 0x1f) << 6 | (p[1] & 0x3fu);
    }
    return utf8_next(p, end, next);
}

static void read_words(struct tally *t, const uint8_t *p, const uint8_t *end)
{
    struct word w = {.size = 0};

    while (p < end) {
        uint32_t c = next_letter(p, end, &p);
        struct letter letter = letter_of(c);

        if (letter.script < SCRIPT_NONE) {
            if (letter.script != w.script)
                end_word(t, &w);
            add_letter(t, &w, letter);
        } else if (!is_invisible(c)) {
            end_word(t, &w);
        }
    }
    end_word(t, &w);
}

static bool is_ascii_alnum(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* Whether a '.' or ':' joins letters or digits: "www.minsk.by", "12:30". */
static bool is_joined(const uint8_t *p, const uint8_t *end)
{
    for (const uint8_t *at = p + 1; at + 1 < end; at++)
        if ((*at == '.' || *at == ':') && is_ascii_alnum(at[-1]) && is_ascii_alnum(at[1]))
            return true;
    return false;
}

/* Passes over addresses, paths and names in programs ("https://…", "a@b",
 * "for_each", "x/y.html"): they are made of English words in every language. */
static const uint8_t *read_chunk(struct tally *t, const uint8_t *p, const uint8_t *end)
{
    const uint8_t *stop = p;
    unsigned seen = 0;

    for (; stop < end && *stop > ' '; stop++)
        seen |= model.byte_classes[*stop];
    if (!(seen & BYTE_ADDRESS) && !((seen & BYTE_JOINT) && is_joined(p, stop)))
        read_words(t, p, stop);
    return stop;
}

static void read_line(struct tally *t, const uint8_t *p, const uint8_t *end)
{
    t->prose = end - p >= PROSE_LINE_BYTES;
    t->any_prose |= t->prose;
    t->weight = t->prose ? PROSE_WEIGHT : 1;
    while (p < end) {
        if (*p <= ' ')
            p++;
        else
            p = read_chunk(t, p, end);
    }
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

static void read_sample(struct tally *t, struct slice text)
{
    const size_t size = LANGID_MAX_BYTES / 3;

    if (text.n <= LANGID_MAX_BYTES) {
        read_text(t, text);
        return;
    }
    read_text(t, window(text, 0, size));
    read_text(t, window(text, (text.n - size) / 2, size));
    read_text(t, window(text, text.n - size, size));
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
            letters *= 2;
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
    uint32_t plain = t->scripts[script];

    for (unsigned slot = 1; slot <= model.letter_count; slot++) {
        if (t->letters[slot] == 0 || model.slot_scripts[slot] != script)
            continue;
        plain -= t->letters[slot];
        for (unsigned i = 0; i < LANES; i++)
            nats[i] += (float)t->letters[slot] * model.letter_nats[slot][i];
    }
    for (unsigned i = 0; i < LANES; i++)
        nats[i] += (float)plain * model.plain_nats[i];
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
    return (float)(t->scores[0][profile] + PROSE_WEIGHT * t->scores[1][profile]) / (float)UNIT;
}

/* The likeliest language of the script. */
static struct langid decide(const struct tally *t, enum script script)
{
    float nats[LANES] = {0}, best = -INFINITY, second = -INFINITY;
    float scale = t->any_prose ? PROSE_WEIGHT : 1;
    unsigned winner = 0;

    add_letter_nats(t, script, nats);
    for (unsigned i = 0; i < PROFILES; i++) {
        if (model.profile_scripts[i] != script)
            continue;
        nats[i] = (nats[i] + word_nats_of(t, i)) / scale + model.prior_nats[i];
        if (nats[i] > best) {
            second = best;
            best = nats[i];
            winner = i;
        } else if (nats[i] > second) {
            second = nats[i];
        }
    }
    if ((float)t->words[script] >= MIN_WORDS * scale
        && word_nats_of(t, winner) < MIN_NATS_PER_WORD * (float)t->words[script])
        return known("und", 0);
    return known(langid_profiles[winner].code, 1 - exp(-(best - second) / CERTAIN_NATS));
}

struct langid langid_identify(struct slice text)
{
    struct tally t = {.weight = 1};
    enum script script;

    pthread_once(&model_once, make_model);
    read_sample(&t, text);
    script = main_script(&t);
    if (script <= SCRIPT_CYRILLIC)
        return decide(&t, script);
    if (script == SCRIPT_NONE || SCRIPT_CODES[script] == NULL)
        return known("und", 0);
    return known(SCRIPT_CODES[script], 0.9);
}
