/* serve.h - queries by HTTP, the indexes open once: for programs that cannot start a process for each.
 *
 *     GET /search?q=direct+flight&n=5&lang=en,de       as --json; jsonl, tsv, csv, html=1 as these
 *     GET /?q=flight                                   a page with a field for the query
 *
 * Arguments have the names of long options, q is the query, n the limit; an option without a value
 * is given by 1. One that a server does not take (-d, -x, --format ...) is an error: those of the
 * command line hold for all queries. Errors are {"v":1,"error":"..."} with status 400, 404 or 500.
 *
 * A commit by stemma-index is seen by the next query. Queries are answered one after the other.  */
#ifndef SEARCHER_SERVE_H
#define SEARCHER_SERVE_H

#include "searcher/serve/listen.h"
#include "searcher/session.h"

/* Answers until SIGINT or SIGTERM. *l is taken over. */
enum status serve_run(const struct settings *settings, const struct listening *l,
                      struct err *e) WARN_UNUSED;

#endif
