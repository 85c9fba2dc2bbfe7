/* writing.h - the writer of an index that commands change. */
#ifndef INDEXER_COMMANDS_WRITING_H
#define INDEXER_COMMANDS_WRITING_H

#include "indexer/commands/command.h"
#include "stemmers/analyzer.h"
#include "store/index_writer.h"

/* The writer of an index that is there; E_NOT_FOUND where there is none. */
enum status writing_open(const struct command_options *o, struct index_writer **out,
                         struct err *e) WARN_UNUSED;
/* The writer of an index, which is made where there is none. */
enum status writing_create(const struct command_options *o, const char *path,
                           struct index_writer **out, struct err *e) WARN_UNUSED;

#endif
