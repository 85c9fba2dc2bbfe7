/* add.h - the command add: folders, files, records into an index. */
#ifndef INDEXER_ADD_H
#define INDEXER_ADD_H

#include "indexer/builder.h"
#include "indexer/import.h"
#include "indexer/walk.h"

enum add_progress { ADD_PROGRESS_AUTO, ADD_PROGRESS_ALWAYS, ADD_PROGRESS_NEVER };

struct add_options {
    const char *db;
    struct builder_options builder;
    struct slice lang_code;      /* of everything; empty: as declared or identified */
    struct article_how how;
    struct import_options import;
    struct walk_options walk;
    const char *files_from;      /* names of files, one a line; "-": standard input */
    bool null_separated;         /* they end with a NUL instead */
    bool checksum;               /* contents tell what changed, not time, size and inode */
    bool overwrite;              /* what this run does not give is taken out */
    bool no_delete;              /* articles of files that vanished are kept */
    bool dry_run;
    bool quiet, verbose, json;
    enum add_progress progress;  /* auto: where standard error is a terminal */
    struct slice kept;           /* options that roots remember: words, each with a NUL behind it */
    /* Takes the options of a root up, on top of those that are its own; false: some are not known
     * any more. Values borrow from `kept`. */
    bool (*apply)(struct add_options *o, struct slice kept);
};

/* Exit code: 0 all well, 1 some inputs skipped (each named), 2 failed. */
int add_run(const struct add_options *options, char *const *paths, size_t count);

#endif
