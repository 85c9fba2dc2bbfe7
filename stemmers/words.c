#include "stemmers/words.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "stemmers/icu.h"
#include "stemmers/numbers.h"
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
    w->at = w->segment_end = w->simple_end = w->icu_start = w->icu_end = w->runs_start = 0;
    w->queue_at = w->queue_end = 0;
    w->is_chained = w->in_stretch = false;
    w->runs.size = w->runs.block_count = 0;
    w->position = first_position;
    w->status = text.n > WORDS_TEXT_MAX_BYTES ? E_LIMIT : OK;
}

static bool is_word_character(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (word_class_of_wide(c) == LETTER)
        return true;
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
    enum word_class class = SPACE;
    bool simple = true;
    size_t next = w->at, at;

    while (class == SPACE) {
        w->at = next;
        if (w->at == w->text.n)
            return false;
        class = class_at(w, w->at, &next);
    }
    w->segment_end = w->at;
    for (at = w->at; at < w->text.n; at = next) {
        enum word_class now = class_at(w, at, &next);
        if (now == SPACE && !number_has_gap(w->text, at))
            break;
        simple &= now != FOREIGN;
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
    size_t next, after, end;
    enum word_class last = class_at(w, w->at, &end), now;
    bool holds = last == LETTER || last == NUMERIC;

    while (is_joined(last) && end < w->simple_end) {
        now = class_at(w, end, &next);
        if (!is_joined(now)) {
            bool may_join = now == BOTH || (now == MID_NUM && last == NUMERIC);
            if (!may_join || last == EXTEND || next >= w->simple_end
                || class_at(w, next, &after) != last)
                break;
            next = after;
            now = last;
        }
        holds |= now != EXTEND;
        end = next;
        last = now;
    }
    w->segment_end = end;
    return holds;
}

static bool icu_segment(struct words *w)
{
    int32_t end;

    do {          /* a number with spaces holds several */
        end = icu()->ubrk_next(w->icu->breaks);
        w->segment_end = end == UBRK_DONE ? w->icu_end : w->icu_start + (size_t)end;
    } while (w->segment_end <= w->at);
    return is_word(slice_of(w->text.p + w->at, w->segment_end - w->at));
}

/* The next segment with a letter or digit in the stretch that was entered. */
static bool next_segment(struct words *w)
{
    while (w->at < w->simple_end || w->at < w->icu_end) {
        if (w->at < w->simple_end ? simple_segment(w) : icu_segment(w))
            return true;
        w->at = w->segment_end;
    }
    return false;
}

/* Passes a mark between units and all that is no letter nor digit behind it. */
static void pass_mark(struct words *w)
{
    const uint8_t *p = w->text.p + w->at, *end = w->text.p + w->segment_end, *next;

    utf8_next(p, end, &p);
    while (p < end && !is_word_character(utf8_next(p, end, &next)))
        p = next;
    w->at = (size_t)(p - w->text.p);
}

/* The next unit of the stretch; w->at is its end. */
static bool next_unit(struct words *w, size_t *start)
{
    for (;;) {
        size_t n;

        if (w->at >= w->segment_end && !next_segment(w))
            return false;
        n = word_parts_unit(w->text, w->at, w->segment_end);
        *start = w->at;
        w->at += n;
        if (n == 0)
            pass_mark(w);
        else if (is_word(slice_of(w->text.p + *start, n)))
            return true;
    }
}

static struct word word_of(size_t start, size_t size, bool is_extra)
{
    return (struct word){.start = start, .size = size, .is_extra = is_extra,
                         .too_long = size > WORDS_MAX_BYTES};
}

static bool is_one_letter(struct slice part)
{
    const uint8_t *next;

    return (part.p[0] < '0' || part.p[0] > '9')
           && (utf8_next(part.p, slice_end(part), &next), next == slice_end(part));
}

/* A unit and, before it, its parts. */
static void queue_unit(struct words *w, size_t start)
{
    struct slice unit = slice_of(w->text.p + start, w->at - start), parts[WORD_PARTS_MAX];
    size_t count = unit.n > WORDS_MAX_BYTES ? 0 : word_parts_of(unit, parts);

    for (size_t i = 0; i < count; i++)
        if (!is_one_letter(parts[i]))
            w->queue[w->queue_end++] = word_of((size_t)(parts[i].p - w->text.p), parts[i].n, true);
    w->queue[w->queue_end++] = word_of(start, unit.n, false);
}

/* The next unit of the stretch, with those that are joined to it: at most WORD_PARTS_MAX. */
static bool fill_queue(struct words *w)
{
    size_t first, start, parts = 0, joint;
    bool was_chained = w->is_chained;

    if (!next_unit(w, &first))
        return w->is_chained = false;
    start = first;
    w->queue_at = w->queue_end = 1;               /* 0 is for the compound */
    for (;;) {
        queue_unit(w, start);
        joint = word_parts_joint(w->text, w->at);
        if (joint == 0 || ++parts == WORD_PARTS_MAX)
            break;
        w->at += joint;
        if (!next_unit(w, &start))
            break;
    }
    if (parts > 0 && joint == 0 && !was_chained && w->at - first <= WORD_PARTS_JOINED_MAX_BYTES
        && word_parts_may_join(slice_of(w->text.p + first, w->at - first))) {
        w->queue[0] = word_of(first, w->at - first, true);
        w->queue_at = 0;
    }
    w->is_chained = joint > 0;
    return true;
}

static inline void put_word(struct words *w, size_t start, struct word *out)
{
    *out = (struct word){start, w->at - start, w->position++, w->at - start > WORDS_MAX_BYTES, false};
}

/* The next word of a stretch that was entered; false at its end. */
static bool next_in_stretch(struct words *w, struct word *out)
{
    if (w->queue_at == w->queue_end && !fill_queue(w))
        return false;
    *out = w->queue[w->queue_at++];
    out->position = w->position;
    w->position += !out->is_extra;
    return true;
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

static void leave_stretch(struct words *w)
{
    w->in_stretch = false;
    if (w->at > w->runs_start + w->runs.size) {       /* it left the window */
        w->runs_start = w->at;
        w->runs.size = w->runs.block_count = 0;
    }
}

bool words_next(struct words *w, struct word *out)
{
    while (w->status == OK) {
        if (w->in_stretch && next_in_stretch(w, out))
            return true;
        if (w->in_stretch)
            leave_stretch(w);
        if (next_run(w, out))
            return true;
        if (!enter_stretch(w))
            return false;
        w->in_stretch = true;
    }
    return false;
}

bool words_next_placed(struct words *w, struct word *out)
{
    bool found;

    do
        found = words_next(w, out);
    while (found && out->is_extra);
    return found;
}

/* Words of the runs that were found, up to `most`. */
static size_t take_runs(struct words *w, struct word *out, size_t most)
{
    size_t start = w->runs_start, at = w->at - start, count = 0;
    uint32_t position = w->position;
    struct word_run run;

    while (count < most && word_runs_next(&w->runs, at, &run) && run.certain) {
        at = run.end;
        out[count++] = (struct word){start + run.start, run.end - run.start, position++,
                                     run.end - run.start > WORDS_MAX_BYTES, false};
    }
    w->at = start + at;
    w->position = position;
    return count;
}

size_t words_take(struct words *w, struct word *out, size_t most)
{
    size_t count = 0;

    while (count <= most - WORDS_AT_ONE_PLACE || out[count - 1].is_extra) {
        if (!w->in_stretch && w->status == OK)
            count += take_runs(w, out + count, most - count);
        if (count > most - WORDS_AT_ONE_PLACE && !out[count - 1].is_extra)
            break;
        if (!words_next(w, &out[count]))
            break;
        count++;
    }
    return count;
}

bool words_next_icu(struct words *w, struct word *out)
{
    if (w->status == OK && w->icu_end == 0 && w->text.n > 0 && !open_icu(w, 0, w->text.n))
        w->status = icu() == NULL ? E_IO : E_MEMORY;
    return w->status == OK && next_in_stretch(w, out);
}

enum status words_status(const struct words *w)
{
    return w->status;
}
