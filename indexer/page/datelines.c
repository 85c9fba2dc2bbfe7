#include "indexer/page/datelines.h"

#include "base/utf8.h"
#include "stemmers/dates.h"
#include "stemmers/letters.h"

#define DATELINE_MAX_BYTES 120u

/* Bytes of a dash with white space on both sides at `at`, else 0. */
static size_t dash_at(struct slice s, size_t at)
{
    static const char *const dashes[] = {" - ", " – ", " — ", " -- "};

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (slice_starts_with(slice_drop(s, at), slice_of_string(dashes[i])))
            return strlen(dashes[i]);
    return 0;
}

/* Whether the first word has capitals only, two at least: the place. */
static bool begins_with_capitals(struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s), *next;
    size_t capitals = 0;

    while (p < end && letters_in_word(*p)) {
        uint32_t c = utf8_next(p, end, &next);
        if (!letters_is_capital(c))
            return false;
        capitals++;
        p = next;
    }
    return capitals >= 2;
}

static bool begins_with_capital(struct slice s)
{
    const uint8_t *next;

    return s.n > 0 && letters_is_capital(utf8_next(s.p, slice_end(s), &next));
}

static size_t words_in(struct slice s)
{
    size_t words = 0;

    for (size_t i = 0; i < s.n; i++)
        words += s.p[i] > ' ' && (i == 0 || s.p[i - 1] <= ' ');
    return words;
}

/* What stands in front of the dash: a place, with a date or an agency, or in capitals. */
static bool is_place(struct slice s)
{
    struct date d;
    bool agency = s.n > 0 && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == '/');

    if (!begins_with_capital(s))
        return false;
    if (words_in(s) <= 8 && begins_with_capitals(s))
        return agency || dates_next(s, 0, DATES_DAY_FIRST, &d) || words_in(s) <= 2;
    return words_in(s) <= 7 && (agency || (dates_next(s, 0, DATES_DAY_FIRST, &d) && words_in(s) <= 4));
}

/* "МОСКВА, 17 мая. /ТАСС/. ": the agency between strokes ends it. */
static size_t after_strokes(struct slice s)
{
    const uint8_t *open = memchr(s.p, '/', s.n), *shut;
    size_t at;

    if (open == NULL || !begins_with_capitals(s))
        return 0;
    shut = memchr(open + 1, '/', (size_t)(s.p + s.n - open - 1));
    if (shut == NULL || shut - open > 40)
        return 0;
    at = (size_t)(shut - s.p) + 1;
    while (at < s.n && (s.p[at] == '.' || s.p[at] <= ' '))
        at++;
    return words_in(slice_of(s.p, (size_t)(open - s.p))) <= 5 ? at : 0;
}

size_t dateline_bytes(struct slice paragraph)
{
    struct slice head = paragraph;

    if (head.n > DATELINE_MAX_BYTES)
        head.n = DATELINE_MAX_BYTES;
    for (size_t at = 1; at < head.n; at++) {
        size_t dash = head.p[at] == ' ' ? dash_at(head, at) : 0;
        if (dash > 0 && is_place(slice_of(head.p, at)))
            return at + dash;
        if (dash > 0)
            break;
    }
    return after_strokes(head);
}
