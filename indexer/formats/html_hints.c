#include "indexer/formats/html_hints.h"

#include <stdlib.h>

#define WORD_BYTES 20
#define WORDS_MAX 8

#define NAV PAGE_IN_NAVIGATION
#define RELATED PAGE_RELATED
#define COMMENTS (PAGE_RELATED | HTML_HINT_COMMENTS)

/* What passes the whole name over: a state, a topic, or a count. */
#define PASSED 0x8000u

struct hint {
    const char *word;
    unsigned flags;
};

/* Sorted. */
static const struct hint WORDS[] = {
    {"ad", RELATED},            {"ads", RELATED},
    {"advert", RELATED},        {"advertisement", RELATED},
    {"anzeige", RELATED},       {"articlebody", PAGE_IN_ARTICLE},
    {"author", PAGE_BYLINE},    {"authors", PAGE_BYLINE},
    {"autor", PAGE_BYLINE},     {"autoren", PAGE_BYLINE},
    {"avtor", PAGE_BYLINE},     {"banner", NAV},
    {"breadcrumb", NAV},        {"breadcrumbs", NAV},
    {"byline", PAGE_BYLINE},    {"category", PASSED},
    {"comment", COMMENTS},      {"comments", COMMENTS},
    {"consent", NAV},           {"cookie", NAV},
    {"cookies", NAV},           {"count", PASSED},
    {"date", PAGE_TIME},        {"datetime", PAGE_TIME},
    {"datum", PAGE_TIME},
    {"disabled", PASSED},       {"disqus", COMMENTS},
    {"empfehlung", RELATED},    {"empfehlungen", RELATED},
    {"enabled", PASSED},        {"footer", NAV},
    {"has", PASSED},            {"headline", HTML_HINT_HEADLINE},
    {"kommentar", COMMENTS},    {"kommentare", COMMENTS},
    {"login", NAV},             {"menu", NAV},
    {"nav", NAV},               {"navbar", NAV},
    {"navi", NAV},              {"navigation", NAV},
    {"newsletter", RELATED},    {"no", PASSED},
    {"open", PASSED},           {"outbrain", RELATED},
    {"pager", NAV},             {"pagination", NAV},
    {"popular", RELATED},       {"popup", NAV},
    {"posted", PAGE_TIME},      {"promo", RELATED},
    {"pubdate", PAGE_TIME},     {"published", PAGE_TIME},
    {"recommendation", RELATED}, {"recommendations", RELATED},
    {"recommended", RELATED},   {"related", RELATED},
    {"relatedposts", RELATED},
    {"respond", COMMENTS},      {"search", NAV},
    {"share", RELATED},         {"sharing", RELATED},
    {"sidebar", RELATED},       {"skip", NAV},
    {"social", RELATED},        {"sponsored", RELATED},
    {"submenu", NAV},           {"subscribe", RELATED},
    {"taboola", RELATED},       {"tag", PASSED},
    {"teaser", RELATED},        {"teasers", RELATED},
    {"timestamp", PAGE_TIME},   {"toolbar", NAV},
    {"topbar", NAV},            {"trending", RELATED},
    {"verfasser", PAGE_BYLINE}, {"verwandte", RELATED},
    {"visuallyhidden", PAGE_HIDDEN}, {"widget", RELATED},
    {"with", PASSED},           {"without", PASSED},
};

static const struct {
    const char *first, *second;
    unsigned flags;
} PAIRS[] = {
    {"article", "body", PAGE_IN_ARTICLE},   {"article", "content", PAGE_IN_ARTICLE},
    {"article", "text", PAGE_IN_ARTICLE},   {"entry", "content", PAGE_IN_ARTICLE},
    {"post", "body", PAGE_IN_ARTICLE},      {"post", "content", PAGE_IN_ARTICLE},
    {"story", "body", PAGE_IN_ARTICLE},     {"article", "title", HTML_HINT_HEADLINE},
    {"entry", "title", HTML_HINT_HEADLINE}, {"post", "title", HTML_HINT_HEADLINE},
    {"story", "title", HTML_HINT_HEADLINE}, {"page", "title", HTML_HINT_HEADLINE},
    {"site", "header", NAV},                {"page", "header", NAV},
    {"most", "read", RELATED},              {"read", "more", RELATED},
    {"read", "also", RELATED},              {"more", "news", RELATED},
    {"more", "stories", RELATED},           {"more", "articles", RELATED},
    {"mehr", "zum", RELATED},               {"see", "also", RELATED},
    {"sr", "only", PAGE_HIDDEN},            {"screen", "reader", PAGE_HIDDEN},
    {"visually", "hidden", PAGE_HIDDEN},    {"also", "read", RELATED},
    {"author", "bio", RELATED},             {"author", "box", RELATED},
    {"about", "author", RELATED},           {"post", "tags", RELATED},
    {"entry", "tags", RELATED},             {"article", "tags", RELATED},
    {"author", "description", RELATED},     {"autor", "box", RELATED},
    {"next", "post", NAV},                  {"post", "navigation", NAV},
};

struct words {
    char text[WORDS_MAX][WORD_BYTES];
    size_t count;
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z');
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The words of the name at *at, in small letters; *at moves behind the name. What is
 * too long for a word of the tables is cut.                                     */
static void split(const char **at, struct words *w)
{
    const char *p = *at;

    w->count = 0;
    while (*p != '\0' && !is_space(*p)) {
        const char *from = p;
        char *to = w->text[w->count];
        size_t n = 0;

        while (is_letter(*p) && (p == from || !is_upper(*p) || is_upper(p[-1]))) {
            if (n < WORD_BYTES - 1)
                to[n++] = (char)(*p | 0x20);
            p++;
        }
        to[n] = '\0';
        if (n > 0 && w->count < WORDS_MAX - 1)
            w->count++;
        if (p == from)
            p++;
    }
    *at = p;
}

static int by_word(const void *key, const void *item)
{
    return strcmp(key, ((const struct hint *)item)->word);
}

static unsigned pair_flags(const char *first, const char *second)
{
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        if (strcmp(first, PAIRS[i].first) == 0 && strcmp(second, PAIRS[i].second) == 0)
            return PAIRS[i].flags;
    return 0;
}

static unsigned name_flags(const struct words *w)
{
    unsigned flags = 0;

    if (w->count == 1 && strcmp(w->text[0], "header") == 0)
        return NAV;
    for (size_t i = 0; i < w->count; i++) {
        const struct hint *h =
            bsearch(w->text[i], WORDS, sizeof WORDS / sizeof *WORDS, sizeof *WORDS, by_word);

        flags |= h == NULL ? 0 : h->flags;
        if (i > 0)
            flags |= pair_flags(w->text[i - 1], w->text[i]);
    }
    return (flags & PASSED) != 0 ? 0 : flags;
}

unsigned html_hints_of(const char *names)
{
    struct words w;
    unsigned flags = 0;

    while (*names != '\0') {
        if (is_space(*names)) {
            names++;
            continue;
        }
        split(&names, &w);
        flags |= name_flags(&w);
    }
    return flags;
}
