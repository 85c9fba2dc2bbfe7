#include "indexer/update.h"

#include <string.h>

#include "indexer/report.h"
#include "indexer/stop.h"
#include "stemmers/analyzer.h"
#include "store/index.h"

enum status update_root(struct sync *s, struct root *r, struct err *e)
{
    struct add_options o = *s->options;
    enum status status = OK;

    globs_init(&o.walk.globs);
    if (!o.apply(&o, r->options))
        tally_skip(&s->tally, "options", "some that a folder was added with are not known any more");
    else if (r->listed)
        status = sync_names(s, r, &r->files, SCAN_BELOW, &o, e);
    else
        status = sync_root(s, r, (struct slice){0}, &o, e);
    s->at_options = s->options;
    globs_release(&o.walk.globs);
    for (size_t i = s->options->import.filter_count; i < o.import.filter_count; i++)
        filter_release(&o.import.filters[i]);
    return status;
}

static enum status update_all(struct sync *s, struct err *e)
{
    for (size_t i = 0; i < s->sources.count; i++) {
        if (stop_wanted())
            return E_STOPPED;
        TRY(update_root(s, &s->sources.roots[i], e));
    }
    return OK;
}

enum status update_needs_index(const struct add_options *options, struct err *e)
{
    struct index *x = NULL;

    TRY(index_open(options->db, ANALYZER_VERSION, &x, e));
    index_close(x);
    return OK;
}

int update_run(const struct add_options *options)
{
    struct err e = ERR_NONE;
    struct sync s;
    enum status status = update_needs_index(options, &e);

    if (status != OK)
        return report_error(&e);
    status = sync_open(&s, options, &e);
    if (status == OK) {
        stop_catch();
        status = update_all(&s, &e);
        status = sync_finish(&s, status, &e);
    }
    return sync_end(&s, status, "nothing to update: the index remembers no files; "
                   "name folders with: stemma-index add", &e);
}
