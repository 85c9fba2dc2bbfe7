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

struct slice page_trim(struct slice s)
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

void page_put_block(struct page *p, size_t start, size_t end, struct page_block shape)
{
    shape.start = (uint32_t)start;
    shape.end = (uint32_t)end;
    buf_append(&p->block_bytes, &shape, sizeof shape);
}

void page_add_block(struct page *p, struct slice text, struct page_block shape)
{
    size_t start;

    text = page_trim(text);
    if (text.n == 0)
        return;
    if (p->text.n > 0)
        buf_append_byte(&p->text, '\n');
    start = p->text.n;
    buf_append_slice(&p->text, text);
    page_put_block(p, start, p->text.n, shape);
}

struct slice page_keep(struct page *p, struct slice text)
{
    return arena_copy(&p->strings, page_trim(text));
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
