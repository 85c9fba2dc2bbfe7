#include "indexer/commands/list_format.h"

#include "base/escape.h"
#include "store/user_fields.h"

enum field { ID, LANG, DATE, TITLE, PATH, CHARSET, BYTES, FIELDS, USER };

static const char *const NAMES[] = {"id", "lang", "date", "title", "path", "charset", "bytes", "fields"};

static bool find(struct slice name, unsigned *id)
{
    for (*id = 0; *id < USER; ++*id)
        if (slice_equal(name, slice_of_string(NAMES[*id])))
            return true;
    return user_field_name_is_free(name);
}

static enum status no_such_field(struct slice name, struct slice user_fields, struct err *e)
{
    struct slice one;
    struct buf all;

    buf_init(&all, ERR_TEXT_MAX);
    for (size_t i = 0; i < USER; i++)
        buf_printf(&all, "%s%s", i > 0 ? ", " : "", NAMES[i]);
    while (user_field_names_next(&user_fields, &one))
        buf_printf(&all, ", %.*s", SLICE_ARG(one));
    err_set(e, E_USAGE, "--format: there is no field '%.*s'; the fields are %.*s",
            (int)(name.n < 100 ? name.n : 100), (const char *)name.p, SLICE_ARG(buf_slice(&all)));
    buf_release(&all);
    return E_USAGE;
}

static enum status say_unknown(struct slice name, struct err *e)
{
    return no_such_field(name, (struct slice){0}, e);
}

enum status list_format_open(const char *text, struct template **out, struct err *e)
{
    const struct template_fields fields = {find, say_unknown, 0};

    return template_open(text, &fields, out, e);
}

enum status list_format_check(const struct template *t, const struct index *x, struct err *e)
{
    struct template_field field;
    enum status status = OK;
    struct buf names;

    buf_init(&names, USER_FIELD_NAMES_MAX_BYTES);
    index_user_field_names(x, &names);
    if (!buf_ok(&names))
        status = err_memory(e, "--format");
    for (size_t at = 0; status == OK && template_next_field(t, &at, &field);)
        if (field.id == USER && !user_field_names_have(buf_slice(&names), field.name))
            status = no_such_field(field.name, buf_slice(&names), e);
    buf_release(&names);
    return status;
}

struct shown {
    const struct document *document;
    struct slice title;
};

static void put_field(const void *context, const struct template_field *field, unsigned digits,
                      struct buf *out)
{
    const struct shown *s = context;
    const struct document *d = s->document;

    (void)digits;
    switch ((enum field)field->id) {
    case ID: escape_line(out, d->id); break;
    case LANG: buf_append_string(out, d->lang_code); break;
    case DATE: escape_line(out, d->date); break;
    case TITLE: escape_line(out, s->title); break;
    case PATH: escape_line(out, d->path); break;
    case CHARSET: escape_line(out, d->charset); break;
    case BYTES: buf_printf(out, "%u", d->text_bytes); break;
    case FIELDS: user_fields_put_json(out, d->user_fields); break;
    case USER: user_fields_put_line(out, d->user_fields, field->name); break;
    }
}

void list_format_put(const struct template *t, struct buf *out, const struct document *d,
                     struct slice title)
{
    template_put(t, out, put_field, &(struct shown){d, title});
}
