/* report.h - what stemma-index tells on standard error.
 *
 * File names and parts of bad input come in messages; their control characters
 * are made visible, so that none of them acts on a terminal.                  */
#ifndef INDEXER_REPORT_H
#define INDEXER_REPORT_H

#include "base/err.h"

/* "stemma-index: MESSAGE" and a line break. */
void report_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The sentence and the hint of a failure; the exit code. */
int report_error(const struct err *e);

/* The exit code of a command that wrote to standard output: 0, or 2 where not
 * all of it could be written.                                                 */
int report_output(void);

#endif
