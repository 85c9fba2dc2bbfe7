/* add.h - the command `stemma-index add`: folders, files, records into an index. */
#ifndef INDEXER_ADD_H
#define INDEXER_ADD_H

#include "indexer/builder.h"
#include "indexer/formats/fields.h"

enum add_progress { ADD_PROGRESS_AUTO, ADD_PROGRESS_ALWAYS, ADD_PROGRESS_NEVER };

enum add_damage {
    ADD_DAMAGE_REFUSE,           /* files of which over 1 % would be U+FFFD */
    ADD_DAMAGE_KEEP
};

struct add_options {
    const char *db;
    struct builder_options builder;
    struct slice lang_code;      /* of everything; empty: as declared or identified */
    const char *charset;         /* of all files; null: found for each */
    enum add_damage damage;
    struct fields fields;        /* of records */
    bool quiet, verbose, json;
    enum add_progress progress;  /* auto: where standard error is a terminal */
};

/* Exit code: 0 all well, 1 some inputs skipped (each named), 2 failed. */
int add_run(const struct add_options *options, char *const *paths, size_t count);

#endif
