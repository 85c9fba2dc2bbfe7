#include "indexer/page/titles.h"

#include "base/utf8.h"
#include "indexer/page/datelines.h"
#include "indexer/page/site_names.h"
#include "indexer/page/title_lines.h"
#include "stemmers/letters.h"
#include "stemmers/sentences.h"

#define FOLDED_MAX_BYTES 512u
#define SHARED_MIN_BYTES 4u
#define TITLE_MIN_WORDS 2u
#define SENTENCE_MAX_BYTES ((size_t)TITLES_SENTENCE_CHARS * UTF8_MAX_BYTES)

struct folded {
    uint8_t p[FOLDED_MAX_BYTES + UTF8_MAX_BYTES];
    size_t n;
};

/* One form of a white space, quote or dash; other code points as they are. */
static uint32_t plain(uint32_t c)
{
    if (c <= ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f)
        return ' ';
    if (c == 0x2018 || c == 0x2019 || c == 0x201a || c == 0x60 || c == 0xb4)
        return '\'';
    if (c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb)
        return '"';
    if (c >= 0x2010 && c <= 0x2015)
        return '-';
    return c == 0xad ? 0 : c;
}

static uint32_t small_letter(uint32_t c)
{
    return c == 0x401 ? 0x451 : letters_is_capital(c) ? c + 0x20 : c;
}

static void fold(struct slice s, struct folded *out)
{
    const uint8_t *p = s.p, *end = slice_end(s);
    size_t n = 0;

    while (p < end && n < FOLDED_MAX_BYTES) {
        uint32_t c = plain(utf8_next(p, end, &p));
        if (c == 0 || (c == ' ' && (n == 0 || out->p[n - 1] == ' ')))
            continue;
        n += utf8_encode(small_letter(c), out->p + n);
    }
    while (n > 0 && out->p[n - 1] == ' ')
        n--;
    out->n = n;
}

static bool folded_equal(const struct folded *a, const struct folded *b)
{
    return a->n == b->n && memcmp(a->p, b->p, a->n) == 0;
}

static uint32_t first_letter(struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);

    while (p < end) {
        uint32_t c = plain(utf8_next(p, end, &p));
        if (c != 0 && c != ' ')
            return small_letter(c);
    }
    return 0;
}

bool titles_equal(struct slice a, struct slice b)
{
    struct folded x, y;

    if (first_letter(a) != first_letter(b))      /* most are told apart by that */
        return false;
    fold(a, &x);
    fold(b, &y);
    return folded_equal(&x, &y);
}

static struct title of_part(const struct page *p, const struct part *parts, size_t i)
{
    return (struct title){.text = part_text(p, &parts[i]), .stands = true, .is_part = true, .part = i};
}

static struct slice cut(const struct page *p, const struct page_candidate *c)
{
    return c->source == PAGE_FROM_RECORD ? c->text : site_name_cut(c->text, p->site, p->url);
}

/* The part that is the text, the last one before the article's sentences or the first behind. */
static bool find_part(const struct page *p, const struct part *parts, size_t count, size_t before,
                      struct slice text, size_t *out)
{
    struct folded want, have;
    bool found = false;

    fold(text, &want);
    for (size_t i = 0; i < count && (i < before || !found); i++) {
        if (parts[i].end - parts[i].start > 2 * text.n + 16 || 2 * (parts[i].end - parts[i].start) + 16 < text.n)
            continue;
        fold(part_text(p, &parts[i]), &have);
        if (folded_equal(&want, &have)) {
            *out = i;
            found = true;
        }
    }
    return found;
}

/* How well a heading fits one of the metadata's titles, worst first. */
enum fit { NO_FIT, FIT_PIECE, FIT_START, FIT_WHOLE };

/* Whether h is one of the parts of the title that separators part, its first one, or all. */
static enum fit fit_of(struct slice h, struct slice title)
{
    enum fit fit = NO_FIT;
    struct folded want, have;
    size_t start = 0;

