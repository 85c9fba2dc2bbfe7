#include "indexer/formats/warc.h"

#include <stdlib.h>

#include "indexer/formats/charset.h"
#include "indexer/formats/html.h"
#include "indexer/formats/mime.h"
#include "indexer/page/plain_text.h"

#define HEAD_MAX_BYTES ((size_t)1 << 20)

enum state { BETWEEN, HEAD, BODY };

struct archive {
    const struct entry_sink *sink;
    struct page page;
    struct buf head, body;
    enum state state;
    uint64_t line;            /* where the record begins */
    uint64_t left;            /* bytes of the body that are to come */
    bool lost;                /* what stands between records was named */
};

bool warc_begins(struct slice line)
{
    return slice_starts_with(line, SLICE_LITERAL("WARC/1."));
}

static bool is_blank(struct slice line)
{
    return slice_trim(line).n == 0;
}

static enum status refuse(struct archive *a, const char *why)
{
    a->sink->refuse(a->sink->context, a->line, why);
    return OK;
}

/* The digits of a number in base 10 or 16, and nothing else but blanks; false where it is none. */
static bool read_number(struct slice text, int base, uint64_t *out)
{
    char copy[24];
    char *end;

    text = slice_trim(text);
    if (text.n == 0 || text.n >= sizeof copy)
        return false;
    memcpy(copy, text.p, text.n);
    copy[text.n] = '\0';
    *out = strtoull(copy, &end, base);
    return *end == '\0' && copy[0] != '-' && copy[0] != '+';
}

/* Pieces, each behind its size in hex. What is not so is taken as it is. */
static void join_chunks(struct slice body, struct buf *out)
{
    struct slice left = body;

    for (;;) {
        const uint8_t *end = left.n == 0 ? NULL : memchr(left.p, '\n', left.n);
        size_t head = end == NULL ? left.n : (size_t)(end - left.p);
        const uint8_t *extension = head == 0 ? NULL : memchr(left.p, ';', head);
        uint64_t size;

        if (!read_number(slice_of(left.p, extension == NULL ? head : (size_t)(extension - left.p)), 16, &size))
            break;
        left = slice_drop(left, head + (end != NULL));
        if (size == 0 || size > left.n)
            break;
        buf_append(out, left.p, (size_t)size);
        left = slice_drop(left, (size_t)size);
        while (left.n > 0 && (left.p[0] == '\r' || left.p[0] == '\n'))
            left = slice_drop(left, 1);
    }
    if (out->n == 0)
        buf_append_slice(out, body);
}

/* HTTP/1.1 200 OK */
static bool is_found(struct slice head)
{
    const uint8_t *blank = head.n == 0 ? NULL : memchr(head.p, ' ', head.n);

    return mime_starts_with(head, "HTTP/") && blank != NULL
           && slice_starts_with(slice_of(blank, (size_t)(slice_end(head) - blank)), SLICE_LITERAL(" 200"));
}

static enum status put_page(struct archive *a, struct slice type, struct slice content, struct slice uri,
                            struct err *e)
{
    struct slice declared = mime_parameter(type, "charset");
    struct charset_found found;
    struct buf text;
    enum status status = OK;
    const char *why;

    if (declared.n == 0)
        declared = charset_declared_in(content);
    buf_init(&text, 3 * LINES_MAX_BYTES);
    why = charset_decode(content, NULL, declared, &text, &found);
    page_clear(&a->page);
    if (why == NULL && !buf_ok(&text))
        status = err_memory(e, "a page");
    else if (why == NULL && mime_is(mime_value(type), "text/plain"))
        page_from_text(&a->page, buf_slice(&text));
    else if (why == NULL)
        status = html_read_page(buf_slice(&text), &a->page, e);
    if (status == OK && why == NULL) {
        a->page.url = page_keep(&a->page, uri);
        fields_offer_headers(&a->page, buf_slice(&a->head));
        status = !page_ok(&a->page) ? err_memory(e, "a page")
                 : entry_put(a->sink, &(struct entry){.page = &a->page, .id = a->page.url, .line = a->line}, e);
    }
    buf_release(&text);
    return status == OK && why != NULL ? refuse(a, why) : status;
}

static bool is_page(struct slice type)
{
    return mime_is(type, "text/html") || mime_is(type, "application/xhtml+xml") || mime_is(type, "text/plain");
}

/* An answer of a server. */
static enum status take_response(struct archive *a, struct slice uri, struct err *e)
{
    struct slice head, body, type;
    struct buf joined;
    enum status status;

