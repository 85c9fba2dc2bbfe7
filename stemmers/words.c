#include "stemmers/words.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "base/utf8.h"

struct words_icu {
    UBreakIterator *breaks;
    UText *text;
};

void words_init(struct words *w)
{
    *w = (struct words){.status = OK};
}

void words_release(struct words *w)
{
    if (w->icu != NULL) {
        ubrk_close(w->icu->breaks);
        utext_close(w->icu->text);
        free(w->icu);
    }
    words_init(w);
}

static bool open_icu(struct words *w)
{
    UErrorCode code = U_ZERO_ERROR;

    if (w->icu == NULL) {
        w->icu = calloc(1, sizeof *w->icu);
        if (w->icu == NULL)
            return false;
        w->icu->breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    }
    w->icu->text = utext_openUTF8(w->icu->text, (const char *)w->text.p, (int64_t)w->text.n, &code);
    ubrk_setUText(w->icu->breaks, w->icu->text, &code);
    ubrk_first(w->icu->breaks);
    return U_SUCCESS(code);
}

void words_start(struct words *w, struct slice text, uint32_t first_position)
{
    w->text = text;
    w->at = 0;
    w->position = first_position;
    w->status = OK;
    if (text.n > WORDS_TEXT_MAX_BYTES)
        w->status = E_LIMIT;
    else if (text.n > 0 && !open_icu(w))
        w->status = E_MEMORY;
}

static bool is_word_character(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return u_isalnum((UChar32)c) || u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC);
}

/* The first characters nearly always decide. */
static bool is_word(struct slice segment)
{
    const uint8_t *p = segment.p, *end = p + segment.n;

    while (p < end)
        if (is_word_character(utf8_next(p, end, &p)))
            return true;
    return false;
}

bool words_next(struct words *w, struct word *out)
{
    if (w->status != OK || w->text.n == 0)
        return false;
    for (;;) {
        int32_t end = ubrk_next(w->icu->breaks);
        size_t start = w->at;

        if (end == UBRK_DONE)
            return false;
        w->at = (size_t)end;
        if (!is_word(slice_of(w->text.p + start, w->at - start)))
            continue;
        *out = (struct word){start, w->at - start, w->position++, w->at - start > WORDS_MAX_BYTES};
        return true;
    }
}

enum status words_status(const struct words *w)
{
    return w->status;
}
