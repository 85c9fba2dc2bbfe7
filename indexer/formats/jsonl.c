#include "indexer/formats/jsonl.h"

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
