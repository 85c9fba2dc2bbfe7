#include "stemmers/numbers.h"

#include "stemmers/word_class.h"

enum mark { NO_MARK, POINT, COMMA, TICK, GAP };

struct group {
    const uint8_t *p;
    size_t n;
    enum mark before;
};

struct number {
    struct group groups[NUMBER_GROUPS_MAX];
    size_t count;
};

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(struct slice s)
{
    size_t n = 0;

    while (n < s.n && is_digit(s.p[n]))
        n++;
    return n;
}

/* The mark at the start of s and its size. */
static enum mark mark_at(struct slice s, size_t *size)
{
    uint32_t c;
    const uint8_t *next;

    *size = 0;
    if (s.n == 0)
        return NO_MARK;
    c = utf8_next(s.p, s.p + s.n, &next);
    *size = (size_t)(next - s.p);
    switch (c) {
    case '.': return POINT;
    case ',': return COMMA;
    case '\'': case 0x2018: case 0x2019: return TICK;
    case ' ': case 0xa0: case 0x2009: case 0x202f: return GAP;
    default: return NO_MARK;
    }
}

size_t number_chunk(struct slice text)
{
    size_t n = digits_at(text), size, more;

    while (n > 0) {
        enum mark mark = mark_at(slice_drop(text, n), &size);

        if (mark == NO_MARK || mark == GAP)
            break;
        more = digits_at(slice_drop(text, n + size));
        if (more == 0)
            break;
        n += size + more;
    }
    return n;
}

bool number_has_gap(struct slice text, size_t at)
{
    size_t size;

    return at > 0 && is_digit(text.p[at - 1]) && mark_at(slice_drop(text, at), &size) == GAP
           && digits_at(slice_drop(text, at + size)) == 3;
}

/* 33-44 as in a telephone number: 222-33-44. */
static bool has_hyphens(struct slice s)
{
    size_t n = s.n > 0 && s.p[0] == '-' ? digits_at(slice_drop(s, 1)) + 1 : 0;

    return n > 1 && n + 1 < s.n && s.p[n] == '-' && is_digit(s.p[n + 1]);
}

/* Whether a number may end where `rest` begins: no letter, digit or mark of a longer one. */
static bool may_end(struct slice rest)
{
    size_t size;
    const uint8_t *next;
    enum mark mark = mark_at(rest, &size);
    enum word_class class;

    if (mark != NO_MARK)
        return digits_at(slice_drop(rest, size)) == 0;
    if (rest.n == 0)
        return true;
    if (has_hyphens(rest))
        return false;
    class = word_class_at(rest.p, slice_end(rest), &next);
    return class == OTHER || class == SPACE || class == MID_NUM;
}

size_t number_spaced(struct slice text)
{
    size_t n = digits_at(text), size, gap = 0, groups = 1;

    if (n == 0 || n > 3 || text.p[0] == '0')
        return 0;
    while (mark_at(slice_drop(text, n), &size) == GAP && (gap == 0 || size == gap)
           && digits_at(slice_drop(text, n + size)) == 3) {
        gap = size;
        n += size + 3;
        if (++groups == NUMBER_GROUPS_MAX)
            return 0;
    }
    if (gap == 0)
        return 0;
    if (n < text.n && (text.p[n] == '.' || text.p[n] == ','))
        n += digits_at(slice_drop(text, n + 1)) > 0 ? 1 + digits_at(slice_drop(text, n + 1)) : 0;
    return may_end(slice_drop(text, n)) ? n : 0;
}

/* Groups and marks; false where the word is anything else. */
static bool read(struct slice word, struct number *out)
{
    enum mark mark = NO_MARK;
    size_t size = 0;

    for (out->count = 0; out->count < NUMBER_GROUPS_MAX; mark = mark_at(word, &size)) {
        struct group *g = &out->groups[out->count];

        if (out->count > 0 && mark == NO_MARK)
            return word.n == 0;
        word = slice_drop(word, out->count > 0 ? size : 0);
        *g = (struct group){word.p, digits_at(word), mark};
        if (g->n == 0)
            return false;
        out->count++;
        word = slice_drop(word, g->n);
    }
    return false;
}

/* Whether the first `count` groups are one whole number between marks of one kind. */
static bool are_thousands(const struct number *x, size_t count)
{
    if (count > 1 && (x->groups[0].n > 3 || x->groups[0].p[0] == '0'))
        return false;
    for (size_t i = 1; i < count; i++)
        if (x->groups[i].n != 3 || x->groups[i].before != x->groups[1].before)
            return false;
    return true;
}

/* Four numbers below 256, none with a zero in front. */
static bool is_address(const struct number *x)
{
    for (size_t i = 0; i < x->count; i++) {
        const struct group *g = &x->groups[i];

        if (g->before != (i == 0 ? NO_MARK : POINT) || g->n > 3 || (g->n > 1 && g->p[0] == '0')
            || (g->n == 3 && memcmp(g->p, "255", 3) > 0))
            return false;
    }
    return x->count == 4;
}

enum reading { NOTHING, WHOLE = 1, DECIMAL = 2 };

/* The readings that the marks allow. */
static unsigned readings_of(const struct number *x)
{
    size_t last = x->count - 1;
    enum mark mark = x->groups[last].before;
    unsigned readings = are_thousands(x, x->count) && !is_address(x) ? WHOLE : NOTHING;

    if ((mark == POINT || mark == COMMA) && are_thousands(x, last)
        && (last == 1 || x->groups[1].before != mark))
        readings |= DECIMAL;
    return readings;
}

static enum reading choose(enum lang lang, const struct number *x, unsigned readings)
{
    enum mark grouping = lang == LANG_EN ? COMMA : POINT;

    if (readings != (WHOLE | DECIMAL))
        return (enum reading)readings;
    return x->groups[x->count - 1].before == grouping ? WHOLE : DECIMAL;
}

static size_t write(const struct number *x, enum reading reading, uint8_t *out)
{
    size_t n = 0;

    for (size_t i = 0; i < x->count; i++) {
        if (reading == DECIMAL && i == x->count - 1)
            out[n++] = '.';
        memcpy(out + n, x->groups[i].p, x->groups[i].n);
        n += x->groups[i].n;
    }
    while (reading == DECIMAL && out[n - 1] == '0' && out[n - 2] != '.')
        n--;
    return n;
}

bool number_is_one(struct slice word)
{
    struct number x;

    return read(word, &x) && readings_of(&x) != NOTHING;
}

size_t number_fold(enum lang lang, struct slice word, uint8_t *out)
{
    struct number x;
    enum reading reading;

    if (!read(word, &x))
        return 0;
    reading = choose(lang, &x, readings_of(&x));
    return reading == NOTHING ? 0 : write(&x, reading, out);
}

size_t number_other_reading(enum lang lang, struct slice word, uint8_t *out)
{
    struct number x;

    if (!read(word, &x) || readings_of(&x) != (WHOLE | DECIMAL))
        return 0;
    return write(&x, choose(lang, &x, WHOLE | DECIMAL) == WHOLE ? DECIMAL : WHOLE, out);
}
