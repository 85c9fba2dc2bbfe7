#include "indexer/formats/html_blocks.h"

#include "base/utf8.h"
#include "indexer/formats/html_hints.h"
#include "stemmers/letters.h"

#define FLAG_COUNT 6            /* of enum page_block_flag */
#define BYLINE_CHARS_MAX 400
#define TIME_CHARS_MAX 200
#define NO_REGION UINT32_MAX
#define FRAMES_MAX ((size_t)1 << 26)
#define REGIONS_MAX ((size_t)3 << 30)

enum { IS_BLOCK = 1, IS_LINK = 2, IS_APART = 4, IS_HEADLINE = 8 };

/* An open element. */
struct frame {
    uint32_t number;          /* as a container; an inline element has that around it */
    uint32_t container;       /* of the blocks made of its own text */
    uint32_t region;
    uint8_t kind, level;
    uint8_t flags;            /* of all elements around */
    uint8_t span_flags;       /* of inline elements around */
    uint8_t bits;
};

/* The blocks of an element with flags. In order of their start, so either one holds the
 * other or they are apart.                                                      */
struct region {
    uint32_t first, end;      /* numbers of blocks */
    uint32_t main_count, h1_count;   /* of those before, while it is open; then of those in it */
    uint64_t plain_chars;            /* the same */
    unsigned hints;
    uint8_t flags;
};

void html_blocks_init(struct html_blocks *b, struct page *p)
{
    const struct frame root = {.region = NO_REGION, .kind = PAGE_PARAGRAPH, .bits = IS_BLOCK};

    *b = (struct html_blocks){.page = p};
    buf_init(&b->text, p->text.max);
    buf_init(&b->frames, FRAMES_MAX);
    buf_init(&b->regions, REGIONS_MAX);
    buf_append(&b->frames, &root, sizeof root);
}

void html_blocks_release(struct html_blocks *b)
{
    buf_release(&b->text);
    buf_release(&b->frames);
    buf_release(&b->regions);
}

bool html_blocks_ok(const struct html_blocks *b)
{
    return page_ok(b->page) && buf_ok(&b->text) && buf_ok(&b->frames) && buf_ok(&b->regions);
}

/* The innermost open element. Requires that the root could be stored. */
static struct frame *top(const struct html_blocks *b)
{
    return (struct frame *)(void *)(b->frames.p + b->frames.n) - 1;
}

static struct region *region_at(const struct html_blocks *b, size_t i)
{
    return (struct region *)(void *)b->regions.p + i;
}

static uint32_t region_count(const struct html_blocks *b)
{
    return (uint32_t)(b->regions.n / sizeof(struct region));
}

uint8_t html_blocks_flags(const struct html_blocks *b)
{
    return b->frames.n == 0 ? 0 : top(b)->flags;
}

/* Flags of inline elements that hold half of the block; a quarter is enough for the time or
 * the author of a line that says more.                                          */
static uint8_t flags_of_spans(const struct html_blocks *b)
{
    uint8_t flags = 0;

    for (unsigned i = 0; i < FLAG_COUNT; i++) {
        bool is_short = (1u << i & (PAGE_BYLINE | PAGE_TIME)) != 0;
        uint64_t share = (uint64_t)b->flag_chars[i] * (is_short ? 4 : 2);

        if (b->flag_chars[i] > 0 && share >= b->chars)
            flags |= (uint8_t)(1u << i);
    }
    return flags;
}

static void note_headline(struct html_blocks *b)
{
    if ((top(b)->bits & IS_HEADLINE) != 0 && b->headline_count < HTML_HEADLINES_MAX)
        b->headlines[b->headline_count++] = (uint32_t)page_block_count(b->page) - 1;
}

/* Of "High water#", "High water ¶" the mark goes, which is a link to the heading itself. */
static void cut_anchor(struct html_blocks *b)
{
    static const char *const marks[] = {"¶", "#", "§", "🔗"};
    struct slice s = slice_trim(buf_slice(&b->text));

    for (size_t i = 0; b->link_chars == 1 && i < sizeof marks / sizeof *marks; i++)
        if (slice_ends_with(s, slice_of_string(marks[i])) && s.n > strlen(marks[i])) {
            b->text.n = (size_t)(s.p - b->text.p) + s.n - strlen(marks[i]);
            b->chars--;
            b->link_chars = 0;
        }
}

