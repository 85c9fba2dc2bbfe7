#include "searcher/run/user_match.h"

#include <math.h>
#include <stdlib.h>

#include "searcher/words/wildcards.h"
#include "stemmers/words.h"
#include "store/user_fields.h"

#define NUMBER_MAX_BYTES 63u
#define FOLDED_MAX ((size_t)1 << 20)

static const enum lang FOLDINGS[USER_FOLDINGS] = {LANG_EN, LANG_DE};

bool user_number(struct slice text, double *out)
{
    char copy[NUMBER_MAX_BYTES + 1];
    char *end;

    if (text.n == 0 || text.n > NUMBER_MAX_BYTES || memchr("0123456789.-+", text.p[0], 13) == NULL)
        return false;
    memcpy(copy, text.p, text.n);
    copy[text.n] = '\0';
    *out = strtod(copy, &end);
    return end == copy + text.n && isfinite(*out);
}

/* German umlauts as their digraphs. */
static void put_form(struct buf *out, enum lang lang, struct slice form)
{
    static const struct {
        const char *umlaut, *digraph;
    } pairs[] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}};

    while (form.n > 0) {
        size_t i = lang == LANG_DE ? 0 : 3;

        while (i < 3 && !slice_starts_with(form, slice_of_string(pairs[i].umlaut)))
            i++;
        if (i < 3)
            buf_append_string(out, pairs[i].digraph);
        else
            buf_append_byte(out, form.p[0]);
        form = slice_drop(form, i < 3 ? 2 : 1);
    }
}

/* Appends the words of the text, folded, each with a space before it. */
static enum status fold_words(struct analyzer *a, enum lang lang, struct slice text, struct buf *out, struct err *e)
{
    struct words words;
    struct word word;
    enum status status;

    words_init(&words);
    words_start(&words, text, 0);
    while (words_next(&words, &word)) {
        struct slice typed = slice_of(text.p + word.start, word.size);

        if (word.is_extra)
            continue;
        buf_append_byte(out, ' ');
        put_form(out, lang, word.too_long ? typed : analyzer_form(a, lang, typed));
    }
    status = words_status(&words);
    words_release(&words);
    return status == OK && buf_ok(out) ? OK : err_set(e, status == OK ? E_MEMORY : status,
                                                      "cannot read a field's value");
}

/* The words between * and ?, which stay; blanks beside these are kept. */
static enum status fold_pattern(struct analyzer *a, enum lang lang, struct slice typed, struct buf *out,
                                struct err *e)
{
    for (size_t i = 0; i < typed.n;) {
        size_t end = i, before = out->n;

        while (end < typed.n && typed.p[end] != '*' && typed.p[end] != '?')
            end++;
        if (end > i)
            TRY(fold_words(a, lang, slice_of(typed.p + i, end - i), out, e));
        if (out->n > before && !slice_is_space(typed.p[i])) {
            memmove(out->p + before, out->p + before + 1, out->n - before - 1);
            out->n--;
        }
        if (end < typed.n && end > i && slice_is_space(typed.p[end - 1]))
            buf_append_byte(out, ' ');
        for (i = end; i < typed.n && (typed.p[i] == '*' || typed.p[i] == '?'); i++)
            buf_append_byte(out, typed.p[i]);
    }
    return buf_ok(out) ? OK : err_memory(e, "a pattern");
}

static enum status make_text(struct analyzer *a, enum lang lang, struct slice typed, bool is_pattern,
                             struct arena *arena, struct user_text *out, struct err *e)
{
    struct buf folded;
    enum status status;

    buf_init(&folded, FOLDED_MAX);
    status = (is_pattern ? fold_pattern : fold_words)(a, lang, typed, &folded, e);
    if (status == OK && !is_pattern)
        buf_append_byte(&folded, ' ');
    out->folded = arena_copy(arena, buf_slice(&folded));
    out->is_number = user_number(typed, &out->number);
    if (status == OK && (!buf_ok(&folded) || out->folded.n != folded.n))
        status = err_memory(e, "a field's value");
    buf_release(&folded);
    return status;
}

enum status user_match_make(struct analyzer *a, const struct filter_value *value,
                            struct arena *arena, struct user_match *out, struct err *e)
{
    const struct value_range *r = &value->range;

