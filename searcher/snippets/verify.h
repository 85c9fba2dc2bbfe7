/* verify.h - words that are wanted, or excluded, in the form typed: "a phrase", =word, -"a phrase".
 *
 * Terms are stems, so the engine finds such a clause in any form; whether a hit has the
 * form typed is read in its text. Only the best hits are read: a search takes as many as
 * it needs, and more when some fall away. A document's score is that of its stems. What is
 * excluded as typed the engine leaves open (query.h), so that documents with another form of it are
 * among the hits. Where texts are not stored the stems have to do.
 *
 * Where a term has one form only, and it is the one typed, nothing is read.    */
#ifndef SEARCHER_VERIFY_H
#define SEARCHER_VERIFY_H

#include "searcher/engine.h"

/* Hits that are all read before a total is given that may be too high. */
#define VERIFY_ALL_MAX 200u

/* Texts that are read for the sake of what is excluded, where not all hits are wanted. */
#define VERIFY_READ_MAX 500u

/* engine_search for documents that hold the query in the forms typed. */
enum status verify_search(struct engine *g, struct index *const *indexes, const struct query *q,
                          const struct engine_options *options, struct arena *arena,
                          struct results *out, struct err *e) WARN_UNUSED;

/* Of the matches of a hit, by position, drops those of such clauses that the text shows in
 * another form, so that they are not marked.                                  */
enum status verify_matches(struct engine *g, const struct query *q, enum lang lang,
                           struct slice text, const struct document *d, struct match *matches,
                           size_t *count, struct arena *arena, struct err *e) WARN_UNUSED;

#endif
