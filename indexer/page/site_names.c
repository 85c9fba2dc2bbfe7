#include "indexer/page/site_names.h"

#include "stemmers/letters.h"

#define NAME_MAX_BYTES 96u
#define NAME_MIN_BYTES 3u
#define SITE_MAX_BYTES 64u   /* pages that give their title as the site's name */
#define BAR_MAX_WORDS 4u

static const char *const separators[] = {" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ",
                                         " / ", " › ", " ‹ ", " ~ ", " ‒ ", ": ", "| ", " |"};
#define PROVING_COUNT 1u     /* the first of them: a bar is a page's, hardly a sentence's */

size_t site_name_separator(struct slice title, size_t at)
{
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (slice_starts_with(slice_drop(title, at), slice_of_string(separators[i])))
            return strlen(separators[i]);
    return 0;
}

/* Letters and digits of s in small letters. */
static struct slice bare(struct slice s, uint8_t out[NAME_MAX_BYTES])
{
    uint8_t small[NAME_MAX_BYTES];
    size_t n = 0;

    if (s.n > NAME_MAX_BYTES)
        s.n = NAME_MAX_BYTES;
    letters_lower(s, small);
    for (size_t i = 0; i < s.n; i++)
        if (letters_in_word(small[i]) || (small[i] >= '0' && small[i] <= '9'))
            out[n++] = small[i];
    return slice_of(out, n);
}

static bool contains(struct slice s, struct slice part)
{
    return part.n > 0 && memmem(s.p, s.n, part.p, part.n) != NULL;
}

static struct slice host_of(struct slice url)
{
    const uint8_t *start = url.n == 0 ? NULL : memmem(url.p, url.n, "://", 3);
    size_t n = 0;

    if (start == NULL)
        return slice_of(NULL, 0);
    url = slice_drop(url, (size_t)(start - url.p) + 3);
    if (slice_starts_with(url, SLICE_LITERAL("www.")))
        url = slice_drop(url, 4);
    while (n < url.n && url.p[n] != '/' && url.p[n] != ':')
        n++;
    return slice_of(url.p, n);
}

/* The host without its top domain: "www.the-herald.co.uk" is "the-herald.co". */
static struct slice host_name(struct slice url)
{
    struct slice host = host_of(url);

    for (size_t i = host.n; i > 1; i--)
        if (host.p[i - 1] == '.')
            return slice_of(host.p, i - 1);
    return host;
}

bool site_name_is(struct slice name, struct slice site, struct slice url)
{
    uint8_t name_bytes[NAME_MAX_BYTES], site_bytes[NAME_MAX_BYTES], host_bytes[NAME_MAX_BYTES];
    struct slice n = bare(name, name_bytes), s = bare(site, site_bytes), h = bare(host_of(url), host_bytes);
    struct slice label;

    if (n.n < NAME_MIN_BYTES)
        return false;
    if (s.n >= NAME_MIN_BYTES && site.n <= SITE_MAX_BYTES && (slice_starts_with(n, s) || slice_starts_with(s, n)))
        return true;
    if (contains(h, n))
        return true;
    label = bare(host_name(url), host_bytes);
    return label.n >= NAME_MIN_BYTES && contains(n, label) && name.n <= 2 * label.n + 24;
}

static size_t word_count(struct slice s)
{
    size_t words = 0;

    for (size_t i = 0; i < s.n; i++)
        words += s.p[i] > ' ' && (i == 0 || s.p[i - 1] <= ' ');
    return words;
}

static bool is_bar(struct slice title, size_t at)
{
    for (size_t i = 0; i < PROVING_COUNT; i++)
        if (slice_starts_with(slice_drop(title, at), slice_of_string(separators[i])))
            return true;
    return false;
}

/* The title without its last part, or as it is. */
static struct slice cut_end(struct slice title, struct slice site, struct slice url)
{
    for (size_t at = title.n; at-- > 1;) {
        size_t size = site_name_separator(title, at);
        struct slice head, tail;

        if (size == 0)
            continue;
        head = slice_of(title.p, at);
        tail = slice_drop(title, at + size);
        if (site_name_is(tail, site, url)
            || (is_bar(title, at) && word_count(tail) <= BAR_MAX_WORDS && word_count(head) > word_count(tail)))
            return head;
        if (is_bar(title, at))
            return title;
    }
    return title;
}

static struct slice cut_start(struct slice title, struct slice site, struct slice url)
{
    for (size_t at = 1; at < title.n; at++) {
        size_t size = site_name_separator(title, at);

        if (size > 0 && at + size < title.n)
            return site_name_is(slice_of(title.p, at), site, url) ? slice_drop(title, at + size) : title;
    }
    return title;
}

struct slice site_name_cut(struct slice title, struct slice site, struct slice url)
{
    struct slice before;

    do {
        before = title;
        title = cut_end(title, site, url);
    } while (title.n < before.n);
    return cut_start(title, site, url);
}
