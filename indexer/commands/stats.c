#include <stdio.h>

#include "base/escape.h"
#include "indexer/commands/counts.h"
#include "indexer/commands/command.h"
#include "indexer/report.h"
#include "stemmers/analyzer.h"
#include "store/segment_file.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"

#define OUTPUT_MAX ((size_t)4 << 30)

/* All that is told of an index. */
struct stats {
    struct index *index;
    unsigned lang;                   /* of which languages are told; COUNTS_ALL_LANGS */
    unsigned top_terms;              /* so many of each; 0: none */
    struct lang_stats langs[LANG_COUNT];
    uint64_t docs, deleted;
    struct counts counts;
    struct top_terms terms;
    struct buf fields;               /* names of user fields */
    struct buf out;
};

static bool is_told(const struct stats *s, enum lang lang)
{
    return (s->lang == COUNTS_ALL_LANGS || s->lang == lang) && s->langs[lang].doc_count > 0;
}

static void add_segments(struct stats *s)
{
    index_user_field_names(s->index, &s->fields);
    for (size_t i = 0; i < index_segment_count(s->index); i++) {
        const struct segment *segment = index_segment(s->index, i);

        s->docs += segment_live_count(segment);
        s->deleted += segment_doc_count(segment) - segment_live_count(segment);
        for (uint8_t l = 0; l < LANG_COUNT; l++) {
            s->langs[l].doc_count += segment_lang_stats(segment, l).doc_count;
            s->langs[l].length_sum += segment_lang_stats(segment, l).length_sum;
        }
    }
}

static double average_length(const struct lang_stats *s)
{
    return (double)s->length_sum / SEGMENT_BODY_WEIGHT / s->doc_count;
}

/* Of records, whose charset is UTF-8 by definition, none is noted. */
static struct slice charset_name(const struct stats *s, uint32_t number)
{
    struct slice name = map_key(&s->counts.charsets, number);

    return name.n > 0 ? name : SLICE_LITERAL("records");
}

static void text_terms(struct stats *s, enum lang lang)
{
    size_t count;
    const struct top_term *terms = top_terms_of(&s->terms, lang, &count);

    for (size_t i = 0; i < count; i++) {
        buf_printf(&s->out, "term        %s\t", lang_name(lang));
        escape_visible(&s->out, terms[i].term);
        buf_printf(&s->out, "\t%u documents\t%llu times\n", terms[i].df,
                   (unsigned long long)terms[i].cf);
    }
}

static void put_text(struct stats *s)
{
    struct buf *out = &s->out;

    buf_printf(out, "documents   %llu\ndeleted     %llu\nsegments    %zu\nbytes       %llu\n"
               "generation  %llu\n", (unsigned long long)s->docs, (unsigned long long)s->deleted,
               index_segment_count(s->index), (unsigned long long)index_file_bytes(s->index),
               (unsigned long long)index_generation(s->index));
    for (enum lang l = 0; l < LANG_COUNT; l++)
        if (is_told(s, l))
            buf_printf(out, "%-11s %u documents of %.1f words\n", lang_name(l),
                       s->langs[l].doc_count, average_length(&s->langs[l]));
    for (uint8_t zone = 0; zone < SEGMENT_ZONE_COUNT; zone++)
        if (s->counts.zone_words[zone] > 0)
            buf_printf(out, "zone        %s\t%llu words\n", segment_zone_name(zone),
                       (unsigned long long)s->counts.zone_words[zone]);
    for (uint32_t i = 0; i < s->counts.charsets.count; i++) {
        buf_append_string(out, "charset     ");
        escape_visible(out, charset_name(s, i));
        buf_printf(out, "\t%llu documents\n", (unsigned long long)s->counts.charset_docs[i]);
    }
    for (struct slice left = buf_slice(&s->fields), name; user_field_names_next(&left, &name);)
        buf_printf(out, "field       %.*s\n", SLICE_ARG(name));
    for (size_t i = 0; i < index_segment_count(s->index); i++) {
        struct segment *segment = index_segment(s->index, i);
        buf_printf(out, "segment     %s\t%u documents\t%u deleted\t%llu bytes\n", segment->name,
                   segment_live_count(segment), segment->deletions.deleted,
                   (unsigned long long)index_segment_bytes(s->index, i));
    }
    for (enum lang l = 0; l < LANG_COUNT && s->top_terms > 0; l++)
        if (is_told(s, l))
            text_terms(s, l);
}

