#include "base/escape.h"
#include "base/utf8.h"
#include "searcher/output.h"

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
    buf_printf(out, "{\"zone\":\"body\",\"start\":%zu,\"text\":",
               utf8_count(slice_of(h->text.p, p->start)));
    escape_json(out, p->text);
    buf_append_byte(out, ',');
    put_spans(out, p);
    buf_append_byte(out, '}');
}

static void put_hit(struct buf *out, const struct output_hit *h)
{
    buf_printf(out, "{\"rank\":%zu,\"id\":", h->rank);
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
        if (i > 0)
            buf_append_byte(out, ',');
        put_passage(out, h, &h->snippet->passages[i]);
    }
    buf_append_string(out, "],\"similar\":0,\"via\":\"form\"}");
}

static void jsonl_hit(struct buf *out, const struct output_hit *h, const struct output_style *style)
{
    (void)style;
    put_hit(out, h);
    buf_append_byte(out, '\n');
}

const struct output output_jsonl = {.hit = jsonl_hit};

static void json_begin(struct buf *out, struct slice query, const struct results *r)
{
    buf_append_string(out, "{\"v\":1,\"query\":{\"text\":");
    escape_json(out, query);
    buf_printf(out, ",\"relaxed\":%s},\"total\":%llu,\"total_exact\":%s,\"hits\":[",
               r->relaxed ? "true" : "false", (unsigned long long)r->total,
               r->total_exact ? "true" : "false");
}

static void json_hit(struct buf *out, const struct output_hit *h, const struct output_style *style)
{
    (void)style;
    if (h->rank > 1)
        buf_append_byte(out, ',');
    put_hit(out, h);
}

static void json_end(struct buf *out, const struct results *r, const struct output_style *style)
{
    (void)r;
    (void)style;
    buf_append_string(out, "]}\n");
}

const struct output output_json = {json_begin, json_hit, json_end};