static void end_block(struct html_blocks *b)
{
    const struct frame *f = top(b);

    if (b->chars > 0 && f->kind == PAGE_HEADING)
        cut_anchor(b);
    if (b->chars > 0) {
        page_add_block(b->page, buf_slice(&b->text),
                       (struct page_block){
                           .kind = f->kind,
                           .level = f->level,
                           .link_percent = (uint8_t)((uint64_t)b->link_chars * 100 / b->chars),
                           .flags = flags_of_spans(b),
                           .parent = f->container,
                       });
        b->plain_chars += b->chars - b->link_chars;
        note_headline(b);
    }
    buf_clear(&b->text);
    b->chars = b->link_chars = 0;
    memset(b->flag_chars, 0, sizeof b->flag_chars);
    b->breaks = 0;
    b->space = b->apart = b->closed = b->seam = false;
}

static void open_region(struct html_blocks *b, struct frame *f, const struct html_element *el)
{
    const struct region r = {
        .first = (uint32_t)page_block_count(b->page),
        .main_count = b->main_count,
        .h1_count = b->h1_count,
        .plain_chars = b->plain_chars,
        .hints = el->hints & ~(unsigned)HTML_HINT_HEADLINE,
        .flags = el->flags,
    };

    if (r.flags == 0 && r.hints == 0)
        return;
    f->region = region_count(b);
    buf_append(&b->regions, &r, sizeof r);
}

static void close_region(struct html_blocks *b, uint32_t i)
{
    struct region *r;

    if (i >= region_count(b))
        return;
    r = region_at(b, i);
    r->end = (uint32_t)page_block_count(b->page);
    if (r->end == r->first) {    /* so has every region in it; it is the last */
        b->regions.n -= sizeof *r;
        return;
    }
    r->main_count = b->main_count - r->main_count;
    r->h1_count = b->h1_count - r->h1_count;
    r->plain_chars = b->plain_chars - r->plain_chars;
}

static bool kind_goes_on(uint8_t kind)
{
    return kind == PAGE_HEADING || kind == PAGE_ITEM || kind == PAGE_CAPTION || kind == PAGE_QUOTE
           || kind == PAGE_CODE;
}

/* A paragraph in an item is one more block of the item, beside those of other items;
 * any other block makes a container of the element around it.                  */
static void place_block(struct html_blocks *b, struct frame *f, const struct html_element *el)
{
    struct frame *around = top(b);
    bool inherits = el->tag->kind == HTML_KIND_INHERITED;

    if (inherits && kind_goes_on(around->kind)) {
        f->kind = around->kind;
        f->level = around->level;
        f->container = around->container;
        f->bits |= around->bits & IS_HEADLINE;
    } else {
        f->kind = inherits ? PAGE_PARAGRAPH : el->tag->kind;
        f->level = el->tag->level;
        f->container = around->container = around->number;
    }
    f->number = el->tag->is_row ? around->number : ++b->numbers;
}

static void open_block(struct html_blocks *b, struct frame *f, const struct html_element *el)
{
    end_block(b);
    place_block(b, f, el);
    open_region(b, f, el);
    f->bits |= IS_BLOCK;
    if (el->is_headline || (f->kind == PAGE_HEADING && (el->hints & HTML_HINT_HEADLINE) != 0))
        f->bits |= IS_HEADLINE;
    if (f->kind == PAGE_HEADING && f->level == 1)
        b->h1_count++;
}

