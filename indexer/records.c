#include "indexer/records.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"

#define READ_BYTES ((size_t)256 << 10)

static struct slice text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    if (!json_is_string(value))
        return (struct slice){0};
    return slice_of(json_string_value(value), json_string_length(value));
}

static enum status take_object(const json_t *object, const char *name, uint64_t line,
                               struct buf *text, records_take take, void *context, struct err *e)
{
    struct article a = {.id = text_of(object, "id"), .lang_code = text_of(object, "lang"),
                        .date = text_of(object, "date")};
    struct slice title = text_of(object, "title");
    char id[512];

    buf_clear(text);
    buf_append_slice(text, title);
    if (title.n > 0)
        buf_append_byte(text, '\n');
    buf_append_slice(text, text_of(object, "body"));
    if (!buf_ok(text))
        return err_memory(e, "an article");
    if (a.id.n == 0) {
        snprintf(id, sizeof id, "%.400s:%llu", name, (unsigned long long)line);
        a.id = slice_of_string(id);
    }
    a.text = buf_slice(text);
    a.title_bytes = title.n;
    return take(context, &a, e);
}

static enum status take_line(struct slice line, const char *name, uint64_t number,
                             struct buf *text, records_take take, records_skip skip,
                             void *context, struct err *e)
{
    json_error_t error;
    json_t *object = json_loadb((const char *)line.p, line.n, JSON_ALLOW_NUL, &error);
    enum status status = OK;

    if (object == NULL)
        skip(context, number, error.text);
    else if (!json_is_object(object) || !json_is_string(json_object_get(object, "body")))
        skip(context, number, "no object with a text in \"body\"");
    else
        status = take_object(object, name, number, text, take, context, e);
    json_decref(object);
    if (status == E_INPUT || status == E_LIMIT) {
        skip(context, number, e->text);
        *e = ERR_NONE;
        status = OK;
    }
    return status;
}

static bool is_blank(struct slice line)
{
    while (line.n > 0 && memchr(" \t\r\n", line.p[0], 4) != NULL)
        line = slice_drop(line, 1);
    return line.n == 0;
}

/* Lines of a file. Of a line that is too long no more than a line's memory is
 * held; the rest of it is read and dropped.                                   */
struct lines {
    int fd;
    const char *name;
    struct buf chunk;          /* what was read; from `at` on it is not yet taken */
    size_t at;
    struct buf line;
    bool too_long, ended;
};

static enum status fill(struct lines *l, struct err *e)
{
    uint8_t *to;
    ssize_t n;

    buf_clear(&l->chunk);
    l->at = 0;
    to = buf_reserve(&l->chunk, READ_BYTES);
    if (to == NULL)
        return err_memory(e, "input");
    n = read(l->fd, to, READ_BYTES);
    /* not tried again: only a signal that asks to stop interrupts */
    if (n < 0 && errno == EINTR)
        return E_STOPPED;
    if (n < 0)
        return err_set_errno(e, E_IO, errno, "cannot read '%s'", l->name);
    l->chunk.n = (size_t)n;
    l->ended = n == 0;
    return OK;
}

/* Reads a line into l->line; l->ended without bytes after the last one. */
static enum status next_line(struct lines *l, struct err *e)
{
    const uint8_t *from, *stop = NULL;

    buf_clear(&l->line);
    l->too_long = false;
    while (stop == NULL) {
        size_t size;
        if (l->at == l->chunk.n)
            TRY(fill(l, e));
        if (l->ended)
            return OK;
        from = l->chunk.p + l->at;
        stop = memchr(from, '\n', l->chunk.n - l->at);
        size = stop == NULL ? l->chunk.n - l->at : (size_t)(stop + 1 - from);
        l->too_long = l->too_long || size > RECORDS_LINE_MAX - l->line.n;
        if (!l->too_long)
            buf_append(&l->line, from, size);
        if (!buf_ok(&l->line))
            return err_memory(e, "a line");
        l->at += size;
    }
    return OK;
}

enum status records_read(int fd, const char *name, records_take take, records_skip skip,
                         void *context, struct err *e)
{
    struct lines l = {.fd = fd, .name = name};
    enum status status = OK;
    struct buf text;

    buf_init(&text, (size_t)1 << 30);
    buf_init(&l.chunk, READ_BYTES);
    buf_init(&l.line, RECORDS_LINE_MAX);
    for (uint64_t number = 1; status == OK && !l.ended; number++) {
        struct slice line;
        status = next_line(&l, e);
        line = buf_slice(&l.line);
        if (number == 1 && slice_starts_with(line, SLICE_LITERAL("\xef\xbb\xbf")))
            line = slice_drop(line, 3);
        if (status == OK && l.too_long)
            skip(context, number, "the line is longer than 256 MB");
        else if (status == OK && !is_blank(line))
            status = take_line(line, name, number, &text, take, skip, context, e);
    }
    buf_release(&l.line);
    buf_release(&l.chunk);
    buf_release(&text);
    return status;
}
