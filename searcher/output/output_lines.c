/* Formats of a line for each hit: TSV, CSV, paths. */
#include "base/escape.h"
#include "searcher/output/hit_fields.h"

static const struct hit_fields COLUMNS = {
    {{.field = HIT_SCORE}, {.field = HIT_PATH}, {.field = HIT_LANG}, {.field = HIT_DATE},
     {.field = HIT_TITLE}, {.field = HIT_SNIPPET}}, 6};

static const struct hit_fields *columns(const struct output_style *style)
{
    return style->fields != NULL ? style->fields : &COLUMNS;
}

static void tsv_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                    const struct output_style *style)
{
    const struct hit_fields *f = columns(style);

    if (style->fields == NULL)
        output_qid(out, q);
    for (size_t i = 0; i < f->count; i++) {
        buf_append_string(out, i == 0 ? "" : "\t");
        hit_field_put(out, &f->list[i], HIT_SCORE_DIGITS, q, h, style);
    }
    buf_append_byte(out, '\n');
}

const struct output output_tsv = {
    .name = "tsv", .hit = tsv_hit, .takes = OUTPUT_TAKES_MARK | OUTPUT_TAKES_FIELDS};

/* RFC 4180: quoted where it holds a comma or a quote; there are no line breaks. */
static void csv_value(struct buf *out, struct slice value)
{
    if (value.n == 0 || (memchr(value.p, ',', value.n) == NULL
                         && memchr(value.p, '"', value.n) == NULL)) {
        buf_append_slice(out, value);
        return;
    }
    buf_append_byte(out, '"');
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] == '"')
            buf_append_byte(out, '"');
        buf_append_byte(out, value.p[i]);
    }
    buf_append_byte(out, '"');
}

/* The names of the columns, once; in a batch qid is the first one. */
static void csv_begin(struct buf *out, const struct output_query *q,
                      const struct output_style *style)
{
    const struct hit_fields *f = columns(style);

    if (q->number > 1)
        return;
    if (style->fields == NULL && q->qid.n > 0)
        buf_append_string(out, "qid,");
    for (size_t i = 0; i < f->count; i++)
        buf_printf(out, "%s%.*s", i == 0 ? "" : ",", SLICE_ARG(hit_field_name(&f->list[i])));
    buf_append_string(out, "\r\n");
}

static void csv_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                    const struct output_style *style)
{
    const struct hit_fields *f = columns(style);
    struct buf value;

    buf_init(&value, (size_t)1 << 30);
    if (style->fields == NULL && q->qid.n > 0) {
        hit_field_put(&value, &(struct hit_column){.field = HIT_QID}, 0, q, h, style);
        csv_value(out, buf_slice(&value));
        buf_append_byte(out, ',');
    }
    for (size_t i = 0; i < f->count; i++) {
        buf_clear(&value);
        hit_field_put(&value, &f->list[i], HIT_SCORE_DIGITS, q, h, style);
        buf_append_string(out, i == 0 ? "" : ",");
        csv_value(out, buf_slice(&value));
    }
    buf_append_string(out, "\r\n");
    buf_release(&value);
}

const struct output output_csv = {
    .name = "csv", .begin = csv_begin, .hit = csv_hit,
    .takes = OUTPUT_TAKES_MARK | OUTPUT_TAKES_FIELDS};

/* What stands for a hit where nothing else is printed: its path, or what was chosen. */
static bool is_id(const struct output_style *style)
{
    return style->fields != NULL && style->fields->list[0].field == HIT_ID;
}

static void path_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                     const struct output_style *style)
{
    output_qid(out, q);
    if (style->separator == '\0')
        buf_append_slice(out, is_id(style) ? h->document->id : output_path(h->document));
    else if (is_id(style))
        escape_visible(out, h->document->id);
    else
        output_link(out, h->document, style);
    buf_append_byte(out, (uint8_t)style->separator);
}

const struct output output_paths = {.name = "files", .hit = path_hit, .takes = OUTPUT_TAKES_FIELDS, .no_text = true};

void output_qid(struct buf *out, const struct output_query *q)
{
    if (q->qid.n == 0)
        return;
    escape_line(out, q->qid);
    buf_append_byte(out, '\t');
}
