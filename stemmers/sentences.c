#include "stemmers/sentences.h"

#include "base/utf8.h"

/* Before a full stop that does not end the sentence, as written, a space around. */
static const char ABBREVIATIONS[] =
    " Dr Mr Mrs Ms Prof St No vs e.g i.e cf Jr Sr Gen Col Lt Sen Rep Gov Jan Feb Mar Apr Jun Jul "
    "Aug Sep Sept Oct Nov Dec Nr z.B u.a d.h bzw ca Str Hrsg Abs Art Bd Mio Mrd Tel inkl evtl ggf "
    "ул им т.е млн млрд тыс руб обл стр см др пр рис табл проф акад ген ";

/* After a number and a full stop: the date goes on. */
static const char MONTHS[] =
    " Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jan Feb "
    "Jänner Aug Sept Okt Nov Dez Jahrhundert ";

static bool is_space(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

void sentences_start(struct sentences *s, struct slice text, size_t from)
{
    *s = (struct sentences){.text = text, .at = from};
}

/* Size of a closing quote or bracket at `at`, 0 where there is none. */
static size_t closing(struct slice t, size_t at)
{
    static const char *const marks[] = {"\"", "'", ")", "]", "»", "“", "”", "’"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts_with(slice_drop(t, at), slice_of_string(marks[i])))
            return strlen(marks[i]);
    return 0;
}

/* Start of the word that ends at `end`. */
static size_t word_start(struct slice t, size_t end, size_t floor)
{
    size_t at = end;

    while (at > floor && end - at < 32 && !is_space(t.p[at - 1]) && t.p[at - 1] != '('
           && t.p[at - 1] != '"')
        at--;
    return at;
}

static bool is_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) || (c >= 0x400 && c <= 0x42f);
}

static bool is_lower(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0xff) || (c >= 0x430 && c <= 0x45f);
}

/* One or more initials: "В", "J", "В.В". */
static bool is_initials(struct slice word)
{
    const uint8_t *p = word.p, *end = p + word.n;

    while (p < end) {
        if (!is_upper(utf8_next(p, end, &p)))
            return false;
        if (p < end && *p++ != '.')
            return false;
    }
    return word.n > 0;
}

static bool is_short_number(struct slice word)
{
    if (word.n == 0 || word.n > 2)
        return false;
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] < '0' || word.p[i] > '9')
            return false;
    return true;
}

/* A full stop at `dot`, the next word at `next`: does it end the sentence? */
static bool stop_ends(struct slice t, size_t start, size_t dot, size_t next)
{
    struct slice word = slice_of(t.p + word_start(t, dot, start), 0);
    size_t end = next;
    const uint8_t *after;
    uint32_t c = utf8_next(t.p + next, t.p + t.n, &after);

    word.n = (size_t)(t.p + dot - word.p);
    if (is_lower(c))
        return false;
    if (is_initials(word) || slice_is_listed(word, ABBREVIATIONS))
        return false;
    while (end < t.n && !is_space(t.p[end]) && t.p[end] != ',' && t.p[end] != '.')
        end++;
    return !(is_short_number(word) && slice_is_listed(slice_of(t.p + next, end - next), MONTHS));
}

/* A line break that only wraps a long line: the next one goes on in lower case. */
static bool is_wrap(struct slice t, size_t start, size_t at)
{
    const uint8_t *after;

    return at - start >= 50 && at + 1 < t.n && !is_space(t.p[at + 1])
           && is_lower(utf8_next(t.p + at + 1, t.p + t.n, &after));
}

static size_t skip_spaces(struct slice t, size_t at)
{
    while (at < t.n && is_space(t.p[at]))
        at++;
    return at;
}

static bool is_terminator(struct slice t, size_t at)
{
    return t.p[at] == '.' || t.p[at] == '!' || t.p[at] == '?'
           || slice_starts_with(slice_drop(t, at), SLICE_LITERAL("…"));
}

/* The end of the sentence that a terminator at `at` closes, 0 where it does not. */
static size_t end_after(struct slice t, size_t start, size_t at)
{
    size_t end = at, next, n;
    bool plain = t.p[at] == '.';

    while (end < t.n && is_terminator(t, end))
        end += t.p[end] < 0x80 ? 1 : 3;
    plain = plain && end == at + 1;
    while (end < t.n && (n = closing(t, end)) > 0)
        end += n;
    if (end < t.n && !is_space(t.p[end]))
        return 0;
    next = skip_spaces(t, end);
    if (next == t.n)
        return end;
    if (plain)
        return stop_ends(t, start, at, next) ? end : 0;
    return is_lower(t.p[next]) || is_lower(utf8_next(t.p + next, t.p + t.n, &(const uint8_t *){0}))
               ? 0 : end;
}

bool sentences_next(struct sentences *s, struct sentence *out)
{
    struct slice t = s->text;
    size_t start = skip_spaces(t, s->at), end = 0, line = start;

    if (start == t.n)
        return false;
    for (size_t at = start; at < t.n; at++) {
        if (t.p[at] == '\n') {
            if (!is_wrap(t, line, at)) {
                *out = (struct sentence){start, at, true};
                break;
            }
            line = at + 1;
        }
        if (is_terminator(t, at) && (end = end_after(t, start, at)) > 0) {
            *out = (struct sentence){start, end, false};
            break;
        }
        /* a run of stops is looked at once: linear on "......" too */
        while (t.p[at] == '.' && at + 1 < t.n && t.p[at + 1] == '.')
            at++;
        if (at + 1 == t.n)
            *out = (struct sentence){start, t.n, true};
    }
    s->at = out->end;
    while (out->end > start && is_space(t.p[out->end - 1]))
        out->end--;
    return true;
}
