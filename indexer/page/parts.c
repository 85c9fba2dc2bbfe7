#include "indexer/page/parts.h"

#include "base/codec.h"
#include "base/utf8.h"
#include "indexer/page/list_marks.h"
#include "stemmers/letters.h"

/* Lines shorter than this are never the width a text was wrapped at, longer ones neither. */
#define WRAP_MIN_CHARS 40u
#define WRAP_MAX_CHARS 240u
#define WRAP_SLACK_CHARS 4u
#define WRAP_WORD_MAX_CHARS 20u  /* longer ones tell little of the room there was */
#define WRAP_LEAST_LINES 3       /* that were wrapped */
#define WRAP_BROKEN_SHARE 4       /* a quarter at least: German has many capitals */
#define WRAP_LONGER_SHARE 8u     /* an eighth may be longer: addresses, tables */
#define MANY_WORDS 1000u
#define NOTE_MAX_BYTES 5          /* "[123]" */
#define CUT_OFF_MAX_CHARS 100u

/* Marks that may close a sentence behind its full stop. */
static bool is_closing(uint32_t c)
{
    switch (c) {
    case '"': case '\'': case ')': case ']': case ' ': case 0xa0: case 0xbb: case 0xab: case 0x201c: case 0x201d:
    case 0x2019:
        return true;
    default:
        return false;
    }
}

static unsigned trait_of_end(uint32_t c)
{
    switch (c) {
    case '.': case '!': case '?': case 0x2026: case 0x3002: case 0xff01: case 0xff1f:
        return PART_STOP;
    case ',': case ';': case '-': case 0x2013: case 0x2014: case 0x3001:
        return PART_PUNCTUATED;
    case ':':
        return PART_COLON;
    default:
        return 0;
    }
}

static uint32_t last_of(struct slice s, struct slice *before)
{
    const uint8_t *p = s.p + s.n - 1, *next;

    while (p > s.p && utf8_is_continuation(*p))
        p--;
    *before = slice_of(s.p, (size_t)(p - s.p));
    return utf8_next(p, s.p + s.n, &next);
}

/* Without the numbers of notes behind a sentence: "on the Baltic.[1][12]", "[a]". */
static struct slice without_notes(struct slice s)
{
    while (s.n > 0 && s.p[s.n - 1] == ']') {
        const uint8_t *open = memrchr(s.p, '[', s.n);

        if (open == NULL || open == s.p || slice_end(s) - open > NOTE_MAX_BYTES)
            return s;
        s.n = (size_t)(open - s.p);
    }
    return s;
}

static unsigned ending(struct slice s)
{
    uint32_t c = 0;

    s = without_notes(s);
    while (s.n > 0) {
        struct slice before;

        c = last_of(s, &before);
        if (!is_closing(c) || before.n == 0)
            break;
        s = before;
    }
    return trait_of_end(c);
}

static unsigned beginning(struct slice s)
{
    const uint8_t *end = slice_end(s), *p;
    uint32_t c = utf8_next(s.p, end, &p);
    unsigned traits = 0;

    if (is_list_mark(c) && (p == end || *p == ' ' || c > 0x7f))
        traits |= PART_BULLET;
    if (c == '[' && s.p[s.n - 1] == ']')
        traits |= PART_BRACKETS;
    return traits;
}

#define ONES 0x0101010101010101u

/* Of eight bytes, a 1 in each that is no white space or control character. */
static uint64_t visible(uint64_t v)
{
    return (((v & 0x7f * ONES) + 0x5f * ONES) | v) >> 7 & ONES;
}

static uint64_t continuation(uint64_t v)
{
    return (v >> 7) & ~(v >> 6) & ONES;
}

/* Sum of eight bytes, each 0 or 1. */
static uint32_t sum(uint64_t v)
{
    return (uint32_t)(v * ONES >> 56);
}

struct counts {
    uint32_t words, continued;
    uint64_t before;          /* 1: the byte before is visible */
};

/* A word begins with a visible byte behind one that is not. */
static void count_bytes(struct counts *c, uint64_t v)
{
    uint64_t seen = visible(v);

    c->words += sum(seen & ~(seen << 8 | c->before));
    c->continued += sum(continuation(v));
    c->before = seen >> 56;
}

