#include "indexer/formats/jsonl.h"

#include "store/user_fields.h"

static void add_member(struct jsonl *j, struct slice key)
{
    struct json_member *m = &j->members[j->member_count++];

    m->key = key;
    buf_init(&m->decoded, LINES_MAX_BYTES);
}

void jsonl_open(struct jsonl *j, struct lines *lines, const struct fields *fields)
{
    struct user_fields pair;

    *j = (struct jsonl){.lines = lines, .fields = fields};
    buf_init(&j->user_fields, 2 * USER_FIELDS_MAX_BYTES);
    buf_init(&j->item, LINES_MAX_BYTES);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        add_member(j, fields_name(fields, (enum field)i));
    user_fields_open(&pair, fields_asked(fields));
    while (user_fields_next(&pair)) {
        j->ours[j->member_count - FIELD_COUNT] = pair.name;
        add_member(j, pair.value);
    }
}

void jsonl_close(struct jsonl *j)
{
    for (size_t i = 0; i < j->member_count; i++)
        buf_release(&j->members[i].decoded);
    buf_release(&j->user_fields);
    buf_release(&j->item);
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

    while (!slice_equal(j->members[i].key, j->members[field].key))
        i++;
    return &j->members[i];
}

/* Each text of the member is a value. */
static void keep(struct jsonl *j, struct slice name, size_t member)
{
    struct slice left = member_of(j, member)->value, text;

    while (json_next_text(&left, &j->item, &text))
        j->fields_cut |= !user_fields_put(&j->user_fields, name, text);
}

static void keep_user_fields(struct jsonl *j)
{
    buf_clear(&j->user_fields);
    j->fields_cut = false;
    keep(j, SLICE_LITERAL("url"), FIELD_URL);
    keep(j, SLICE_LITERAL("author"), FIELD_AUTHOR);
    for (size_t i = FIELD_COUNT; i < j->member_count; i++)
        keep(j, j->ours[i - FIELD_COUNT], i);
}

static const char *read_line(struct jsonl *j)
{
    const char *wrong = j->lines->too_long
                            ? "the line is longer than 256 MB"
                            : json_read_object(j->lines->line, j->members, j->member_count);

    for (size_t i = 0; wrong == NULL && i < FIELD_COUNT; i++) {
        const struct json_member *m = member_of(j, i);
        j->values[i] = m->is_text ? m->text : (struct slice){0};
        if (i == FIELD_BODY && !m->is_text)
            wrong = "no text in the member for the body";
    }
    if (wrong == NULL)
        keep_user_fields(j);
    return wrong == NULL && !buf_ok(&j->user_fields) ? "no memory for its fields" : wrong;
}

enum status jsonl_next(struct jsonl *j, struct err *e)
{
    do
        TRY(lines_next(j->lines, e));
    while (!j->lines->ended && !j->lines->too_long && is_blank(j->lines->line));
    j->wrong = j->lines->ended ? NULL : read_line(j);
    return OK;
}
