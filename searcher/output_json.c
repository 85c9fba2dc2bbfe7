#include "base/escape.h"
#include "base/utf8.h"
#include "searcher/output.h"
#include "store/segment_runs.h"

/* Spans in code points of the passage. */
static void put_spans(struct buf *out, const struct passage *p)
{
    buf_append_string(out, "\"spans\":[");
    for (size_t i = 0; i < p->span_count; i++)
        buf_printf(out, "%s[%zu,%zu]", i == 0 ? "" : ",",
                   utf8_count(slice_of(p->text.p, p->spans[i].start)),
                   utf8_count(slice_of(p->text.p, p->spans[i].end)));
    buf_append_byte(out, ']');
}

static void put_passage(struct buf *out, const struct output_hit *h, const struct passage *p)
{
    buf_printf(out, "{\"zone\":\"%s\",\"start\":%zu,\"text\":", segment_zone_name(p->zone),
               utf8_count(slice_of(h->text.p, p->start)));
    escape_json(out, p->text);
    buf_append_byte(out, ',');
    put_spans(out, p);
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

/* The hit's object without its opening brace. */
static void put_hit(struct buf *out, const struct output_hit *h, const struct output_style *style)
{
    buf_printf(out, "\"rank\":%zu,\"id\":", h->rank);
    escape_json(out, h->document->id);
    buf_printf(out, ",\"score\":%.3f,\"path\":", h->score);
    escape_json(out, output_path(h->document));
    buf_printf(out, ",\"lang\":\"%s\",\"date\":", h->document->lang_code);
    if (h->document->date.n > 0)
        escape_json(out, h->document->date);
    else
        buf_append_string(out, "null");
    buf_append_string(out, ",\"title\":{\"text\":");
    escape_json(out, h->snippet->title.text);
    buf_append_byte(out, ',');
    put_spans(out, &h->snippet->title);
    buf_append_string(out, "},\"passages\":[");
    for (size_t i = 0; i < h->snippet->passage_count; i++) {
        buf_append_string(out, i > 0 ? "," : "");
        put_passage(out, h, &h->snippet->passages[i]);
    }
    buf_printf(out, "],\"occurrences\":%zu,\"similar\":%u,\"via\":\"%s\"",
               h->snippet->place_count, h->similar, via_name(h->via));
    if (style->explain) {
        buf_append_string(out, ",\"explain\":[");
        for (size_t i = 0; i < h->explanation_count; i++) {
            buf_append_string(out, i > 0 ? "," : "");
            put_explanation(out, h, &h->explanations[i]);
        }
        buf_append_byte(out, ']');
    }
    buf_append_byte(out, '}');
}

static void put_qid(struct buf *out, const struct output_query *q)
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
    put_qid(out, q);
    put_hit(out, h, style);
    buf_append_byte(out, '\n');
}

const struct output output_jsonl = {.hit = jsonl_hit};

static void put_query(struct buf *out, const struct output_query *q)
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

static void json_begin(struct buf *out, const struct output_query *q,
                       const struct output_style *style)
{
    (void)style;
    buf_append_byte(out, '{');
    put_qid(out, q);
    buf_append_string(out, "\"v\":1,\"query\":");
    put_query(out, q);
    buf_printf(out, ",\"total\":%llu,\"total_exact\":%s,\"suggestions\":[],\"facets\":{},\"hits\":[",
               (unsigned long long)q->results->total, q->results->total_exact ? "true" : "false");
}

static void json_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                     const struct output_style *style)
{
    (void)q;
    buf_append_string(out, h->rank > 1 ? ",{" : "{");
    put_hit(out, h, style);
}

static void json_end(struct buf *out, const struct output_query *q,
                     const struct output_style *style)
{
    (void)q;
    (void)style;
    buf_append_string(out, "]}\n");
}

const struct output output_json = {.begin = json_begin, .hit = json_hit, .end = json_end};
