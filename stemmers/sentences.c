/* One pass over the bytes; only at a terminator or a line break does it look
 * around, back over one or two words and forward over white space and one word.
 * Both looks are bounded (white space forward is passed at most twice), so the
 * time is linear whatever the text.                                          */
#include "stemmers/sentences.h"

#include "base/utf8.h"
#include "stemmers/sentence_words.h"

/* An abbreviation longer than this is none. */
#define WORD_MAX_BYTES 24

/* A hard-wrapped line in characters; outside of this, lines are paragraphs,
 * headings, menus. */
#define WRAP_MIN 50
#define WRAP_MAX 100


/* ---- characters -------------------------------------------------------- */

static bool is_upper(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    if (c >= 0x100 && c <= 0x17f)
        return (c & 1) == ((c >= 0x139 && c <= 0x148) || c >= 0x179);
    return (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x391 && c <= 0x3ab)
           || (c >= 0x400 && c <= 0x42f) || (c >= 0x460 && c <= 0x52f && !(c & 1));
}

static bool is_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    if (c >= 0x100 && c <= 0x17f)
        return !is_upper(c);
    return (c >= 0xdf && c <= 0xff && c != 0xf7) || (c >= 0x3ac && c <= 0x3ce)
           || (c >= 0x430 && c <= 0x45f) || (c >= 0x460 && c <= 0x52f && (c & 1));
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The character at `at`; 0 at the end of the text. */
static uint32_t char_at(struct slice t, size_t at)
{
    const uint8_t *next;

    return at < t.n ? utf8_next(t.p + at, t.p + t.n, &next) : 0;
}

static size_t char_size(uint8_t lead)
{
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* Size of what ends a line at `at`: LF, CR LF, CR, FF, NEL, U+2028, U+2029. */
static size_t line_break(struct slice t, size_t at)
{
    uint8_t byte = t.p[at];

    if (byte == '\r')
        return at + 1 < t.n && t.p[at + 1] == '\n' ? 2 : 1;
    if (byte == '\n' || byte == '\f')
        return 1;
    if (byte == 0xc2)
        return char_at(t, at) == 0x85 ? 2 : 0;
    if (byte == 0xe2)
        return char_at(t, at) == 0x2028 || char_at(t, at) == 0x2029 ? 3 : 0;
    return 0;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x1680
           || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f
           || c == 0x205f || c == 0x3000;
}

static size_t skip_spaces(struct slice t, size_t at)
{
    while (at < t.n && is_space(char_at(t, at)))
        at += char_size(t.p[at]);
    return at;
}

/* `end` less the white space before it, not below `floor`. */
static size_t trim(struct slice t, size_t floor, size_t end)
{
    while (end > floor) {
        size_t at = end - 1;

        while (at > floor && utf8_is_continuation(t.p[at]))
            at--;
        if (!is_space(char_at(t, at)))
            break;
        end = at;
    }
    return end;
}

static bool is_quote(uint32_t c)
{
    return c == '"' || c == '\'' || c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f)
           || c == 0x2039 || c == 0x203a || (c >= 0x300c && c <= 0x300f);
}

static bool is_closing(uint32_t c)
{
    return is_quote(c) || c == ')' || c == ']' || c == '}' || c == 0xff09;
}

static bool is_opening(uint32_t c)
{
    return is_quote(c) || c == '(' || c == '[' || c == 0xbf || c == 0xa1;
}

static bool is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015);
}

/* 。！？ end a sentence without white space behind them. */
static bool is_wide_terminator(uint32_t c)
{
    return c == 0x3002 || c == 0xff01 || c == 0xff1f;
}

static bool is_terminator(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || is_wide_terminator(c);
}

/* ---- words around a full stop ------------------------------------------ */

/* The word that ends at `end`, inner full stops included; empty where it is too
 * long for an abbreviation. */
static struct slice word_before(struct slice t, size_t floor, size_t end)
{
    size_t at = end;

    while (at > floor) {
        size_t before = at - 1;

        while (before > floor && utf8_is_continuation(t.p[before]))
            before--;
        if (is_space(char_at(t, before)) || is_opening(char_at(t, before)))
            break;
        at = before;
        if (end - at > WORD_MAX_BYTES)
            return slice_of(t.p + end, 0);
    }
    return slice_of(t.p + at, end - at);
}

/* The word before `word` in the same sentence, with its full stop. */
static struct slice word_before_word(struct slice t, size_t floor, struct slice word)
{
    return word_before(t, floor, trim(t, floor, (size_t)(word.p - t.p)));
}

static struct slice letters_at(struct slice t, size_t at)
{
    size_t end = at;

