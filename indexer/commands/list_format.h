/* list_format.h - list --format: articles by a template (base/template.h).
 *
 *     id lang date title path charset bytes      as in list --json
 *     fields                                     all user fields, as JSON
 *     NAME                                       a user field; several values have ", " between them
 *
 * White space and control characters of values are one space.                 */
#ifndef INDEXER_COMMANDS_LIST_FORMAT_H
#define INDEXER_COMMANDS_LIST_FORMAT_H

#include "base/template.h"
#include "store/index.h"

/* E_USAGE, with the names of all fields where one is unknown. */
enum status list_format_open(const char *text, struct template **out, struct err *e) WARN_UNUSED;

/* E_USAGE where a field is none of ours, and no document of the index has it. */
enum status list_format_check(const struct template *t, const struct index *x,
                              struct err *e) WARN_UNUSED;

void list_format_put(const struct template *t, struct buf *out, const struct document *d,
                     struct slice title);

#endif
