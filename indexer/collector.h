/* collector.h - analysed articles, in order, become documents of the open segment.
 *
 * Everything here is done by one thread in the order of the articles, so the
 * segment depends on them alone.
 *
 * Memory  What a batch holds is copied, but its words' numbers, which are taken. */
#ifndef INDEXER_COLLECTOR_H
#define INDEXER_COLLECTOR_H

#include "indexer/batch.h"
#include "indexer/builder.h"
#include "store/index_writer.h"

struct collector;

/* Borrows index and shared until collector_close; options: on_report, its context. */
enum status collector_open(struct index_writer *index, struct batch_shared *shared,
                           const struct builder_options *options, struct collector **out,
                           struct err *e) WARN_UNUSED;
/* No batch may be running any more. */
void collector_close(struct collector *c);

/* Takes up the articles of a batch that ran. */
enum status collector_add(struct collector *c, struct batch *batch, struct err *e) WARN_UNUSED;

/* Whether the open segment has an article with this id. */
bool collector_has(const struct collector *c, struct slice id);
bool collector_is_empty(const struct collector *c);

/* Whether the open segment is to be sealed: it takes its part of memory_bytes. */
bool collector_is_full(const struct collector *c, size_t memory_bytes);

/* Whether the words known from segments before leave the next one too little room: then the
 * vocabulary is to be cleared, and the collector told.                        */
bool collector_knows_much(const struct collector *c, size_t memory_bytes);
void collector_forget_words(struct collector *c);

/* Seals and publishes the open segment. No task of the pool may be outstanding. */
enum status collector_commit(struct collector *c, struct pool *pool, struct err *e) WARN_UNUSED;

#endif
