/* queries.h - many queries, one a line, over indexes that are opened once.
 *
 * A line is a qid, a tab and a query; or a query, whose qid is then the line's
 * number. Empty lines are passed over. Hits are written query by query.       */
#ifndef SEARCHER_QUERIES_H
#define SEARCHER_QUERIES_H

#include "searcher/session.h"

/* path "-": standard input. *refused: some query could not be run (too long, too
 * many words); it was reported and the others were run.                       */
enum status queries_run(struct session *x, const char *path, bool *refused) WARN_UNUSED;

#endif
