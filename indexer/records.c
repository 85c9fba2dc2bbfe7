#include "indexer/records.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"

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

static enum status take_line(const char *line, size_t size, const char *name, uint64_t number,
                             struct buf *text, records_take take, records_skip skip,
                             void *context, struct err *e)
{
    json_error_t error;
    json_t *object;
    enum status status = OK;

    if (size > RECORDS_LINE_MAX) {
        skip(context, number, "the line is longer than 256 MB");
        return OK;
    }
    object = json_loadb(line, size, JSON_ALLOW_NUL, &error);
    if (object == NULL)
        skip(context, number, error.text);
    else if (!json_is_object(object) || !json_is_string(json_object_get(object, "body")))
        skip(context, number, "no object with a text in \"body\"");
    else
        status = take_object(object, name, number, text, take, context, e);
    json_decref(object);
    return status;
}

static bool is_blank(const char *line, size_t size)
{
    return strspn(line, " \t\r\n") == size;
}

enum status records_read(FILE *file, const char *name, records_take take, records_skip skip,
                         void *context, struct err *e)
{
    char *line = NULL;
    size_t capacity = 0;
    uint64_t number = 0;
    enum status status = OK;
    struct buf text;
    ssize_t size;

    buf_init(&text, (size_t)1 << 30);
    while (status == OK && (size = getline(&line, &capacity, file)) > 0) {
        number++;
        if (!is_blank(line, (size_t)size))
            status = take_line(line, (size_t)size, name, number, &text, take, skip, context, e);
    }
    if (status == OK && ferror(file))
        status = err_set_errno(e, E_IO, errno, "cannot read '%s'", name);
    free(line);
    buf_release(&text);
    return status;
}
