#include "indexer/page/author_notes.h"

#include "base/utf8.h"
#include "stemmers/letters.h"

#define NAME_MIN_BYTES 5u

static size_t word_bytes(struct slice s)
{
    size_t n = 0;

    while (n < s.n && (letters_in_word(s.p[n]) || (s.p[n] == '-' && n > 0)))
        n++;
    return n;
}

static bool begins_with_capital(struct slice s)
{
    const uint8_t *next;

    return s.n > 0 && letters_is_capital(utf8_next(s.p, slice_end(s), &next));
}

/* "Jane Doe" at the start of the paragraph; nothing where it does not begin with two such words. */
static struct slice first_names(struct slice paragraph)
{
    size_t first = word_bytes(paragraph), second;
    struct slice rest = slice_drop(paragraph, first);

    if (first == 0 || rest.n < 2 || rest.p[0] != ' ')
        return (struct slice){0};
    rest = slice_drop(rest, 1);
    second = word_bytes(rest);
    if (!begins_with_capital(paragraph) || !begins_with_capital(rest) || first + second < NAME_MIN_BYTES)
        return (struct slice){0};
    return slice_of(paragraph.p, first + 1 + second);
}

bool author_notes_is(struct slice paragraph, struct slice byline)
{
    uint8_t name[AUTHOR_NOTES_LINE_BYTES], line[AUTHOR_NOTES_LINE_BYTES];
    struct slice names = first_names(paragraph);

    if (names.n == 0 || names.n > byline.n || byline.n > sizeof line)
        return false;
    letters_lower(names, name);
    letters_lower(byline, line);
    for (size_t at = 0; at + names.n <= byline.n; at++)
        if (memcmp(line + at, name, names.n) == 0 && (at == 0 || !letters_in_word(line[at - 1]))
            && (at + names.n == byline.n || !letters_in_word(line[at + names.n])))
            return true;
    return false;
}
