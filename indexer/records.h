/* records.h - JSON Lines as articles, one a line; formats/fields.h says which members count.
 *
 * All but body is optional; without an id, it is NAME:LINE. A line that is no
 * such object, is too long or holds an article that is refused (E_INPUT,
 * E_LIMIT) is reported with its number and skipped. A byte order mark at the
 * start and empty lines are passed over.                                      */
#ifndef INDEXER_RECORDS_H
#define INDEXER_RECORDS_H

#include "indexer/builder.h"
#include "indexer/formats/fields.h"

typedef enum status (*records_take)(void *context, const struct article *article, struct err *e);
typedef void (*records_skip)(void *context, uint64_t line, const char *why);

/* Hands each article of the file to `take`, each bad line to `skip`. Stops at
 * the first failure of `take` or of reading; E_STOPPED where a signal came
 * while it waited for input, and what was taken before stays taken.           */
enum status records_read(int fd, const char *name, const struct fields *fields, records_take take,
                         records_skip skip, void *context, struct err *e) WARN_UNUSED;

#endif
