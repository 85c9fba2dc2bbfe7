/* inverter.h - articles in memory, turned around: for each term its postings.
 *
 *     chain of a term   varint (gap << 1 | 1) for a document, then a
 *                       varint (position gap << 1) for each occurrence
 *
 * Memory  Owns everything; inverter_held_bytes is what a budget is kept by.   */
#ifndef INDEXER_INVERTER_H
#define INDEXER_INVERTER_H

#include "stemmers/analyzer.h"
#include "stemmers/words.h"
#include "store/segment_writer.h"

struct inverter;

enum status inverter_open(struct inverter **out, struct err *e) WARN_UNUSED;
void inverter_close(struct inverter *v);

/* Adds one zone of document `doc`; the number of its words in *count. Requires
 * documents in increasing order and, in one, increasing first_position.       */
enum status inverter_add(struct inverter *v, docid doc, enum lang lang, struct slice text,
                         uint32_t first_position, uint32_t *count, struct err *e) WARN_UNUSED;

size_t inverter_held_bytes(const struct inverter *v);

/* Writes all terms in order to the segment and forgets them. */
enum status inverter_seal(struct inverter *v, struct segment_writer *w, struct err *e) WARN_UNUSED;

#endif
