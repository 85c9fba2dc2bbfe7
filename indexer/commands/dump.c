#include <stdio.h>

#include "indexer/commands/documents.h"
#include "indexer/commands/dump_terms.h"
#include "indexer/commands/command.h"
#include "indexer/commands/record.h"
#include "indexer/report.h"
#include "stemmers/analyzer.h"

#define LINE_MAX_BYTES ((size_t)8 << 30)

static enum status dump_document(struct documents *d, struct buf *text, struct buf *line,
                                 struct err *e)
{
    buf_clear(text);
    buf_clear(line);
    TRY(segment_text(d->segment, d->doc, text, e));
    TRY(record_write(line, &d->document, buf_slice(text), e));
    fwrite(line->p, 1, line->n, stdout);
    return OK;
}

static enum status dump_all(struct index *x, struct err *e)
{
    struct documents d;
    struct buf text, line;
    enum status status;

    buf_init(&text, (size_t)4 << 30);
    buf_init(&line, LINE_MAX_BYTES);
    documents_open(&d, x);
    while ((status = documents_next(&d, e)) == OK) {
        status = dump_document(&d, &text, &line, e);
        if (status != OK || ferror(stdout))
            break;
    }
    buf_release(&text);
    buf_release(&line);
    return status == E_NOT_FOUND ? OK : status;
}

int dump_run(const struct command_input *in)
{
    struct err e = ERR_NONE;
    enum status status;
    struct index *x;

    if (index_open(in->options->add.db, ANALYZER_VERSION, &x, &e) != OK)
        return report_error(&e);
    status = in->options->dump == DUMP_DOCS ? dump_all(x, &e)
                                            : dump_terms(x, in->options->dump, &e);
    index_close(x);
    return status != OK ? report_error(&e) : report_output();
}
