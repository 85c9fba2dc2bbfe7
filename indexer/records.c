#include "indexer/records.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "indexer/json.h"

#define READ_BYTES ((size_t)256 << 10)

enum { ID, LANG, TITLE, DATE, BODY, MEMBER_COUNT };

/* What a line is read into. */
struct record {
    struct json_member members[MEMBER_COUNT];
};

static void init_record(struct record *r)
{
    static const char *const keys[MEMBER_COUNT] = {"id", "lang", "title", "date", "body"};

    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        r->members[i] = (struct json_member){.key = keys[i]};
        buf_init(&r->members[i].decoded, RECORDS_LINE_MAX);
    }
}

static void release_record(struct record *r)
{
    for (size_t i = 0; i < MEMBER_COUNT; i++)
        buf_release(&r->members[i].decoded);
}

static struct slice text_of(const struct record *r, size_t member)
{
    return r->members[member].is_text ? r->members[member].text : (struct slice){0};
}

static enum status take_object(struct record *r, const char *name, uint64_t line,
                               records_take take, void *context, struct err *e)
{
    struct article a = {.id = text_of(r, ID), .lang_code = text_of(r, LANG),
                        .title = text_of(r, TITLE), .date = text_of(r, DATE),
                        .text = text_of(r, BODY)};
    char id[512];

    if (a.id.n == 0) {
        snprintf(id, sizeof id, "%.400s:%llu", name, (unsigned long long)line);
        a.id = slice_of_string(id);
    }
    return take(context, &a, e);
}

static enum status take_line(struct slice line, const char *name, uint64_t number,
                             struct record *r, records_take take, records_skip skip,
                             void *context, struct err *e)
{
    const char *wrong = json_read_object(line, r->members, MEMBER_COUNT);
    enum status status = OK;

    if (wrong != NULL)
        skip(context, number, wrong);
    else if (!r->members[BODY].is_text)
        skip(context, number, "no text in \"body\"");
    else
        status = take_object(r, name, number, take, context, e);
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
    struct record record;

    init_record(&record);
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
            status = take_line(line, name, number, &record, take, skip, context, e);
    }
    buf_release(&l.line);
    buf_release(&l.chunk);
    release_record(&record);
    return status;
}
