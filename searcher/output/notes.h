/* notes.h - what people are told beside the hits: words that were passed over, relaxed, cut,
 * or may be misspelt. */
#ifndef SEARCHER_NOTES_H
#define SEARCHER_NOTES_H

#include "searcher/output/output.h"

/* Sets to->notes, from the query, its results and what was meant by its words; in the arena. */
enum status notes_make(const struct query *q, struct output_query *to, struct arena *arena,
                       struct err *e) WARN_UNUSED;

#endif