/* Blanks that keep words on one line. */
static uint32_t count_hard_blanks(struct slice s)
{
    uint32_t count = 0;
    const uint8_t *end = slice_end(s), *p = s.p;

    while ((p = memchr(p, 0xc2, (size_t)(end - p))) != NULL && ++p < end)
        count += *p == 0xa0;
    return count;
}

static void count(struct slice s, struct part *part)
{
    struct counts c = {0, 0, 0};
    uint8_t rest[8] = {0};        /* zeros are no words */
    size_t i;

    for (i = 0; i + 8 <= s.n; i += 8)
        count_bytes(&c, codec_load64(s.p + i));
    for (size_t k = 0; i + k < s.n; k++)
        rest[k] = s.p[i + k];
    count_bytes(&c, codec_load64(rest));
    part->chars = (uint32_t)s.n - c.continued;
    part->words = (uint16_t)(c.words + count_hard_blanks(s));
}

/* One character from start to end: "-----" is no sentence, however long. */
static bool is_rule(struct slice s)
{
    size_t size = 1;

    while (size < s.n && utf8_is_continuation(s.p[size]))
        size++;
    return s.n > size && memcmp(s.p, s.p + size, s.n - size) == 0;
}

/* A sentence of a few words, or so long that it can be nothing else. */
static bool reads_like_prose(const struct part *part)
{
    if (part->traits & (PART_BRACKETS | PART_BULLET))
        return part->chars >= 120 && (part->traits & PART_STOP);
    return (part->words >= 4 && part->chars >= 20 && (part->traits & PART_STOP)) || part->chars >= 160;
}

/* "Bakers of three towns meet on the first ...": what is left of a title where a list has no room. */
static bool is_cut_off(struct slice s, const struct part *part)
{
    return part->chars <= CUT_OFF_MAX_CHARS && (slice_ends_with(s, SLICE_LITERAL("...")) || slice_ends_with(s, SLICE_LITERAL("…")));
}

static void shape(const struct page *p, struct part *part)
{
    struct slice s = part_text(p, part);

    if (s.n <= PART_SHORT_BYTES) {
        count(s, part);
    } else {
        part->chars = part->end - part->start;
        part->words = MANY_WORDS;
    }
    part->traits = (uint8_t)(part->traits | ending(s) | beginning(s));
    if (reads_like_prose(part) && !is_rule(s) && !is_cut_off(s, part))
        part->traits |= PART_PROSE;
}

/* Line breaks between two blocks. */
static unsigned breaks_between(const struct page *p, size_t from, size_t to)
{
    unsigned n = 0;

    for (size_t i = from; i < to && n < 2; i++)
        n += p->text.p[i] == '\n';
    return n;
}

static uint32_t chars_of(const struct page *p, size_t start, size_t end)
{
    return (uint32_t)utf8_count(slice_of(p->text.p + start, end - start));
}

/* Columns from the start of the line to the end of the block: indentation counts. */
static uint32_t columns(const struct page *p, const struct page_block *b)
{
    size_t start = b->start;

    while (start > 0 && p->text.p[start - 1] != '\n')
        start--;
    return chars_of(p, start, b->end);
}

static struct slice block_text(const struct page *p, const struct page_block *b)
{
    return slice_of(p->text.p + b->start, b->end - b->start);
}

static uint32_t first_word_chars(const struct page *p, const struct page_block *b)
{
    size_t end = b->start;

    while (end < b->end && p->text.p[end] > ' ')
        end++;
    return chars_of(p, b->start, end);
}

/* Of the lines that another one follows: how many have each number of columns, the last more than all;
 * for each width how many fit it, having no room for the next one's first word; and of these, how many
 * break off a sentence: the next one begins with no capital. Counts are what is more than for the width before. */
struct wrap {
    uint32_t lines[WRAP_MAX_CHARS + 2];
    int32_t fitting[WRAP_MAX_CHARS + 2], broken[WRAP_MAX_CHARS + 2];
};

#define ALPHABETS_END 0x1000u     /* what comes behind is written without blanks, or is a mark */

static bool goes_on_with(uint32_t c)
{
    return c < ALPHABETS_END && !letters_is_capital(c);
}

