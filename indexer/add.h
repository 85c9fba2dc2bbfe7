/* add.h - the command `stemma-index add`: folders, files, records into an index. */
#ifndef INDEXER_ADD_H
#define INDEXER_ADD_H

#include "indexer/builder.h"
#include "indexer/import.h"

enum add_progress { ADD_PROGRESS_AUTO, ADD_PROGRESS_ALWAYS, ADD_PROGRESS_NEVER };

struct add_options {
    const char *db;
    struct builder_options builder;
    struct slice lang_code;      /* of everything; empty: as declared or identified */
    struct import_options import;
    bool quiet, verbose, json;
    enum add_progress progress;  /* auto: where standard error is a terminal */
};

/* Exit code: 0 all well, 1 some inputs skipped (each named), 2 failed. */
int add_run(const struct add_options *options, char *const *paths, size_t count);

#endif
