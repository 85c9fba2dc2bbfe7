#include "indexer/formats/format.h"

#include <strings.h>

#include "indexer/formats/binary.h"
#include "indexer/formats/html.h"
#include "indexer/formats/json_items.h"
#include "indexer/formats/mail.h"
#include "indexer/formats/markdown.h"
#include "indexer/formats/mime.h"
#include "indexer/formats/text_links.h"
#include "indexer/formats/warc.h"
#include "indexer/page/plain_text.h"

enum format format_of_name(const char *name)
{
    static const char *const names[] = {"text", "html", "md", "jsonl", "csv", "tsv", "mail", "warc", "json"};

    for (int i = FORMAT_TEXT; i <= FORMAT_JSON; i++)
        if (strcmp(name, names[i]) == 0)
            return (enum format)i;
    return FORMAT_UNKNOWN;
}

enum format format_of_path(const char *path)
{
    static const struct {
        const char *extension;
        enum format format;
    } extensions[] = {
        {"txt", FORMAT_TEXT},      {"text", FORMAT_TEXT},         {"html", FORMAT_HTML},
        {"htm", FORMAT_HTML},      {"xhtml", FORMAT_HTML},        {"shtml", FORMAT_HTML},
        {"md", FORMAT_MARKDOWN},   {"markdown", FORMAT_MARKDOWN}, {"jsonl", FORMAT_JSONL},
        {"ndjson", FORMAT_JSONL},  {"csv", FORMAT_CSV},           {"tsv", FORMAT_TSV},
        {"tab", FORMAT_TSV},       {"mbox", FORMAT_MAIL},         {"mbx", FORMAT_MAIL},
        {"eml", FORMAT_MAIL},      {"warc", FORMAT_WARC},
    };
    const char *dot = strrchr(path, '.');

    if (dot == NULL || dot == path || dot[-1] == '/')
        return FORMAT_UNKNOWN;
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot + 1, extensions[i].extension) == 0)
            return extensions[i].format;
    return FORMAT_UNKNOWN;
}

static struct slice skip_blanks(struct slice s)
{
    if (slice_starts_with(s, SLICE_LITERAL("\xef\xbb\xbf")))
        s = slice_drop(s, 3);
    while (s.n > 0 && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r')))
        s = slice_drop(s, 1);
    return s;
}

/* An element of the head of a page, or a document type that says html. */
static bool is_html(struct slice s)
{
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<title", "<meta"};

    while (mime_starts_with(s, "<!--") || mime_starts_with(s, "<?xml")) {
        const uint8_t *close = memchr(s.p, '>', s.n);
        if (close == NULL)
            return false;
        s = skip_blanks(slice_drop(s, (size_t)(close + 1 - s.p)));
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (mime_starts_with(s, starts[i]))
            return true;
    return false;
}

/* A mailbox, or headers of which two are those of a message. */
static bool is_mail(struct slice s)
{
    static const char *const names[] = {"From", "To", "Subject", "Date", "Message-ID", "Received",
                                        "MIME-Version", "Return-Path"};
    const uint8_t *stop = memchr(s.p, '\n', s.n);
    struct slice head, body, line = slice_of(s.p, stop == NULL ? s.n : (size_t)(stop - s.p));
    size_t count = 0;

    if (mail_begins_message(line))
        return true;
    mime_split(s, &head, &body);
    if (memchr(line.p, ':', line.n) == NULL)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        count += mime_header(head, names[i]).n > 0;
    return count >= 3;
}

#define LINK_NAME_BYTES 200u
#define LINKS_MIN 3u              /* without a heading */

/* Whether s, behind a "](", is where a link of Markdown leads. */
static bool is_target(struct slice s)
{
    static const char *const starts[] = {"http", "/", "#", "<", "mailto:", "./", "../"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (mime_starts_with(s, starts[i]))
            return true;
    return false;
}

static size_t count_links(struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);
    size_t links = 0;

    while ((p = memmem(p, (size_t)(end - p), "](", 2)) != NULL) {
        size_t before = (size_t)(p - s.p) < LINK_NAME_BYTES ? (size_t)(p - s.p) : LINK_NAME_BYTES;

        links += memrchr(p - before, '[', before) != NULL && is_target(slice_of(p + 2, (size_t)(end - p) - 2));
        p += 2;
    }
    return links;
}

/* "# High water": lines that begin with up to six signs and a blank. */
static bool has_heading(struct slice s)
{
    const uint8_t *end = slice_end(s);

    for (const uint8_t *line = s.p; line != NULL && line < end;) {
        size_t signs = 0;

        while (line + signs < end && line[signs] == '#')
            signs++;
        if (signs >= 1 && signs <= 6 && line + signs < end && line[signs] == ' ')
            return true;
        line = memchr(line, '\n', (size_t)(end - line));
        line = line == NULL ? NULL : line + 1;
    }
    return false;
}

/* Links as Markdown writes them: text has none. */
static bool is_markdown(struct slice s)
{
    size_t links = count_links(s);

    return links >= LINKS_MIN || (links > 0 && has_heading(s));
}

static bool is_object(struct slice s)
{
    return s.n > 1 && s.p[0] == '{' && (skip_blanks(slice_drop(s, 1)).n == 0
                                        || skip_blanks(slice_drop(s, 1)).p[0] == '"');
}

enum format format_of(const char *path, struct slice first)
{
    enum format format = format_of_path(path);
    struct slice text = skip_blanks(first);

    if ((format == FORMAT_UNKNOWN || format == FORMAT_JSONL) && json_items_begin(text))
        return FORMAT_JSON;
    if (text.n == 0)
        return format == FORMAT_UNKNOWN ? FORMAT_TEXT : format;
    if (format != FORMAT_UNKNOWN && format != FORMAT_TEXT)
        return format;
    if (is_html(text))
        return FORMAT_HTML;
    if (format == FORMAT_TEXT)
        return is_markdown(text) ? FORMAT_MARKDOWN : format;
    if (is_object(text))
        return FORMAT_JSONL;
    if (warc_begins(text))
        return FORMAT_WARC;
    if (is_mail(text))
        return FORMAT_MAIL;
    if (is_markdown(text))
        return FORMAT_MARKDOWN;
    return binary_kind(first) != NULL ? FORMAT_UNKNOWN : FORMAT_TEXT;
}

static enum status read_text(struct slice text, struct page *p, struct err *e)
{
    struct buf without;
    bool ok;

    buf_init(&without, text.n);
    page_from_text(p, text_links_remove(text, &without) ? buf_slice(&without) : text);
    ok = page_ok(p) && buf_ok(&without);
    buf_release(&without);
    return ok ? OK : err_memory(e, "a text");
}

enum status format_read_page(enum format format, struct slice text, struct page *p,
                             struct err *e)
{
    if (format == FORMAT_HTML)
        return html_read_page(text, p, e);
    if (format == FORMAT_MARKDOWN)
        return markdown_read_page(text, p, e);
    return read_text(text, p, e);
}
