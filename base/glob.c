#include "base/glob.h"

#include <stdlib.h>

#define BYTES_MAX ((size_t)64 << 20)

void globs_init(struct globs *g)
{
    *g = (struct globs){.count = 0};
    buf_init(&g->bytes, BYTES_MAX);
}

void globs_release(struct globs *g)
{
    buf_release(&g->bytes);
    free(g->list);
    globs_init(g);
}

void globs_cut(struct globs *g, size_t count)
{
    g->bytes.n = count < g->count ? g->list[count].at : g->bytes.n;
    g->count = count < g->count ? count : g->count;
}

bool globs_add(struct globs *g, struct slice pattern)
{
    struct glob new = {.at = g->bytes.n};

    if (g->count == g->capacity) {
        size_t capacity = g->capacity * 2 + 8;
        struct glob *list = realloc(g->list, capacity * sizeof *list);
        if (list == NULL)
            return false;
        g->list = list;
        g->capacity = capacity;
    }
    if (pattern.n > 0 && pattern.p[0] == '!') {
        new.negated = true;
        pattern = slice_drop(pattern, 1);
    }
    if (pattern.n > 0 && pattern.p[pattern.n - 1] == '/') {
        new.folders_only = true;
        pattern.n--;
    }
    new.whole_path = pattern.n > 0 && memchr(pattern.p, '/', pattern.n) != NULL;
    if (pattern.n > 0 && pattern.p[0] == '/')
        pattern = slice_drop(pattern, 1);
    new.size = pattern.n;
    buf_append_slice(&g->bytes, pattern);
    g->list[g->count++] = new;
    return buf_ok(&g->bytes);
}

/* Spaces at the end do not count, but for one behind a backslash. */
static struct slice trim(struct slice line)
{
    if (line.n > 0 && line.p[line.n - 1] == '\r')
        line.n--;
    while (line.n > 0 && line.p[line.n - 1] == ' ' && !(line.n > 1 && line.p[line.n - 2] == '\\'))
        line.n--;
    return line;
}

bool globs_add_lines(struct globs *g, struct slice text)
{
    bool good = true;

    while (text.n > 0) {
        const uint8_t *stop = memchr(text.p, '\n', text.n);
        size_t size = stop == NULL ? text.n : (size_t)(stop - text.p);
        struct slice line = trim(slice_of(text.p, size));

        if (line.n > 0 && line.p[0] != '#')
            good = globs_add(g, line) && good;
        text = slice_drop(text, size + (stop != NULL));
    }
    return good;
}

/* Past "[...]" at p, where c is one of it; NULL where it is not, or the bracket does not end. */
static const uint8_t *match_set(const uint8_t *p, const uint8_t *end, uint8_t c)
{
    bool negated = p + 1 < end && (p[1] == '!' || p[1] == '^'), found = false;
    const uint8_t *first = p + 1 + negated;

    for (p = first; p < end && (*p != ']' || p == first); p++) {
        uint8_t low = *p == '\\' && p + 1 < end ? *++p : *p, high = low;
        if (p + 2 < end && p[1] == '-' && p[2] != ']') {
            p += 2;
            high = *p;
        }
        found = found || (low <= c && c <= high);
    }
    return p < end && found != negated && c != '/' ? p + 1 : NULL;
}

/* Past what fits one byte; NULL where c does not. */
static const uint8_t *match_one(const uint8_t *p, const uint8_t *end, uint8_t c)
{
    if (*p == '?')
        return c != '/' ? p + 1 : NULL;
    if (*p == '[')
        return match_set(p, end, c);
    if (*p == '\\' && p + 1 < end)
        p++;
    return *p == c ? p + 1 : NULL;
}

/* "**" is for folders only where it stands between slashes or at an end. */
static bool is_deep(const uint8_t *p, const uint8_t *start, const uint8_t *end)
{
    return end - p >= 2 && p[0] == '*' && p[1] == '*' && (p == start || p[-1] == '/')
           && (end - p == 2 || p[2] == '/');
}

/* Two places to go back to suffice: that of the last '*' in this name, and that of the last "**". */
bool glob_matches(struct slice pattern, struct slice text)
{
    const uint8_t *p = pattern.p, *end = slice_end(pattern), *t = text.p, *stop = slice_end(text);
    const uint8_t *star = NULL, *star_text = NULL, *deep = NULL, *deep_text = NULL, *next;

    while (t < stop || p < end) {
        if (p < end && is_deep(p, pattern.p, end)) {
            if (end - p == 2)
                return t < stop;
            deep = p += 3;
            deep_text = t;
            star = NULL;
        } else if (p < end && *p == '*') {
            star = ++p;
            star_text = t;
        } else if (p < end && t < stop && (next = match_one(p, end, *t)) != NULL) {
            p = next;
            t++;
        } else if (star != NULL && star_text < stop && *star_text != '/') {
            p = star;
            t = ++star_text;
        } else if (deep != NULL) {
            while (deep_text < stop && *deep_text != '/')
                deep_text++;
            if (deep_text == stop)
                return false;
            p = deep;
            t = ++deep_text;
            star = NULL;
        } else {
            return false;
        }
    }
    return true;
}

static struct slice last_name(struct slice path)
{
    size_t n = path.n;

    while (n > 0 && path.p[n - 1] != '/')
        n--;
    return slice_drop(path, n);
}

static struct slice pattern_of(const struct globs *g, const struct glob *glob)
{
    return slice_of(g->bytes.p + glob->at, glob->size);
}

/* The last pattern that fits; null where none does. */
static const struct glob *last_fitting(const struct globs *g, size_t first, size_t end, struct slice path,
                                       bool is_folder)
{
    struct slice name = last_name(path);

    while (end-- > first) {
        const struct glob *glob = &g->list[end];

        if ((is_folder || !glob->folders_only)
            && glob_matches(pattern_of(g, glob), glob->whole_path ? path : name))
            return glob;
    }
    return NULL;
}

enum glob_answer globs_ask(const struct globs *g, size_t first, size_t end, struct slice path,
                           bool is_folder)
{
    const struct glob *glob = last_fitting(g, first, end, path, is_folder);

    return glob == NULL ? GLOB_NONE : glob->negated ? GLOB_NEGATED : GLOB_FITS;
}

bool globs_spell_ending(const struct globs *g, struct slice path)
{
    const struct glob *glob = last_fitting(g, 0, g->count, path, false);
    struct slice ending;
    const uint8_t *dot;

    if (glob == NULL || glob->negated)
        return false;
    ending = last_name(pattern_of(g, glob));
    dot = memrchr(ending.p, '.', ending.n);
    if (dot != NULL)
        ending = slice_drop(ending, (size_t)(dot - ending.p) + 1);
    for (size_t i = 0; i < ending.n; i++)
        if (memchr("*?[\\", ending.p[i], 4) != NULL)
            return false;
    return ending.n > 0;
}
