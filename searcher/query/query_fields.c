#include "searcher/query/query_fields.h"

#include "searcher/query/query_lexer.h"
#include "stemmers/lang.h"
#include "store/segment_runs.h"

#define ZONE(zone) (1u << (zone))

static const struct field fields[] = {
    {.name = "title", .kind = FIELD_ZONES, .zones = ZONE(SEGMENT_TITLE)},
    {.name = "lead", .kind = FIELD_ZONES, .zones = ZONE(SEGMENT_LEAD)},
    {.name = "body", .kind = FIELD_ZONES, .zones = ZONE(SEGMENT_LEAD) | ZONE(SEGMENT_BODY)},
    {.name = "credit", .kind = FIELD_ZONES, .zones = ZONE(SEGMENT_CREDIT)},
    {.name = "related", .kind = FIELD_ZONES, .zones = ZONE(SEGMENT_RELATED)},
    {.name = "menu", .kind = FIELD_ZONES, .zones = ZONE(SEGMENT_MENU)},
    {.name = "id", .kind = FIELD_ID},
    {.name = "lang", .kind = FIELD_FILTER, .filter = FILTER_LANG},
    {.name = "date", .kind = FIELD_FILTER, .filter = FILTER_DATE},
    {.name = "path", .kind = FIELD_FILTER, .filter = FILTER_PATH},
    {.name = "ext", .kind = FIELD_FILTER, .filter = FILTER_EXT},
    {.name = "charset", .kind = FIELD_FILTER, .filter = FILTER_CHARSET},
    {.name = "zone", .kind = FIELD_FILTER, .filter = FILTER_ZONE},
};

#define FIELD_COUNT (sizeof fields / sizeof *fields)

const struct field *field_find(struct slice name)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (slice_equal(name, slice_of_string(fields[i].name)))
            return &fields[i];
    return NULL;
}

const char *field_of_zones(uint32_t zones)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (fields[i].kind == FIELD_ZONES && fields[i].zones == zones)
            return fields[i].name;
    return NULL;
}

const char *field_of_filter(enum filter_field filter)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (fields[i].kind == FIELD_FILTER && fields[i].filter == filter)
            return fields[i].name;
    return "";
}

bool field_is_list(enum filter_field filter)
{
    return filter == FILTER_LANG || filter == FILTER_EXT || filter == FILTER_CHARSET;
}

/* Small letters of ASCII. */
static struct slice lower(struct slice text, struct arena *arena)
{
    uint8_t *p = arena_alloc(arena, text.n + 1);

    for (size_t i = 0; i < text.n && p != NULL; i++)
        p[i] = text.p[i] >= 'A' && text.p[i] <= 'Z' ? (uint8_t)(text.p[i] + 0x20) : text.p[i];
    return slice_of(p, p == NULL ? 0 : text.n);
}

static bool read_zone(struct slice text, struct filter_value *out)
{
    for (uint8_t zone = 0; zone < SEGMENT_REPEATED; zone++)
        if (slice_equal(text, slice_of_string(segment_zone_name(zone)))) {
            out->zone = zone;
            return true;
        }
    return false;
}

/* "de" for "German" too; a code that Stemma does not know stays as it is. */
static struct slice read_lang(struct slice text, struct arena *arena)
{
    struct lang_code code = lang_normalize_code(text);

    if (strcmp(code.text, "und") == 0)
        return lower(text, arena);
    return arena_copy(arena, slice_of_string(code.text));
}

bool field_read_value(enum filter_field filter, struct slice text, struct arena *arena,
                      struct filter_value *out)
{
    *out = (struct filter_value){.text = slice_trim(text)};
    switch (filter) {
    case FILTER_DATE: return date_range_read(text, &out->dates);
    case FILTER_ZONE: return read_zone(out->text, out);
    case FILTER_LANG: out->text = read_lang(out->text, arena); break;
    case FILTER_EXT:
        /* all of them, so that what is printed is read as it was */
        while (out->text.n > 0 && (out->text.p[0] == '.' || slice_is_space(out->text.p[0])))
            out->text = slice_drop(out->text, 1);
        out->text = lower(out->text, arena);
        break;
    case FILTER_CHARSET: out->text = lower(out->text, arena); break;
    default: break;
    }
    return out->text.n > 0;
}

static bool needs_quotes(struct slice text)
{
    for (size_t i = 0; i < text.n; i++)
        if (slice_is_space(text.p[i]) || (text.p[i] < 0x80 && strchr("()[]|,:\"^", text.p[i]) != NULL))
            return true;
    return text.n == 0 || lexer_is_operator(text) || text.p[0] == '-' || text.p[0] == '+'
           || text.p[0] == '!' || text.p[0] == '~' || (text.n == 1 && text.p[0] == '*');
}

static void print_text(struct buf *out, struct slice text, const char *quote)
{
    buf_append_string(out, quote);
    buf_append_slice(out, text);
    buf_append_string(out, quote);
}

void field_print_text(struct buf *out, struct slice text)
{
    print_text(out, text, needs_quotes(text) ? "\"" : "");
}

void field_print_value(struct buf *out, enum filter_field filter, const struct filter_value *value)
{
    struct value_range range;

    if (filter == FILTER_DATE)
        date_range_print(out, &value->dates);
    else if (filter == FILTER_ZONE)
        buf_append_string(out, segment_zone_name(value->zone));
    else if (filter == FILTER_USER && value->range.is_range)
        value_range_print(out, &value->range);
    else if (filter == FILTER_USER && value_range_read(value->text, &range))
        print_text(out, value->text, "\"");        /* as it was typed: it is no range */
    else
        field_print_text(out, value->text);
}
