/* search_program.h - which articles a query finds, asked of stemma-search.
 *
 * The two programs share no code above the store; the one beside this program's own
 * file is run, and its answers are read.                                        */
#ifndef INDEXER_COMMANDS_SEARCH_PROGRAM_H
#define INDEXER_COMMANDS_SEARCH_PROGRAM_H

#include "indexer/commands/documents.h"

/* Adds all articles that have all words of the query (nothing is relaxed, no near copy
 * left out). The index x is that in the directory db. E_NOT_FOUND where there is no
 * such program, E_INPUT where it failed, which it said itself.                  */
enum status search_program_select(const char *db, const char *query, struct index *x,
                                  struct selection *s, struct err *e) WARN_UNUSED;

#endif
