#include "stemmers/words.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "stemmers/icu.h"

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
        icu()->ubrk_close(w->icu->breaks);
        icu()->utext_close(w->icu->text);
        free(w->icu);
    }
    words_init(w);
}

/* Sets ICU on [start, end) of the text. */
static bool open_icu(struct words *w, size_t start, size_t end)
{
    UErrorCode code = U_ZERO_ERROR;
    const struct icu *u = icu();

    if (u == NULL)
        return false;
    if (w->icu == NULL) {
        w->icu = calloc(1, sizeof *w->icu);
        if (w->icu == NULL)
            return false;
        w->icu->breaks = u->ubrk_open(UBRK_WORD, "", NULL, 0, &code);
        if (U_FAILURE(code)) {      /* not kept: the next text would use it */
            free(w->icu);
            w->icu = NULL;
            return false;
        }
    }
    w->icu->text = u->utext_openUTF8(w->icu->text, (const char *)w->text.p + start,
                                  (int64_t)(end - start), &code);
    u->ubrk_setUText(w->icu->breaks, w->icu->text, &code);
    u->ubrk_first(w->icu->breaks);
    w->icu_start = start;
    w->icu_end = end;
    return U_SUCCESS(code);
}

void words_start(struct words *w, struct slice text, uint32_t first_position)
{
    w->text = text;
    w->at = w->simple_end = w->icu_start = w->icu_end = 0;
    w->position = first_position;
    w->status = text.n > WORDS_TEXT_MAX_BYTES ? E_LIMIT : OK;
}

static bool is_word_character(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return icu()->u_isalnum((UChar32)c)
           || icu()->u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC);
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

/* Word_Break classes of the characters that are broken here (UAX #29, table 3).
 * COLON is MidLetter or nothing, by ICU's version: between letters ICU decides.
 * '@' joins letters in ICU 72's root locale and not in UAX #29: ICU decides too. */
enum word_class { OTHER, LETTER, NUMERIC, EXTEND, MID_LETTER, MID_NUM, BOTH, COLON, SPACE, FOREIGN };

static const uint8_t ASCII_CLASSES[128] = {
    ['\t'] = SPACE, ['\n'] = SPACE, ['\r'] = SPACE, [' '] = SPACE,
    ['0'] = NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC,
    ['A'] = LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER,
    ['a'] = LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER,
    ['_'] = EXTEND, ['.'] = BOTH, ['\''] = BOTH, [','] = MID_NUM, [';'] = MID_NUM, [':'] = COLON, ['@'] = FOREIGN,
};

static enum word_class class_of_wide(uint32_t c)
{
    if ((c >= 0x410 && c <= 0x44f) || (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7))
        return LETTER;
    if ((c >= 0x400 && c <= 0x481) || (c >= 0x48a && c <= 0x52f) || c == 0xaa || c == 0xb5
        || c == 0xba)
        return LETTER;
    if (c == 0x2018 || c == 0x2019)
        return BOTH;
    if (c == 0xa0 || c == 0xa7 || c == 0xab || c == 0xb0 || c == 0xbb || c == 0xd7 || c == 0x2116
        || c == 0x20ac || (c >= 0x2013 && c <= 0x2014) || (c >= 0x201c && c <= 0x201e)
        || c == 0x2022 || c == 0x2026)
        return OTHER;
    return FOREIGN;
}

static inline enum word_class class_at(const struct words *w, size_t at, size_t *next)
{
    const uint8_t *after;
    enum word_class class;

    if (w->text.p[at] < 0x80) {
        *next = at + 1;
        return (enum word_class)ASCII_CLASSES[w->text.p[at]];
    }
    class = class_of_wide(utf8_next(w->text.p + at, w->text.p + w->text.n, &after));
    *next = (size_t)(after - w->text.p);
    return class;
}

/* Passes white space; then marks the stretch up to the next as simple or ICU's. */
static bool enter_stretch(struct words *w)
{
    enum word_class class = SPACE, before = SPACE;
    bool simple = true;
    size_t next = w->at, at;

    while (class == SPACE) {
        w->at = next;
        if (w->at == w->text.n)
            return false;
        class = class_at(w, w->at, &next);
    }
    for (at = w->at; at < w->text.n; at = next) {
        enum word_class now = class_at(w, at, &next);
        if (now == SPACE)
            break;
        simple &= now != FOREIGN && !(before == COLON && now == LETTER);
        before = now;
    }
    if (simple) {
        w->simple_end = at;
        return true;
    }
    if (!open_icu(w, w->at, at))
        w->status = icu() == NULL ? E_IO : E_MEMORY;
    return w->status == OK;
}

