#include "indexer/page/marks.h"

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

/* The word that ends s: its letters. */
static struct slice last_word(struct slice s)
{
    size_t start = s.n;

    while (start > 0 && letters_in_word(s.p[start - 1]))
        start--;
    return slice_drop(s, start);
}

static bool is_one_of(struct slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(word, slice_of_string(list[i])))
            return true;
    return false;
}

/* Whether a credit's name follows byte `at`: behind "©", "Foto:", "(Foto". */
static bool opens_credit(struct slice s, size_t at)
{
    static const char *const words[] = {"Foto", "Fotos", "Bild", "Bilder", "Bildquelle", "Titelbild", "Symbolbild", "Archivbild", "Photo",
                                        "Photos", "Photograph", "Picture", "Image", "Credit", "Фото"};

    if (s.p[at] == ':')
        return is_one_of(last_word(slice_of(s.p, at)), words, COUNT(words));
    if (s.p[at] == '(')
        return slice_starts_with(slice_drop(s, at), SLICE_LITERAL("(Foto ")) || slice_starts_with(slice_drop(s, at), SLICE_LITERAL("(Photo "));
    return s.p[at] == 0xa9 && at > 0 && s.p[at - 1] == 0xc2;
}

/* A blank behind a full stop, not that of "K. Kurz". */
static bool ends_sentence_at(struct slice s, size_t at)
{
    if (s.p[at] != ' ' || at < 2 || at + 2 >= s.n)
        return false;
    return s.p[at - 1] == '?' || (s.p[at - 1] == '.' && !letters_is_capital(s.p[at - 2]));
}

bool marks_ends_with_credit(struct slice line)
{
    struct slice tail = line;

    if (tail.n > CREDIT_MAX_BYTES)
        tail = slice_drop(tail, tail.n - CREDIT_MAX_BYTES);
    for (size_t at = tail.n; at-- > 0;) {
        if (ends_sentence_at(tail, at))
            return false;                  /* another one goes on to the end */
        if (opens_credit(tail, at))
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

bool marks_ends_with_more(struct slice line)
{
    static const char *const cuts[] = {"[…]", "[...]", "[..]", "(…)", "(...)"};
    static const char *const words[] = {"more", "read more", "continue reading", "learn more", "mehr", "mehr lesen", "mehr erfahren",
                                        "mehr dazu", "weiter", "weiterlesen", "weiter lesen", "подробнее", "далее", "читать далее"};
    uint8_t small[MORE_MAX_BYTES];
    struct slice tail;

    if (ends_with_one(line, cuts, COUNT(cuts)))
        return true;
    tail = without_tail(line);
    if (tail.n > sizeof small)
        tail = slice_drop(tail, tail.n - sizeof small);
    letters_lower(tail, small);
    tail.p = small;
    for (size_t i = 0; i < COUNT(words); i++)
        if (slice_ends_with(tail, slice_of_string(words[i]))
            && ends_a_sentence(slice_trim(slice_of(tail.p, tail.n - strlen(words[i])))))
            return true;
    return false;
}
