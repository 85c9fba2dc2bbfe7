#include "indexer/formats/markdown.h"

#include "base/utf8.h"
#include "indexer/formats/front_matter.h"
#include "indexer/formats/markdown_inline.h"

#define FENCE_LEAST 3
#define WRAP_COLUMNS 78u       /* as html2text.py wraps */
#define HEADING_LINES 6u

struct markdown {
    struct page *page;
    struct slice rest;         /* behind the line at hand */
    struct buf raw;            /* lines of the block at hand */
    struct buf text;           /* the same without marks */
    uint8_t kind, level;       /* of the block at hand */
    bool hard_break;           /* at the end of the last line */
    uint32_t containers;       /* numbers given so far */
    uint32_t section, list;    /* containers of the block at hand; list 0: in none */
    uint8_t fence;             /* '`' or '~' within fenced code, 0 outside */
    size_t fence_size;
    bool in_comment;
    bool after_blank;
};

/* Takes the first line off *rest, without its line break. */
static struct slice take_line(struct slice *rest)
{
    const uint8_t *stop = memchr(rest->p, '\n', rest->n);
    struct slice line = slice_of(rest->p, stop == NULL ? rest->n : (size_t)(stop - rest->p));

    *rest = slice_drop(*rest, line.n + (stop != NULL));
    return line;
}

static size_t run_size(struct slice s, uint8_t c)
{
    size_t n = 0;

    while (n < s.n && s.p[n] == c)
        n++;
    return n;
}

/* Whether the line is three or more of c and blanks. */
static bool is_rule(struct slice line, uint8_t c)
{
    size_t count = 0;

    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] != c && !slice_is_space(line.p[i]))
            return false;
        count += line.p[i] == c;
    }
    return count >= 3;
}

static void end_block(struct markdown *m)
{
    size_t chars = 0, link_chars = 0;

    buf_clear(&m->text);
    if (m->kind == PAGE_CODE)
        buf_append_slice(&m->text, buf_slice(&m->raw));
    else
        markdown_inline_append(&m->text, buf_slice(&m->raw), &chars, &link_chars);
    if (m->kind == PAGE_HEADING && slice_trim(buf_slice(&m->text)).n > 0) {
        m->section = ++m->containers;
        if (m->level == 1)
            page_add_title(m->page, PAGE_FROM_H1, buf_slice(&m->text));
    }
    page_add_block(m->page, buf_slice(&m->text),
                   (struct page_block){
                       .kind = m->kind,
                       .level = (uint8_t)m->level,
                       .link_percent = (uint8_t)(chars == 0 ? 0 : link_chars * 100 / chars),
                       .parent = m->kind == PAGE_ITEM || m->kind == PAGE_CELL ? m->list : m->section,
                   });
    buf_clear(&m->raw);
    m->kind = PAGE_PARAGRAPH;
    m->level = 0;
    m->hard_break = false;
}

static void begin_block(struct markdown *m, enum page_block_kind kind, unsigned level)
{
    end_block(m);
    m->kind = (uint8_t)kind;
    m->level = (uint8_t)level;
}

/* A line of a paragraph, item or quote. */
static void add_line(struct markdown *m, struct slice line)
{
    struct slice text = slice_trim(line);
    bool escaped = text.n > 0 && text.p[text.n - 1] == '\\';

    if (m->raw.n > 0)
        buf_append_byte(&m->raw, m->hard_break ? '\n' : ' ');
    m->hard_break = escaped || slice_ends_with(line, SLICE_LITERAL("  "));
    buf_append_slice(&m->raw, slice_of(text.p, text.n - escaped));
}

static void add_code(struct markdown *m, struct slice line)
{
    buf_append_slice(&m->raw, line);
    buf_append_byte(&m->raw, '\n');
}

/* ``` or ~~~ opens and closes code. */
static bool take_fence(struct markdown *m, struct slice text)
{
    uint8_t c = text.n > 0 ? text.p[0] : 0;
    size_t size = run_size(text, c);

    if (m->fence != 0) {
        if (c != m->fence || size < m->fence_size || size < text.n)
            return false;
        m->fence = 0;
        end_block(m);
        return true;
    }
    if ((c != '`' && c != '~') || size < FENCE_LEAST
        || (c == '`' && size < text.n && memchr(text.p + size, '`', text.n - size) != NULL))
        return false;
    begin_block(m, PAGE_CODE, 0);
    m->fence = c;
    m->fence_size = size;
    return true;
}

