#include "indexer/formats/charset_model.h"

#include <math.h>
#include <uchar.h>

#include "indexer/formats/charset_convert.h"
#include "indexer/formats/charset_pairs.h"

#define SAMPLE_BYTES ((size_t)16 << 10)
#define LEAD_IN_BYTES 1024       /* of the sample, before its first byte over 7F */

/* Prices in half bits. */
#define DIGIT_BESIDE 8           /* a Russian letter */
#define MIXED 24                 /* scripts side by side in one word */
#define CAPITAL_INSIDE 12        /* after a small letter */
#define LATIN_HIGH_RUN 10        /* two Latin letters over 7F in a row */
#define SIGN_AT_LETTER 8         /* a rare sign behind a letter */
#define ACUTE 0xb4               /* an apostrophe or closing mark; Ž in ISO-8859-15 */
#define ACUTE_OPENS 14           /* it stands before a word */
#define REPEATED 4               /* the same sign again, as in a line of dashes */
#define AFTER 6                  /* ASCII behind a high byte that is no Russian letter */
#define CYRILLIC_OTHER 16        /* і, ў, ђ: letters of other languages */
#define MINOR_SCRIPT 12          /* Cyrillic words fewer than Latin ones */
#define RARE_SIGN 18             /* and dearer */
#define NO_CHARACTER 40
#define CONTRADICTION 80

enum script { NO_SCRIPT, LATIN, RUSSIAN, CYRILLIC };

/* What one byte stands for in one charset. */
struct letter {
    uint16_t code;
    uint8_t script;
    uint8_t pair;                /* its place in charset_pairs; 0 where not RUSSIAN */
    uint8_t price;               /* by itself; 0 for ASCII and RUSSIAN */
    bool high, capital, small, digit;
};

struct candidate {
    const char *name;
    unsigned prior;              /* how rare such files are */
};

/* Of two that are as likely the first is taken. */
static const struct candidate candidates[] = {
    {"windows-1252", 0}, {"windows-1251", 0}, {"iso-8859-15", 2},
    {"koi8-r", 4},       {"ibm866", 4},       {"iso-8859-5", 8},
};
#define CANDIDATE_COUNT (sizeof candidates / sizeof *candidates)

struct reading {
    struct letter letters[256];
    double price;
};

/* Characters of one price; those in no row cost as the last. */
static const struct {
    const char16_t *members;
    uint8_t price;
} prices[] = {
    {u"äöüéß", 13},
    {u"–—“”„’‘«»…\u00a0", 14},
    {u"àèçñåøæóíáêÄÖÜ´\u00ad", 17},
    {u"§°€£№‚‹›·•©", 18},
    {u"ÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝÞâãëìîïðòôõùúûýþÿœšžŒŠŽŸ®½¼¾²³µ¿¡ªº±×†™", 22},
    {u"", 28},
};

static uint8_t price_of(uint16_t c)
{
    size_t i = 0;

    if (c < 0xa0 || c == 0xfffd)
        return NO_CHARACTER;
    for (; i + 1 < sizeof prices / sizeof *prices; i++)
        for (const char16_t *m = prices[i].members; *m != 0; m++)
            if (*m == c)
                return prices[i].price;
    return prices[i].price;
}

static bool is_between(uint16_t c, uint16_t first, uint16_t last)
{
    return c >= first && c <= last;
}

static struct letter latin_letter(uint16_t c)
{
    bool capital = is_between(c, 'A', 'Z') || is_between(c, 0xc0, 0xde)
                   || c == 0x152 || c == 0x160 || c == 0x178 || c == 0x17d;

    return (struct letter){.code = c, .script = LATIN, .high = c >= 0x80, .capital = capital,
                           .small = !capital, .price = c < 0x80 ? 0 : price_of(c)};
}

static struct letter cyrillic_letter(uint16_t c)
{
    bool small = c >= 0x430;
    uint8_t pair = 0;

    if (is_between(c, 0x410, 0x44f))
        pair = (uint8_t)((c - 0x410) % 32 + 1);
    else if (c == 0x401 || c == 0x451)
        pair = CHARSET_PAIRS_SIZE - 1;
    return (struct letter){.code = c, .script = pair == 0 ? CYRILLIC : RUSSIAN, .pair = pair,
                           .price = pair == 0 ? CYRILLIC_OTHER : 0, .high = true,
                           .capital = !small, .small = small};
}

static struct letter letter_of(uint16_t c)
{
    bool is_latin = is_between(c | 0x20, 'a', 'z') || c == 0x152 || c == 0x153 || c == 0x160
                    || c == 0x161 || c == 0x178 || c == 0x17d || c == 0x17e
                    || (is_between(c, 0xc0, 0xff) && c != 0xd7 && c != 0xf7);

    if (is_latin)
        return latin_letter(c);
    if (is_between(c, 0x400, 0x45f))
        return cyrillic_letter(c);
    return (struct letter){.code = c, .high = c >= 0x80, .digit = is_between(c, '0', '9'),
                           .price = c < 0x80 ? 0 : price_of(c)};
}

static bool read_letters(const char *name, struct letter letters[256])
{
    uint16_t codes[256];

    if (!charset_convert_bytes(name, codes))
        return false;
    for (int i = 0; i < 256; i++)
        letters[i] = letter_of(codes[i]);
    return true;
}

