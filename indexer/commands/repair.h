/* repair.h - check --repair: what is sound stays, what is lost is named.
 *
 * On standard output, a line for each article that must be added again: id, tab, path; the id is
 * empty where only the file is known. Files that are still in the index's memory are marked to
 * be read again, so that `update` adds them.
 * Exit code: 0 nothing was lost, 1 something was, 2 failed.                    */
#ifndef INDEXER_COMMANDS_REPAIR_H
#define INDEXER_COMMANDS_REPAIR_H

#include "indexer/commands/command.h"

int repair_run(const struct command_input *in);

#endif
