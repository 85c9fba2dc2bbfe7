#include "indexer/import.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/io.h"
#include "indexer/formats/charset.h"
#include "indexer/formats/csv.h"
#include "indexer/formats/jsonl.h"
#include "indexer/formats/mail.h"
#include "indexer/formats/warc.h"

#define FILE_MAX_BYTES ((size_t)1 << 30)
#define ID_HASH_BYTES 16       /* hexadecimal digits */
#define NOTE_BYTES (IO_PATH_MAX + 256)

struct importing {
    const struct import_options *options;
    const struct import_source *source;
    const struct import_sink *sink;
    struct slice charset;        /* of the file, where that is known */
    uint8_t charset_percent;
};

static const struct filter *find_filter(const struct import_options *o, const char *path)
{
    for (size_t i = 0; i < o->filter_count; i++)
        if (filter_takes(&o->filters[i], path))
            return &o->filters[i];
    return NULL;
}

bool import_knows(const struct import_options *o, const char *path)
{
    return o->type != FORMAT_UNKNOWN || format_of_path(path) != FORMAT_UNKNOWN
           || find_filter(o, path) != NULL;
}

static void skip(const struct importing *m, const char *why)
{
    m->sink->skip(m->sink->context, m->source->path, why);
}

static void skip_line(void *context, uint64_t line, const char *why)
{
    const struct importing *m = context;
    char text[ERR_TEXT_MAX + 64];

    snprintf(text, sizeof text, "line %llu: %s", (unsigned long long)line, why);
    skip(m, text);
}

/* The article; one that is refused is named, and all is well. */
static enum status take(const struct importing *m, const struct article *a, uint64_t line,
                        struct err *e)
{
    enum status status = m->sink->take(m->sink->context, a, e);

    if (status != E_INPUT && status != E_LIMIT)
        return status;
    if (line > 0)
        skip_line((void *)(uintptr_t)m, line, e->text);
    else
        skip(m, e->text);
    *e = ERR_NONE;
    return OK;
}

/* NAME:LINE, for a document without an id. */
static struct slice name_of(const struct importing *m, uint64_t line, char *to, size_t size)
{
    const char *base = strrchr(m->source->path, '/');

    base = base == NULL ? m->source->path : base + 1;
    snprintf(to, size, "%.400s:%llu", base, (unsigned long long)line);
    return slice_of_string(to);
}

/* What the caller asks for instead of the id that it has; `text` keeps a checksum. */
static struct slice choose_id(const struct importing *m, const struct article *a, struct slice url,
                              char text[ID_HASH_BYTES + 1])
{
    switch (m->options->id) {
    case IMPORT_ID_URL: return url.n > 0 ? url : a->id;
    case IMPORT_ID_HASH:
        snprintf(text, ID_HASH_BYTES + 1, "%016" PRIx64, article_hash(a));
        return slice_of(text, ID_HASH_BYTES);
    case IMPORT_ID_PATH: break;
    }
    return a->id;
}

static enum status take_entry(void *context, const struct entry *d, struct err *e)
{
    const struct importing *m = context;
    char name[512], hash[ID_HASH_BYTES + 1];
    struct article a = {.id = d->id.n > 0 ? d->id : name_of(m, d->line, name, sizeof name),
                        .lang_code = d->page->lang, .page = d->page};

    if (d->page->url.n > 0)
        a.path = d->page->url;
    a.id = choose_id(m, &a, d->page->url, hash);
    return m->sink->take(m->sink->context, &a, e);
}

/* Records go the short way: their text becomes a page in the threads. */
static enum status read_records(struct importing *m, struct lines *lines, struct err *e)
{
    struct jsonl j;
    enum status status;

    jsonl_open(&j, lines, &m->options->fields);
    while ((status = jsonl_next(&j, e)) == OK && !lines->ended) {
        char name[512], hash[ID_HASH_BYTES + 1];
        struct article a = {.id = j.values[FIELD_ID], .path = j.values[FIELD_URL],
                            .lang_code = j.values[FIELD_LANG], .title = j.values[FIELD_TITLE],
                            .date = j.values[FIELD_DATE], .text = j.values[FIELD_BODY],
                            .user_fields = buf_slice(&j.user_fields), .fields_cut = j.fields_cut};

        if (a.id.n == 0)
            a.id = name_of(m, lines->number, name, sizeof name);
        if (j.wrong != NULL) {
            skip_line(m, lines->number, j.wrong);
            continue;
        }
        a.id = choose_id(m, &a, a.path, hash);
        if ((status = take(m, &a, lines->number, e)) != OK)
            break;
    }
    jsonl_close(&j);
    return status;
}

