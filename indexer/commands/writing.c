#include "indexer/commands/writing.h"

#include "indexer/report.h"

static void on_note(void *context, const char *text)
{
    (void)context;
    report_message("note: %s", text);
}

enum status writing_create(const struct command_options *o, const char *path,
                           struct index_writer **out, struct err *e)
{
    const struct builder_options *b = &o->add.builder;
    struct index_writer_options options = {.analysis = ANALYZER_VERSION, .wait_ms = b->wait_ms,
                                           .commit_bytes = b->memory_bytes / 16,
                                           .on_note = on_note};

    return index_writer_open(path, &options, out, e);
}

enum status writing_open(const struct command_options *o, struct index_writer **out,
                         struct err *e)
{
    struct index *x;

    *out = NULL;
    TRY(index_open(o->add.db, ANALYZER_VERSION, &x, e));
    index_close(x);
    return writing_create(o, o->add.db, out, e);
}