    fold(h, &want);
    for (size_t at = 0; at <= title.n; at++) {
        size_t size = at < title.n ? site_name_separator(title, at) : 1;
        if (size == 0)
            continue;
        fold(slice_of(title.p, at), &have);
        if (folded_equal(&want, &have))
            return at == title.n ? FIT_WHOLE : FIT_START;
        fold(slice_of(title.p + start, at - start), &have);
        if (folded_equal(&want, &have))
            fit = FIT_PIECE;
        start = at + size < title.n ? at + size : title.n;
    }
    return fit;
}

#define WEIGHT_OF_FIT (PAGE_CANDIDATES_MAX + 1)
#define AGREEING (FIT_WHOLE * WEIGHT_OF_FIT + 2)   /* two titles: that is the title, whatever the site's name is */

/* The best fit first, then the number of titles that h fits: a rubric may be the whole of one. */
static unsigned fits(const struct page *p, struct slice h)
{
    enum fit best = NO_FIT;
    unsigned count = 0;

    for (size_t k = 0; k < p->title_count; k++) {
        enum fit fit = p->titles[k].source == PAGE_FROM_H1 ? NO_FIT : fit_of(h, p->titles[k].text);
        best = fit > best ? fit : best;
        count += fit != NO_FIT;
    }
    return best * WEIGHT_OF_FIT + count;
}

static bool is_heading(const struct part *part, unsigned level)
{
    return part->shape.kind == PAGE_HEADING && part->shape.level <= level
           && !(part->shape.flags & PAGE_HIDDEN) && part->chars <= 250;
}

/* The heading that fits the metadata's titles best and is not the site's name. */
static bool named_heading(const struct page *p, const struct part *parts, size_t count, size_t *out)
{
    unsigned best = 0;

    for (unsigned level = 1; level <= 3; level++)
        for (size_t i = 0; i < count; i++) {
            struct slice text = part_text(p, &parts[i]);
            unsigned fit;

            if (!is_heading(&parts[i], level) || parts[i].shape.level != level)
                continue;
            fit = fits(p, text);
            if (fit < AGREEING && site_name_is(text, p->site, p->url))
                continue;
            if (fit > best) {
                best = fit;
                *out = i;
            }
        }
    return best > 0;
}

static const struct page_candidate *candidate(const struct page *p, enum page_source source)
{
    for (size_t i = 0; i < p->title_count; i++)
        if (p->titles[i].source == source && !site_name_is(p->titles[i].text, p->site, p->url))
            return &p->titles[i];
    return NULL;
}

/* The first heading of the first level that is no menu's; the nearest above the article where
 * there are several.                                                              */
static bool only_heading(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                         size_t *out)
{
    bool found = false;

    for (size_t i = 0; i < count && (!found || i <= c->start + 1); i++)
        if (is_heading(&parts[i], 1) && !core_is_outside(c, &parts[i])
            && !site_name_is(part_text(p, &parts[i]), p->site, p->url)) {
            *out = i;
            found = true;
        }
    return found;
}

/* Where the text stands in the page, else beside it. */
static struct title placed(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                           struct slice text)
{
    size_t at;

    if (find_part(p, parts, count, c->start, text, &at))
        return of_part(p, parts, at);
    return (struct title){.text = text};
}

/* Whether a longer word of a stands in b, perhaps as part of another one. */
static bool shares_word(const struct folded *a, const struct folded *b)
{
    for (size_t at = 0; at < a->n;) {
        size_t start = at;

        while (at < a->n && letters_in_word(a->p[at]))
            at++;
        if (at - start >= SHARED_MIN_BYTES && memmem(b->p, b->n, a->p + start, at - start) != NULL)
            return true;
        at += at == start;
    }
    return false;
}

/* Whether the heading may be the title of a page whose <title> is all that is known: they have
 * something in common, or that one is made of pieces.                            */
