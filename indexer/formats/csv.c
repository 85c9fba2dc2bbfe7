#include "indexer/formats/csv.h"

#include <stdio.h>

#include "base/utf8.h"
#include "indexer/formats/charset.h"
#include "indexer/formats/charset_twice.h"
#include "store/user_fields.h"

#define COLUMNS_MAX 4096
#define SAMPLE_BYTES ((size_t)64 << 10)

/* A field within row.text. */
struct cell {
    size_t start, end;
};

struct csv {
    struct lines *lines;
    uint8_t separator;
    const char *charset;      /* of the first bytes; null: UTF-8 */
    struct buf text;          /* of the row: its fields, unquoted, valid UTF-8 */
    struct buf raw;           /* of a field, as it is in the file */
    struct buf cells;
    uint64_t line;            /* where the row begins */
    const char *wrong;        /* with the row; null: nothing */
    size_t column_count;
    size_t columns[FIELD_COUNT];   /* of the header; SIZE_MAX: there is none */
    size_t user_columns[FIELDS_USER_MAX];
};

static struct slice without_break(struct slice line)
{
    if (line.n > 0 && line.p[line.n - 1] == '\n')
        line.n--;
    if (line.n > 0 && line.p[line.n - 1] == '\r')
        line.n--;
    return line;
}

static size_t cell_count(const struct csv *c)
{
    return c->cells.n / sizeof(struct cell);
}

static struct slice cell_text(const struct csv *c, size_t i)
{
    const struct cell *cell = (const struct cell *)(const void *)c->cells.p + i;

    return slice_of(c->text.p + cell->start, cell->end - cell->start);
}

static void append_utf8(struct buf *text, struct slice cell)
{
    size_t start = text->n, size = cell.n;

    buf_append_slice(text, cell);
    if (!buf_ok(text))
        return;
    charset_undo_twice(text->p + start, &size);
    text->n = start + size;
}

static void end_cell(struct csv *c)
{
    struct cell cell = {.start = c->text.n};
    struct slice raw = buf_slice(&c->raw);
    struct charset_found found;

    if (utf8_valid_prefix(raw) == raw.n)
        append_utf8(&c->text, raw);
    else if (c->charset == NULL
             || charset_decode_damaged(raw, c->charset, (struct slice){0}, &c->text, &found) != NULL)
        utf8_append_repaired(&c->text, raw);
    buf_clear(&c->raw);
    cell.end = c->text.n;
    buf_append(&c->cells, &cell, sizeof cell);
}

/* What is before the quote that ends the field; two quotes are one of its characters.
 * False where the line ends first.                                             */
static bool take_quoted(struct csv *c, struct slice *rest)
{
    const uint8_t *quote;

    while (rest->n > 0 && (quote = memchr(rest->p, '"', rest->n)) != NULL) {
        size_t n = (size_t)(quote - rest->p);
        bool doubled = n + 1 < rest->n && quote[1] == '"';

        buf_append(&c->raw, rest->p, n + doubled);
        *rest = slice_drop(*rest, n + 1 + doubled);
        if (!doubled)
            return true;
    }
    buf_append_slice(&c->raw, *rest);
    *rest = (struct slice){0};
    return false;
}

/* The next line of a quoted field. False at the end of the file. */
static enum status more_lines(struct csv *c, struct slice *rest, struct err *e)
{
    TRY(lines_next(c->lines, e));
    *rest = c->lines->line;
    if (c->lines->ended)
        c->wrong = "a quoted field does not end";
    if (c->lines->too_long || c->raw.n + c->text.n + rest->n > LINES_MAX_BYTES) {
        c->wrong = "the row is longer than 256 MB";
        buf_clear(&c->raw);
    }
    return OK;
}

/* A field and the separator behind it; *more tells whether there was one. */
static enum status take_cell(struct csv *c, struct slice *rest, bool *more, struct err *e)
{
    const uint8_t *stop;
    size_t n;

    if (rest->n > 0 && rest->p[0] == '"') {
        *rest = slice_drop(*rest, 1);
        while (!take_quoted(c, rest) && !c->lines->ended)
            TRY(more_lines(c, rest, e));
    }
    stop = rest->n == 0 ? NULL : memchr(rest->p, c->separator, rest->n);
    *more = stop != NULL;
    n = *more ? (size_t)(stop - rest->p) : without_break(*rest).n;
    buf_append(&c->raw, rest->p, n);
    *rest = *more ? slice_drop(*rest, n + 1) : (struct slice){0};
    end_cell(c);
    return OK;
}

/* The row that begins with the line at hand. */
static enum status take_row(struct csv *c, struct err *e)
{
    struct slice rest = c->lines->line;
    bool more = true;

    buf_clear(&c->text);
    buf_clear(&c->raw);
    buf_clear(&c->cells);
    c->line = c->lines->number;
    c->wrong = c->lines->too_long ? "the row is longer than 256 MB" : NULL;
    while (more && c->wrong == NULL && cell_count(c) <= COLUMNS_MAX)
        TRY(take_cell(c, &rest, &more, e));
    return buf_ok(&c->text) && buf_ok(&c->raw) && buf_ok(&c->cells) ? OK
                                                                    : err_memory(e, "a row");
}

/* Reads rows until one is not blank; lines->ended behind the last one. */
static enum status next_row(struct csv *c, struct err *e)
{
    do
        TRY(lines_next(c->lines, e));
    while (!c->lines->ended && !c->lines->too_long && without_break(c->lines->line).n == 0);
    return c->lines->ended ? OK : take_row(c, e);
}