    while (end < t.n && end - at <= WORD_MAX_BYTES
           && (is_upper(char_at(t, end)) || is_lower(char_at(t, end))))
        end += char_size(t.p[end]);
    return slice_of(t.p + at, end - at);
}

/* Where the words of what begins at `at` start: after quotes, brackets, a dash. */
static size_t skip_openers(struct slice t, size_t at)
{
    size_t most = at + 16;

    while (at < t.n && at < most
           && (is_opening(char_at(t, at)) || is_dash(char_at(t, at)) || is_space(char_at(t, at))))
        at += char_size(t.p[at]);
    return at;
}

static bool is_one_letter(struct slice word, bool (*is_case)(uint32_t))
{
    return word.n > 0 && word.n == char_size(*word.p) && is_case(char_at(word, 0));
}

/* "В", "J", "В.В", "J.-P", "U.S": capitals, each but the last with a full stop. */
static bool is_initials(struct slice word)
{
    size_t at = 0;

    while (at < word.n) {
        if (!is_upper(char_at(word, at)))
            return false;
        at += char_size(word.p[at]);
        if (at < word.n && word.p[at++] != '.')
            return false;
        at += at < word.n && word.p[at] == '-';
    }
    return word.n > 0;
}

/* "II", "XIV": the second Wilhelm rather than the end. */
static bool is_roman(struct slice word)
{
    for (size_t i = 0; i < word.n; i++)
        if (strchr("IVX", word.p[i]) == NULL || word.p[i] == '\0')
            return false;
    return word.n > 1;
}

static bool is_short_number(struct slice word)
{
    return (word.n == 1 && is_digit(word.p[0]))
           || (word.n == 2 && is_digit(word.p[0]) && is_digit(word.p[1]));
}

/* Whether the word at `at` begins a sentence when nothing else tells. "И." in
 * "А. И. Солженицын" is an initial. */
static bool is_starter(struct slice t, size_t at)
{
    struct slice word = letters_at(t, at);

    return (sentence_word_lists(word) & SENTENCE_STARTER) != 0 && !(at + word.n < t.n && t.p[at + word.n] == '.');
}

/* Whether a number's full stop makes it an ordinal or the number of a list. */
static bool is_ordinal(struct slice t, size_t start, struct slice number, size_t next)
{
    if (number.p == t.p + start)
        return true;
    if ((sentence_word_lists(letters_at(t, next)) & SENTENCE_MONTH) != 0)
        return true;
    return (sentence_word_lists(word_before_word(t, start, number)) & SENTENCE_BEFORE_ORDINAL) != 0
           && is_upper(char_at(t, next)) && !is_starter(t, next);
}

/* The second half of "z. B.", "e. V.", "d. h.": one letter after one letter. */
static bool is_second_half(struct slice t, size_t start, struct slice word)
{
    struct slice first = word_before_word(t, start, word);

    return first.n > 1 && first.p[first.n - 1] == '.'
           && is_one_letter(slice_of(first.p, first.n - 1), is_lower)
           && is_one_letter(word, is_upper);
}

/* "т. д.", "т. п.": they close a list and mostly the sentence. */
static bool closes_list(struct slice t, size_t start, struct slice word)
{
    return (slice_equal(word, SLICE_LITERAL("д")) || slice_equal(word, SLICE_LITERAL("п")))
           && slice_equal(word_before_word(t, start, word), SLICE_LITERAL("т."));
}

/* Whether a single full stop at `dot` ends the sentence before what begins at
 * `next` with a letter or digit that is not lower case. */
static bool stop_ends(struct slice t, size_t start, size_t dot, size_t next)
{
    struct slice word = word_before(t, start, dot);
    unsigned lists = sentence_word_lists(word);

    if ((lists & SENTENCE_TITLE) != 0 || is_second_half(t, start, word))
        return false;
    if ((lists & SENTENCE_BEFORE_NUMBER) != 0)
        return !is_digit(char_at(t, next));
    if (is_short_number(word))
        return !is_ordinal(t, start, word, next);
    if (closes_list(t, start, word))
        return true;
    if (is_initials(word) || is_roman(word) || is_one_letter(word, is_lower)
        || (lists & SENTENCE_AMBIGUOUS) != 0)
        return is_starter(t, next);
    return true;
}

/* ---- ends -------------------------------------------------------------- */

/* Whether the line that ends at `at` has the length of a wrapped one. */
static bool is_wrapped_line(struct slice t, size_t at)
{
    size_t count = 0;

    for (; at > 0 && count <= WRAP_MAX && t.p[at - 1] != '\n' && t.p[at - 1] != '\r'; at--)
        count += !utf8_is_continuation(t.p[at - 1]);
    return count >= WRAP_MIN && count <= WRAP_MAX;
}