static bool agrees(const struct page *p, struct slice heading)
{
    const struct page_candidate *known = candidate(p, PAGE_FROM_TITLE);
    struct folded h, title;
    struct slice cleaned;
    size_t words = 1;

    if (known == NULL || candidate(p, PAGE_FROM_JSON_LD) != NULL || candidate(p, PAGE_FROM_META) != NULL)
        return true;
    cleaned = cut(p, known);
    for (size_t at = 0; at < cleaned.n; at++) {
        if (site_name_separator(cleaned, at) > 0)
            return true;
        words += cleaned.p[at] == ' ';
    }
    if (words < TITLE_MIN_WORDS)           /* "Home": of every page of a site */
        return true;
    fold(heading, &h);
    fold(cleaned, &title);
    return shares_word(&h, &title) || shares_word(&title, &h);
}

/* <title> is the site's, the same on each of its pages: it stands nowhere in the text, and a line
 * above the article that looks like a title uses twice as many of the article's words. */
static bool is_of_site(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                       const struct title *title)
{
    int of_line, of_title;
    size_t at;

    if (title->stands || c->start == c->end || !title_lines_find(p, parts, count, c, &at) || parts[at].words < TITLE_MIN_WORDS)
        return false;
    of_line = title_lines_overlap(p, parts, count, c, part_text(p, &parts[at]));
    of_title = title_lines_overlap(p, parts, count, c, title->text);
    return of_line > 0 && of_line >= 2 * of_title;
}

static bool from_markup(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                        struct title *out)
{
    static const enum page_source order[] = {PAGE_FROM_JSON_LD, PAGE_FROM_META, PAGE_FROM_H1, PAGE_FROM_TITLE};
    size_t at = 0;

    if (named_heading(p, parts, count, &at) || (only_heading(p, parts, count, c, &at) && agrees(p, part_text(p, &parts[at])))) {
        *out = of_part(p, parts, at);
        return true;
    }
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const struct page_candidate *found = candidate(p, order[i]);
        if (found == NULL || (order[i] == PAGE_FROM_H1 && !agrees(p, found->text)))
            continue;
        *out = placed(p, parts, count, c, cut(p, found));
        return order[i] != PAGE_FROM_TITLE || !is_of_site(p, parts, count, c, out);
    }
    return false;
}

/* At most TITLES_SENTENCE_CHARS of s, cut behind a word. */
static struct slice cut_at_word(struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);
    size_t chars = 0, n = 0;

    while (p < end && chars < TITLES_SENTENCE_CHARS) {
        const uint8_t *at = p;
        if (utf8_next(p, end, &p) <= ' ')
            n = (size_t)(at - s.p);
        chars++;
    }
    if (p < end && *p > ' ')
        s.n = n > 0 ? n : (size_t)(p - s.p);
    else
        s.n = (size_t)(p - s.p);
    while (s.n > 0 && memchr(" \t\n\r,;:-(", s.p[s.n - 1], 9) != NULL)
        s.n--;
    return s;
}

static struct title from_sentence(const struct page *p, const struct part *part)
{
    struct slice text = part_text(p, part);
    struct sentences sentences;
    struct sentence first;

    text = slice_drop(text, dateline_bytes(text));
    if (text.n > 4 * SENTENCE_MAX_BYTES) {
        text.n = 4 * SENTENCE_MAX_BYTES;
        while (text.n > 0 && utf8_is_continuation(text.p[text.n]))
            text.n--;
    }
    sentences_start(&sentences, text, 0);
    if (sentences_next(&sentences, &first))
        text = slice_of(text.p + first.start, first.end - first.start);
    return (struct title){.text = cut_at_word(text), .stands = true};
}

struct title titles_find(const struct page *p, const struct part *parts, size_t count, const struct core *c)
{
    struct title title = {.stands = false};
    size_t at;

    if (count == 0)
        return title;
    if (from_markup(p, parts, count, c, &title))
        return title;
    if (title_lines_find(p, parts, count, c, &at))
        return of_part(p, parts, at);
    return from_sentence(p, &parts[c->start < c->end ? c->start : 0]);
}