static void add_line(struct wrap *w, const struct page *p, const struct page_block *b)
{
    uint32_t from, to;
    int32_t broken;
    const uint8_t *next;

    if (b[0].end - b[0].start > WRAP_MAX_CHARS * UTF8_MAX_BYTES) {
        w->lines[WRAP_MAX_CHARS + 1]++;
        return;
    }
    from = columns(p, &b[0]);
    if (from > WRAP_MAX_CHARS) {
        w->lines[WRAP_MAX_CHARS + 1]++;
        return;
    }
    w->lines[from]++;
    to = from + first_word_chars(p, &b[1]);
    if (to < WRAP_MIN_CHARS || to > from + WRAP_WORD_MAX_CHARS)
        return;
    to = to < WRAP_MAX_CHARS ? to + 1 : WRAP_MAX_CHARS + 1;
    broken = goes_on_with(utf8_next(p->text.p + b[1].start, p->text.p + b[1].end, &next));
    w->fitting[from]++;
    w->fitting[to]--;
    w->broken[from] += broken;
    w->broken[to] -= broken;
}

/* Few lines are longer, and some that fit break off a sentence: headlines do not. */
static uint32_t best_width(const struct wrap *w)
{
    uint32_t longer = w->lines[WRAP_MAX_CHARS + 1], best = 0;
    int32_t fitting = 0, broken = 0, most = WRAP_LEAST_LINES - 1;

    for (uint32_t i = 0; i <= WRAP_MAX_CHARS; i++)
        longer += w->lines[i];
    for (uint32_t i = 0; i <= WRAP_MAX_CHARS; i++) {
        fitting += w->fitting[i];
        broken += w->broken[i];
        longer -= w->lines[i];
        if (i >= WRAP_MIN_CHARS && fitting > most && longer * WRAP_LONGER_SHARE <= (uint32_t)fitting
            && broken * WRAP_BROKEN_SHARE >= fitting) {
            most = fitting;
            best = i;
        }
    }
    return best;
}

/* The width that the paragraphs of a plain text were wrapped at; 0 where lines are whole paragraphs. */
static uint32_t wrap_width(const struct page *p)
{
    const struct page_block *blocks = page_blocks(p);
    struct wrap wrap = {{0}, {0}, {0}};

    for (size_t i = 0; i + 1 < page_block_count(p); i++)
        if (breaks_between(p, blocks[i].end, blocks[i + 1].start) == 1 && !is_rule(block_text(p, &blocks[i])))
            add_line(&wrap, p, &blocks[i]);
    return best_width(&wrap);
}

/* Whether the next line was broken off this one: its first word had no room left. */
static bool goes_on(const struct page *p, const struct page_block *b, uint32_t width)
{
    return b[0].kind != PAGE_HEADING && b[1].kind != PAGE_HEADING && b[0].end - b[0].start >= width / 3
           && breaks_between(p, b[0].end, b[1].start) == 1
           && !(beginning(block_text(p, &b[1])) & PART_BULLET) && !is_rule(block_text(p, &b[0])) && !is_rule(block_text(p, &b[1]))
           && columns(p, &b[0]) <= width && columns(p, &b[0]) + 1 + first_word_chars(p, &b[1]) + WRAP_SLACK_CHARS > width;
}

static bool is_plain(const struct page *p)
{
    for (size_t i = 0; i < page_block_count(p); i++)
        if (page_blocks(p)[i].kind == PAGE_LINE)
            return true;
    return false;
}

void parts_of(const struct page *p, struct buf *out)
{
    const struct page_block *blocks = page_blocks(p);
    size_t count = page_block_count(p);
    bool plain = is_plain(p);
    uint32_t width = plain ? wrap_width(p) : 0;

    for (size_t i = 0; i < count; i++) {
        struct part part = {.start = blocks[i].start, .shape = blocks[i]};

        if (i == 0 || !plain || breaks_between(p, blocks[i - 1].end, blocks[i].start) > 1)
            part.traits = PART_GAP;
        while (width > 0 && i + 1 < count && goes_on(p, &blocks[i], width))
            i++;
        part.end = blocks[i].end;
        shape(p, &part);
        buf_append(out, &part, sizeof part);
    }
}
