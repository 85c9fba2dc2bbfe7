#include "indexer/formats/fields.h"

#define OURS "id, lang, title, date, body, url, author"

static const char *const NAMES[FIELD_COUNT] = {"id", "lang", "title", "date", "body", "url", "author"};

/* Appends the name and its NUL at *used; false where the text is full. */
static bool set_name(struct fields *f, size_t *used, enum field field, struct slice name)
{
    if (name.n >= FIELDS_TEXT_MAX - *used)
        return false;
    memcpy(f->text + *used, name.p, name.n);
    f->text[*used + name.n] = '\0';
    f->names[field] = (uint16_t)*used;
    *used += name.n + 1;
    return true;
}

/* The bytes of all own names. */
static size_t set_own_names(struct fields *f)
{
    size_t used = 0;

    for (size_t i = 0; i < FIELD_COUNT; i++)
        (void)set_name(f, &used, (enum field)i, slice_of_string(NAMES[i]));
    return used;
}

struct fields fields_default(void)
{
    struct fields f = {.text = ""};

    set_own_names(&f);
    return f;
}

const char *fields_name(const struct fields *f, enum field field)
{
    return f->text + f->names[field];
}

enum field fields_of(struct slice name)
{
    size_t i = 0;

    while (i < FIELD_COUNT && !slice_equal(name, slice_of_string(NAMES[i])))
        i++;
    return (enum field)i;
}

/* ours=theirs */
static enum status parse_pair(struct slice pair, struct fields *f, size_t *used, struct err *e)
{
    const uint8_t *equals = pair.n == 0 ? NULL : memchr(pair.p, '=', pair.n);
    struct slice ours = pair, theirs = {0};
    enum field field;

    if (equals != NULL) {
        ours = slice_of(pair.p, (size_t)(equals - pair.p));
        theirs = slice_drop(pair, ours.n + 1);
    }
    field = fields_of(ours);
    if (theirs.n == 0)
        return err_set(e, E_USAGE, "--fields takes pairs such as title=headline, not '%.*s'",
                       SLICE_ARG(pair));
    if (field == FIELD_COUNT)
        return err_set(e, E_USAGE, "--fields: no field '%.*s'; there are " OURS, SLICE_ARG(ours));
    if (!set_name(f, used, field, theirs))
        return err_set(e, E_USAGE, "--fields: the names are longer than %d bytes", FIELDS_TEXT_MAX);
    return OK;
}

enum status fields_parse(const char *value, struct fields *out, struct err *e)
{
    size_t used;

    *out = (struct fields){.text = ""};
    used = set_own_names(out);
    for (;;) {
        size_t n = strcspn(value, ",");

        TRY(parse_pair(slice_of(value, n), out, &used, e));
        if (value[n] == '\0')
            return OK;
        value += n + 1;
    }
}

void fields_fill_page(const struct slice values[FIELD_COUNT], struct page *p)
{
    page_add_title(p, PAGE_FROM_RECORD, values[FIELD_TITLE]);
    page_add_date(p, PAGE_FROM_RECORD, values[FIELD_DATE]);
    p->lang = page_keep(p, values[FIELD_LANG]);
    p->url = page_keep(p, values[FIELD_URL]);
    p->author = page_keep(p, values[FIELD_AUTHOR]);
    page_from_text(p, values[FIELD_BODY]);
}
