#include "stemmers/fold.h"

#include <stdlib.h>

#include "stemmers/fold_letters.h"
#include "stemmers/icu.h"
#include "stemmers/numbers.h"
#include "stemmers/word_parts.h"

#define UNITS_MAX 1024   /* 255 bytes grow at most 18-fold in rare ligatures: those are refused */

struct fold {
    const UNormalizer2 *nfkc_casefold;
};

enum status fold_open(struct fold **out, struct err *e)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? err_memory(e, "the normaliser") : OK;
}

void fold_close(struct fold *f)
{
    free(f);
}

static UChar fold_unit(UChar c)
{
    if (c == 0x0451)
        return 0x0435;
    if (c == 0x2019 || c == 0x2018 || c == 0x2bc)
        return '\'';
    if (c == 0x2010)
        return '-';
    return c;
}

/* 0 where ICU or its data is missing too: such a word is not indexed. */
static size_t fold_icu(struct fold *f, struct slice word, uint8_t out[FOLD_MAX_BYTES])
{
    UChar raw[FOLD_MAX_BYTES + 1], folded[UNITS_MAX];
    UErrorCode code = U_ZERO_ERROR;
    const struct icu *u = icu();
    int32_t n = 0;

    if (u == NULL)
        return 0;
    if (f->nfkc_casefold == NULL)
        f->nfkc_casefold = u->unorm2_getNFKCCasefoldInstance(&code);
    u->u_strFromUTF8(raw, FOLD_MAX_BYTES + 1, &n, (const char *)word.p, (int32_t)word.n, &code);
    n = u->unorm2_normalize(f->nfkc_casefold, raw, n, folded, UNITS_MAX, &code);
    if (U_FAILURE(code))
        return 0;
    for (int32_t i = 0; i < n; i++)
        folded[i] = fold_unit(folded[i]);
    u->u_strToUTF8((char *)out, FOLD_MAX_BYTES, &n, folded, n, &code);
    return U_SUCCESS(code) ? (size_t)n : 0;
}

/* What a word holds, and so what is left to be folded when its case is. */
enum { LATIN = 1, CYRILLIC = 2, ACCENTS = 4, MARKS = 8 /* digits, or anything that is no letter */ };

/* A letter of Latin-1 in lower case by its second byte: not ß, nor an umlaut in German. */
static bool has_accent(enum lang lang, uint8_t second)
{
    return second != 0xbf
           && (lang != LANG_DE || (second != 0xa4 && second != 0xb6 && second != 0xbc));
}

/* ASCII, Latin-1 letters and basic Cyrillic without ICU; false where the word
 * holds more. No such letters compose with each other; sizes stay as they are. */
static bool fold_plain(enum lang lang, struct slice word, uint8_t *out, unsigned *kinds)
{
    unsigned found = 0;

    for (size_t i = 0; i < word.n; i++) {
        uint8_t c = word.p[i], next = i + 1 < word.n ? word.p[i + 1] : 0;

        if (c < 0x80) {
            out[i] = c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c;
            found |= out[i] >= 'a' ? LATIN : MARKS;
            continue;
        }
        if (c == 0xc3) {      /* À..ÿ but × and ÷ */
            if (next == 0x97 || next == 0xb7)
                return false;
            found |= has_accent(lang, (uint8_t)(next | 0x20)) ? LATIN | ACCENTS : LATIN;
            out[i++] = next == 0x9f ? 's' : c;
            out[i] = next == 0x9f ? 's' : next < 0x9f ? (uint8_t)(next + 0x20) : next;
            continue;
        }
        /* D0 90..BF: А..п; D1 80..8F: р..я; D0 81, D1 91: Ё, ё */
        if ((c == 0xd0 && next == 0x81) || (c == 0xd1 && next == 0x91)) {
            c = 0xd0;
            next = 0xb5;
        } else if (c == 0xd0 && next >= 0x90 && next <= 0xaf) {
            c = next < 0xa0 ? 0xd0 : 0xd1;
            next = (uint8_t)(next < 0xa0 ? next + 0x20 : next - 0x20);
        } else if (!(c == 0xd0 && next >= 0xb0 && next <= 0xbf)
                   && !(c == 0xd1 && next >= 0x80 && next <= 0x8f)) {
            return false;
        }
        found |= CYRILLIC;
        out[i++] = c;
        out[i] = next;
    }
    *kinds = found;
    return true;
}

/* Whether the byte at `at` is a joint of parts: none is left in a folded word. */
static bool is_joint(struct slice word, size_t at)
{
    uint8_t c = word.p[at];

    if (c == '-' || c == '_')
        return true;
    if (c == '\'')
        return word_parts_elision(word, at);
    return c == '.' && at > 0 && (word.p[at - 1] < '0' || word.p[at - 1] > '9');
}

/* Numbers in one form, parts joined; in place, as nothing grows. */
static size_t fold_marks(enum lang lang, uint8_t *word, size_t size)
{
    uint8_t copy[FOLD_MAX_BYTES];
    struct slice from = {.p = copy, .n = size};
    size_t at = 0, n = 0;

    memcpy(copy, word, size);
    while (at < size) {
        struct slice left = slice_drop(from, at);
        size_t chunk = 0, written;

        if (copy[at] >= '0' && copy[at] <= '9') {
            chunk = number_spaced(left);
            chunk = chunk > 0 ? chunk : number_chunk(left);
        }
        written = chunk == 0 ? 0 : number_fold(lang, slice_of(left.p, chunk), word + n);
        if (chunk > 0 && written == 0) {           /* a date, a version: as it is */
            memcpy(word + n, left.p, chunk);
            written = chunk;
        }
        n += written;
        at += chunk;
        if (chunk == 0 && !is_joint(from, at++))
            word[n++] = copy[at - 1];
    }
    return n;
}

static bool needs_letters(enum lang lang, unsigned kinds)
{
    return ((kinds & ACCENTS) != 0 && lang != LANG_OTHER)
           || (kinds & (LATIN | CYRILLIC)) == (LATIN | CYRILLIC);
}

size_t fold_word(struct fold *f, enum lang lang, struct slice word, uint8_t out[FOLD_MAX_BYTES])
{
    uint8_t letters[2 * FOLD_MAX_BYTES];
    unsigned kinds = LATIN | CYRILLIC | ACCENTS | MARKS;
    size_t n = word.n;

    if (n == 0 || n > FOLD_MAX_BYTES)
        return 0;
    if (!fold_plain(lang, word, out, &kinds))
        n = fold_icu(f, word, out);
    if (needs_letters(lang, kinds)) {
        n = fold_letters(lang, slice_of(out, n), letters);
        if (n > FOLD_MAX_BYTES)
            return 0;
        memcpy(out, letters, n);
    }
    if ((kinds & MARKS) != 0)
        n = fold_marks(lang, out, n);
    if (n > 2 && out[n - 2] == '\'' && out[n - 1] == 's')
        n -= 2;
    return n;
}