/* Whether a link's text or address has no end yet. */
static bool is_open(struct slice raw)
{
    int brackets = 0, parens = 0;

    for (size_t i = 0; i < raw.n; i++) {
        uint8_t c = raw.p[i];

        if (parens > 0 || (c == '(' && i > 0 && raw.p[i - 1] == ']'))
            parens += (c == '(') - (c == ')');
        else
            brackets += (c == '[') - (c == ']');
    }
    return brackets > 0 || parens > 0;
}

/* Programs that wrap what they write wrap headings, too: a link goes on, or there was no room for the
 * next line's first word, and that line is all of the rest.                     */
static bool heading_goes_on(const struct markdown *m, struct slice line)
{
    struct slice rest = m->rest, next, word;

    if (rest.n == 0)
        return false;
    next = slice_trim(take_line(&rest));
    if (next.n == 0 || is_open(buf_slice(&m->raw)))
        return next.n > 0;
    word = next;
    for (size_t i = 0; i < next.n && word.n == next.n; i++)
        if (next.p[i] == ' ')
            word.n = i;
    return utf8_count(line) <= WRAP_COLUMNS && utf8_count(line) + 1 + utf8_count(word) > WRAP_COLUMNS
           && utf8_count(next) <= WRAP_COLUMNS && (rest.n == 0 || slice_trim(take_line(&rest)).n == 0);
}

/* # Heading ## */
static bool take_heading(struct markdown *m, struct slice text)
{
    struct slice line = text;
    size_t level = run_size(text, '#');
    struct slice title;

    if (level == 0 || level > 6 || (level < text.n && !slice_is_space(text.p[level])))
        return false;
    title = slice_trim(slice_drop(text, level));
    while (title.n > 0 && title.p[title.n - 1] == '#')
        title.n--;
    begin_block(m, PAGE_HEADING, (unsigned)level);
    add_line(m, slice_trim(title));
    for (unsigned lines = 1; lines < HEADING_LINES && heading_goes_on(m, line); lines++) {
        line = slice_trim(take_line(&m->rest));
        add_line(m, line);
    }
    end_block(m);
    m->list = 0;
    return true;
}

/* The line under a paragraph that makes it a heading. */
static bool take_underline(struct markdown *m, struct slice text)
{
    bool equals = run_size(text, '=') == text.n, hyphens = run_size(text, '-') == text.n;

    if (text.n == 0 || m->raw.n == 0 || m->kind != PAGE_PARAGRAPH || (!equals && !hyphens))
        return false;
    m->kind = PAGE_HEADING;
    m->level = equals ? 1 : 2;
    end_block(m);
    m->list = 0;
    return true;
}

static bool take_rule(struct markdown *m, struct slice text)
{
    if (!is_rule(text, '-') && !is_rule(text, '*') && !is_rule(text, '_'))
        return false;
    end_block(m);
    m->list = 0;
    return true;
}

