#include "indexer/records.h"

#include <stdio.h>

#include "indexer/formats/jsonl.h"

/* The article of the line at hand. */
static enum status take_line(const struct jsonl *j, const char *name, records_take take,
                             void *context, struct err *e)
{
    struct article a = {.id = j->values[FIELD_ID], .path = j->values[FIELD_URL],
                        .lang_code = j->values[FIELD_LANG], .title = j->values[FIELD_TITLE],
                        .date = j->values[FIELD_DATE], .text = j->values[FIELD_BODY]};
    char id[512];

    if (a.id.n == 0) {
        snprintf(id, sizeof id, "%.400s:%llu", name, (unsigned long long)j->lines->number);
        a.id = slice_of_string(id);
    }
    return take(context, &a, e);
}

/* A line that is refused is reported, and all is well. */
static enum status put_line(const struct jsonl *j, const char *name, records_take take,
                            records_skip skip, void *context, struct err *e)
{
    enum status status;

    if (j->wrong != NULL) {
        skip(context, j->lines->number, j->wrong);
        return OK;
    }
    status = take_line(j, name, take, context, e);
    if (status == E_INPUT || status == E_LIMIT) {
        skip(context, j->lines->number, e->text);
        *e = ERR_NONE;
        status = OK;
    }
    return status;
}

enum status records_read(int fd, const char *name, const struct fields *fields, records_take take,
                         records_skip skip, void *context, struct err *e)
{
    struct lines lines;
    struct jsonl j;
    enum status status;

    lines_open(&lines, fd, name);
    jsonl_open(&j, &lines, fields);
    status = jsonl_next(&j, e);
    while (status == OK && !lines.ended) {
        status = put_line(&j, name, take, skip, context, e);
        if (status == OK)
            status = jsonl_next(&j, e);
    }
    jsonl_close(&j);
    lines_close(&lines);
    return status;
}
