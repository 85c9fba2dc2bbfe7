#include "searcher/output/output_json.h"

#include "base/escape.h"
#include "base/utf8.h"
#include "searcher/output/hit_fields.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"

/* The length of valid text; in UTF-16 what takes four bytes is two units. */
static size_t measure(struct slice text, enum output_unit unit)
{
    size_t count = unit == OUTPUT_BYTES ? text.n : utf8_count(text);

    for (size_t i = 0; unit == OUTPUT_UTF16 && i < text.n; i++)
        count += text.p[i] >= 0xf0;
    return count;
}

static void put_spans(struct buf *out, const struct passage *p, const struct output_style *style)
{
    buf_append_string(out, "\"spans\":[");
    for (size_t i = 0; i < p->span_count; i++)
        buf_printf(out, "%s[%zu,%zu]", i == 0 ? "" : ",",
                   measure(slice_of(p->text.p, p->spans[i].start), style->unit),
                   measure(slice_of(p->text.p, p->spans[i].end), style->unit));
    buf_append_byte(out, ']');
}

static void put_passage(struct buf *out, const struct output_hit *h, const struct passage *p,
                        const struct output_style *style)
{
    buf_printf(out, "{\"zone\":\"%s\",\"start\":%zu,\"text\":", segment_zone_name(p->zone),
               measure(slice_of(h->text.p, p->start), style->unit));
    escape_json(out, p->text);
    buf_append_byte(out, ',');
    put_spans(out, p, style);
    buf_append_byte(out, '}');
}

static void put_explanation(struct buf *out, const struct output_hit *h,
                            const struct explanation *x)
{
    buf_append_string(out, "{\"parts\":[");
    for (size_t i = 0; i < x->part_count; i++) {
        const struct explained_part *p = &x->parts[i];

        buf_append_string(out, i > 0 ? ",{\"term\":" : "{\"term\":");
        escape_json(out, p->term);
        buf_printf(out, ",\"via\":\"%s\",\"tf\":%.2f,\"weight\":%.2f,\"tier\":%.2f}",
                   via_name(p->via), p->tf, p->weight, p->tier);
    }
    buf_printf(out, "],\"lang\":\"%s\",\"df\":%llu,\"docs\":%llu,\"tf\":%.2f,\"length\":%.1f,"
                    "\"average_length\":%.1f,\"idf\":%.3f,\"tier\":%.2f,\"norm\":%.3f,"
                    "\"score\":%.3f}",
               h->document->lang_code, (unsigned long long)x->df,
               (unsigned long long)x->doc_count, x->tf, x->length, x->average_length, x->idf,
               x->tier, x->norm, x->score);
}

static void put_title(struct buf *out, const struct passage *title,
                      const struct output_style *style)
{
    buf_append_string(out, "{\"text\":");
    escape_json(out, title->text);
    buf_append_byte(out, ',');
    put_spans(out, title, style);
    buf_append_byte(out, '}');
}

static void put_passages(struct buf *out, const struct output_hit *h,
                         const struct output_style *style)
{
    buf_append_byte(out, '[');
    for (size_t i = 0; i < h->snippet->passage_count; i++) {
        buf_append_string(out, i > 0 ? "," : "");
        put_passage(out, h, &h->snippet->passages[i], style);
    }
    buf_append_byte(out, ']');
}

/* A string, or null where there is none. */
static void put_optional(struct buf *out, struct slice value)
{
    if (value.n > 0)
        escape_json(out, value);
    else
        buf_append_string(out, "null");
}

static void put_value(struct buf *out, const struct hit_column *c, const struct output_query *q,
                      const struct output_hit *h, const struct output_style *style)
{
    const struct document *d = h->document;

    switch (c->field) {
    case HIT_ID: escape_json(out, d->id); break;
    case HIT_PATH: escape_json(out, output_path(d)); break;
    case HIT_LANG: escape_json(out, slice_of_string(d->lang_code)); break;
    case HIT_DATE: put_optional(out, d->date); break;
    case HIT_TITLE: put_title(out, &h->snippet->title, style); break;
    case HIT_SNIPPET:
        put_optional(out, h->snippet->passage_count > 0 ? h->snippet->passages[0].text
                                                        : (struct slice){0});
        break;
    case HIT_PASSAGES: put_passages(out, h, style); break;
    case HIT_CHARSET: put_optional(out, d->charset); break;
    case HIT_VIA: escape_json(out, slice_of_string(via_name(h->via))); break;
    case HIT_QID: put_optional(out, q->qid); break;
    case HIT_RANK:
    case HIT_SCORE:
    case HIT_SIMILAR:
    case HIT_OCCURRENCES: hit_field_put(out, c, HIT_SCORE_DIGITS, q, h, style); break;
    case HIT_FIELDS: user_fields_put_json(out, d->user_fields); break;
    case HIT_USER: user_fields_put_json_values(out, d->user_fields, c->name); break;
    }
}

