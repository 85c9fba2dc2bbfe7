#include "store/user_fields.h"

#include "base/escape.h"
#include "base/sized.h"
#include "base/utf8.h"

bool user_field_name_is_sound(struct slice name)
{
    if (name.n == 0 || name.n > USER_FIELD_NAME_MAX || name.p[0] < 'a' || name.p[0] > 'z')
        return false;
    for (size_t i = 1; i < name.n; i++) {
        uint8_t c = name.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'))
            return false;
    }
    return true;
}

bool user_field_name_is_free(struct slice name)
{
    static const char *const taken[] = {
        "title", "lead", "body", "credit", "related", "menu", "repeated", "zone", "id", "lang",
        "date", "year", "month", "path", "ext", "charset", "rank", "score", "snippet", "passages",
        "similar", "occurrences", "via", "qid", "fields"};

    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (slice_equal(name, slice_of_string(taken[i])))
            return false;
    return user_field_name_is_sound(name);
}

bool user_fields_put(struct buf *out, struct slice name, struct slice value)
{
    bool is_whole;

    value = slice_trim(value);
    is_whole = value.n <= USER_FIELD_VALUE_MAX;
    if (!is_whole)
        value.n = utf8_valid_prefix(slice_of(value.p, USER_FIELD_VALUE_MAX));
    if (value.n == 0)
        return is_whole;
    if (out->n + name.n + value.n + 2 * CODEC_VARINT32_MAX_BYTES > USER_FIELDS_MAX_BYTES)
        return false;
    sized_put(out, name);
    sized_put(out, value);
    return is_whole;
}

bool user_fields_next(struct user_fields *f)
{
    return f->rest.n > 0 && sized_take(&f->rest, &f->name) && sized_take(&f->rest, &f->value);
}

struct slice user_fields_value(struct slice encoded, struct slice name)
{
    struct user_fields f;

    user_fields_open(&f, encoded);
    while (user_fields_next(&f))
        if (slice_equal(f.name, name))
            return f.value;
    return (struct slice){0};
}

bool user_fields_are_sound(struct slice encoded)
{
    while (encoded.n > 0) {
        struct slice name, value;

        if (!sized_take(&encoded, &name) || !sized_take(&encoded, &value) || !user_field_name_is_sound(name)
            || value.n == 0 || utf8_valid_prefix(value) != value.n)
            return false;
    }
    return true;
}

void user_fields_put_json_values(struct buf *out, struct slice encoded, struct slice name)
{
    struct user_fields f;
    const char *between = "[";

    user_fields_open(&f, encoded);
    while (user_fields_next(&f))
        if (slice_equal(f.name, name)) {
            buf_append_string(out, between);
            escape_json(out, f.value);
            between = ",";
        }
    buf_append_string(out, *between == '[' ? "[]" : "]");
}

void user_fields_put_json(struct buf *out, struct slice encoded)
{
    struct user_fields f;
    const char *between = "{";

    user_fields_open(&f, encoded);
    while (user_fields_next(&f)) {
        struct slice first = user_fields_value(encoded, f.name);

        if (first.p != f.value.p)
            continue;
        buf_append_string(out, between);
        escape_json(out, f.name);
        buf_append_byte(out, ':');
        user_fields_put_json_values(out, encoded, f.name);
        between = ",";
    }
    buf_append_string(out, *between == '{' ? "{}" : "}");
}

void user_fields_put_line(struct buf *out, struct slice encoded, struct slice name)
{
    struct user_fields f;
    const char *between = "";

    user_fields_open(&f, encoded);
    while (user_fields_next(&f))
        if (slice_equal(f.name, name)) {
            buf_append_string(out, between);
            escape_line(out, f.value);
            between = ", ";
        }
}

bool user_field_names_next(struct slice *rest, struct slice *name)
{
    return rest->n > 0 && sized_take(rest, name) && user_field_name_is_sound(*name);
}

bool user_field_names_have(struct slice names, struct slice name)
{
    struct slice one;

    while (user_field_names_next(&names, &one))
        if (slice_equal(one, name))
            return true;
    return false;
}

void user_field_names_add(struct buf *names, struct slice name)
{
    if (!user_field_names_have(buf_slice(names), name) && names->n + name.n < USER_FIELD_NAMES_MAX_BYTES)
        sized_put(names, name);
}
