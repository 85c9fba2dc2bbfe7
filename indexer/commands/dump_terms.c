#include "indexer/commands/dump_terms.h"

#include <stdio.h>

#include "base/escape.h"
#include "indexer/commands/all_terms.h"
#include "stemmers/analyzer.h"
#include "store/forms_union.h"

#define LINE_MAX_BYTES ((size_t)8 << 30)
#define WRITE_BYTES ((size_t)1 << 20)      /* of a line, at once */

struct dumping {
    struct all_terms terms;
    struct forms_union forms;
    struct buf line, positions;
    struct err *err;
};

static void put_head(struct dumping *d)
{
    struct slice term = d->terms.term;
    bool marked = term.n > ANALYZER_MARK_BYTES && term.p[0] == ANALYZER_MARK;
    unsigned words = marked ? (unsigned)term.p[1] - (unsigned)'0' : LANG_COUNT;

    buf_append_string(&d->line, "{\"term\":");
    escape_json(&d->line, marked ? slice_drop(term, ANALYZER_MARK_BYTES) : term);
    buf_printf(&d->line, ",\"lang\":\"%s\"", lang_name(d->terms.lang));
    if (words < LANG_COUNT)
        buf_printf(&d->line, ",\"words\":\"%s\"", lang_name((enum lang)words));
}

static enum status put_forms(struct dumping *d)
{
    const struct form_count *forms;
    size_t count;

    forms_union_clear(&d->forms);
    for (size_t i = 0; i < d->terms.count; i++) {
        const struct all_terms_input *in = &d->terms.inputs[i];

        if (in->has_it && forms_union_add(&d->forms, d->terms.term, in->info.forms, in->info.cf) != OK)
            return segment_damaged(in->segment, "wrong forms of a term", 0, d->err);
    }
    forms = forms_union_join(&d->forms, &count);
    buf_append_string(&d->line, ",\"forms\":{");
    for (size_t i = 0; i < count; i++) {
        struct slice form = forms[i].form;

        if (form.n > ANALYZER_MARK_BYTES && form.p[0] == ANALYZER_MARK)
            form = slice_drop(form, ANALYZER_MARK_BYTES);
        buf_append_string(&d->line, i == 0 ? "" : ",");
        escape_json(&d->line, form);
        buf_printf(&d->line, ":%llu", (unsigned long long)forms[i].occurrences);
    }
    buf_append_byte(&d->line, '}');
    return OK;
}

static enum status put_posting(struct dumping *d, struct segment *s)
{
    struct postings *p = d->terms.postings;
    const uint32_t *positions;
    struct document document;

    TRY(segment_document(s, p->doc, &document, d->err));
    buf_clear(&d->positions);
    TRY(postings_positions(p, &d->positions));
    buf_append_string(&d->line, "{\"id\":");
    escape_json(&d->line, document.id);
    buf_printf(&d->line, ",\"tf\":%u,\"weight\":%.2f,\"positions\":[", postings_tf(p),
               postings_weighted_tf(p) / (double)SEGMENT_BODY_WEIGHT);
    positions = (const uint32_t *)(const void *)d->positions.p;
    for (size_t i = 0; i < d->positions.n / sizeof *positions; i++)
        buf_printf(&d->line, "%s%u", i == 0 ? "" : ",", positions[i]);
    buf_append_string(&d->line, "]}");
    return OK;
}

static void write_line(struct dumping *d)
{
    fwrite(d->line.p, 1, d->line.n, stdout);
    buf_clear(&d->line);
}

static enum status put_postings(struct dumping *d)
{
    struct postings *p = d->terms.postings;
    const char *between = "";

    buf_append_string(&d->line, ",\"postings\":[");
    for (size_t i = 0; i < d->terms.count; i++) {
        const struct all_terms_input *in = &d->terms.inputs[i];

        if (!in->has_it)
            continue;
        TRY(postings_open_unbound(p, in->segment, &in->info, d->err));
        while (postings_next(p) != DOC_END) {
            if (segment_is_deleted(in->segment, p->doc))
                continue;
            buf_append_string(&d->line, between);
            between = ",";
            TRY(put_posting(d, in->segment));
            if (d->line.n > WRITE_BYTES)
                write_line(d);
        }
        TRY(postings_status(p));
    }
    buf_append_byte(&d->line, ']');
    return OK;
}

static enum status dump_term(struct dumping *d, enum dump_what what)
{
    uint32_t df;
    uint64_t cf;

    TRY(all_terms_count(&d->terms, &df, &cf, d->err));
    if (df == 0)
        return OK;
    put_head(d);
    if (what == DUMP_TERMS)
        buf_printf(&d->line, ",\"df\":%u,\"cf\":%llu", df, (unsigned long long)cf);
    TRY(what == DUMP_TERMS ? put_forms(d) : put_postings(d));
    buf_append_string(&d->line, "}\n");
    if (!buf_ok(&d->line) || !buf_ok(&d->positions))
        return err_memory(d->err, "a line");
    write_line(d);
    return OK;
}

enum status dump_terms(struct index *x, enum dump_what what, struct err *e)
{
    struct dumping d = {.err = e};
    enum status status;

    forms_union_init(&d.forms);
    buf_init(&d.line, LINE_MAX_BYTES);
    buf_init(&d.positions, LINE_MAX_BYTES);
    status = all_terms_open(x, &d.terms, e);
    while (status == OK && (status = all_terms_next(&d.terms, e)) == OK && !ferror(stdout))
        status = dump_term(&d, what);
    all_terms_close(&d.terms);
    forms_union_release(&d.forms);
    buf_release(&d.line);
    buf_release(&d.positions);
    return status == E_NOT_FOUND ? OK : status;
}
