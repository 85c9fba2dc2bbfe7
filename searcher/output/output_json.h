/* output_json.h - parts of --json that other JSON has as well. */
#ifndef SEARCHER_OUTPUT_JSON_H
#define SEARCHER_OUTPUT_JSON_H

#include "searcher/output/output.h"

/* The member "qid" of a batch and a comma; nothing outside one. */
void output_json_qid(struct buf *out, const struct output_query *q);

/* The query as it was understood: an object of text, parsed, notes, relaxed, langs. */
void output_json_query(struct buf *out, const struct output_query *q);

#endif