static void json_terms(struct stats *s, enum lang lang)
{
    size_t count;
    const struct top_term *terms = top_terms_of(&s->terms, lang, &count);

    buf_append_string(&s->out, ",\"top_terms\":[");
    for (size_t i = 0; i < count; i++) {
        buf_append_string(&s->out, i == 0 ? "{\"term\":" : ",{\"term\":");
        escape_json(&s->out, terms[i].term);
        buf_printf(&s->out, ",\"df\":%u,\"cf\":%llu}", terms[i].df,
                   (unsigned long long)terms[i].cf);
    }
    buf_append_byte(&s->out, ']');
}

static void json_langs(struct stats *s)
{
    const char *between = "";

    buf_append_string(&s->out, "\"langs\":{");
    for (enum lang l = 0; l < LANG_COUNT; l++) {
        if (!is_told(s, l))
            continue;
        buf_printf(&s->out, "%s\"%s\":{\"documents\":%u,\"average_length\":%.1f", between,
                   lang_name(l), s->langs[l].doc_count, average_length(&s->langs[l]));
        if (s->top_terms > 0)
            json_terms(s, l);
        buf_append_byte(&s->out, '}');
        between = ",";
    }
    buf_append_byte(&s->out, '}');
}

static void json_parts(struct stats *s)
{
    struct buf *out = &s->out;

    buf_append_string(out, ",\"zone_words\":{");
    for (uint8_t zone = 0; zone < SEGMENT_ZONE_COUNT; zone++)
        buf_printf(out, "%s\"%s\":%llu", zone == 0 ? "" : ",", segment_zone_name(zone),
                   (unsigned long long)s->counts.zone_words[zone]);
    buf_append_string(out, "},\"charsets\":{");
    for (uint32_t i = 0; i < s->counts.charsets.count; i++) {
        buf_append_string(out, i == 0 ? "" : ",");
        escape_json(out, charset_name(s, i));
        buf_printf(out, ":%llu", (unsigned long long)s->counts.charset_docs[i]);
    }
    buf_append_string(out, "},\"fields\":[");
    for (struct slice left = buf_slice(&s->fields), name; user_field_names_next(&left, &name);)
        buf_printf(out, "%s\"%.*s\"", name.p == s->fields.p + 1 ? "" : ",", SLICE_ARG(name));
    buf_append_string(out, "],\"files\":[");
    for (size_t i = 0; i < index_segment_count(s->index); i++) {
        struct segment *segment = index_segment(s->index, i);
        buf_append_string(out, i == 0 ? "{\"name\":" : ",{\"name\":");
        escape_json(out, slice_of_string(segment->name));
        buf_printf(out, ",\"documents\":%u,\"deleted\":%u,\"bytes\":%llu}",
                   segment_live_count(segment), segment->deletions.deleted,
                   (unsigned long long)index_segment_bytes(s->index, i));
    }
    buf_append_byte(out, ']');
}

static void put_json(struct stats *s)
{
    buf_printf(&s->out, "{\"v\":1,\"documents\":%llu,\"deleted\":%llu,\"segments\":%zu,"
               "\"bytes\":%llu,\"generation\":%llu,", (unsigned long long)s->docs,
               (unsigned long long)s->deleted, index_segment_count(s->index),
               (unsigned long long)index_file_bytes(s->index),
               (unsigned long long)index_generation(s->index));
    json_langs(s);
    json_parts(s);
    buf_append_string(&s->out, "}\n");
}

static enum status make(struct stats *s, struct err *e)
{
    add_segments(s);
    TRY(counts_make(s->index, s->lang, &s->counts, e));
    return s->top_terms == 0 ? OK : top_terms_find(s->index, s->top_terms, &s->terms, e);
}

static enum status print(struct stats *s, bool json, struct err *e)
{
    (json ? put_json : put_text)(s);
    if (!buf_ok(&s->out) || !buf_ok(&s->fields))
        return err_memory(e, "the statistics");
    fwrite(s->out.p, 1, s->out.n, stdout);
    return OK;
}

int stats_run(const struct command_input *in)
{
    const struct add_options *o = &in->options->add;
    struct stats s = {.lang = o->lang_code.n > 0 ? (unsigned)lang_of_code(o->lang_code)
                                                 : COUNTS_ALL_LANGS,
                      .top_terms = in->options->top_terms};
    struct err e = ERR_NONE;
    enum status status;

    if (index_open(o->db, ANALYZER_VERSION, &s.index, &e) != OK)
        return report_error(&e);
    buf_init(&s.out, OUTPUT_MAX);
    buf_init(&s.fields, USER_FIELD_NAMES_MAX_BYTES);
    status = make(&s, &e);
    if (status == OK)
        status = print(&s, o->json, &e);
    buf_release(&s.out);
    buf_release(&s.fields);
    counts_release(&s.counts);
    top_terms_release(&s.terms);
    index_close(s.index);
    return status != OK ? report_error(&e) : report_output();
}
