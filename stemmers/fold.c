#include "stemmers/fold.h"

#include <stdlib.h>

#include "stemmers/icu.h"

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
    if (c == 0x2019 || c == 0x2018)
        return '\'';
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

/* ASCII, Latin-1 letters and basic Cyrillic without ICU; false where the word
 * holds more. No such letters compose with each other; sizes stay as they are. */
static bool fold_plain(struct slice word, uint8_t *out)
{
    for (size_t i = 0; i < word.n; i++) {
        uint8_t c = word.p[i], next = i + 1 < word.n ? word.p[i + 1] : 0;

        if (c < 0x80) {
            out[i] = c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c;
            continue;
        }
        if (c == 0xc3) {      /* À..ÿ but × and ÷ */
            if (next == 0x97 || next == 0xb7)
                return false;
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
        out[i++] = c;
        out[i] = next;
    }
    return true;
}

size_t fold_word(struct fold *f, struct slice word, uint8_t out[FOLD_MAX_BYTES])
{
    size_t n = word.n;

    if (n == 0 || n > FOLD_MAX_BYTES)
        return 0;
    if (!fold_plain(word, out))
        n = fold_icu(f, word, out);
    if (n > 2 && out[n - 2] == '\'' && out[n - 1] == 's')
        n -= 2;
    return n;
}