    *out = (struct user_match){.value = value};
    out->is_pattern = !r->is_range && (memchr(value->text.p, '*', value->text.n) != NULL
                                       || memchr(value->text.p, '?', value->text.n) != NULL);
    for (size_t i = 0; i < USER_FOLDINGS; i++) {
        struct user_folded *by = &out->by[i];

        TRY(make_text(a, FOLDINGS[i], value->text, out->is_pattern, arena, &by->text, e));
        if (r->is_range)
            TRY(make_text(a, FOLDINGS[i], r->low, false, arena, &by->low, e));
        if (r->is_range)
            TRY(make_text(a, FOLDINGS[i], r->high, false, arena, &by->high, e));
    }
    return OK;
}

/* How the value lies to an end of a range: before, at or behind it. */
static int compare(const struct user_text *value, const struct user_text *end)
{
    size_t n = end->folded.n - 1;        /* without the blank at its end */
    struct slice head = slice_of(value->folded.p, value->folded.n < n ? value->folded.n : n);

    if (value->is_number && end->is_number)
        return (value->number > end->number) - (value->number < end->number);
    return slice_compare(head, slice_of(end->folded.p, n));
}

/* Where an end is a number, what is none lies beyond it. */
static bool is_in_range(const struct value_range *r, const struct user_folded *by,
                        const struct user_text *value)
{
    bool above = r->low.n == 0 || (value->is_number >= by->low.is_number
                                   && compare(value, &by->low) >= (int)r->above);
    bool below = r->high.n == 0 || (value->is_number >= by->high.is_number
                                    && compare(value, &by->high) <= -(int)r->below);

    return above && below;
}

/* The whole value or one of its words. */
static bool fits(struct slice pattern, struct slice folded)
{
    struct slice rest = slice_trim(folded);

    if (wildcards_fits(pattern, rest))
        return true;
    while (rest.n > 0) {
        const uint8_t *blank = memchr(rest.p, ' ', rest.n);
        struct slice word = slice_of(rest.p, blank == NULL ? rest.n : (size_t)(blank - rest.p));

        if (wildcards_fits(pattern, word))
            return true;
        rest = slice_drop(rest, word.n + (blank != NULL));
    }
    return false;
}

static bool contains(struct slice text, struct slice part)
{
    for (size_t i = 0; i + part.n <= text.n; i++)
        if (memcmp(text.p + i, part.p, part.n) == 0)
            return true;
    return false;
}

static bool is_asked(const struct user_match *m, const struct user_folded *by,
                     const struct user_text *value, struct slice as_is)
{
    if (m->value->range.is_range)
        return is_in_range(&m->value->range, by, value);
    if (m->is_pattern)
        return fits(by->text.folded, value->folded);
    if (by->text.is_number && value->is_number)
        return !(by->text.number < value->number) && !(by->text.number > value->number);
    if (by->text.folded.n <= 1)          /* no word in it */
        return slice_equal(m->value->text, as_is);
    return contains(value->folded, by->text.folded);
}

static bool is_ascii(struct slice text)
{
    uint8_t all = 0;

    for (size_t i = 0; i < text.n; i++)
        all |= text.p[i];
    return all < 0x80;
}

enum status user_match_ask(const struct user_match *m, struct analyzer *a, struct slice value,
                           bool *out, struct err *e)
{
    struct user_text text = {.is_number = false};
    struct buf folded;
    enum status status = OK;
    bool ascii = is_ascii(value);        /* then there is one way to fold it */

    *out = false;
    text.is_number = user_number(value, &text.number);
    buf_init(&folded, FOLDED_MAX);
    for (size_t i = 0; i < USER_FOLDINGS && status == OK && !*out; i++) {
        if (i == 0 || !ascii) {
            buf_clear(&folded);
            status = fold_words(a, FOLDINGS[i], value, &folded, e);
            buf_append_byte(&folded, ' ');
        }
        if (status == OK && !buf_ok(&folded))
            status = err_memory(e, "a field's value");
        text.folded = buf_slice(&folded);
        *out = status == OK && is_asked(m, &m->by[i], &text, value);
    }
    buf_release(&folded);
    return status;
}
