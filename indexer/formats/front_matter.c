#include "indexer/formats/front_matter.h"

#include <strings.h>

#include "base/utf8.h"
#include "indexer/formats/fields.h"

#define FRONT_MATTER_MAX ((size_t)64 << 10)

struct front_matter {
    struct page *page;
    struct slice rest;       /* what is not yet read of it */
    bool toml, in_table;
    struct slice name;       /* whose value is read, or was last */
    struct buf value;        /* read last, without quotes and escapes */
    struct buf authors;      /* with commas between */
};

static uint8_t next_byte(const struct front_matter *f)
{
    return f->rest.n > 0 ? f->rest.p[0] : 0;
}

static bool at(const struct front_matter *f, const char *mark)
{
    return slice_starts_with(f->rest, slice_of_string(mark));
}

static void skip(struct front_matter *f, size_t n)
{
    f->rest = slice_drop(f->rest, n < f->rest.n ? n : f->rest.n);
}

static void skip_blanks(struct front_matter *f)
{
    while (next_byte(f) == ' ' || next_byte(f) == '\t')
        skip(f, 1);
}

/* Takes the first line off *rest, without its line break. */
static struct slice take_line(struct slice *rest)
{
    const uint8_t *stop = rest->n == 0 ? NULL : memchr(rest->p, '\n', rest->n);
    struct slice line = slice_of(rest->p, stop == NULL ? rest->n : (size_t)(stop - rest->p));

    *rest = slice_drop(*rest, line.n + (stop != NULL));
    return line;
}

static bool is_name(struct slice name, const char *wanted)
{
    return name.n == strlen(wanted) && strncasecmp((const char *)name.p, wanted, name.n) == 0;
}

/* The value that was read is one of the name's. */
static void offer(struct front_matter *f)
{
    struct page *p = f->page;
    struct slice name = f->name, value = slice_trim(buf_slice(&f->value));

    fields_offer(p, name, value);
    if (f->in_table || value.n == 0)
        return;
    if (is_name(name, "title"))
        page_add_title(p, PAGE_FROM_RECORD, value);
    else if (is_name(name, "date") || is_name(name, "published"))
        page_add_date(p, PAGE_FROM_RECORD, value);
    else if (is_name(name, "lang") || is_name(name, "language"))
        p->lang = page_keep(p, value);
    else if (is_name(name, "url"))
        p->url = page_keep(p, value);
    else if (is_name(name, "author") || is_name(name, "authors")) {
        buf_append_string(&f->authors, f->authors.n > 0 ? ", " : "");
        buf_append_slice(&f->authors, value);
    }
}

