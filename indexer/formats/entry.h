/* entry.h - how files that hold many documents hand them out. */
#ifndef INDEXER_FORMATS_ENTRY_H
#define INDEXER_FORMATS_ENTRY_H

#include "base/err.h"
#include "indexer/page/page.h"

struct entry {
    struct page *page;        /* until take returns */
    struct slice id;          /* empty: it has none */
    uint64_t line;            /* where it begins, from 1 on */
};

/* E_INPUT and E_LIMIT refuse this document alone; any other failure ends the reading. */
struct entry_sink {
    enum status (*take)(void *context, const struct entry *d, struct err *e);
    void (*refuse)(void *context, uint64_t line, const char *why);
    void *context;
};

/* Hands d out; where it is refused, it is reported as skipped, and all is well. */
static inline enum status entry_put(const struct entry_sink *sink, const struct entry *d,
                                       struct err *e)
{
    enum status status = sink->take(sink->context, d, e);

    if (status != E_INPUT && status != E_LIMIT)
        return status;
    sink->refuse(sink->context, d->line, e->text);
    *e = ERR_NONE;
    return OK;
}

#endif