void html_blocks_open(struct html_blocks *b, const struct html_element *el)
{
    struct frame f;

    if (!html_blocks_ok(b))
        return;
    f = *top(b);
    f.region = NO_REGION;
    f.flags |= (uint8_t)(el->flags | (el->hints & 0xff));
    f.bits &= IS_LINK | IS_HEADLINE;
    f.bits |= el->is_link ? IS_LINK : 0;
    if (el->tag->role == HTML_BLOCK) {
        f.bits &= (uint8_t)~IS_HEADLINE;
        open_block(b, &f, el);
    } else {
        f.span_flags |= (uint8_t)(el->flags | (el->hints & 0xff));
        b->seam = b->closed;
        if (el->tag->role != HTML_INLINE) {
            f.bits |= IS_APART;
            b->apart = true;
        }
    }
    b->main_count += el->is_main;
    buf_append(&b->frames, &f, sizeof f);
}

void html_blocks_close(struct html_blocks *b)
{
    struct frame f;

    if (!html_blocks_ok(b) || b->frames.n <= sizeof f)
        return;
    f = *top(b);
    if ((f.bits & IS_BLOCK) != 0) {
        end_block(b);
        close_region(b, f.region);
    } else if ((f.bits & IS_APART) != 0) {
        b->apart = true;
    } else {
        b->closed = true;
    }
    b->frames.n -= sizeof f;
}

void html_blocks_break(struct html_blocks *b)
{
    b->breaks++;
}

/* Whether a word may have ended with the text so far: it ends with a small letter, a digit or a stop. */
static bool may_end(struct slice text)
{
    const uint8_t *p = slice_end(text) - 1, *next;
    uint32_t c;

    while (p > text.p && utf8_is_continuation(*p))
        p--;
    c = utf8_next(p, slice_end(text), &next);
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || memchr(".!?)", (int)c, 4) != NULL;
    return c >= 0xc0 && !letters_is_capital(c) && c < 0x2000;
}

/* Whether a border of two elements parts "April" and "Nina", which nothing else does. */
static bool is_parted(const struct html_blocks *b, struct slice word)
{
    const uint8_t *next;

    return b->seam && b->text.n > 0 && top(b)->kind != PAGE_CODE && letters_is_capital(utf8_next(word.p, slice_end(word), &next))
           && may_end(buf_slice(&b->text));
}

