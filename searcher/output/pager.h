/* pager.h - output that is longer than the terminal goes through a pager. */
#ifndef SEARCHER_PAGER_H
#define SEARCHER_PAGER_H

#include <stdbool.h>

#include "base/err.h"
#include "base/slice.h"

/* Rows that text takes on a terminal of so many columns; colours and links of
 * the output take none, and each character is taken to have one cell.         */
size_t pager_rows(struct slice text, size_t columns);

/* Writes all to standard output, through $PAGER (else less) where it has more
 * than rows - 1 rows; rows 0: never. An empty PAGER, or cat, is no pager.      */
enum status pager_write(struct slice text, size_t rows, size_t columns,
                        struct err *e) WARN_UNUSED;

/* False: no text, however long, makes pager_write start a program. */
bool pager_may_start(size_t rows, size_t columns);

#endif
