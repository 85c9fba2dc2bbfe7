#include <strings.h>

#include "indexer/formats/charset.h"

#define HEAD_BYTES 4096
#define NAME_MAX_BYTES 64

static bool is_name(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
           || c == '-' || c == '_' || c == '.' || c == ':' || c == '+';
}

static bool starts_with_word(struct slice s, const char *word)
{
    size_t n = strlen(word);

    return s.n >= n && strncasecmp((const char *)s.p, word, n) == 0;
}

/* s from the first `word` on, in whatever case; empty where there is none. */
static struct slice find_word(struct slice s, const char *word)
{
    while (s.n > 0 && !starts_with_word(s, word))
        s = slice_drop(s, 1);
    return s;
}

static struct slice drop_spaces(struct slice s)
{
    while (s.n > 0 && slice_is_space(*s.p))
        s = slice_drop(s, 1);
    return s;
}

/* The name in `= "name"` at the start of s; empty where that is something else. */
static struct slice value_of(struct slice s)
{
    size_t n = 0;

    s = drop_spaces(s);
    if (s.n == 0 || *s.p != '=')
        return (struct slice){0};
    s = drop_spaces(slice_drop(s, 1));
    if (s.n > 0 && (*s.p == '"' || *s.p == '\''))
        s = drop_spaces(slice_drop(s, 1));
    while (n < s.n && n < NAME_MAX_BYTES && is_name(s.p[n]))
        n++;
    return slice_of(s.p, n);
}

/* The value of the first `key = value` in a tag; a word that merely ends in key, such as
 * accept-charset, is passed by.                                                      */
static struct slice value_in(struct slice tag, const char *key)
{
    const uint8_t *start = tag.p;

    for (;;) {
        struct slice found = find_word(tag, key), value;
        if (found.n == 0)
            return found;
        tag = slice_drop(found, strlen(key));
        value = value_of(tag);
        if (value.n > 0 && (found.p == start || !is_name(found.p[-1])))
            return value;
    }
}

/* From the start of s to the `>` that ends its tag. */
static struct slice tag_at(struct slice s)
{
    const uint8_t *end = s.n == 0 ? NULL : memchr(s.p, '>', s.n);

    return end == NULL ? s : slice_of(s.p, (size_t)(end - s.p));
}

/* s without the comment that it starts with. */
static struct slice after_comment(struct slice s)
{
    s = find_word(slice_drop(s, 4), "-->");
    return s.n == 0 ? s : slice_drop(s, 3);
}

/* Plain text may speak of <meta charset=...>; markup begins with a tag. */
static bool is_markup(struct slice s)
{
    if (slice_starts_with(s, SLICE_LITERAL("\xef\xbb\xbf")))
        s = slice_drop(s, 3);
    s = drop_spaces(s);
    return s.n > 0 && *s.p == '<';
}

struct slice charset_declared_in(struct slice raw)
{
    struct slice s = slice_of(raw.p, raw.n < HEAD_BYTES ? raw.n : HEAD_BYTES);

    if (!is_markup(s))
        return (struct slice){0};
    while ((s = find_word(s, "<")).n > 0) {
        struct slice value = {0};
        if (starts_with_word(s, "<!--")) {
            s = after_comment(s);
            continue;
        }
        if (starts_with_word(s, "<?xml"))
            value = value_in(tag_at(s), "encoding");
        else if (starts_with_word(s, "<meta") && s.n > 5 && (slice_is_space(s.p[5]) || s.p[5] == '/'))
            value = value_in(tag_at(s), "charset");
        if (value.n > 0)
            return value;
        s = slice_drop(s, 1);
    }
    return s;
}
