#include "indexer/formats/jsonl.h"

#include <stdio.h>

void jsonl_open(struct jsonl *j, struct lines *lines, const struct fields *fields)
{
    *j = (struct jsonl){.lines = lines, .fields = fields};
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        j->members[i].key = fields_name(fields, (enum field)i);
        buf_init(&j->members[i].decoded, LINES_MAX_BYTES);
    }
}

void jsonl_close(struct jsonl *j)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        buf_release(&j->members[i].decoded);
}

static bool is_blank(struct slice line)
{
    while (line.n > 0 && memchr(" \t\r\n", line.p[0], 4) != NULL)
        line = slice_drop(line, 1);
    return line.n == 0;
}

/* The first member of that name: json.h fills only this one. */
static const struct json_member *member_of(const struct jsonl *j, size_t field)
{
    size_t i = 0;

    while (strcmp(j->members[i].key, j->members[field].key) != 0)
        i++;
    return &j->members[i];
}

static const char *read_line(struct jsonl *j)
{
    const char *wrong = j->lines->too_long
                            ? "the line is longer than 256 MB"
                            : json_read_object(j->lines->line, j->members, FIELD_COUNT);

    for (size_t i = 0; wrong == NULL && i < FIELD_COUNT; i++) {
        const struct json_member *m = member_of(j, i);
        j->values[i] = m->is_text ? m->text : (struct slice){0};
        if (i == FIELD_BODY && !m->is_text)
            wrong = "no text in the member for the body";
    }
    return wrong;
}

enum status jsonl_next(struct jsonl *j, struct err *e)
{
    do
        TRY(lines_next(j->lines, e));
    while (!j->lines->ended && !j->lines->too_long && is_blank(j->lines->line));
    j->wrong = j->lines->ended ? NULL : read_line(j);
    return OK;
}

static enum status put_line(const struct jsonl *j, struct page *p,
                            const struct entry_sink *sink, struct err *e)
{
    struct entry d = {.page = p, .id = j->values[FIELD_ID], .line = j->lines->number};

    if (j->wrong != NULL) {
        sink->refuse(sink->context, d.line, j->wrong);
        return OK;
    }
    page_clear(p);
    fields_fill_page(j->values, p);
    return page_ok(p) ? entry_put(sink, &d, e) : err_memory(e, "a line");
}

enum status jsonl_read(struct lines *lines, const struct fields *fields,
                       const struct entry_sink *sink, struct err *e)
{
    struct jsonl j;
    struct page page;
    enum status status;

    jsonl_open(&j, lines, fields);
    page_init(&page);
    status = jsonl_next(&j, e);
    while (status == OK && !lines->ended) {
        status = put_line(&j, &page, sink, e);
        if (status == OK)
            status = jsonl_next(&j, e);
    }
    page_release(&page);
    jsonl_close(&j);
    return status;
}
