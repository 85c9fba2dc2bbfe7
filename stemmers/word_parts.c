#include "stemmers/word_parts.h"

#include "stemmers/numbers.h"
#include "stemmers/word_class.h"

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* U+00C0 to U+024F and ASCII; of the bytes of these the leading ones. */
static bool leads_latin(uint8_t c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xc3 && c <= 0xc9);
}

/* Characters that are Latin letters from `at` on, or before it, at most 3. */
static unsigned latin_after(struct slice word, size_t at)
{
    unsigned n = 0;

    for (; n < 3 && at < word.n && leads_latin(word.p[at]); n++)
        at += word.p[at] < 0x80 ? 1 : 2;
    return n;
}

static unsigned latin_before(struct slice word, size_t at)
{
    unsigned n = 0;

    for (; n < 3 && at > 0; n++) {
        size_t size = utf8_is_continuation(word.p[at - 1]) ? 2 : 1;

        if (size > at || !leads_latin(word.p[at - size]))
            break;
        at -= size;
    }
    return n;
}

/* U+0027, or U+2018, U+2019, U+02BC; its size, 0: none. */
static size_t apostrophe(struct slice s)
{
    if (s.n > 0 && s.p[0] == '\'')
        return 1;
    if (s.n > 2 && s.p[0] == 0xe2 && s.p[1] == 0x80 && (s.p[2] == 0x98 || s.p[2] == 0x99))
        return 3;
    return s.n > 1 && s.p[0] == 0xca && s.p[1] == 0xbc ? 2 : 0;
}

bool word_parts_elision(struct slice word, size_t at)
{
    size_t size = apostrophe(slice_drop(word, at));
    unsigned before = size == 0 ? 0 : latin_before(word, at);

    return (before == 1 || before == 2) && latin_after(word, at + size) == 3;
}

static bool is_mark(uint8_t c)
{
    return c == '_' || c == '@' || c == ':' || c == ';' || c == ',' || c == '.';
}

/* One character, with the marks that combine with it. */
static size_t letter_size(struct slice s)
{
    size_t n = s.n > 0 ? 1 : 0;

    while (n < s.n && (utf8_is_continuation(s.p[n]) || s.p[n] == 0xcc || s.p[n] == 0xcd))
        n++;
    return n;
}

static bool is_letter_at(struct slice s)
{
    return s.n > 0 && !is_digit(s.p[0]) && !is_mark(s.p[0]) && apostrophe(s) == 0;
}

/* Single letters with a point between each two: U.S.A; 0: there are none. */
static size_t acronym(struct slice s)
{
    size_t n = 0, letters = 0;

    while (is_letter_at(slice_drop(s, n))) {
        n += letter_size(slice_drop(s, n));
        letters++;
        if (n == s.n || s.p[n] != '.' || !is_letter_at(slice_drop(s, n + 1)))
            break;
        n++;
    }
    return letters > 1 && !is_letter_at(slice_drop(s, n)) ? n : 0;
}

/* Whether `at` is behind a mark in digits that are no number: each of them is a unit. */
static bool is_in_chunk(struct slice text, size_t at)
{
    size_t mark = 1;

    if (at < 2)
        return false;
    if (at > 3 && apostrophe(slice_of(text.p + at - 3, 3)) == 3)
        mark = 3;
    else if (text.p[at - 1] != '.' && text.p[at - 1] != ',' && text.p[at - 1] != '\'')
        return false;
    return is_digit(text.p[at - mark - 1]);
}

/* An apostrophe at the end, before a mark or behind digits is no part of a unit. */
static bool goes_on(struct slice segment, size_t at)
{
    uint8_t c = segment.p[at];
    size_t size = c == '\'' || c >= 0xca ? apostrophe(slice_drop(segment, at)) : 0;

    return size == 0 || (at > 0 && !is_digit(segment.p[at - 1]) && at + size < segment.n
                         && is_letter_at(slice_drop(segment, at + size)));
}

