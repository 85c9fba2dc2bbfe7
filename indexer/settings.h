/* settings.h - the options of a command line become what the commands work with. */
#ifndef INDEXER_SETTINGS_H
#define INDEXER_SETTINGS_H

#include "base/option_table.h"
#include "indexer/commands/command.h"

/* Owns what globs and kept options need. */
struct settings {
    struct command_options options;
    struct buf kept;             /* options that a folder remembers */
};

void settings_init(struct settings *s);
void settings_release(struct settings *s);

/* Takes one option; values borrow from it. E_USAGE. */
enum status settings_take(struct settings *s, const struct option_given *g,
                          struct err *e) WARN_UNUSED;

#endif
