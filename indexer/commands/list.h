/* list.h - a line about an article, as `stemma-index list` prints it.
 *
 *     id, language, date, title, path                    tab separated
 *     {"id","lang","date","title","path","charset","bytes"}    with --json
 *     id NUL                                             with -0
 *     a line of the user's own                           with --format: list_format.h */
#ifndef INDEXER_COMMANDS_LIST_H
#define INDEXER_COMMANDS_LIST_H

#include "indexer/commands/command.h"
#include "indexer/commands/documents.h"

/* Prints the document's line on standard output. `text` is room for its text. */
enum status list_print(const struct command_options *o, struct segment *s, docid doc,
                       struct buf *text, struct err *e) WARN_UNUSED;
/* Those that were selected. */
enum status list_print_selection(const struct command_options *o, struct index *x,
                                 const struct selection *s, struct err *e) WARN_UNUSED;

#endif
