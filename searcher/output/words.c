#include "searcher/output/words.h"

#include <inttypes.h>

#include "base/escape.h"
#include "searcher/output/output_json.h"

static const char *comma(bool first)
{
    return first ? "" : ",";
}

static void put_variant(struct buf *out, const struct output_query *to, struct slice word, enum lang lang,
                        const struct variant *v)
{
    output_qid(out, to);
    escape_line(out, word);
    buf_printf(out, "\t%s\t%s\t%.2f\t%" PRIu64 "\t", lang_name(lang), via_name(v->via),
               v->weight * v->tier / 1e4, v->df);
    for (size_t i = 0; i < v->term_count; i++) {
        buf_append_string(out, i > 0 ? " " : "");
        escape_line(out, v->terms[i]);
    }
    buf_append_byte(out, '\n');
}

static void put_variant_json(struct buf *out, bool first, struct slice word, enum lang lang, const struct variant *v)
{
    buf_printf(out, "%s{\"word\":", comma(first));
    escape_json(out, word);
    buf_printf(out, ",\"lang\":\"%s\",\"via\":\"%s\",\"weight\":%.2f,\"df\":%" PRIu64 ",\"terms\":[", lang_name(lang),
               via_name(v->via), v->weight * v->tier / 1e4, v->df);
    for (size_t i = 0; i < v->term_count; i++) {
        buf_append_string(out, comma(i == 0));
        escape_json(out, v->terms[i]);
    }
    buf_append_string(out, "]}");
}

static void put_variants(struct buf *out, const struct output_query *to, const struct query *q, bool json)
{
    bool first = true;

    for (size_t i = 0; i < q->clause_count; i++) {
        for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
            size_t count;
            const struct variant *variants = engine_variants(to->results, lang, i, &count);

            for (size_t k = 0; k < count; k++, first = false) {
                if (json)
                    put_variant_json(out, first, q->clauses[i].text, lang, &variants[k]);
                else
                    put_variant(out, to, q->clauses[i].text, lang, &variants[k]);
            }
        }
    }
}

/* An object's brace, a batch's qid, and the version of its members. */
static void begin_json(struct buf *out, const struct output_query *to)
{
    buf_append_byte(out, '{');
    output_json_qid(out, to);
    buf_append_string(out, "\"v\":1,");
}

void words_put_parsed(struct buf *out, const struct output_query *to, const struct query *q, bool json)
{
    if (json) {
        begin_json(out, to);
        buf_append_string(out, "\"query\":");
        output_json_query(out, to);
        buf_append_string(out, ",\"variants\":[");
        put_variants(out, to, q, true);
        buf_append_string(out, "]}\n");
        return;
    }
    output_qid(out, to);
    buf_append(out, to->parsed.p, to->parsed.n);
    buf_append_byte(out, '\n');
    put_variants(out, to, q, false);
}

static void put_suggestions_json(struct buf *out, const struct suggestions *found)
{
    for (size_t i = 0; i < found->count; i++) {
        buf_append_string(out, comma(i == 0));
        escape_json(out, found->items[i].text);
    }
}

static void put_spelling_json(struct buf *out, const struct output_query *to, const struct spelled_word *words,
                              size_t count)
{
    bool first = true;

    begin_json(out, to);
    buf_append_string(out, "\"words\":[");
    for (size_t i = 0; i < count; i++) {
        if (words[i].found.count == 0)
            continue;
        buf_printf(out, "%s{\"word\":", comma(first));
        escape_json(out, words[i].typed);
        buf_append_string(out, ",\"suggestions\":[");
        put_suggestions_json(out, &words[i].found);
        buf_append_string(out, "]}");
        first = false;
    }
    buf_append_string(out, "]}\n");
}

void words_put_spelling(struct buf *out, const struct output_query *to, const struct spelled_word *words,
                        size_t count, bool json)
{
    if (json) {
        put_spelling_json(out, to, words, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < words[i].found.count; k++) {
            output_qid(out, to);
            escape_line(out, words[i].typed);
            buf_append_byte(out, '\t');
            escape_line(out, words[i].found.items[k].text);
            buf_append_byte(out, '\n');
        }
    }
}

void words_put_completions(struct buf *out, struct slice prefix, const struct suggestions *found, bool json)
{
    if (json) {
        buf_append_string(out, "{\"v\":1,\"prefix\":");
        escape_json(out, prefix);
        buf_append_string(out, ",\"completions\":[");
        put_suggestions_json(out, found);
        buf_append_string(out, "]}\n");
        return;
    }
    for (size_t i = 0; i < found->count; i++) {
        escape_line(out, found->items[i].text);
        buf_append_byte(out, '\n');
    }
}
