#include <stdio.h>
#include <stdlib.h>

#include "indexer/commands/writing.h"
#include "indexer/report.h"
#include "store/copy.h"
#include "store/manifest.h"

static enum status compact_here(const struct command_options *o, struct index_writer **out,
                                struct err *e)
{
    TRY(writing_open(o, out, e));
    return index_writer_compact(*out, e);
}

/* What the old index remembers of its files, to be published with the articles. */
static enum status copy_files(const char *from, struct index_writer *to, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    struct buf files;
    enum status status;

    if (m == NULL)
        return err_memory(e, "the manifest");
    buf_init(&files, (size_t)16 << 30);
    status = manifest_read(from, m, e);
    if (status == OK)
        status = manifest_read_files(from, m, &files, e);
    if (status == OK && files.n > 0)
        status = index_writer_set_files(to, buf_slice(&files), e);
    buf_release(&files);
    free(m);
    return status;
}

/* The old index is only read. */
static enum status compact_to(const struct command_options *o, struct index_writer **out,
                              struct err *e)
{
    struct index *x;
    enum status status;

    TRY(index_open(o->add.db, ANALYZER_VERSION, &x, e));
    status = writing_create(o, o->out, out, e);
    if (status == OK && index_segment_count(index_writer_published(*out)) > 0) {
        status = err_set(e, E_USAGE, "'%s' holds an index with articles", o->out);
        err_hint(e, "name a directory that is not there yet");
    }
    if (status == OK)
        status = copy_files(o->add.db, *out, e);
    if (status == OK)
        status = copy_compacted(*out, x, o->add.builder.memory_bytes / 16, e);
    index_close(x);
    return status;
}

static void tell(const struct command_options *o, const struct index *x)
{
    size_t count = index_segment_count(x);
    uint64_t docs = 0;

    for (size_t i = 0; i < count; i++)
        docs += segment_live_count(index_segment(x, i));
    if (o->add.json)
        printf("{\"v\":1,\"documents\":%llu,\"segments\":%zu,\"bytes\":%llu}\n",
               (unsigned long long)docs, count, (unsigned long long)index_file_bytes(x));
    if (!o->add.quiet)
        fprintf(stderr, "%llu articles in %zu segments, %.0f KB\n", (unsigned long long)docs,
                count, (double)index_file_bytes(x) / 1000);
}

int compact_run(const struct command_input *in)
{
    const struct command_options *o = in->options;
    struct index_writer *w = NULL;
    struct err e = ERR_NONE;
    enum status status = o->out != NULL ? compact_to(o, &w, &e) : compact_here(o, &w, &e);

    if (status == OK)
        tell(o, index_writer_published(w));
    index_writer_close(w);
    return status != OK ? report_error(&e) : report_output();
}
