#include "stemmers/words.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "stemmers/icu.h"
#include "stemmers/word_class.h"

struct words_icu {
    UBreakIterator *breaks;
    UText *text;
};

void words_init(struct words *w)
{
    w->icu = NULL;
    words_start(w, (struct slice){0}, 0);
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
    w->at = w->simple_end = w->icu_start = w->icu_end = w->runs_start = 0;
    w->runs.size = w->runs.block_count = 0;
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

static inline enum word_class class_at(const struct words *w, size_t at, size_t *next)
{
    const uint8_t *after;
    enum word_class class = word_class_at(w->text.p + at, slice_end(w->text), &after);

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

static inline void put_word(struct words *w, size_t start, struct word *out)
{
    *out = (struct word){start, w->at - start, w->position++, w->at - start > WORDS_MAX_BYTES};
}

/* The next word of a stretch that was entered; false at its end. */
static bool next_in_stretch(struct words *w, struct word *out)
{
    while (w->at < w->simple_end || w->at < w->icu_end) {
        size_t start = w->at;

        if (w->at < w->simple_end ? simple_segment(w) : icu_segment(w)) {
            put_word(w, start, out);
            return true;
        }
    }
    return false;
}

/* The next word of the runs; false with w->at where a stretch begins that is to be
 * entered, or at the end of the text.                                         */
static inline bool next_run(struct words *w, struct word *out)
{
    struct word_run run;

    for (;;) {
        while (word_runs_next(&w->runs, w->at - w->runs_start, &run)) {
            if (!run.certain) {
                w->at = w->runs_start + run.start;
                return false;
            }
            w->at = w->runs_start + run.end;
            put_word(w, w->runs_start + run.start, out);
            return true;
        }
        w->at = w->runs_start + w->runs.size;
        if (w->at == w->text.n)
            return false;
        w->runs_start = w->at;
        word_runs_find(&w->runs, slice_drop(w->text, w->at));
        if (w->runs.size == 0)
            return false;
    }
}

bool words_next(struct words *w, struct word *out)
{
    while (w->status == OK) {
        if (next_in_stretch(w, out))
            return true;
        if (w->at > w->runs_start + w->runs.size) {       /* a stretch left the window */
            w->runs_start = w->at;
            w->runs.size = w->runs.block_count = 0;
        }
        if (next_run(w, out))
            return true;
        if (!enter_stretch(w))
            return false;
    }
    return false;
}

size_t words_take(struct words *w, struct word *out, size_t most)
{
    size_t count = 0;

    while (count < most && words_next(w, &out[count]))
        count++;
    return count;
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
