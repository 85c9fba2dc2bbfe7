/* option_help.h - -h and --help, from the table of options.
 *
 * The short help fits a screen of 24 lines: examples, commands and the options that are common.
 * Lines have at most 80 cells.                                                 */
#ifndef BASE_OPTION_HELP_H
#define BASE_OPTION_HELP_H

#include "base/buf.h"
#include "base/option_table.h"

enum option_help { OPTION_HELP_SHORT, OPTION_HELP_WHOLE };

/* `command`: its help alone; null: the program's. */
void option_help(const struct option_program *p, const struct option_command *command,
                 enum option_help which, struct buf *out);

/* "-n, --limit=N": as help shows it. */
void option_put_names(const struct option_row *row, struct buf *out);

#endif