static bool is_letter(uint8_t c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* What stands between the text so far and c, the first byte of more. */
static void write_gap(struct html_blocks *b, uint8_t c)
{
    if (b->breaks > 1)
        end_block(b);
    if (b->text.n > 0) {
        if (b->breaks == 1 && top(b)->kind != PAGE_HEADING)
            buf_append_byte(&b->text, '\n');
        else if (b->breaks == 1 || b->space
                 || (b->apart && is_letter(c) && is_letter(b->text.p[b->text.n - 1])))
            buf_append_byte(&b->text, ' ');
    }
    b->breaks = 0;
    b->space = b->apart = false;
}

/* Bytes of white space at p, or of what is not shown at all (*shown false); 0: a letter. */
static size_t blank_size(const uint8_t *p, const uint8_t *end, bool *shown)
{
    size_t n = (size_t)(end - p);

    *shown = true;
    if (*p <= ' ' || *p == 0x7f)
        return 1;
    if (*p == 0xc2 && n > 1 && (p[1] <= 0xa0 || p[1] == 0xad)) {
        *shown = p[1] == 0xa0;
        return 2;
    }
    if (n > 2 && (memcmp(p, "\xe2\x80\x8b", 3) == 0 || memcmp(p, "\xef\xbb\xbf", 3) == 0)) {
        *shown = false;
        return 3;
    }
    return 0;
}

static const uint8_t *word_end(const uint8_t *p, const uint8_t *end)
{
    while (p < end && *p > ' ' && *p != 0x7f && *p != 0xc2 && *p != 0xe2 && *p != 0xef)
        p++;
    return p;
}

static void add_word(struct html_blocks *b, struct slice word)
{
    const struct frame *f = top(b);
    uint32_t chars = (uint32_t)utf8_count(word);

    b->space |= is_parted(b, word);
    b->closed = b->seam = false;
    if (b->breaks > 0 || b->space || b->apart)
        write_gap(b, word.p[0]);
    buf_append_slice(&b->text, word);
    b->chars += chars;
    if ((f->bits & IS_LINK) != 0)
        b->link_chars += chars;
    for (unsigned i = 0; f->span_flags >> i != 0; i++)
        b->flag_chars[i] += (f->span_flags >> i & 1) != 0 ? chars : 0;
}

/* Code points 128 to 159, which are control characters, are written as entities by those who
 * mean windows-1252; 0 where it has none.                                      */
static uint32_t meant_by_control(uint8_t c)
{
    static const uint16_t meant[32] = {
        0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
        0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
    };

    return meant[c - 0x80];
}

static void add_control(struct html_blocks *b, uint8_t c)
{
    uint8_t bytes[UTF8_MAX_BYTES];
    uint32_t meant = meant_by_control(c);

    if (meant != 0)
        add_word(b, slice_of(bytes, utf8_encode(meant, bytes)));
}

static void add_blank(struct html_blocks *b, uint8_t byte)
{
    if (byte == '\n' && top(b)->kind == PAGE_CODE)
        b->breaks++;
    else
        b->space = true;
}

void html_blocks_text(struct html_blocks *b, struct slice text)
{
    const uint8_t *p = text.p, *end = slice_end(text);

    if (!html_blocks_ok(b))
        return;
    while (p < end) {
        bool shown;
        size_t blank = blank_size(p, end, &shown);
        const uint8_t *stop = p + 1;

        if (blank > 0) {
            if (shown)
                add_blank(b, *p);
            else if (*p == 0xc2 && p[1] < 0xa0)
                add_control(b, p[1]);
            p += blank;
            continue;
        }
        stop = word_end(stop, end);
        add_word(b, slice_of(p, (size_t)(stop - p)));
        p = stop;
    }
}

#define MENU_FLAGS (PAGE_IN_NAVIGATION | PAGE_RELATED | PAGE_HIDDEN)

static uint8_t believed_flags(const struct html_blocks *b, const struct region *r)
{
    unsigned hints = r->hints & 0xff, flags = r->flags;

    if (r->main_count > 0)
        flags &= ~(unsigned)MENU_FLAGS;
    if (r->main_count > 0 || r->h1_count > 0
        || ((r->hints & HTML_HINT_COMMENTS) == 0 && r->plain_chars > b->plain_chars / 2))
        hints &= ~(unsigned)MENU_FLAGS;
    flags |= hints;
    if (r->plain_chars > BYLINE_CHARS_MAX)
        flags &= ~(unsigned)PAGE_BYLINE;
    if (r->plain_chars > TIME_CHARS_MAX)
        flags &= ~(unsigned)PAGE_TIME;
    return (uint8_t)flags;
}

/* until[i]: blocks before it have the i-th flag already, from a region around. */
static void flag_blocks(struct html_blocks *b, const struct region *r, uint32_t *until)
{
    struct page_block *blocks = page_blocks(b->page);
    uint8_t flags = believed_flags(b, r);

    for (unsigned i = 0; i < FLAG_COUNT; i++) {
        if ((flags >> i & 1) == 0)
            continue;
        for (uint32_t at = r->first > until[i] ? r->first : until[i]; at < r->end; at++)
            blocks[at].flags |= (uint8_t)(1u << i);
        until[i] = r->end > until[i] ? r->end : until[i];
    }
}

static void add_headlines(struct html_blocks *b, bool in_menu)
{
    const struct page_block *blocks = page_blocks(b->page);

    for (size_t i = 0; i < b->headline_count; i++) {
        const struct page_block *h = &blocks[b->headlines[i]];

        if (((h->flags & MENU_FLAGS) != 0) == in_menu)
            page_add_title(b->page, PAGE_FROM_H1,
                           slice_of(b->page->text.p + h->start, h->end - h->start));
    }
}

void html_blocks_finish(struct html_blocks *b)
{
    uint32_t until[FLAG_COUNT] = {0};

    if (!html_blocks_ok(b))
        return;
    while (b->frames.n > sizeof(struct frame))
        html_blocks_close(b);
    end_block(b);
    for (uint32_t i = 0; i < region_count(b); i++)
        flag_blocks(b, region_at(b, i), until);
    add_headlines(b, false);
    add_headlines(b, true);
}