static unsigned pair_price(unsigned before, unsigned now)
{
    char digit = charset_pairs[before][now];

    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

static bool are_mixed(const struct letter *before, const struct letter *now)
{
    return before->script != NO_SCRIPT && now->script != NO_SCRIPT
           && (before->script == LATIN) != (now->script == LATIN);
}

static unsigned price_of_high(const struct letter *before, const struct letter *now)
{
    if (now->script == RUSSIAN)
        return pair_price(before->pair, now->pair);
    if (now->script == LATIN)
        return now->price + (before->script == LATIN && before->high ? LATIN_HIGH_RUN : 0u);
    if (now->script == NO_SCRIPT && now->code == before->code)
        return REPEATED;
    if (now->script == NO_SCRIPT && before->script != NO_SCRIPT && now->price >= RARE_SIGN)
        return now->price + SIGN_AT_LETTER;
    return now->price;
}

/* Of `now`, given what stands before it; one of the two is high. */
static unsigned price_between(const struct letter *before, const struct letter *now)
{
    unsigned price = 0;

    if (before->script == RUSSIAN && now->script != RUSSIAN)
        price += pair_price(before->pair, 0);
    else if (!now->high)
        price += AFTER;
    if (now->high)
        price += price_of_high(before, now);
    if (are_mixed(before, now))
        price += MIXED;
    if ((before->digit && now->script == RUSSIAN) || (before->script == RUSSIAN && now->digit))
        price += DIGIT_BESIDE;
    if (before->small && now->capital)
        price += CAPITAL_INSIDE;
    return price;
}

/* What it costs to say which words are of which script. */
static double price_of_scripts(double latin, double cyrillic)
{
    double all = latin + cyrillic, bits = 0;

    if (latin == 0 || cyrillic == 0)
        return 0;
    bits = latin * log2(all / latin) + cyrillic * log2(all / cyrillic);
    return 2 * bits + (cyrillic < latin ? MINOR_SCRIPT : 0);
}

static double price_of_sample(struct slice sample, const struct letter letters[256])
{
    const struct letter *earlier = &letters[' '], *before = earlier;
    uint64_t price = 0;
    size_t latin = 0, cyrillic = 0;

    for (size_t i = 0; i < sample.n; i++) {
        const struct letter *now = &letters[sample.p[i]];
        if (now->high || before->high)
            price += price_between(before, now);
        if (before->code == ACUTE && earlier->script == NO_SCRIPT && now->script != NO_SCRIPT)
            price += ACUTE_OPENS;
        if (now->script != NO_SCRIPT && before->script == NO_SCRIPT) {
            latin += now->script == LATIN;
            cyrillic += now->script != LATIN;
        }
        earlier = before;
        before = now;
    }
    if (before->high)
        price += price_between(before, &letters[' ']);
    return (double)price + price_of_scripts((double)latin, (double)cyrillic);
}

/* The part of raw around its first bytes over 7F. */
static struct slice sample_of(struct slice raw)
{
    size_t first = 0;

    while (first < raw.n && raw.p[first] < 0x80)
        first++;
    raw = slice_drop(raw, first > LEAD_IN_BYTES ? first - LEAD_IN_BYTES : 0);
    return slice_of(raw.p, raw.n < SAMPLE_BYTES ? raw.n : SAMPLE_BYTES);
}

/* The index of the best reading; CANDIDATE_COUNT where ICU is not there. */
static size_t read_all(struct slice sample, struct reading readings[CANDIDATE_COUNT])
{
    size_t best = 0;

    for (size_t i = 0; i < CANDIDATE_COUNT; i++) {
        struct reading *r = &readings[i];
        if (!read_letters(candidates[i].name, r->letters))
            return CANDIDATE_COUNT;
        r->price = price_of_sample(sample, r->letters) + candidates[i].prior;
        if (r->price < readings[best].price)
            best = i;
    }
    return best;
}

static bool reads_alike(struct slice sample, const struct reading *a, const struct reading *b)
{
    for (size_t i = 0; i < sample.n; i++)
        if (a->letters[sample.p[i]].code != b->letters[sample.p[i]].code)
            return false;
    return true;
}

/* How much dearer the best other text is. */
static double margin_of(struct slice sample, const struct reading readings[CANDIDATE_COUNT],
                        size_t best)
{
    double margin = INFINITY;

    for (size_t i = 0; i < CANDIDATE_COUNT; i++) {
        double more = readings[i].price - readings[best].price;
        if (more < margin && i != best && !reads_alike(sample, &readings[i], &readings[best]))
            margin = more;
    }
    return margin;
}

struct charset_guess charset_model_guess(struct slice raw)
{
    struct slice sample = sample_of(raw);
    struct reading readings[CANDIDATE_COUNT];
    size_t best = read_all(sample, readings);
    double odds;

    if (best == CANDIDATE_COUNT)
        return (struct charset_guess){NULL, 0};
    /* neighbours are not independent: an eighth of the half bits counts as bits */
    odds = exp2(-margin_of(sample, readings, best) / 8);
    return (struct charset_guess){candidates[best].name, (uint8_t)(99 / (1 + odds))};
}

bool charset_model_contradicts(struct slice raw, const char *name)
{
    struct slice sample = sample_of(raw);
    struct reading readings[CANDIDATE_COUNT];
    size_t best = read_all(sample, readings);

    for (size_t i = 0; i < CANDIDATE_COUNT && best < CANDIDATE_COUNT; i++)
        if (strcmp(candidates[i].name, name) == 0)
            return readings[i].price - readings[best].price >= CONTRADICTION;
    return false;
}
