#include "indexer/commands/list.h"

#include <stdio.h>
#include <unistd.h>

#include "base/escape.h"
#include "indexer/commands/list_format.h"
#include "indexer/commands/search_program.h"
#include "indexer/report.h"
#include "stemmers/analyzer.h"
#include "store/user_fields.h"

#define QUERY_MAX_BYTES ((size_t)1 << 20)
#define TEXT_MAX ((size_t)4 << 30)

static void put_json(struct buf *out, const struct document *d, struct slice title)
{
    buf_append_string(out, "{\"id\":");
    escape_json(out, d->id);
    buf_printf(out, ",\"lang\":\"%s\",\"date\":", d->lang_code);
    if (d->date.n > 0)
        escape_json(out, d->date);
    else
        buf_append_string(out, "null");
    buf_append_string(out, ",\"title\":");
    escape_json(out, title);
    buf_append_string(out, ",\"path\":");
    escape_json(out, d->path);
    buf_append_string(out, ",\"charset\":");
    escape_json(out, d->charset);
    if (d->user_fields.n > 0) {
        buf_append_string(out, ",\"fields\":");
        user_fields_put_json(out, d->user_fields);
    }
    buf_printf(out, ",\"bytes\":%u}\n", d->text_bytes);
}

/* Ids and paths keep all their characters, so that they can be told apart. */
static void put_tabs(struct buf *out, const struct document *d, struct slice title,
                     enum options_when colour)
{
    bool coloured = options_wants_colour(colour, STDOUT_FILENO);
    const char *bold = coloured ? "\033[1m" : "", *dim = coloured ? "\033[2m" : "";
    const char *off = coloured ? "\033[0m" : "";

    escape_visible(out, d->id);
    buf_printf(out, "\t%s%s\t", dim, d->lang_code);
    escape_line(out, d->date);
    buf_printf(out, "\t%s%s", off, bold);
    escape_line(out, title);
    buf_printf(out, "%s\t%s", off, dim);
    escape_visible(out, d->path);
    buf_printf(out, "%s\n", off);
}

enum status list_print(const struct command_options *o, struct segment *s, docid doc,
                       struct buf *text, struct err *e)
{
    struct document d;
    struct buf line;
    enum status status = OK;

    TRY(segment_document(s, doc, &d, e));
    buf_init(&line, TEXT_MAX);
    if (o->null_separated) {
        buf_append_slice(&line, d.id);
        buf_append_byte(&line, '\0');
    } else {
        struct slice title = {0};

        buf_clear(text);
        status = segment_text(s, doc, text, e);
        if (status == OK && (uint64_t)d.title_start + d.title_bytes <= text->n)
            title = slice_of(text->p + d.title_start, d.title_bytes);
        if (o->template != NULL)
            list_format_put(o->template, &line, &d, title);
        else if (o->add.json)
            put_json(&line, &d, title);
        else
            put_tabs(&line, &d, title, o->colour);
    }
    if (status == OK && !buf_ok(&line))
        status = err_memory(e, "a line");
    if (status == OK)
        fwrite(line.p, 1, line.n, stdout);
    buf_release(&line);
    return status;
}

enum status list_print_selection(const struct command_options *o, struct index *x,
                                 const struct selection *s, struct err *e)
{
    const struct place *places = selection_places(s);
    enum status status = OK;
    struct buf text;

    buf_init(&text, TEXT_MAX);
    for (size_t i = 0; i < selection_count(s) && status == OK; i++)
        status = list_print(o, index_segment(x, places[i].segment), places[i].doc, &text, e);
    buf_release(&text);
    return status;
}

static enum status print_all(const struct command_options *o, struct index *x, struct err *e)
{
    struct documents d;
    struct buf text;
    enum status status;

    buf_init(&text, TEXT_MAX);
    documents_open(&d, x);
    while ((status = documents_next(&d, e)) == OK) {
        status = list_print(o, d.segment, d.doc, &text, e);
        if (status != OK)
            break;
    }
    buf_release(&text);
    return status == E_NOT_FOUND ? OK : status;
}

/* Operands of which none is a name are a query together. */
static enum status select_query(const struct command_input *in, struct index *x,
                                struct selection *s, struct err *e)
{
    struct buf query;
    enum status status;

    buf_init(&query, QUERY_MAX_BYTES);
    for (size_t i = 0; i < in->count; i++)
        buf_printf(&query, "%s%s", i == 0 ? "" : " ", in->operands[i]);
    buf_append_byte(&query, '\0');
    status = buf_ok(&query) ? search_program_select(in->options->add.db, (const char *)query.p, x, s, e)
                            : err_set(e, E_USAGE, "a query of over a megabyte");
    buf_release(&query);
    return status;
}

static enum status select_operands(const struct command_input *in, struct index *x,
                                   struct selection *s, struct err *e)
{
    TRY(selection_add_names(s, x, in->operands, in->count, SELECTION_COUNTS, e));
    if (s->unknown_count == 0)
        return OK;
    if (s->unknown_count < in->count || in->options->query != NULL) {
        s->unknown_count = 0;
        return selection_add_names(s, x, in->operands, in->count, SELECTION_SAYS, e);
    }
    TRY(select_query(in, x, s, e));
    if (selection_count(s) == 0)
        report_message("no article has the id or path '%s', and as a query it finds none",
                       in->operands[0]);
    s->unknown_count = selection_count(s) == 0;
    return OK;
}

static enum status print_selected(const struct command_input *in, struct index *x,
                                  struct selection *s, struct err *e)
{
    const struct command_options *o = in->options;

    TRY(select_operands(in, x, s, e));
    if (o->query != NULL)
        TRY(search_program_select(o->add.db, o->query, x, s, e));
    TRY(selection_sort(s, e));
    return list_print_selection(o, x, s, e);
}

int list_run(const struct command_input *in)
{
    const struct command_options *o = in->options;
    struct selection selection;
    struct err e = ERR_NONE;
    enum status status;
    struct index *x;
    int code;

    if (index_open(o->add.db, ANALYZER_VERSION, &x, &e) != OK)
        return report_error(&e);
    selection_init(&selection);
    status = o->template == NULL ? OK : list_format_check(o->template, x, &e);
    if (status == OK)
        status = in->count == 0 && o->query == NULL ? print_all(o, x, &e)
                                                    : print_selected(in, x, &selection, &e);
    index_close(x);
    code = selection.unknown_count > 0 ? 1 : 0;
    selection_release(&selection);
    if (status != OK)
        return report_error(&e);
    return report_output() != 0 ? 2 : code;
}