static enum status read_many(struct importing *m, enum format format, struct lines *lines,
                             struct err *e)
{
    struct entry_sink sink = {take_entry, skip_line, m};
    enum status status;

    if (format == FORMAT_JSONL || format == FORMAT_JSON)
        return read_records(m, lines, e);
    if (format == FORMAT_MAIL)
        status = mail_read(lines, &m->options->fields, &sink, e);
    else if (format == FORMAT_WARC)
        status = warc_read(lines, &m->options->fields, &sink, e);
    else
        status = csv_read(lines, format == FORMAT_TSV ? CSV_TABS : CSV_ANY, &m->options->fields,
                          &sink, e);
    if (status != E_INPUT)
        return status;
    skip(m, e->text);            /* such as a table without a column for the text */
    *e = ERR_NONE;
    return OK;
}

static void note_charset(const struct importing *m, const struct charset_found *found,
                         struct slice declared)
{
    const char *path = m->source->path;
    char text[NOTE_BYTES];

    if (found->replaced > 0) {
        snprintf(text, sizeof text, "'%s': %zu invalid sequences of %s became U+FFFD", path,
                 found->replaced, found->name);
        m->sink->note(m->sink->context, text);
    }
    if (found->twice != NULL) {
        snprintf(text, sizeof text,
                 "'%s': UTF-8 that was read as %s and saved again was undone (-E utf-8 keeps it)", path,
                 found->twice);
        m->sink->note(m->sink->context, text);
    }
    if (found->overruled) {
        snprintf(text, sizeof text,
                 "'%s' declares %.*s; it was read as %s (-E NAME overrides this)", path,
                 SLICE_ARG(declared), found->name);
        m->sink->note(m->sink->context, text);
    }
}

/* The address that the article's page gives, kept in *page; empty where it is not asked for. The
 * page is read again by a thread: what an article is does not depend on its id. */
static enum status find_url(const struct importing *m, const struct article *a, struct page *page,
                            struct err *e)
{
    if (m->options->id != IMPORT_ID_URL)
        return OK;
    TRY(format_read_page(a->format, a->text, page, e));
    return page_ok(page) ? OK : err_memory(e, m->source->path);
}

static enum status take_one(struct importing *m, struct article *a, struct err *e)
{
    char hash[ID_HASH_BYTES + 1];
    struct page page;
    enum status status;

    page_init(&page);
    status = find_url(m, a, &page, e);
    if (status == OK) {
        a->id = choose_id(m, a, page.url, hash);
        status = take(m, a, 0, e);
    }
    page_release(&page);
    return status;
}

/* A file of one document, all in raw, which is released before the text is handed on. */
static enum status read_one(struct importing *m, enum format format, struct buf *raw,
                            struct err *e)
{
    const struct import_options *o = m->options;
    struct slice declared = format == FORMAT_MARKDOWN ? (struct slice){0}
                                                      : charset_declared_in(buf_slice(raw));
    struct charset_found found;
    struct buf text;
    enum status status = OK;
    const char *why;

    buf_init(&text, 3 * FILE_MAX_BYTES);
    why = (o->damage == IMPORT_DAMAGE_KEEP ? charset_decode_damaged : charset_decode)(
        buf_slice(raw), o->charset, declared, &text, &found);
    if (why == NULL)
        note_charset(m, &found, declared);       /* declared borrows from raw */
    buf_release(raw);
    if (why != NULL) {
        skip(m, why);
    } else if (!buf_ok(&text)) {
        status = err_memory(e, m->source->path);
    } else {
        struct article a = {.id = m->source->id, .path = slice_of_string(m->source->path),
                            .charset = slice_of_string(found.name),
                            .charset_percent = found.percent, .format = format,
                            .asked = fields_asked(&o->fields),
                            .text = buf_slice(&text)};
        status = take_one(m, &a, e);
    }
    buf_release(&text);
    return status;
}

