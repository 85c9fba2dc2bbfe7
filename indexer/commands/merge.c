#include <stdio.h>
#include <sys/stat.h>

#include "indexer/commands/writing.h"
#include "indexer/report.h"
#include "store/copy.h"

struct totals {
    uint64_t docs, replaced;
};

static bool is_same_folder(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* All inputs can be read, before anything is made. */
static enum status check_inputs(const struct command_input *in, struct err *e)
{
    for (size_t i = 0; i < in->count; i++) {
        struct index *x;

        if (is_same_folder(in->operands[i], in->options->add.db))
            return err_set(e, E_USAGE, "'%s' is the index to merge into; it cannot be merged "
                           "into itself", in->operands[i]);
        TRY(index_open(in->operands[i], ANALYZER_VERSION, &x, e));
        index_close(x);
    }
    return OK;
}

static enum status take_index(struct index_writer *w, const char *path, struct totals *totals,
                              struct err *e)
{
    struct index *x;
    enum status status;

    TRY(index_open(path, ANALYZER_VERSION, &x, e));
    status = OK;
    for (size_t i = 0; i < index_segment_count(x) && status == OK; i++) {
        totals->docs += segment_live_count(index_segment(x, i));
        status = copy_segment(w, index_segment(x, i), &totals->replaced, e);
    }
    index_close(x);
    return status;
}

static enum status take_all(const struct command_input *in, struct index_writer *w,
                            struct totals *totals, struct err *e)
{
    for (size_t i = 0; i < in->count; i++)
        TRY(take_index(w, in->operands[i], totals, e));
    return index_writer_settle(w, e);
}

static void tell(const struct command_options *o, const struct totals *t)
{
    if (o->add.json)
        printf("{\"v\":1,\"documents\":%llu,\"replaced\":%llu}\n", (unsigned long long)t->docs,
               (unsigned long long)t->replaced);
    if (!o->add.quiet)
        fprintf(stderr, "took %llu articles\n", (unsigned long long)t->docs);
    if (t->replaced > 0)
        report_message("note: %llu ids were in more than one index: the article of the one named "
                       "later counts", (unsigned long long)t->replaced);
}

int merge_run(const struct command_input *in)
{
    struct totals totals = {.docs = 0};
    struct index_writer *w = NULL;
    struct err e = ERR_NONE;
    enum status status = check_inputs(in, &e);

    if (status == OK)
        status = writing_create(in->options, in->options->add.db, &w, &e);
    if (status == OK)
        status = take_all(in, w, &totals, &e);
    index_writer_close(w);
    if (status != OK)
        return report_error(&e);
    tell(in->options, &totals);
    return report_output();
}
