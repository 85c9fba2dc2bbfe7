#include "base/template.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/cells.h"

#define NAMES_MAX 8
#define WIDTH_MAX 10000

/* Text as it is, or a value. */
struct part {
    struct slice text;           /* in template.text */
    struct template_field names[NAMES_MAX];
    size_t name_count;           /* 0: text */
    size_t width;                /* cells; 0: as it is */
    bool right;
    unsigned digits;             /* of a score */
};

struct template {
    struct buf text;             /* of the parts, unescaped */
    struct part *parts;
    size_t part_count;
};

static enum status wrong(struct err *e, const char *what, struct slice at)
{
    return err_set(e, E_USAGE, "--format: %s '%.*s'", what, SLICE_ARG(at));
}

static enum status read_name(const struct template_fields *fields, struct slice name, struct part *out,
                             struct err *e)
{
    struct template_field *field = &out->names[out->name_count];

    if (out->name_count == NAMES_MAX)
        return wrong(e, "too many fields before", name);
    out->name_count++;
    field->name = name;
    return fields->find(name, &field->id) ? OK : fields->unknown(name, e);
}

/* "40", "-40", ".2f". */
static enum status read_spec(struct slice spec, struct part *out, struct err *e)
{
    char text[16];
    char *end;
    long width;

    if (spec.n == 0 || spec.n >= sizeof text)
        return wrong(e, "a wrong width", spec);
    memcpy(text, spec.p, spec.n);
    text[spec.n] = '\0';
    if (text[0] == '.' && text[1] >= '0' && text[1] <= '9' && strcmp(text + 2, "f") == 0) {
        out->digits = (unsigned)(text[1] - '0');
        return OK;
    }
    width = strtol(text, &end, 10);
    if (*end != '\0' || width == 0 || width > WIDTH_MAX || width < -WIDTH_MAX)
        return wrong(e, "a wrong width", spec);
    out->right = width < 0;
    out->width = (size_t)labs(width);
    return OK;
}

/* What is between braces. */
static enum status read_value(const struct template_fields *fields, struct slice inside, struct part *out,
                              struct err *e)
{
    const uint8_t *colon = memchr(inside.p, ':', inside.n);
    struct slice names = inside;

    out->digits = fields->digits;
    if (colon != NULL) {
        names.n = (size_t)(colon - inside.p);
        TRY(read_spec(slice_drop(inside, names.n + 1), out, e));
    }
    for (;;) {
        const uint8_t *bar = memchr(names.p, '|', names.n);
        struct slice name = bar == NULL ? names : slice_of(names.p, (size_t)(bar - names.p));

        TRY(read_name(fields, name, out, e));
        if (bar == NULL)
            return OK;
        names = slice_drop(names, name.n + 1);
    }
}

/* The character that a backslash and `c` stand for; 0 where they stand for themselves. */
static bool unescape(char c, uint8_t *out)
{
    static const char from[] = "tn0e\\{}";
    static const uint8_t to[] = {'\t', '\n', '\0', 033, '\\', '{', '}'};
    const char *at = c == '\0' ? NULL : strchr(from, c);

    if (at != NULL)
        *out = to[at - from];
    return at != NULL;
}

static const char *read_text(struct template *t, const char *p, struct part *out)
{
    size_t before = t->text.n;
    uint8_t c;

    while (*p != '\0' && *p != '{') {
        if (p[0] == '\\' && unescape(p[1], &c)) {
            buf_append_byte(&t->text, c);
            p += 2;
        } else {
            buf_append_byte(&t->text, (uint8_t)*p++);
        }
    }
    out->text = slice_of(NULL, t->text.n - before);
    return p;
}

static enum status read_parts(struct template *t, const struct template_fields *fields, const char *p,
                              struct err *e)
{
    size_t at = 0;

    while (*p != '\0') {
        struct part *part = &t->parts[t->part_count++];

        if (*p != '{') {
            p = read_text(t, p, part);
            continue;
        }
        const char *close = strchr(p, '}');
        if (close == NULL)
            return wrong(e, "an open brace in", slice_of_string(p));
        TRY(read_value(fields, slice_of(p + 1, (size_t)(close - p) - 1), part, e));
        p = close + 1;
    }
    for (size_t i = 0; i < t->part_count; i++)     /* the buffer stays where it is now */
        if (t->parts[i].name_count == 0) {
            t->parts[i].text.p = t->text.p + at;
            at += t->parts[i].text.n;
        }
    return OK;
}

enum status template_open(const char *text, const struct template_fields *fields, struct template **out,
                          struct err *e)
{
    struct template *t = calloc(1, sizeof *t);
    enum status status;

    *out = NULL;
    if (t == NULL)
        return err_memory(e, "--format");
    buf_init(&t->text, (size_t)1 << 24);
    t->parts = calloc(strlen(text) + 1, sizeof *t->parts);
    status = t->parts == NULL ? err_memory(e, "--format") : read_parts(t, fields, text, e);
    if (status == OK && !buf_ok(&t->text))
        status = err_memory(e, "--format");
    if (status != OK)
        template_release(t);
    else
        *out = t;
    return status;
}

bool template_next_field(const struct template *t, size_t *at, struct template_field *out)
{
    size_t left = *at;

    for (size_t i = 0; i < t->part_count; i++) {
        if (left < t->parts[i].name_count) {
            *out = t->parts[i].names[left];
            ++*at;
            return true;
        }
        left -= t->parts[i].name_count;
    }
    return false;
}

void template_release(struct template *t)
{
    if (t == NULL)
        return;
    buf_release(&t->text);
    free(t->parts);
    free(t);
}

static void put_padded(struct buf *out, const struct part *p, struct slice value)
{
    size_t cells;

    value.n = cells_prefix(value, p->width);
    cells = cells_count(value);
    if (!p->right)
        buf_append_slice(out, value);
    for (; cells < p->width; cells++)
        buf_append_byte(out, ' ');
    if (p->right)
        buf_append_slice(out, value);
}

void template_put(const struct template *t, struct buf *out, template_put_field *put, const void *context)
{
    struct buf value;

    buf_init(&value, (size_t)1 << 30);
    for (size_t i = 0; i < t->part_count; i++) {
        const struct part *p = &t->parts[i];

        buf_clear(&value);
        for (size_t k = 0; k < p->name_count && value.n == 0; k++)
            put(context, &p->names[k], p->digits, &value);
        if (p->name_count == 0)
            buf_append_slice(out, p->text);
        else if (p->width > 0)
            put_padded(out, p, buf_slice(&value));
        else
            buf_append_slice(out, buf_slice(&value));
    }
    buf_release(&value);
}