/* The file's bytes, or what its filter makes of them; nothing where that fails, said. */
static enum status read_bytes(struct importing *m, const struct filter *filter, struct buf *raw,
                              bool *is_read, struct err *e)
{
    struct err local = ERR_NONE;
    const struct import_source *s = m->source;
    const char *file = s->file != NULL ? s->file : s->path;
    enum status status = filter != NULL ? filter_run(filter, file, raw, &local)
                                        : io_read_all(s->fd, raw, s->path, &local);

    *is_read = status == OK && buf_ok(raw);
    if (status == E_MEMORY)
        return err_memory(e, m->source->path);
    if (status != OK)
        skip(m, local.text);
    else if (!buf_ok(raw))
        skip(m, "it has over 1 GB");
    return OK;
}

/* A byte order mark of UTF-16 or UTF-32, whose line breaks are no bytes. */
static bool is_wide(struct slice s)
{
    static const char *const marks[] = {"\xff\xfe", "\xfe\xff"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts_with(s, slice_of_string(marks[i])))
            return true;
    return slice_starts_with(s, SLICE_LITERAL("\0\0\xfe\xff"));
}

/* Records in wide characters become UTF-8; one document stays, as it is decoded later. */
static enum status make_narrow(const struct importing *m, struct buf *raw, enum format *format, struct err *e)
{
    struct charset_found found;
    struct buf text;
    bool is_text, no_memory;

    buf_init(&text, 3 * FILE_MAX_BYTES);
    is_text = charset_decode(buf_slice(raw), NULL, (struct slice){0}, &text, &found) == NULL;
    no_memory = !buf_ok(&text);
    if (is_text && !no_memory && *format == FORMAT_UNKNOWN)
        *format = format_of("", buf_slice(&text));
    if (is_text && !no_memory && !format_is_single(*format)) {
        struct buf narrow = text;

        text = *raw;
        *raw = narrow;
    }
    buf_release(&text);
    return no_memory ? err_memory(e, m->source->path) : OK;
}

static enum status import_whole(struct importing *m, const struct filter *filter,
                                enum format format, struct err *e)
{
    struct lines lines;
    struct buf raw;
    bool is_read;
    enum status status;

    buf_init(&raw, FILE_MAX_BYTES);
    status = read_bytes(m, filter, &raw, &is_read, e);
    if (status == OK && is_read) {
        if (filter != NULL)
            format = format_of("", buf_slice(&raw));
        if (is_wide(buf_slice(&raw)) && !format_is_single(format))
            status = make_narrow(m, &raw, &format, e);
    }
    if (status == OK && is_read) {
        if (format_is_single(format) || format == FORMAT_UNKNOWN) {
            status = read_one(m, format == FORMAT_UNKNOWN ? FORMAT_TEXT : format, &raw, e);
        } else {
            (format == FORMAT_JSON ? lines_open_items : lines_open_bytes)(&lines, buf_slice(&raw), m->source->path);
            status = read_many(m, format, &lines, e);
            lines_close(&lines);
        }
    }
    buf_release(&raw);
    return status;
}

enum status import_file(const struct import_options *o, const struct import_source *s,
                        const struct import_sink *sink, struct err *e)
{
    struct importing m = {.options = o, .source = s, .sink = sink};
    const struct filter *filter = find_filter(o, s->path);
    enum format format = o->type;
    uint8_t probe[FORMAT_PROBE_BYTES];
    struct slice first = {0};
    struct lines lines;
    enum status status;

    if (filter == NULL) {
        ssize_t n = pread(s->fd, probe, sizeof probe, 0);

        first = slice_of(probe, n > 0 ? (size_t)n : 0);
    }
    if (format == FORMAT_UNKNOWN && filter == NULL)
        format = is_wide(first) ? format_of_path(s->path) : format_of(s->path, first);
    if (filter != NULL || format_is_single(format) || format_is_whole(format) || is_wide(first))
        return import_whole(&m, filter, format, e);
    lines_open(&lines, s->fd, s->path);
    status = read_many(&m, format, &lines, e);
    lines_close(&lines);
    return status;
}
