#include "indexer/page/plain_text.h"

#include "base/utf8.h"

#define HEADING_MAX_BYTES 200u
#define RULE_MIN_CHARS 4u

/* The level of a heading with a rule below it, as long as itself or nearly:
 *
 *     High water          1      Tides            2
 *     ==========                 -----
 */
static uint8_t level_of_underlined(struct slice line, struct slice rule)
{
    size_t chars = 0;

    if (rule.n < RULE_MIN_CHARS || (rule.p[0] != '=' && rule.p[0] != '-')
        || memcmp(rule.p, rule.p + 1, rule.n - 1) != 0 || line.n > HEADING_MAX_BYTES)
        return 0;
    for (size_t i = 0; i < line.n; i++)
        chars += !utf8_is_continuation(line.p[i]);
    if (rule.n + 2 < chars || rule.n > chars + 2 + chars / 4)
        return 0;
    return rule.p[0] == '=' ? 1 : 2;
}

/* A line without what shows nothing at its ends, and where the next one begins. */
struct line {
    struct slice text;
    size_t next;
};

static struct line line_at(struct slice text, size_t at)
{
    const uint8_t *stop = memchr(text.p + at, '\n', text.n - at);
    size_t end = stop == NULL ? text.n : (size_t)(stop - text.p);

    return (struct line){page_trim(slice_of(text.p + at, end - at)), end + 1};
}

#define STARS_MIN 3u
#define STARS_MAX 6u
#define STARRED_LINES 3u         /* a long heading is wrapped */

static size_t stars_before(struct slice s)
{
    size_t n = 0;

    while (n < s.n && s.p[n] == '*')
        n++;
    return n < s.n && s.p[n] == ' ' ? n : 0;
}

static size_t stars_behind(struct slice s)
{
    size_t n = 0;

    while (n < s.n && s.p[s.n - 1 - n] == '*')
        n++;
    return n;
}

/* The heading between stars that begins with a line, and its level; empty where there is none. So html2text
 * writes them: six stars around one of level 1. */
static struct line starred(struct slice text, struct line line, uint8_t *level)
{
    size_t stars = stars_before(line.text);
    const uint8_t *start = line.text.p + stars;

    if (stars < STARS_MIN || stars > STARS_MAX)
        return (struct line){{0}, 0};
    *level = (uint8_t)(STARS_MAX + 1 - stars);
    for (unsigned lines = 1;; lines++) {
        const uint8_t *end = slice_end(line.text) - stars;

        if (stars_behind(line.text) == stars && end > start)
            return (struct line){page_trim(slice_of(start, (size_t)(end - start))), line.next};
        if (lines == STARRED_LINES || line.next >= text.n)
            return (struct line){{0}, 0};
        line = line_at(text, line.next);
    }
}

/* "[1]: https://x.example/y": how much of a line is addresses. */
static uint8_t link_percent_of(struct slice line)
{
    size_t links = 0;
    const uint8_t *end = slice_end(line), *p = line.p;

    while ((p = memchr(p, ':', (size_t)(end - p))) != NULL) {
        const uint8_t *from = p++;

        if (end - p < 2 || p[0] != '/' || p[1] != '/')
            continue;
        while (from > line.p && from[-1] > ' ')
            from--;
        while (p < end && *p > ' ')
            p++;
        links += (size_t)(p - from);
    }
    return line.n == 0 ? 0 : (uint8_t)(links * 100 / line.n);
}

/* Lines that end as they did on old Macs end as others do. */
static void end_lines(uint8_t *p, size_t n)
{
    if (n == 0 || memchr(p, '\n', n) != NULL)
        return;
    for (size_t i = 0; i < n; i++)
        if (p[i] == '\r')
            p[i] = '\n';
}

static void put(struct page *p, size_t base, struct slice text, struct slice block, struct page_block shape)
{
    size_t start = base + (size_t)(block.p - text.p);

    page_put_block(p, start, start + block.n, shape);
}

static void make_heading(struct page_block *block, uint8_t level)
{
    block->kind = PAGE_HEADING;
    block->level = level;
}

void page_from_text(struct page *p, struct slice text)
{
    size_t base = p->text.n;
    struct slice before = {0};        /* the line in front, where it may be a heading */
    struct line line;

    buf_append_slice(&p->text, text);
    if (!buf_ok(&p->text))
        return;
    end_lines(p->text.p + base, text.n);
    text = slice_drop(buf_slice(&p->text), base);
    for (size_t at = 0; at < text.n; at = line.next) {
        uint8_t level = 0;
        struct line heading;

        line = line_at(text, at);
        heading = starred(text, line, &level);
        if (heading.text.n > 0) {
            put(p, base, text, heading.text, (struct page_block){.kind = PAGE_HEADING, .level = level});
            line = heading;
            before = (struct slice){0};
            continue;
        }
        level = before.n > 0 && line.text.n > 0 ? level_of_underlined(before, line.text) : 0;
        if (level > 0 && page_block_count(p) > 0)
            make_heading(&page_blocks(p)[page_block_count(p) - 1], level);
        if (line.text.n > 0)
            put(p, base, text, line.text, (struct page_block){.kind = PAGE_LINE, .link_percent = link_percent_of(line.text)});
        before = level > 0 ? (struct slice){0} : line.text;
    }
}
