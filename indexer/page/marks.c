#include "indexer/page/marks.h"

#include "base/utf8.h"
#include "stemmers/letters.h"

#define CREDIT_MAX_BYTES 90u      /* of a credit behind a legend */
#define MORE_MAX_BYTES 40u

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool ends_with_one(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_ends_with(s, slice_of_string(list[i])))
            return true;
    return false;
}

bool marks_has_field(struct slice line)
{
    const uint8_t *p = line.p, *end = slice_end(line);

    while ((p = memchr(p, '[', (size_t)(end - p))) != NULL) {
        const uint8_t *inside = ++p;

        while (p < end && (*p == ' ' || *p == '_'))
            p++;
        if (p < end && *p == ']' && p > inside)
            return true;
    }
    return false;
}

bool marks_is_arrow(struct slice line)
{
    static const char *const starts[] = {"« ", "‹ ", "← ", "→ ", "» ", "▶ ", "◀ ", "< ", "<< ", "> "};
    static const char *const ends[] = {" »", " ›", " →", " ←", " ▶", " >", " >>"};

    for (size_t i = 0; i < COUNT(starts); i++)
        if (slice_starts_with(line, slice_of_string(starts[i])))
            return true;
    return ends_with_one(line, ends, COUNT(ends));
}

static uint32_t first_letter(struct slice s)
{
    const uint8_t *next;

    return utf8_next(s.p, slice_end(s), &next);
}

/* The word that ends s: its letters. */
static struct slice last_word(struct slice s)
{
    size_t start = s.n;

    while (start > 0 && letters_in_word(s.p[start - 1]))
        start--;
    return slice_drop(s, start);
}

static struct slice first_word(struct slice s)
{
    size_t n = 0;

    while (n < s.n && letters_in_word(s.p[n]))
        n++;
    return slice_of(s.p, n);
}

static bool is_credit_word(const struct zone_words *w, struct slice word)
{
    return word.n > 0 && letters_is_capital(first_letter(word)) && (zone_words_of(w, word) & ZONE_WORD_CREDIT);
}

/* Whether a credit's name follows byte `at`: behind "©", "Foto:", "(Foto". */
static bool opens_credit(const struct zone_words *w, struct slice s, size_t at)
{
    struct slice word;

    if (s.p[at] == ':')
        return is_credit_word(w, last_word(slice_of(s.p, at)));
    if (s.p[at] == '(') {
        word = first_word(slice_drop(s, at + 1));
        return at + 1 + word.n < s.n && s.p[at + 1 + word.n] == ' ' && is_credit_word(w, word);
    }
    return s.p[at] == 0xa9 && at > 0 && s.p[at - 1] == 0xc2;
}

static uint32_t last_letter(struct slice s)
{
    const uint8_t *p = slice_end(s) - 1, *next;

    while (p > s.p && utf8_is_continuation(*p))
        p--;
    return utf8_next(p, slice_end(s), &next);
}

/* A blank behind a full stop, not that of "K. Kurz" or "А. Белых". */
static bool ends_sentence_at(struct slice s, size_t at)
{
    if (s.p[at] != ' ' || at < 2 || at + 2 >= s.n)
        return false;
    return s.p[at - 1] == '?' || (s.p[at - 1] == '.' && !letters_is_capital(last_letter(slice_of(s.p, at - 1))));
}

bool marks_ends_with_credit(const struct zone_words *w, struct slice line)
{
    struct slice tail = line;

    if (tail.n > CREDIT_MAX_BYTES)
        tail = slice_drop(tail, tail.n - CREDIT_MAX_BYTES);
    for (size_t at = tail.n; at-- > 0;) {
        if (ends_sentence_at(tail, at))
            return false;                  /* another one goes on to the end */
        if (opens_credit(w, tail, at))
            return true;
    }
    return false;
}

bool marks_enlarges(struct slice line)
{
    static const char *const words[] = {"ergrößer", "enlarge", "увелич"};
    static const char *const clicks[] = {"lick", "ажмите", "tap ", "Tap ", "ippen"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (memmem(line.p, line.n, words[i], strlen(words[i])) == NULL)
            continue;
        for (size_t k = 0; k < COUNT(clicks); k++)
            if (memmem(line.p, line.n, clicks[k], strlen(clicks[k])) != NULL)
                return true;
    }
    return false;
}

/* Without white space, arrows, dots and brackets at its end. */
static struct slice without_tail(struct slice s)
{
    static const char *const marks[] = {" ", "\xc2\xa0", ".", "…", ">", "»", "›", "→", "]", ")"};
    size_t n;

    do {
        n = s.n;
        for (size_t i = 0; i < COUNT(marks); i++)
            if (slice_ends_with(s, slice_of_string(marks[i])))
                s.n -= strlen(marks[i]);
    } while (s.n < n);
    return s;
}

static bool ends_a_sentence(struct slice s)
{
    static const char *const marks[] = {".", "!", "?", "…", ":", "\"", "“", "”", "»", "[", "("};

    return ends_with_one(s, marks, COUNT(marks));
}

/* Where the piece behind the last sentence begins; its end where there is none so short. */
static size_t behind_sentence(struct slice s)
{
    size_t at = s.n;

    while (at > 0 && s.n - at < MORE_MAX_BYTES && !ends_a_sentence(slice_trim(slice_of(s.p, at))))
        at--;
    return at > 0 && s.n - at < MORE_MAX_BYTES ? at : s.n;
}

bool marks_ends_with_more(const struct zone_words *w, struct slice line)
{
    static const char *const cuts[] = {"[…]", "[...]", "[..]", "(…)", "(...)"};
    struct slice tail;

    if (ends_with_one(line, cuts, COUNT(cuts)))
        return true;
    tail = without_tail(line);
    return (zone_words_of(w, slice_trim(slice_drop(tail, behind_sentence(tail)))) & (ZONE_WORD_MORE | ZONE_WORD_ON)) != 0;
}