/* The start of the next line's text; 0 where that line is blank or missing. */
static size_t next_line(struct slice t, size_t at)
{
    at += line_break(t, at);
    while (at < t.n && line_break(t, at) == 0 && is_space(char_at(t, at)))
        at += char_size(t.p[at]);
    return at < t.n && line_break(t, at) == 0 ? at : 0;
}

/* Whether a sentence goes on behind the line break at `at`. */
static bool goes_on(struct slice t, size_t start, size_t at)
{
    size_t next = next_line(t, at), end = trim(t, start, at);

    if (next == 0 || !is_wrapped_line(t, at))
        return false;
    /* a full stop here is an abbreviation's: terminator_ends has looked at it */
    return is_lower(char_at(t, next)) || t.p[end - 1] == ',' || t.p[end - 1] == '.'
           || (sentence_word_lists(word_before(t, start, end)) & SENTENCE_UNFINISHED) != 0;
}

/* Where the text goes on behind terminator and white space; t.n where it does
 * not, because the line ends there for good. */
static size_t continuation(struct slice t, size_t end)
{
    size_t at = end;

    while (at < t.n && is_space(char_at(t, at))) {
        if (line_break(t, at) > 0) {
            at = next_line(t, at);
            return at > 0 && is_wrapped_line(t, end) ? at : t.n;
        }
        at += char_size(t.p[at]);
    }
    return at;
}

/* Whether the terminators from `at` to `end`, closing marks included, end the
 * sentence that begins at `start`. */
static bool terminator_ends(struct slice t, size_t start, size_t at, size_t end)
{
    size_t next = continuation(t, end), word;
    uint32_t c;

    if (next == end && next < t.n)
        return is_wide_terminator(char_at(t, at));
    if (next == t.n)
        return true;
    if (is_terminator(char_at(t, next)) || memchr(",;:)]}", t.p[next], 6) != NULL)
        return false;
    word = skip_openers(t, next);
    c = char_at(t, word);
    if (is_lower(c))
        return false;
    return t.p[at] != '.' || end != at + 1 || stop_ends(t, start, at, word);
}

/* The end of the run of terminators and closing marks that begins at `at`. */
static size_t run_end(struct slice t, size_t at)
{
    while (at < t.n && is_terminator(char_at(t, at)))
        at += char_size(t.p[at]);
    while (at < t.n && is_closing(char_at(t, at)))
        at += char_size(t.p[at]);
    return at;
}

void sentences_start(struct sentences *s, struct slice text, size_t from)
{
    *s = (struct sentences){.text = text, .at = from};
}

/* Whether a sentence ends at the line break at `at`, whatever stands before it. */
static bool surely_ends(struct slice t, size_t at)
{
    return next_line(t, at) == 0 || !is_wrapped_line(t, at);
}

void sentences_skip(struct sentences *s, size_t to)
{
    struct slice t = s->text;
    size_t floor = s->at > s->looked ? s->at : s->looked;

    s->looked = to > s->looked ? to : s->looked;
    while (to > floor) {
        const uint8_t *found = memrchr(t.p + floor, '\n', to - floor);

        if (found == NULL)
            return;
        to = (size_t)(found - t.p);
        to -= to > floor && t.p[to - 1] == '\r';
        if (surely_ends(t, to)) {
            s->at = to;
            return;
        }
    }
}

/* Where the next byte is that may end a line or a sentence: most letters cannot. */
static size_t skip_letters(struct slice t, size_t at)
{
    while (at < t.n && (t.p[at] < 0x80 ? t.p[at] > '?' || t.p[at] == ' ' || t.p[at] == ','
                                       : t.p[at] < 0xc0 || t.p[at] == 0xc3 || t.p[at] == 0xd0
                                             || t.p[at] == 0xd1))
        at++;
    return at;
}

bool sentences_next(struct sentences *s, struct sentence *out)
{
    struct slice t = s->text;
    size_t start = skip_spaces(t, s->at), at = start;

    *out = (struct sentence){.start = start, .ends_line = true};
    if (start >= t.n)
        return false;
    while ((at = skip_letters(t, at)) < t.n) {
        size_t end = at + char_size(t.p[at]);

        if (line_break(t, at) > 0) {
            if (!goes_on(t, start, at))
                break;
        } else if (is_terminator(char_at(t, at))) {
            end = run_end(t, at);
            if (terminator_ends(t, start, at, end)) {
                at = end;
                out->ends_line = false;
                break;
            }
        }
        at = end;
    }
    out->end = trim(t, start, at);
    s->at = at;
    return true;
}
