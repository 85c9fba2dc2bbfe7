#include "stemmers/stem.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "stemmers/snowball.h"
#include "stemmers/stop_words.h"

#define SMALL_BYTES_MAX 16u      /* few small words are longer, and stems of none are */

struct stem {
    struct snowball *stemmers[LANG_COUNT];
    uint8_t joined[256];
    uint8_t apart[SMALL_BYTES_MAX + sizeof STEM_APART];
    struct stop_filter small[LANG_COUNT];
};

enum status stem_open(struct stem **out, struct err *e)
{
    struct stem *s = calloc(1, sizeof *s);

    *out = NULL;
    if (s == NULL)
        return err_memory(e, "stemmers");
    for (enum lang i = 0; i < LANG_COUNT; i++) {
        if (i == LANG_OTHER)
            continue;
        s->stemmers[i] = snowball_open(i);
        if (s->stemmers[i] == NULL) {
            stem_close(s);
            return err_set(e, E_IO, "no stemmer for %s: libstemmer lacks it, or memory is short",
                           lang_name(i));
        }
    }
    *out = s;
    return OK;
}

void stem_close(struct stem *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < LANG_COUNT; i++)
        snowball_close(s->stemmers[i]);
    free(s);
}

/* D0..D3 lead the bytes of Cyrillic letters. */
static bool is_cyrillic(const uint8_t *p)
{
    return *p >= 0xd0 && *p <= 0xd3;
}

/* Whether all its Cyrillic letters are small ones of Russian: U+0430..044F and ё. */
static bool is_russian(struct slice word)
{
    for (size_t i = 0; i + 1 < word.n; i++)
        if (is_cyrillic(word.p + i)
            && !(word.p[i] == 0xd0 && word.p[i + 1] >= 0xb0)
            && !(word.p[i] == 0xd1 && (word.p[i + 1] <= 0x8f || word.p[i + 1] == 0x91)))
            return false;
    return true;
}

enum lang stem_lang(enum lang lang, struct slice word)
{
    if (lang == LANG_OTHER || word.n == 0)
        return LANG_OTHER;
    if (is_cyrillic(word.p))
        return is_russian(word) ? LANG_RU : LANG_OTHER;
    return lang == LANG_RU ? LANG_EN : lang;
}

static bool is_vowel(uint8_t c)
{
    return c != 0 && strchr("aeiouy", c) != NULL;
}

/* Writes the word with umlauts for digraphs to out[n]; its size, which is n or less: two
 * letters give a character of two bytes. A byte before of an umlaut (>= 80) is no consonant. */
static size_t join_digraphs(struct slice word, uint8_t *out)
{
    size_t n = 0;

    for (size_t i = 0; i < word.n; i++) {
        uint8_t c = word.p[i], before = i == 0 ? 0 : word.p[i - 1];
        bool joins = (c == 'a' || c == 'o' || c == 'u') && i + 1 < word.n && word.p[i + 1] == 'e'
                     && !is_vowel(before) && before != 'q' && before < 0x80;

        if (!joins) {
            out[n++] = c;
            continue;
        }
        out[n++] = 0xc3;
        out[n++] = c == 'a' ? 0xa4 : c == 'o' ? 0xb6 : 0xbc;
        i++;
    }
    return n;
}

/* The stem, unless a small word has it that the word is no form of. */
static struct slice keep_apart(struct stem *s, enum lang lang, struct slice word, struct slice stem)
{
    size_t n = stem.n;

    if (n == word.n || n > SMALL_BYTES_MAX)
        return stem;
    if (lang == LANG_RU && utf8_count(stem) == 1)
        return stop_word(lang, word) ? stem : word;
    if (!s->small[lang].is_filled)
        stop_filter_fill(lang, &s->small[lang]);
    if (!stop_filter_may_be(&s->small[lang], stem) || !stop_word(lang, stem) || stop_word(lang, word))
        return stem;
    memcpy(s->apart, stem.p, n);
    memcpy(s->apart + n, STEM_APART, sizeof STEM_APART - 1);
    return slice_of(s->apart, n + sizeof STEM_APART - 1);
}

struct slice stem_word(struct stem *s, enum lang lang, struct slice word)
{
    struct snowball *stemmer;
    struct slice stem;

    if (word.n == 0)
        return word;
    lang = stem_lang(lang, word);
    stemmer = s->stemmers[lang];
    if (stemmer == NULL)
        return word;
    if (lang == LANG_DE && word.n <= sizeof s->joined)
        word = slice_of(s->joined, join_digraphs(word, s->joined));
    stem = snowball_stem(stemmer, word);
    return stem.n > 0 ? keep_apart(s, lang, word, stem) : word;
}