size_t word_parts_unit(struct slice text, size_t at, size_t end)
{
    struct slice segment = slice_of(text.p + at, end - at);
    bool is_first = !is_in_chunk(text, at);
    size_t n = 0;

    if (is_digit(segment.p[0]) && is_first)
        n = number_spaced(slice_drop(text, at));
    if (n > 0)
        return n;
    if (is_mark(segment.p[0]) || apostrophe(segment) > 0)
        return 0;
    n = number_chunk(segment);
    if (n > 0 && (!is_first || !number_is_one(slice_of(segment.p, n))))
        for (n = 0; n < segment.n && is_digit(segment.p[n]);)
            n++;
    if (n == 0)
        n = acronym(segment);
    while (n < segment.n && !is_mark(segment.p[n])) {
        struct slice left = slice_drop(segment, n);

        if (!goes_on(segment, n))
            break;
        n += is_digit(left.p[0]) ? number_chunk(left) : 1;
    }
    return n;
}

/* Whether a letter or digit of a word is there. */
static bool begins_word(struct slice s)
{
    const uint8_t *next;
    enum word_class class = s.n == 0 ? SPACE : word_class_at(s.p, slice_end(s), &next);

    return class == LETTER || class == NUMERIC;
}

size_t word_parts_joint(struct slice text, size_t at)
{
    size_t n = 0;

    if (at == text.n)
        return 0;
    if (text.p[at] == '-' || (text.p[at] == '.' && is_digit(text.p[at - 1])))
        n = 1;
    while (text.p[at] == '_' && at + n < text.n && text.p[at + n] == '_')
        n++;
    /* U+2010, U+2011 */
    if (text.n - at > 2 && text.p[at] == 0xe2 && text.p[at + 1] == 0x80
        && (text.p[at + 2] == 0x90 || text.p[at + 2] == 0x91))
        n = 3;
    if (n == 0 || !begins_word(slice_drop(text, at + n)))
        return 0;
    return text.p[at] == '.' && !is_digit(text.p[at + n]) ? 0 : n;
}

bool word_parts_may_join(struct slice compound)
{
    bool has_hyphen = false;

    for (size_t i = 0; i < compound.n; i++) {
        uint8_t c = compound.p[i];

        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
            return true;
        if (c >= 0x80 && begins_word(slice_drop(compound, i)))
            return true;
        has_hyphen |= c != '.' && !is_digit(c);
    }
    return !has_hyphen;
}

/* Digits with their marks, or letters. */
static size_t part_size(struct slice unit)
{
    size_t n = number_chunk(unit);

    if (n > 0)
        return n;
    while (n < unit.n && !is_digit(unit.p[n]))
        n++;
    return n;
}

/* Letters without digits, or digits with marks between them. */
static bool has_one_kind(struct slice unit, bool *has_apostrophe)
{
    bool letters = false, digits = false;

    *has_apostrophe = false;
    for (size_t i = 0; i < unit.n; i++) {
        uint8_t c = unit.p[i];

        *has_apostrophe |= (c == '\'' || c == 0xca || c == 0xe2) && apostrophe(slice_drop(unit, i)) > 0;
        digits |= is_digit(c);
        letters |= (c | 0x20) >= 'a';
    }
    return !(letters && digits);
}

size_t word_parts_of(struct slice unit, struct slice out[WORD_PARTS_MAX])
{
    size_t count = 0, at = 0, n;
    bool has_apostrophe;

    if (number_spaced(unit) == unit.n)
        return 0;
    if (has_one_kind(unit, &has_apostrophe) && !has_apostrophe)
        return 0;
    for (; at < unit.n && count < WORD_PARTS_MAX; at += n) {
        n = part_size(slice_drop(unit, at));
        out[count++] = slice_of(unit.p + at, n);
    }
    if (at < unit.n)
        return 0;
    for (at = 0; count == 1 && at < unit.n; at++)
        if (word_parts_elision(unit, at)) {
            n = at + apostrophe(slice_drop(unit, at));
            out[0] = slice_of(unit.p, at);
            out[count++] = slice_drop(unit, n);
        }
    return count > 1 ? count : 0;
}
