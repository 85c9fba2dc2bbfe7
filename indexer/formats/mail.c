#include "indexer/formats/mail.h"

#include "indexer/formats/charset.h"
#include "indexer/formats/html.h"
#include "indexer/formats/mime.h"

#define DEPTH_MAX 16
#define PARTS_MAX 1000
#define WRAPPED_LEAST 50      /* bytes of a line that may have been broken to fit */

struct message {
    struct page *page;
    struct err *err;
    unsigned parts;           /* seen so far */
};

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static struct slice trim_end(struct slice s)
{
    while (s.n > 0 && slice_is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

static struct slice take_line(struct slice *rest)
{
    const uint8_t *stop = memchr(rest->p, '\n', rest->n);
    struct slice line = slice_of(rest->p, stop == NULL ? rest->n : (size_t)(stop - rest->p));

    *rest = slice_drop(*rest, line.n + (stop != NULL));
    return line;
}

/* The text of a line behind its '>' marks; how many there were in *depth. */
static struct slice unquoted(struct slice line, unsigned *depth)
{
    *depth = 0;
    while (line.n > 0 && (line.p[0] == '>' || (*depth > 0 && line.p[0] == ' '))) {
        *depth += line.p[0] == '>';
        line = slice_drop(line, 1);
    }
    return line;
}

/* Whether the next line goes on with the sentence: it is no item, not indented. */
static bool goes_on(size_t last_size, struct slice line)
{
    return last_size >= WRAPPED_LEAST && line.n > 0 && !slice_is_space(line.p[0]) && line.p[0] != '-'
           && line.p[0] != '*' && line.p[0] != '|';
}

static void add_plain_text(struct page *p, struct slice text)
{
    struct buf block;
    unsigned depth = 0, before = 0;
    size_t last_size = 0;

    buf_init(&block, text.n + 1);
    while (text.n > 0) {
        struct slice line = trim_end(unquoted(take_line(&text), &depth));

        if (depth != before || !goes_on(last_size, line)) {
            page_add_block(p, buf_slice(&block),
                           (struct page_block){.kind = before > 0 ? PAGE_QUOTE : PAGE_LINE});
            buf_clear(&block);
        } else {
            buf_append_byte(&block, ' ');
        }
        buf_append_slice(&block, line);
        last_size = line.n;
        before = depth;
    }
    page_add_block(p, buf_slice(&block),
                   (struct page_block){.kind = before > 0 ? PAGE_QUOTE : PAGE_LINE});
    buf_release(&block);
}

/* HTML brings blocks only: the title and date of a message are those of its headers. */
static enum status add_html(struct page *p, struct slice text, struct err *e)
{
    size_t titles = p->title_count, dates = p->date_count;
    struct page fresh;
    enum status status;

    page_init(&fresh);
    status = html_read_page(text, &fresh, e);
    for (size_t i = 0; status == OK && i < page_block_count(&fresh); i++) {
        struct page_block *b = page_blocks(&fresh) + i;
        page_add_block(p, slice_of(fresh.text.p + b->start, b->end - b->start), *b);
    }
    page_release(&fresh);
    p->title_count = titles;
    p->date_count = dates;
    return status;
}

/* The text of a part in UTF-8. */
static void decode_part(struct slice head, struct slice body, struct buf *out)
{
    struct slice coding = mime_value(mime_header(head, "Content-Transfer-Encoding"));
    struct slice charset = mime_parameter(mime_header(head, "Content-Type"), "charset");
    struct charset_found found;
    struct buf raw;

    buf_init(&raw, body.n + 1);
    if (mime_is(coding, "base64"))
        mime_append_base64(&raw, body);
    else if (mime_is(coding, "quoted-printable"))
        mime_append_quoted_printable(&raw, body);
    else
        buf_append_slice(&raw, body);
    (void)charset_decode_damaged(buf_slice(&raw), NULL, charset, out, &found);
    buf_release(&raw);
}

static enum status add_text_part(struct message *m, struct slice head, struct slice body)
{
    struct slice type = mime_value(mime_header(head, "Content-Type"));
    struct buf text;
    enum status status = OK;

    buf_init(&text, 3 * LINES_MAX_BYTES);
    decode_part(head, body, &text);
    if (!buf_ok(&text))
        status = err_memory(m->err, "a message");
    else if (mime_is(type, "text/html"))
        status = add_html(m->page, buf_slice(&text), m->err);
    else
        add_plain_text(m->page, buf_slice(&text));
    buf_release(&text);
    return status;
}

/* Whether the line is "--" boundary, at the end perhaps with "--" (*last). */
static bool is_boundary(struct slice line, struct slice boundary, bool *last)
{
    struct slice rest;

    line = trim_end(line);
    if (line.n < boundary.n + 2 || line.p[0] != '-' || line.p[1] != '-'
        || memcmp(line.p + 2, boundary.p, boundary.n) != 0)
        return false;
    rest = slice_drop(line, boundary.n + 2);
    *last = slice_equal(rest, SLICE_LITERAL("--"));
    return *last || rest.n == 0;
}

/* The next part of *rest, up to a boundary or the end; false where there is none. */
static bool next_part(struct slice *rest, struct slice boundary, struct slice *part)
{
    struct slice all = *rest;
    bool last = false;

    if (all.n == 0)
        return false;
    while (rest->n > 0) {
        size_t size = all.n - rest->n;

        if (is_boundary(take_line(rest), boundary, &last)) {
            *part = slice_of(all.p, size);
            if (last)
                *rest = (struct slice){0};
            return true;
        }
    }
    *part = all;
    return true;
}

static enum status add_part(struct message *m, struct slice part, unsigned depth);

/* How good a form of the same content is. */
static int rank_of(struct slice part)
{
    struct slice head, body, type;

    mime_split(part, &head, &body);
    type = mime_value(mime_header(head, "Content-Type"));
    if (type.n == 0 || mime_is(type, "text/plain"))
        return 3;
    if (mime_starts_with(type, "text/"))
        return 2;
    return mime_starts_with(type, "multipart/") ? 1 : 0;
}

static enum status add_alternative(struct message *m, struct slice rest, struct slice boundary,
                                   unsigned depth)
{
    struct slice part, best = {0};
    int best_rank = 0;

    while (next_part(&rest, boundary, &part))
        if (rank_of(part) > best_rank) {
            best = part;
            best_rank = rank_of(part);
        }
    return best_rank > 0 ? add_part(m, best, depth + 1) : OK;
}

static enum status add_multipart(struct message *m, struct slice head, struct slice body,
                                 unsigned depth)
{
    struct slice type = mime_header(head, "Content-Type");
    struct slice boundary = mime_parameter(type, "boundary"), part;

    if (boundary.n == 0 || depth > DEPTH_MAX || !next_part(&body, boundary, &part))
        return OK;
    if (mime_is(mime_value(type), "multipart/alternative"))
        return add_alternative(m, body, boundary, depth);
    while (next_part(&body, boundary, &part))
        TRY(add_part(m, part, depth + 1));
    return OK;
}

/* The part of a message, or all of it. */
static enum status add_part(struct message *m, struct slice part, unsigned depth)
{
    struct slice head, body, type;

    mime_split(part, &head, &body);
    type = mime_value(mime_header(head, "Content-Type"));
    if (depth > DEPTH_MAX || ++m->parts > PARTS_MAX
        || mime_starts_with(mime_header(head, "Content-Disposition"), "attachment"))
        return OK;
    if (mime_starts_with(type, "multipart/"))
        return add_multipart(m, head, body, depth);
    if (mime_is(type, "message/rfc822"))
        return add_part(m, body, depth + 1);
    if (type.n == 0 || mime_starts_with(type, "text/"))
        return add_text_part(m, head, body);
    return OK;
}

/* A. B. of "A. B." <a@example.org>; the address where there is no name. */
static struct slice author_of(struct slice from)
{
    const uint8_t *angle = from.n == 0 ? NULL : memchr(from.p, '<', from.n);

    if (angle != NULL && angle > from.p)
        from.n = (size_t)(angle - from.p);
    while (from.n > 0 && (from.p[0] == '"' || from.p[0] == '<'))
        from = slice_drop(from, 1);
    while (from.n > 0 && (slice_is_space(from.p[from.n - 1]) || from.p[from.n - 1] == '"'
                          || from.p[from.n - 1] == '>'))
        from.n--;
    return from;
}

static struct slice without_brackets(struct slice id)
{
    const uint8_t *close;

    if (id.n > 0 && id.p[0] == '<')
        id = slice_drop(id, 1);
    close = id.n == 0 ? NULL : memchr(id.p, '>', id.n);
    return close == NULL ? id : slice_of(id.p, (size_t)(close - id.p));
}

static void take_headers(struct page *p, struct slice head, struct slice *id)
{
    struct buf text;

    buf_init(&text, LINES_MAX_BYTES);
    mime_append_text(&text, mime_header(head, "Subject"));
    page_add_title(p, PAGE_FROM_RECORD, buf_slice(&text));
    buf_clear(&text);
    mime_append_text(&text, mime_header(head, "Date"));
    page_add_date(p, PAGE_FROM_RECORD, buf_slice(&text));
    buf_clear(&text);
    mime_append_text(&text, mime_header(head, "From"));
    p->author = page_keep(p, author_of(buf_slice(&text)));
    buf_clear(&text);
    mime_append_text(&text, mime_header(head, "Content-Language"));
    p->lang = page_keep(p, buf_slice(&text));
    *id = page_keep(p, without_brackets(mime_header(head, "Message-ID")));
    fields_offer_headers(p, head);
    buf_release(&text);
}

enum status mail_read_message(struct slice message, struct page *p, struct slice *id,
                              struct err *e)
{
    struct message m = {.page = p, .err = e};
    struct slice head, body;

    mime_split(message, &head, &body);
    take_headers(p, head, id);
    TRY(add_part(&m, message, 0));
    if (!page_ok(p))
        return err_memory(e, "a message");
    if (page_block_count(p) == 0 && p->title_count == 0)
        return err_set(e, E_INPUT, "the message holds no text");
    return OK;
}

struct mbox {
    const struct entry_sink *sink;
    struct page page;
    struct buf message;
    uint64_t line;            /* where it begins; 0: before the first message */
    bool is_single;           /* no mailbox: the file is one message */
    bool too_long;
};

static enum status end_message(struct mbox *x, struct err *e)
{
    struct entry entry = {.page = &x->page, .line = x->line};
    enum status status;

    if (x->line == 0)
        return OK;
    if (x->too_long) {
        x->sink->refuse(x->sink->context, x->line, "the message is longer than 256 MB");
        return OK;
    }
    page_clear(&x->page);
    status = mail_read_message(buf_slice(&x->message), &x->page, &entry.id, e);
    if (status == E_INPUT) {
        x->sink->refuse(x->sink->context, x->line, e->text);
        *e = ERR_NONE;
        return OK;
    }
    return status == OK ? entry_put(x->sink, &entry, e) : status;
}

bool mail_begins_message(struct slice line)
{
    if (!slice_starts_with(line, SLICE_LITERAL("From ")))
        return false;
    for (size_t i = 0; i + 5 <= line.n; i++)
        if (is_digit(line.p[i]) && is_digit(line.p[i + 1]) && line.p[i + 2] == ':'
            && is_digit(line.p[i + 3]) && is_digit(line.p[i + 4]))
            return true;
    return false;
}

/* A message begins where the line before is blank; ">From " in one is "From ". */
static enum status take_mbox_line(struct mbox *x, struct slice line, uint64_t number,
                                  bool after_blank, struct err *e)
{
    unsigned depth;

    if (number == 1 && !mail_begins_message(line)) {
        x->is_single = true;
        x->line = 1;
    }
    if (after_blank && !x->is_single && mail_begins_message(line)) {
        TRY(end_message(x, e));
        buf_clear(&x->message);
        x->line = number;
        x->too_long = false;
        return OK;
    }
    if (!x->is_single && slice_starts_with(unquoted(line, &depth), SLICE_LITERAL("From "))
        && depth > 0)
        line = slice_drop(line, 1);
    x->too_long = x->too_long || line.n > LINES_MAX_BYTES - x->message.n;
    if (!x->too_long)
        buf_append_slice(&x->message, line);
    return buf_ok(&x->message) ? OK : err_memory(e, "a message");
}

static enum status read_messages(struct mbox *x, struct lines *l, struct err *e)
{
    bool after_blank = true;

    for (;;) {
        TRY(lines_next(l, e));
        if (l->ended)
            return end_message(x, e);
        x->too_long = x->too_long || l->too_long;
        TRY(take_mbox_line(x, l->line, l->number, after_blank, e));
        after_blank = trim_end(l->line).n == 0;
    }
}

enum status mail_read(struct lines *l, const struct fields *fields, const struct entry_sink *sink,
                      struct err *e)
{
    struct mbox x = {.sink = sink};
    enum status status;

    page_init(&x.page);
    x.page.asked = fields_asked(fields);
    buf_init(&x.message, LINES_MAX_BYTES);
    status = read_messages(&x, l, e);
    buf_release(&x.message);
    page_release(&x.page);
    return status;
}
