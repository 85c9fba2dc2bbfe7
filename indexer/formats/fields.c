#include "indexer/formats/fields.h"

#include <strings.h>

#include "indexer/formats/mime.h"
#include "indexer/page/plain_text.h"
#include "store/user_fields.h"

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

struct slice fields_name(const struct fields *f, enum field field)
{
    return slice_of_string(f->text + f->names[field]);
}

enum field fields_of(struct slice name)
{
    size_t i = 0;

    while (i < FIELD_COUNT && !slice_equal(name, slice_of_string(NAMES[i])))
        i++;
    return (enum field)i;
}

/* A field of the user's own. */
static enum status ask_for(struct fields *f, struct slice ours, struct slice theirs, struct err *e)
{
    struct buf pairs;
    bool fits;

    if (!user_field_name_is_free(ours))
        return err_set(e, E_USAGE, "--fields: '%.*s' cannot be a field's name; it has small letters, "
                       "digits, '-' and '_', up to %u, and no meaning of its own", SLICE_ARG(ours),
                       USER_FIELD_NAME_MAX);
    buf_init(&pairs, sizeof f->asked);
    buf_append(&pairs, f->asked, f->asked_bytes);
    fits = user_fields_put(&pairs, ours, theirs) && buf_ok(&pairs) && f->asked_count < FIELDS_USER_MAX;
    if (fits) {
        memcpy(f->asked, pairs.p, pairs.n);
        f->asked_bytes = pairs.n;
        f->asked_count++;
    }
    buf_release(&pairs);
    return fits ? OK : err_set(e, E_USAGE, "--fields: more than %d fields of your own, or %d bytes of "
                               "names", FIELDS_USER_MAX, FIELDS_TEXT_MAX);
}

/* ours=theirs, or a name that is both. */
static enum status parse_pair(struct slice pair, struct fields *f, size_t *used, struct err *e)
{
    const uint8_t *equals = pair.n == 0 ? NULL : memchr(pair.p, '=', pair.n);
    struct slice ours = pair, theirs = pair;
    enum field field;

    if (equals != NULL) {
        ours = slice_of(pair.p, (size_t)(equals - pair.p));
        theirs = slice_drop(pair, ours.n + 1);
    }
    field = fields_of(ours);
    if (slice_trim(theirs).n == 0 || ours.n == 0)
        return err_set(e, E_USAGE, "--fields takes pairs such as title=headline, not '%.*s'; ours are "
                       OURS " and names of your own", SLICE_ARG(pair));
    if (field == FIELD_COUNT)
        return ask_for(f, ours, theirs, e);
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

static bool is_same(struct slice a, struct slice b)
{
    return a.n == b.n && strncasecmp((const char *)a.p, (const char *)b.p, a.n) == 0;
}

void fields_offer(struct page *p, struct slice theirs, struct slice value)
{
    struct user_fields pair;

    user_fields_open(&pair, p->asked);
    while (user_fields_next(&pair))
        if (is_same(pair.value, theirs))
            p->fields_cut |= !user_fields_put(&p->user_fields, pair.name, value);
}

void fields_offer_headers(struct page *p, struct slice head)
{
    struct user_fields pair;
    struct buf text;
    char name[USER_FIELD_VALUE_MAX + 1];

    buf_init(&text, p->text.max);
    user_fields_open(&pair, p->asked);
    while (user_fields_next(&pair)) {
        memcpy(name, pair.value.p, pair.value.n);
        name[pair.value.n] = '\0';
        buf_clear(&text);
        mime_append_text(&text, mime_header(head, name));
        p->fields_cut |= !user_fields_put(&p->user_fields, pair.name, buf_slice(&text));
    }
    buf_release(&text);
}
