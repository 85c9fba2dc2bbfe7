#include "searcher/output/output_format.h"

#include "searcher/output/hit_fields.h"

static bool find_field(struct slice name, unsigned *id)
{
    struct hit_column c;
    bool found = hit_field_find(name, &c);

    *id = c.field;
    return found;
}

static enum status say_unknown(struct slice name, struct err *e)
{
    return hit_field_unknown("--format", name, (struct slice){0}, e);
}

enum status output_format_open(const char *text, struct template **out, struct err *e)
{
    const struct template_fields fields = {find_field, say_unknown, HIT_SCORE_DIGITS};

    return template_open(text, &fields, out, e);
}

static struct hit_column column_of(const struct template_field *field)
{
    return (struct hit_column){.field = (enum hit_field)field->id, .name = field->name};
}

enum status output_format_check(const struct template *t, struct slice user_fields, struct err *e)
{
    struct template_field field;

    for (size_t at = 0; template_next_field(t, &at, &field);) {
        struct hit_column c = column_of(&field);

        TRY(hit_fields_check("--format", &c, 1, user_fields, e));
    }
    return OK;
}

struct shown {
    const struct output_query *query;
    const struct output_hit *hit;
    const struct output_style *style;
};

static void put_field(const void *context, const struct template_field *field, unsigned digits,
                      struct buf *out)
{
    const struct shown *s = context;
    struct hit_column c = column_of(field);

    hit_field_put(out, &c, digits, s->query, s->hit, s->style);
}

static void format_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                       const struct output_style *style)
{
    template_put(style->template, out, put_field, &(struct shown){q, h, style});
}

const struct output output_format = {
    .name = "format", .hit = format_hit, .takes = OUTPUT_TAKES_MARK};
