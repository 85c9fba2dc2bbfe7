#include "stemmers/fold_letters.h"

#include "base/utf8.h"
#include "stemmers/icu.h"

static bool is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0x24f && c != 0xf7)
           || (c >= 0x1e00 && c <= 0x1eff);
}

static bool is_cyrillic(uint32_t c)
{
    return c >= 0x400 && c <= 0x52f;
}

static bool is_mark(uint32_t c)
{
    return c >= 0x300 && c <= 0x36f;
}

/* U+00E0 to U+00FF without their marks; those that are no letter with a mark are 0. */
static const char LATIN_1[] = "aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0y";

/* Letters that Unicode does not take apart. */
static const struct { uint16_t letter; char plain[3]; } STROKED[] = {
    {0xe6, "ae"}, {0xfe, "th"}, {0x111, "d"}, {0x127, "h"}, {0x131, "i"}, {0x142, "l"},
    {0x14b, "n"}, {0x153, "oe"}, {0x167, "t"}, {0x180, "b"}, {0x192, "f"}, {0x1e5, "g"},
};

static const char *stroked(uint32_t c)
{
    for (size_t i = 0; i < sizeof STROKED / sizeof *STROKED; i++)
        if (STROKED[i].letter == c)
            return STROKED[i].plain;
    return NULL;
}

/* The letter under all marks; c where Unicode says nothing, or ICU is not there. */
static uint32_t base_of(uint32_t c)
{
    const struct icu *u = icu();
    UErrorCode code = U_ZERO_ERROR;
    UChar parts[16];
    int32_t n;

    if (u == NULL)
        return c;
    n = u->unorm2_getDecomposition(u->unorm2_getNFDInstance(&code), (UChar32)c, parts, 16, &code);
    return U_FAILURE(code) || n <= 0 || parts[0] >= 0xd800 ? c : parts[0];
}

static bool is_umlaut(uint32_t c)
{
    return c == 0xe4 || c == 0xf6 || c == 0xfc;
}

/* One letter of an English, German or Russian text; its size in out. */
static size_t put_letter(enum lang lang, uint32_t c, uint8_t *out)
{
    const char *plain;

    if (!is_latin(c) || c < 0x80 || (lang == LANG_DE && is_umlaut(c)))
        return utf8_encode(c == 0x450 ? 0x435 : c == 0x45d ? 0x438 : c, out);
    plain = stroked(c);
    if (plain != NULL) {
        memcpy(out, plain, 2);
        return plain[1] == '\0' ? 1 : 2;
    }
    if (c >= 0xe0 && c <= 0xff)
        return utf8_encode((uint8_t)LATIN_1[c - 0xe0], out);
    return utf8_encode(base_of(c), out);
}

static size_t drop_marks(enum lang lang, struct slice word, uint8_t *out)
{
    const uint8_t *p = word.p, *end = slice_end(word);
    uint32_t before = 0;
    size_t n = 0;

    while (p < end) {
        uint32_t c = utf8_next(p, end, &p);

        if (is_mark(c) && (lang != LANG_OTHER || (is_cyrillic(before) && (c == 0x300 || c == 0x301))))
            continue;
        n += lang == LANG_OTHER ? utf8_encode(c, out + n) : put_letter(lang, c, out + n);
        before = c;
    }
    return n;
}

/* Letters that look alike, in lower case or as capitals. */
static const char LATIN_ALIKE[] = "abcehijkmopstxy";
static const uint16_t CYRILLIC_ALIKE[] = {
    0x430, 0x432, 0x441, 0x435, 0x43d, 0x456, 0x458, 0x43a, 0x43c, 0x43e, 0x440, 0x455, 0x442,
    0x445, 0x443};

/* The letter of the other script that looks like c; 0: none does. */
static uint32_t alike(uint32_t c)
{
    for (size_t i = 0; i < sizeof CYRILLIC_ALIKE / sizeof *CYRILLIC_ALIKE; i++) {
        if (c == (uint8_t)LATIN_ALIKE[i])
            return CYRILLIC_ALIKE[i];
        if (c == CYRILLIC_ALIKE[i])
            return (uint8_t)LATIN_ALIKE[i];
    }
    return 0;
}

/* Letters of each script, and those of them that look like none of the other. */
struct scripts {
    size_t latin, cyrillic, latin_only, cyrillic_only;
};

static struct scripts count_scripts(struct slice word)
{
    struct scripts s = {0};

    for (const uint8_t *p = word.p; p < slice_end(word);) {
        uint32_t c = utf8_next(p, slice_end(word), &p);

        s.latin += is_latin(c);
        s.latin_only += is_latin(c) && alike(c) == 0;
        s.cyrillic += is_cyrillic(c);
        s.cyrillic_only += is_cyrillic(c) && alike(c) == 0;
    }
    return s;
}

/* Parts of a joined word may be of two scripts. */
static bool is_joined(struct slice word)
{
    return memchr(word.p, '-', word.n) != NULL || memchr(word.p, '_', word.n) != NULL;
}

/* A mixed word with its letters in one script; 0 where it stays as it is. */
static size_t unmix(struct slice word, uint8_t *out)
{
    struct scripts s = count_scripts(word);
    bool to_cyrillic = s.cyrillic > s.latin || (s.cyrillic == s.latin && s.latin_only == 0);
    size_t n = 0;

    if (s.latin == 0 || s.cyrillic == 0 || is_joined(word)
        || (to_cyrillic ? s.latin_only : s.cyrillic_only) > 0)
        return 0;
    for (const uint8_t *p = word.p; p < slice_end(word);) {
        uint32_t c = utf8_next(p, slice_end(word), &p);

        n += utf8_encode((to_cyrillic ? is_latin(c) : is_cyrillic(c)) ? alike(c) : c, out + n);
    }
    return n;
}

size_t fold_letters(enum lang lang, struct slice word, uint8_t *out)
{
    uint8_t unmixed[2 * 255 + UTF8_MAX_BYTES];
    size_t n = drop_marks(lang, word, out), m;

    if (n > 255)
        return n;
    m = unmix(slice_of(out, n), unmixed);
    if (m == 0)
        return n;
    memcpy(out, unmixed, m);
    return m;
}
