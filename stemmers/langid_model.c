#include "stemmers/langid_model.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#include "base/utf8.h"
#include "stemmers/lang.h"

#define PROFILES LANGID_PROFILE_COUNT
#define ENDING_NATS 1.4
#define LETTER_SHARE 0.5         /* letters of a text depend on each other: half */
#define LETTER_FLOOR 1.0         /* in 10 000: foreign names bring any letter */

/* The three languages of the index are likelier before a word is read. */
#define PRIOR_NATS 1.5f
#define RU_PRIOR_NATS 2.8f       /* short sentences are written alike in its neighbours */
#define OLD_PRIOR_NATS -1.0f

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

static struct langid_model model;
static pthread_once_t model_once = PTHREAD_ONCE_INIT;

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
    if ((c >= 0x100 && c <= 0x177) || (c >= 0x218 && c <= 0x21b)
        || (c >= 0x460 && c < LANGID_LETTER_MAX))
        return c | 1;
    return c;
}

enum script langid_script_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES && c >= RANGES[i].first; i++)
        if (c <= RANGES[i].last)
            return RANGES[i].script;
    return SCRIPT_NONE;
}

/* The key of a word or an ending as the profiles write it. */
static uint64_t key_of(struct slice letters, bool ending)
{
    const uint8_t *p = letters.p, *end = p + letters.n;
    uint64_t hash = 0, last = 0;

    while (p < end) {
        uint16_t letter = (uint16_t)utf8_next(p, end, &p);
        hash = langid_hash(hash, letter);
        last = last << 16 | letter;
    }
    return ending ? langid_ending_key(last) : langid_word_key(hash);
}

static void add_key(struct slice letters, bool ending, unsigned profile, double nats)
{
    uint64_t key = key_of(letters, ending);
    struct langid_slot *slot = &model.slots[langid_find(&model, key)];
    uint64_t weight = (uint64_t)fmin(nats * LANGID_UNIT, UINT8_MAX);
    unsigned shift = profile % 8 * 8;
    uint32_t bit = langid_filter_at(key);
    uint64_t *place;

    if (slot->entry == 0) {
        if (model.entry_count + 1 == LANGID_ENTRY_COUNT)
            return;
        *slot = (struct langid_slot){(uint32_t)(key >> 32), (uint16_t)++model.entry_count};
        model.filter[bit / 64] |= 1ull << bit % 64;
    }
    place = &model.entries[slot->entry][profile / 8];
    if (weight > (*place >> shift & 0xff))
        *place = (*place & ~(0xffull << shift)) | weight << shift;
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

/* The larger weight of each byte. */
static uint64_t larger_bytes(uint64_t a, uint64_t b)
{
    uint64_t out = 0;

    for (unsigned shift = 0; shift < 64; shift += 8) {
        uint64_t x = a >> shift & 0xff, y = b >> shift & 0xff;
        out |= (x > y ? x : y) << shift;
    }
    return out;
}

/* The longest known ending counts, so one that is known of a single language
 * takes over what its own endings say of others: "ание" what "ие" does. */
static void inherit_ending(struct slice letters)
{
    unsigned entry = model.slots[langid_find(&model, key_of(letters, true))].entry;

    for (struct slice s = letters; s.n > 0; s = slice_drop(s, 1)) {
        unsigned other = model.slots[langid_find(&model, key_of(s, true))].entry;

        if (utf8_is_continuation(*s.p) || other == 0)
            continue;
        for (unsigned i = 0; i < LANGID_LANES / 8; i++)
            model.entries[entry][i] = larger_bytes(model.entries[entry][i],
                                                   model.entries[other][i]);
    }
}

static void inherit_endings(const char *list)
{
    while (*list != '\0') {
        size_t size = strcspn(list, " ");
        inherit_ending(slice_of(list, size));
        list += size + (list[size] == ' ');
    }
}

/* Gives a slot to the letter, or finds the one it has. */
static unsigned letter_slot(uint32_t letter)
{
    uint8_t *slot = &model.letters[letter < LANGID_LETTER_MAX ? letter : 0].slot;

    if (*slot == 0 && model.letter_count + 1 < LANGID_LETTER_SLOTS)
        *slot = (uint8_t)++model.letter_count;
    model.slot_scripts[*slot] = (uint8_t)langid_script_of(letter);
    return *slot;
}

/* Reads "ä54 ö30" into counts[slot]. */
static void read_letters(const char *text, double counts[LANGID_LETTER_SLOTS])
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
    static double counts[PROFILES][LANGID_LETTER_SLOTS];

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

/* Of a language of ours more than of others; of a way of writing that is not its first, less. */
static float prior_of(unsigned profile)
{
    const char *code = langid_profiles[profile].code;
    enum lang lang = lang_of_code(slice_of_string(code));

    if (profile > 0 && strcmp(code, langid_profiles[profile - 1].code) == 0)
        return lang == LANG_OTHER ? 0 : OLD_PRIOR_NATS;
    if (lang == LANG_RU)
        return RU_PRIOR_NATS;
    return lang == LANG_OTHER ? 0 : PRIOR_NATS;
}

static void make_model(void)
{
    for (uint32_t c = 0; c < LANGID_LETTER_MAX; c++)
        model.letters[c] =
            (struct langid_letter){(uint16_t)lower_case(c), (uint8_t)langid_script_of(c), 0};
    make_letters();
    for (uint32_t c = 0; c < LANGID_LETTER_MAX; c++)
        model.letters[c].slot = model.letters[model.letters[c].lower].slot;
    for (unsigned i = 0; i < PROFILES; i++) {
        model.profile_scripts[i] = langid_profiles[i].script == LANGID_LATIN ? SCRIPT_LATIN
                                                                             : SCRIPT_CYRILLIC;
        model.prior_nats[i] = prior_of(i);
        add_list(langid_profiles[i].words, false, i);
        add_list(langid_profiles[i].endings, true, i);
    }
    for (unsigned i = 0; i < PROFILES; i++)
        inherit_endings(langid_profiles[i].endings);
}

const struct langid_model *langid_model(void)
{
    pthread_once(&model_once, make_model);
    return &model;
}