/* The charset of the line at hand and what was read behind it. */
static const char *find_charset(const struct lines *l)
{
    struct slice sample = l->line;
    struct charset_found found = {.name = NULL};
    struct buf text;

    if (slice_end(l->line) == l->chunk.p)
        sample.n += l->chunk.n;
    sample.n = sample.n < SAMPLE_BYTES ? sample.n : SAMPLE_BYTES;
    buf_init(&text, 4 * SAMPLE_BYTES);
    if (charset_decode(sample, NULL, (struct slice){0}, &text, &found) != NULL)
        found.name = NULL;
    buf_release(&text);
    return found.name;
}

/* The likeliest separator of the line, outside quotes. */
static uint8_t find_separator(struct slice line)
{
    static const char separators[] = ",;\t|";
    size_t counts[4] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < line.n; i++) {
        const char *s = line.p[i] == 0 ? NULL : strchr(separators, line.p[i]);

        quoted ^= line.p[i] == '"';
        if (s != NULL && !quoted)
            counts[s - separators]++;
    }
    for (size_t i = 1; i < 4; i++)
        if (counts[i] > counts[best])
            best = i;
    return (uint8_t)separators[best];
}

static struct slice trim(struct slice s)
{
    while (s.n > 0 && s.p[0] <= ' ')
        s = slice_drop(s, 1);
    while (s.n > 0 && s.p[s.n - 1] <= ' ')
        s.n--;
    return s;
}

/* The first column of that name. */
static size_t column_of(const struct csv *c, struct slice name)
{
    size_t i = 0;

    while (i < c->column_count && !slice_equal(trim(cell_text(c, i)), name))
        i++;
    return i < c->column_count ? i : SIZE_MAX;
}

static enum status read_header(struct csv *c, const struct fields *fields, struct err *e)
{
    struct user_fields pair;

    c->column_count = cell_count(c);
    for (size_t f = 0; f < FIELD_COUNT; f++)
        c->columns[f] = column_of(c, fields_name(fields, (enum field)f));
    user_fields_open(&pair, fields_asked(fields));
    for (size_t f = 0; user_fields_next(&pair); f++)
        c->user_columns[f] = column_of(c, pair.value);
    if (c->wrong == NULL && c->columns[FIELD_BODY] != SIZE_MAX)
        return OK;
    return err_set(e, E_INPUT, "its first line names no column '%.*s' (--fields=body=NAME says which)",
                   SLICE_ARG(fields_name(fields, FIELD_BODY)));
}

static void keep_user_fields(const struct csv *c, struct page *p)
{
    struct user_fields pair;

    user_fields_open(&pair, p->asked);
    for (size_t f = 0; user_fields_next(&pair); f++) {
        struct slice value = c->user_columns[f] == SIZE_MAX ? (struct slice){0}
                                                            : cell_text(c, c->user_columns[f]);

        p->fields_cut |= !user_fields_put(&p->user_fields, pair.name, value);
    }
}

static enum status put_row(struct csv *c, struct page *p, const struct entry_sink *sink,
                           struct err *e)
{
    struct slice values[FIELD_COUNT];

    for (size_t f = 0; f < FIELD_COUNT; f++)
        values[f] = c->columns[f] == SIZE_MAX ? (struct slice){0} : cell_text(c, c->columns[f]);
    page_clear(p);
    fields_fill_page(values, p);
    keep_user_fields(c, p);
    if (!page_ok(p))
        return err_memory(e, "a row");
    return entry_put(sink, &(struct entry){p, values[FIELD_ID], c->line}, e);
}

static enum status take_rows(struct csv *c, struct page *p, const struct entry_sink *sink,
                             struct err *e)
{
    char why[96];

    for (;;) {
        TRY(next_row(c, e));
        if (c->lines->ended && cell_count(c) == 0)
            return OK;
        if (c->wrong == NULL && cell_count(c) != c->column_count) {
            snprintf(why, sizeof why, "%zu fields where the header has %zu", cell_count(c),
                     c->column_count);
            c->wrong = why;
        }
        if (c->wrong != NULL)
            sink->refuse(sink->context, c->line, c->wrong);
        else
            TRY(put_row(c, p, sink, e));
        buf_clear(&c->cells);
    }
}

static enum status read_table(struct csv *c, enum csv_kind kind, const struct fields *fields,
                              struct page *p, const struct entry_sink *sink, struct err *e)
{
    do
        TRY(lines_next(c->lines, e));
    while (!c->lines->ended && !c->lines->too_long && without_break(c->lines->line).n == 0);
    if (c->lines->ended)
        return OK;
    c->charset = find_charset(c->lines);
    c->separator = kind == CSV_TABS ? '\t' : find_separator(c->lines->line);
    TRY(take_row(c, e));
    TRY(read_header(c, fields, e));
    buf_clear(&c->cells);
    return take_rows(c, p, sink, e);
}

enum status csv_read(struct lines *l, enum csv_kind kind, const struct fields *fields,
                     const struct entry_sink *sink, struct err *e)
{
    struct csv c = {.lines = l};
    struct page page;
    enum status status;

    buf_init(&c.text, 4 * LINES_MAX_BYTES);
    buf_init(&c.raw, LINES_MAX_BYTES);
    buf_init(&c.cells, (COLUMNS_MAX + 2) * sizeof(struct cell));
    page_init(&page);
    page.asked = fields_asked(fields);
    status = read_table(&c, kind, fields, &page, sink, e);
    page_release(&page);
    buf_release(&c.text);
    buf_release(&c.raw);
    buf_release(&c.cells);
    return status;
}
