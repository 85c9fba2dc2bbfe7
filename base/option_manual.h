/* option_manual.h - the manual's lists of commands and options, from the table.
 *
 * In mdoc(7): a subsection for each heading, in it a list. Every sentence is a line, what stands
 * between backquotes a macro: `--name` and `-n` an option, `$NAME` a variable, else what is typed. */
#ifndef BASE_OPTION_MANUAL_H
#define BASE_OPTION_MANUAL_H

#include "base/buf.h"
#include "base/option_table.h"

void option_manual(const struct option_program *p, struct buf *out);

#endif