    mime_split(buf_slice(&a->body), &head, &body);
    type = mime_header(head, "Content-Type");
    if (!is_found(head) || !is_page(mime_value(type)))
        return OK;
    if (mime_header(head, "Content-Encoding").n > 0 && !mime_is(mime_value(mime_header(head, "Content-Encoding")), "identity"))
        return refuse(a, "its body is compressed (Content-Encoding)");
    if (!mime_is(mime_value(mime_header(head, "Transfer-Encoding")), "chunked"))
        return put_page(a, type, body, uri, e);
    buf_init(&joined, LINES_MAX_BYTES);
    join_chunks(body, &joined);
    status = buf_ok(&joined) ? put_page(a, type, buf_slice(&joined), uri, e) : err_memory(e, "a page");
    buf_release(&joined);
    return status;
}

static enum status end_record(struct archive *a, struct err *e)
{
    struct slice head = buf_slice(&a->head);
    struct slice kind = mime_value(mime_header(head, "WARC-Type"));
    struct slice uri = slice_trim(mime_header(head, "WARC-Target-URI"));
    struct slice type = mime_header(head, "Content-Type");

    a->state = BETWEEN;
    if (uri.n > 1 && uri.p[0] == '<' && uri.p[uri.n - 1] == '>')      /* as WARC 1.0 had it */
        uri = slice_of(uri.p + 1, uri.n - 2);
    if (uri.n == 0)
        return OK;
    if (!buf_ok(&a->body))
        return err_memory(e, "a record");
    if (mime_is(kind, "response"))
        return take_response(a, uri, e);
    if ((mime_is(kind, "resource") || mime_is(kind, "conversion")) && is_page(mime_value(type)))
        return put_page(a, type, buf_slice(&a->body), uri, e);
    return OK;
}

/* The blank line behind the head. */
static enum status end_head(struct archive *a, struct err *e)
{
    if (!buf_ok(&a->head))
        return err_memory(e, "a record");
    if (!read_number(mime_header(buf_slice(&a->head), "Content-Length"), 10, &a->left)) {
        a->state = BETWEEN;
        a->lost = true;
        return refuse(a, "a record without Content-Length");
    }
    if (a->left > LINES_MAX_BYTES) {
        a->state = BETWEEN;
        a->lost = true;
        return refuse(a, "the record is longer than 256 MB");
    }
    buf_clear(&a->body);
    a->state = BODY;
    return a->left == 0 ? end_record(a, e) : OK;
}

static enum status take_head_line(struct archive *a, struct slice line, struct err *e)
{
    if (is_blank(line))
        return end_head(a, e);
    if (line.n > HEAD_MAX_BYTES - a->head.n) {
        a->state = BETWEEN;
        a->lost = true;
        return refuse(a, "the head of a record is longer than 1 MB");
    }
    buf_append_slice(&a->head, line);
    return OK;
}

static enum status take_line(struct archive *a, struct slice line, uint64_t number, struct err *e)
{
    if (a->state == HEAD)
        return take_head_line(a, line, e);
    if (a->state == BODY) {
        size_t n = line.n < a->left ? line.n : (size_t)a->left;

        buf_append(&a->body, line.p, n);
        a->left -= n;
        return a->left == 0 ? end_record(a, e) : OK;
    }
    if (warc_begins(line)) {
        a->state = HEAD;
        a->line = number;
        a->lost = false;
        buf_clear(&a->head);
    } else if (!is_blank(line) && !a->lost) {
        a->lost = true;
        a->line = number;
        return refuse(a, "no record of an archive (WARC); passed up to the next one");
    }
    return OK;
}

static enum status read_records(struct archive *a, struct lines *l, struct err *e)
{
    for (;;) {
        TRY(lines_next(l, e));
        if (l->ended)
            return a->state == BETWEEN ? OK : refuse(a, "the record is cut short");
        if (l->too_long && a->state != BETWEEN) {      /* how long it was is not known */
            a->state = BETWEEN;
            a->lost = true;
            TRY(refuse(a, "the record is longer than 256 MB"));
        } else {
            TRY(take_line(a, l->line, l->number, e));
        }
    }
}

enum status warc_read(struct lines *l, const struct fields *fields, const struct entry_sink *sink,
                      struct err *e)
{
    struct archive a = {.sink = sink, .line = 1};
    enum status status;

    page_init(&a.page);
    a.page.asked = fields_asked(fields);
    buf_init(&a.head, HEAD_MAX_BYTES);
    buf_init(&a.body, LINES_MAX_BYTES);
    status = read_records(&a, l, e);
    buf_release(&a.head);
    buf_release(&a.body);
    page_release(&a.page);
    return status;
}