/* \uXXXX, or \UXXXXXXXX of `digits` digits: its character. */
static void take_code_point(struct front_matter *f, size_t digits)
{
    uint32_t c = 0;
    uint8_t bytes[UTF8_MAX_BYTES];

    for (size_t i = 0; i < digits; i++, skip(f, 1)) {
        uint8_t digit = next_byte(f), letter = digit | 0x20;

        if (digit >= '0' && digit <= '9')
            c = c << 4 | (uint32_t)(digit - '0');
        else if (letter >= 'a' && letter <= 'f')
            c = c << 4 | (uint32_t)(letter - 'a' + 10);
        else
            break;
    }
    if (c < ' ' || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        c = UTF8_REPLACEMENT;
    buf_append(&f->value, bytes, utf8_encode(c, bytes));
}

/* What follows a backslash. */
static void take_escape(struct front_matter *f)
{
    uint8_t c = next_byte(f);

    skip(f, 1);
    if (c == 'u' || c == 'U')
        take_code_point(f, c == 'u' ? 4 : 8);
    else if (c == 'n' || c == 't' || c == 'r' || c == '\n')
        buf_append_byte(&f->value, ' ');
    else if (c >= ' ')
        buf_append_byte(&f->value, c);
}

/* Text in quotes, up to the same quotes: " and ', in TOML also three of them. */
static void take_quoted(struct front_matter *f)
{
    uint8_t quote = next_byte(f);
    const char *mark = quote == '"' ? "\"\"\"" : "'''";

    if (!f->toml || !at(f, mark))
        mark += 2;
    skip(f, strlen(mark));
    while (f->rest.n > 0) {
        uint8_t c = next_byte(f);

        if (!f->toml && quote == '\'' && at(f, "''")) {
            skip(f, 1);
        } else if (at(f, mark)) {
            skip(f, strlen(mark));
            return;
        }
        skip(f, 1);
        if (c == '\\' && quote == '"') {
            take_escape(f);
            continue;
        }
        buf_append_byte(&f->value, c == '\n' ? ' ' : c);
        if (c == '\n')
            skip_blanks(f);
    }
}

/* Words without quotes, up to the end of the line or a comment; in a list also to a comma or
 * bracket. */
static void take_plain(struct front_matter *f, bool in_list)
{
    uint8_t before = ' ';

    for (uint8_t c; f->rest.n > 0 && (c = next_byte(f)) != '\n'; skip(f, 1)) {
        if ((c == '#' && (f->toml || slice_is_space(before))) || (in_list && (c == ',' || c == ']')))
            return;
        buf_append_byte(&f->value, c);
        before = c;
    }
}

/* The rest of a value of YAML in the lines below that are indented, up to an item of a list unless
 * the value is a block of text. */
static void take_indented(struct front_matter *f, bool is_block)
{
    while (!f->toml && (at(f, " ") || at(f, "\t") || (at(f, "\n") && f->value.n > 0))) {
        struct slice rest = f->rest, line = slice_trim(take_line(&rest));

        if (!is_block && slice_starts_with(line, SLICE_LITERAL("- ")))
            return;
        f->rest = rest;
        buf_append_string(&f->value, line.n > 0 && f->value.n > 0 ? " " : "");
        buf_append_slice(&f->value, line);
    }
}

/* [a, "b", [c]]: each is offered by itself. */
static void take_list(struct front_matter *f)
{
    size_t depth = 0;

    while (f->rest.n > 0) {
        uint8_t c = next_byte(f);

        buf_clear(&f->value);
        depth += c == '[';
        if (c == ']' && --depth == 0) {
            skip(f, 1);
            return;
        }
        if (c == '#')
            (void)take_line(&f->rest);
        else if (c == '[' || c == ']' || c == ',' || slice_is_space(c))
            skip(f, 1);
        else if (c == '"' || c == '\'')
            take_quoted(f);
        else
            take_plain(f, true);
        if (f->value.n > 0)
            offer(f);
    }
}

static void take_value(struct front_matter *f)
{
    uint8_t c;

    skip_blanks(f);
    buf_clear(&f->value);
    c = next_byte(f);
    if (c == '[') {
        take_list(f);
    } else if (c == '"' || c == '\'') {
        take_quoted(f);
        offer(f);
    } else if (c == '{') {
        f->name = (struct slice){0};
    } else if (!f->toml && (c == '|' || c == '>')) {
        (void)take_line(&f->rest);
        take_indented(f, true);
        offer(f);
        return;
    } else {
        take_plain(f, false);
        if (slice_trim(buf_slice(&f->value)).n > 0) {
            (void)take_line(&f->rest);
            take_indented(f, false);
            offer(f);
            return;
        }
    }
    (void)take_line(&f->rest);
}

/* name: value, name = value, "- item" of the last name, or a line that is none of these. */
static void take_entry(struct front_matter *f)
{
    struct slice next = f->rest, line = take_line(&next), item = slice_trim(line);
    const uint8_t *sign = line.n == 0 ? NULL : memchr(line.p, f->toml ? '=' : ':', line.n);

    if (!f->toml && f->name.n > 0 && slice_starts_with(item, SLICE_LITERAL("- "))) {
        f->rest = slice_drop(f->rest, (size_t)(item.p + 2 - f->rest.p));
        take_value(f);
        return;
    }
    if (f->toml && item.n > 0 && item.p[0] == '[')
        f->in_table = true;
    if (item.n == 0 || item.p[0] == '#' || item.p[0] == '[' || sign == NULL
        || (!f->toml && slice_is_space(line.p[0]))) {
        f->rest = next;
        return;
    }
    f->name = slice_trim(slice_of(line.p, (size_t)(sign - line.p)));
    if (f->name.n > 2 && (f->name.p[0] == '"' || f->name.p[0] == '\''))
        f->name = slice_of(f->name.p + 1, f->name.n - 2);
    skip(f, (size_t)(sign + 1 - line.p));
    take_value(f);
}

static bool take_all(struct page *p, struct slice inside, bool toml)
{
    struct front_matter f = {.page = p, .rest = inside, .toml = toml};
    bool stored;

    buf_init(&f.value, 2 * FRONT_MATTER_MAX);
    buf_init(&f.authors, 2 * FRONT_MATTER_MAX);
    while (f.rest.n > 0)
        take_entry(&f);
    if (f.authors.n > 0)
        p->author = page_keep(p, buf_slice(&f.authors));
    stored = buf_ok(&f.value) && buf_ok(&f.authors);
    buf_release(&f.value);
    buf_release(&f.authors);
    return stored;
}

bool front_matter_read(struct page *p, struct slice *text)
{
    struct slice rest = *text, inside, opening = slice_trim(take_line(&rest));
    bool toml = slice_equal(opening, SLICE_LITERAL("+++"));

    if (!toml && !slice_equal(opening, SLICE_LITERAL("---")))
        return true;
    inside = rest;
    while (rest.n > 0 && text->n - rest.n < FRONT_MATTER_MAX) {
        const uint8_t *start = rest.p;
        struct slice line = slice_trim(take_line(&rest));

        if (slice_equal(line, opening) || (!toml && slice_equal(line, SLICE_LITERAL("...")))) {
            *text = rest;
            return take_all(p, slice_of(inside.p, (size_t)(start - inside.p)), toml);
        }
    }
    return true;
}