/* Bytes of "- ", "* ", "+ ", "1. " or "1) ", 0 where there is none. */
static size_t marker_size(struct slice text)
{
    size_t n = 0;

    while (n < text.n && n < 9 && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    if (n < text.n && (n > 0 ? text.p[n] == '.' || text.p[n] == ')'
                             : text.p[0] == '-' || text.p[0] == '*' || text.p[0] == '+'))
        n++;
    else
        return 0;
    return n < text.n && slice_is_space(text.p[n]) ? n + 1 : 0;
}

/* Without the box of a task: "[x] ". */
static struct slice without_box(struct slice text)
{
    bool has = text.n > 3 && text.p[0] == '[' && text.p[2] == ']' && slice_is_space(text.p[3])
               && (text.p[1] == ' ' || (text.p[1] | 0x20) == 'x');

    return has ? slice_drop(text, 4) : text;
}

static bool take_item(struct markdown *m, struct slice text)
{
    size_t size = marker_size(text);

    if (size == 0)
        return false;
    begin_block(m, PAGE_ITEM, 0);
    if (m->list == 0)
        m->list = ++m->containers;
    add_line(m, without_box(slice_trim(slice_drop(text, size))));
    return true;
}

static bool take_quote(struct markdown *m, struct slice text)
{
    if (text.n == 0 || text.p[0] != '>')
        return false;
    while (text.n > 0 && (text.p[0] == '>' || slice_is_space(text.p[0])))
        text = slice_drop(text, 1);
    if (m->kind != PAGE_QUOTE || text.n == 0)
        begin_block(m, PAGE_QUOTE, 0);
    add_line(m, text);
    return true;
}

/* | a | b |; the row of hyphens under a table's head is none. */
static bool take_cells(struct markdown *m, struct slice text)
{
    bool is_text = false;

    if (text.n < 2 || text.p[0] != '|')
        return false;
    for (size_t i = 0; i < text.n && !is_text; i++)
        is_text = strchr("|-: \t", text.p[i]) == NULL || text.p[i] == 0;
    if (m->list == 0)
        m->list = ++m->containers;
    while (is_text && text.n > 0) {
        const uint8_t *stop = memchr(text.p, '|', text.n);
        size_t n = stop == NULL ? text.n : (size_t)(stop - text.p);

        begin_block(m, PAGE_CELL, 0);
        add_line(m, slice_of(text.p, n));
        end_block(m);
        text = slice_drop(text, n + (stop != NULL));
    }
    return true;
}

/* [name]: address */
static bool take_definition(const struct markdown *m, struct slice text)
{
    const uint8_t *close = text.n > 2 && text.p[0] == '[' && m->raw.n == 0 && text.p[1] != '^'
                               ? memchr(text.p, ']', text.n) : NULL;

    return close != NULL && close + 1 < text.p + text.n && close[1] == ':';
}

static bool take_comment(struct markdown *m, struct slice text)
{
    if (!m->in_comment && !slice_starts_with(text, SLICE_LITERAL("<!--")))
        return false;
    m->in_comment = text.n == 0 || memmem(text.p, text.n, "-->", 3) == NULL;
    return true;
}

static void take_blank(struct markdown *m)
{
    if (m->kind == PAGE_CODE)
        add_code(m, (struct slice){0});
    else
        end_block(m);
    m->after_blank = true;
}

/* Four blanks after a blank line, or further such lines. */
static bool take_indented(struct markdown *m, struct slice line)
{
    bool indented = slice_starts_with(line, SLICE_LITERAL("    "))
                    || slice_starts_with(line, SLICE_LITERAL("\t"));

    if (m->kind == PAGE_CODE && !indented)
        end_block(m);
    if (!indented || m->list != 0 || (m->kind != PAGE_CODE && m->raw.n > 0))
        return false;
    if (m->kind != PAGE_CODE)
        begin_block(m, PAGE_CODE, 0);
    add_code(m, line);
    return true;
}

static void take_text(struct markdown *m, struct slice line)
{
    /* a paragraph that is not indented ends the list above it */
    if (m->after_blank && line.n > 0 && !slice_is_space(line.p[0]))
        m->list = 0;
    add_line(m, line);
}

static void take(struct markdown *m, struct slice line)
{
    struct slice text = slice_trim(line);

    if (take_fence(m, text))
        return;
    if (m->fence != 0) {
        add_code(m, line);
        return;
    }
    if (take_comment(m, text))
        return;
    if (text.n == 0) {
        take_blank(m);
        return;
    }
    if (!take_indented(m, line) && !take_heading(m, text) && !take_underline(m, text)
        && !take_rule(m, text) && !take_item(m, text) && !take_quote(m, text)
        && !take_cells(m, text) && !take_definition(m, text))
        take_text(m, line);
    m->after_blank = false;
}

enum status markdown_read_page(struct slice text, struct page *p, struct err *e)
{
    struct markdown m = {.page = p, .kind = PAGE_PARAGRAPH, .after_blank = true};
    bool stored;

    buf_init(&m.raw, p->text.max);
    buf_init(&m.text, p->text.max);
    if (slice_starts_with(text, SLICE_LITERAL("\xef\xbb\xbf")))
        text = slice_drop(text, 3);
    stored = front_matter_read(p, &text);
    m.rest = text;
    while (m.rest.n > 0)
        take(&m, take_line(&m.rest));
    end_block(&m);
    stored = stored && buf_ok(&m.raw) && buf_ok(&m.text) && page_ok(p);
    buf_release(&m.raw);
    buf_release(&m.text);
    return stored ? OK : err_memory(e, "a page");
}