/* Bytes by what the quick path does with them: two-byte letters are all of
 * U+0400..047F (leads D0, D1). */
enum { Q_STOP, Q_LETTER, Q_CYRILLIC, Q_MARK, Q_SPACE };

static const uint8_t QUICK[256] = {
    ['A'] = Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER,
    Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER,
    Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER,
    ['a'] = Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER,
    Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER,
    Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER, Q_LETTER,
    [0xd0] = Q_CYRILLIC, Q_CYRILLIC,
    ['\t'] = Q_SPACE, ['\n'] = Q_SPACE, ['\r'] = Q_SPACE, [' '] = Q_SPACE,
    ['.'] = Q_MARK, [','] = Q_MARK, [';'] = Q_MARK, [':'] = Q_MARK, ['!'] = Q_MARK,
    ['?'] = Q_MARK, [')'] = Q_MARK, ['"'] = Q_MARK, ['\''] = Q_MARK, ['-'] = Q_MARK, ['('] = Q_MARK,
};

/* Nearly every stretch of prose is marks, letters, marks: its one word is the
 * letters. False where it is not, w->at being as before but for white space. */
static bool quick_word(struct words *w, struct word *out)
{
    const uint8_t *p = w->text.p + w->at, *end = w->text.p + w->text.n, *start;

    while (p < end && QUICK[*p] == Q_SPACE)
        p++;
    w->at = (size_t)(p - w->text.p);
    while (p < end && QUICK[*p] == Q_MARK)
        p++;
    for (start = p; p < end; p++) {
        uint8_t quick = QUICK[*p];
        if (quick == Q_CYRILLIC && end - p > 1)
            p++;
        else if (quick != Q_LETTER)
            break;
    }
    if (p == start || p - start > WORDS_MAX_BYTES)
        return false;
    *out = (struct word){.start = (size_t)(start - w->text.p), .size = (size_t)(p - start)};
    while (p < end && QUICK[*p] == Q_MARK)
        p++;
    if (p < end && QUICK[*p] != Q_SPACE)
        return false;
    out->position = w->position++;
    w->at = (size_t)(p - w->text.p);
    return true;
}

static bool is_joined(enum word_class c)
{
    return c == LETTER || c == NUMERIC || c == EXTEND;
}

/* The segment at w->at by rules WB5 to WB13b; whether it holds a letter or digit. */
static bool simple_segment(struct words *w)
{
    size_t next, after;
    enum word_class last = class_at(w, w->at, &next), now;
    bool holds = last == LETTER || last == NUMERIC;

    w->at = next;
    while (is_joined(last) && w->at < w->simple_end) {
        now = class_at(w, w->at, &next);
        if (!is_joined(now)) {
            bool may_join = now == BOTH || (now == MID_NUM && last == NUMERIC);
            if (!may_join || last == EXTEND || next >= w->simple_end
                || class_at(w, next, &after) != last)
                break;
            next = after;
            now = last;
        }
        holds |= now != EXTEND;
        w->at = next;
        last = now;
    }
    return holds;
}

static bool icu_segment(struct words *w)
{
    int32_t end = icu()->ubrk_next(w->icu->breaks);
    size_t start = w->at;

    w->at = end == UBRK_DONE ? w->icu_end : w->icu_start + (size_t)end;
    return is_word(slice_of(w->text.p + start, w->at - start));
}

static void put_word(struct words *w, size_t start, struct word *out)
{
    *out = (struct word){start, w->at - start, w->position++, w->at - start > WORDS_MAX_BYTES};
}

bool words_next(struct words *w, struct word *out)
{
    while (w->status == OK) {
        size_t start;
        bool holds;

        if (w->at >= w->simple_end && w->at >= w->icu_end) {
            if (quick_word(w, out))
                return true;
            if (!enter_stretch(w))
                return false;
        }
        start = w->at;
        holds = w->at < w->simple_end ? simple_segment(w) : icu_segment(w);
        if (holds) {
            put_word(w, start, out);
            return true;
        }
    }
    return false;
}

bool words_next_icu(struct words *w, struct word *out)
{
    if (w->status == OK && w->icu_end == 0 && w->text.n > 0 && !open_icu(w, 0, w->text.n))
        w->status = icu() == NULL ? E_IO : E_MEMORY;
    while (w->status == OK && w->at < w->icu_end) {
        size_t start = w->at;
        if (icu_segment(w)) {
            put_word(w, start, out);
            return true;
        }
    }
    return false;
}

enum status words_status(const struct words *w)
{
    return w->status;
}