static const struct hit_fields MEMBERS = {
    {{.field = HIT_RANK}, {.field = HIT_ID}, {.field = HIT_SCORE}, {.field = HIT_PATH},
     {.field = HIT_LANG}, {.field = HIT_DATE}, {.field = HIT_TITLE}, {.field = HIT_PASSAGES},
     {.field = HIT_OCCURRENCES}, {.field = HIT_SIMILAR}, {.field = HIT_VIA}, {.field = HIT_FIELDS}},
    12};

/* The hit's object without its opening brace. */
static void put_hit(struct buf *out, const struct output_query *q, const struct output_hit *h,
                    const struct output_style *style)
{
    const struct hit_fields *f = style->fields != NULL ? style->fields : &MEMBERS;

    for (size_t i = 0; i < f->count; i++) {
        if (f == &MEMBERS && f->list[i].field == HIT_FIELDS && h->document->user_fields.n == 0)
            continue;            /* most articles have none */
        buf_printf(out, "%s\"%.*s\":", i > 0 ? "," : "", SLICE_ARG(hit_field_name(&f->list[i])));
        put_value(out, &f->list[i], q, h, style);
    }
    if (style->explain) {
        buf_append_string(out, ",\"explain\":[");
        for (size_t i = 0; i < h->explanation_count; i++) {
            buf_append_string(out, i > 0 ? "," : "");
            put_explanation(out, h, &h->explanations[i]);
        }
        buf_append_byte(out, ']');
        if (h->recency > 0)
            buf_printf(out, ",\"recency\":%.3f", h->recency);
    }
    buf_append_byte(out, '}');
}

void output_json_qid(struct buf *out, const struct output_query *q)
{
    if (q->qid.n == 0)
        return;
    buf_append_string(out, "\"qid\":");
    escape_json(out, q->qid);
    buf_append_byte(out, ',');
}

static void jsonl_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                      const struct output_style *style)
{
    buf_append_byte(out, '{');
    if (style->fields == NULL)
        output_json_qid(out, q);
    put_hit(out, q, h, style);
    buf_append_byte(out, '\n');
}

const struct output output_jsonl = {
    .name = "jsonl", .json = true, .hit = jsonl_hit,
    .takes = OUTPUT_TAKES_FIELDS | OUTPUT_TAKES_OFFSETS | OUTPUT_TAKES_EXPLAIN};

void output_json_query(struct buf *out, const struct output_query *q)
{
    const char *between = "";

    buf_append_string(out, "{\"text\":");
    escape_json(out, q->text);
    buf_append_string(out, ",\"parsed\":");
    escape_json(out, q->parsed);
    buf_append_string(out, ",\"notes\":[");
    for (size_t i = 0; i < q->note_count; i++) {
        buf_append_string(out, i > 0 ? "," : "");
        escape_json(out, q->notes[i]);
    }
    buf_printf(out, "],\"relaxed\":%s,\"langs\":[", q->results->relaxed ? "true" : "false");
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        if (q->langs[lang]) {
            buf_printf(out, "%s\"%s\"", between, lang_name(lang));
            between = ",";
        }
    buf_append_string(out, "]}");
}

/* The span is of the query's text, in characters. */
static void put_meant(struct buf *out, const struct output_query *q, const struct meant *m)
{
    size_t start = utf8_count(slice_of(q->text.p, (size_t)(m->typed.p - q->text.p)));

    buf_append_string(out, "{\"typed\":");
    escape_json(out, m->typed);
    buf_printf(out, ",\"span\":[%zu,%zu],\"text\":", start, start + utf8_count(m->typed));
    escape_json(out, m->text);
    buf_append_string(out, ",\"query\":");
    escape_json(out, m->query);
    buf_printf(out, ",\"total\":%llu}", (unsigned long long)m->total);
}

static void json_begin(struct buf *out, const struct output_query *q,
                       const struct output_style *style)
{
    (void)style;
    buf_append_byte(out, '{');
    output_json_qid(out, q);
    buf_append_string(out, "\"v\":1,\"query\":");
    output_json_query(out, q);
    buf_printf(out, ",\"total\":%llu,\"total_exact\":%s,\"suggestions\":[",
               (unsigned long long)q->results->total, q->results->total_exact ? "true" : "false");
    for (size_t i = 0; i < q->meant_count; i++) {
        buf_append_string(out, i > 0 ? "," : "");
        put_meant(out, q, &q->meant[i]);
    }
    buf_append_string(out, "],\"facets\":");
    facets_print_json(out, q->facets, q->facet_count);
    buf_append_string(out, ",\"hits\":[");
}

static void json_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                     const struct output_style *style)
{
    buf_append_string(out, h->is_first ? "{" : ",{");
    put_hit(out, q, h, style);
}

static void json_end(struct buf *out, const struct output_query *q,
                     const struct output_style *style)
{
    (void)q;
    (void)style;
    buf_append_string(out, "]}\n");
}

const struct output output_json = {
    .name = "json", .json = true, .begin = json_begin, .hit = json_hit, .end = json_end,
    .takes = OUTPUT_TAKES_FIELDS | OUTPUT_TAKES_OFFSETS | OUTPUT_TAKES_EXPLAIN};
