#include "indexer/page/page.h"

#include "base/utf8.h"

#include "store/user_fields.h"

#define TEXT_MAX ((size_t)3 << 30)

void page_init(struct page *p)
{
    *p = (struct page){.strings = ARENA_EMPTY};
    buf_init(&p->text, TEXT_MAX);
    buf_init(&p->block_bytes, TEXT_MAX);
    buf_init(&p->user_fields, 2 * USER_FIELDS_MAX_BYTES);
}

void page_release(struct page *p)
{
    buf_release(&p->text);
    buf_release(&p->block_bytes);
    buf_release(&p->user_fields);
    arena_release(&p->strings);
}

void page_clear(struct page *p)
{
    struct page empty = {.text = p->text, .block_bytes = p->block_bytes, .strings = p->strings,
                         .user_fields = p->user_fields, .asked = p->asked};

    buf_clear(&empty.text);
    buf_clear(&empty.block_bytes);
    buf_clear(&empty.user_fields);
    arena_reset(&empty.strings);
    *p = empty;
}

void page_copy(struct page *to, const struct page *from)
{
    page_clear(to);
    buf_append_slice(&to->text, buf_slice(&from->text));
    buf_append_slice(&to->block_bytes, buf_slice(&from->block_bytes));
    for (size_t i = 0; i < from->title_count; i++)
        page_add_title(to, from->titles[i].source, from->titles[i].text);
    for (size_t i = 0; i < from->date_count; i++)
        page_add_date(to, from->dates[i].source, from->dates[i].text);
    to->fields_cut = from->fields_cut;
    buf_append_slice(&to->user_fields, buf_slice(&from->user_fields));
    to->lang = page_keep(to, from->lang);
    to->site = page_keep(to, from->site);
    to->author = page_keep(to, from->author);
    to->url = page_keep(to, from->url);
    to->truncated = from->truncated;
}

bool page_ok(const struct page *p)
{
    return buf_ok(&p->text) && buf_ok(&p->block_bytes) && buf_ok(&p->user_fields);
}

/* White space that is no ASCII, and what shows nothing: marks of width and direction. */
static bool is_blank(uint32_t c)
{
    return c == 0xa0 || (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) || c == 0x205f || c == 0x2060
           || c == 0x3000 || c == 0xfeff;
}

/* The last character of s, which is not empty. */
static uint32_t last_of(struct slice s, size_t *bytes)
{
    const uint8_t *next;
    size_t n = 1;

    while (n < s.n && n < UTF8_MAX_BYTES && utf8_is_continuation(s.p[s.n - n]))
        n++;
    *bytes = n;
    return utf8_next(s.p + s.n - n, slice_end(s), &next);
}

static struct slice trim(struct slice s)
{
    for (;;) {
        const uint8_t *next;
        size_t bytes;

        s = slice_trim(s);
        if (s.n == 0 || (s.p[0] < 0x80 && s.p[s.n - 1] < 0x80))
            return s;
        if (is_blank(utf8_next(s.p, slice_end(s), &next)))
            s = slice_drop(s, (size_t)(next - s.p));
        else if (is_blank(last_of(s, &bytes)))
            s.n -= bytes;
        else
            return s;
    }
}

static void put_block(struct page *p, size_t start, size_t end, struct page_block shape)
{
    shape.start = (uint32_t)start;
    shape.end = (uint32_t)end;
    buf_append(&p->block_bytes, &shape, sizeof shape);
}

void page_add_block(struct page *p, struct slice text, struct page_block shape)
{
    size_t start;

    text = trim(text);
    if (text.n == 0)
        return;
    if (p->text.n > 0)
        buf_append_byte(&p->text, '\n');
    start = p->text.n;
    buf_append_slice(&p->text, text);
    put_block(p, start, p->text.n, shape);
}

struct slice page_keep(struct page *p, struct slice text)
{
    return arena_copy(&p->strings, trim(text));
}

static void add_candidate(struct page *p, struct page_candidate *list, size_t *count,
                          enum page_source source, struct slice text)
{
    struct slice kept = page_keep(p, text);

    if (kept.n == 0 || kept.p == NULL || (*count == PAGE_CANDIDATES_MAX && source != PAGE_FROM_RECORD))
        return;
    *count -= *count == PAGE_CANDIDATES_MAX;       /* a record's own comes last, and is the best */
    list[(*count)++] = (struct page_candidate){.source = source, .text = kept};
}

void page_add_title(struct page *p, enum page_source source, struct slice text)
{
    add_candidate(p, p->titles, &p->title_count, source, text);
}

void page_add_date(struct page *p, enum page_source source, struct slice text)
{
    add_candidate(p, p->dates, &p->date_count, source, text);
}

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

void page_from_text(struct page *p, struct slice text)
{
    size_t base = p->text.n;
    struct slice before = {0};        /* the line in front, where it is not blank */

    buf_append_slice(&p->text, text);
    if (buf_ok(&p->text))
        end_lines(p->text.p + base, text.n);
    text = slice_drop(buf_slice(&p->text), base);
    for (size_t at = 0; at < text.n;) {
        const uint8_t *stop = memchr(text.p + at, '\n', text.n - at);
        size_t end = stop == NULL ? text.n : (size_t)(stop - text.p);
        struct slice line = trim(slice_of(text.p + at, end - at));
        uint8_t level = before.n > 0 && line.n > 0 ? level_of_underlined(before, line) : 0;

        if (level > 0 && page_block_count(p) > 0) {
            struct page_block *heading = &page_blocks(p)[page_block_count(p) - 1];

            heading->kind = PAGE_HEADING;
            heading->level = level;
        }
        if (line.n > 0)
            put_block(p, base + (size_t)(line.p - text.p), base + (size_t)(line.p - text.p) + line.n,
                      (struct page_block){.kind = PAGE_LINE, .link_percent = link_percent_of(line)});
        before = level > 0 ? (struct slice){0} : line;
        at = end + 1;
    }
}
