/* text_training.h - where the compression dictionaries come from.
 *
 * The texts of a language wait until there are TEXTS_SAMPLE_BYTES of them, or the
 * segment ends; then they teach its dictionary and are written with it. Later
 * texts are compressed by the threads. An index that has a dictionary keeps it.
 *
 * Memory  Up to 2 MB of waiting texts a language.                             */
#ifndef INDEXER_TEXT_TRAINING_H
#define INDEXER_TEXT_TRAINING_H

#include "indexer/batch.h"
#include "store/index.h"
#include "store/segment_writer.h"

struct text_training;

enum status text_training_open(struct batch_shared *shared, struct text_training **out,
                               struct err *e) WARN_UNUSED;
/* No batch may be running any more. */
void text_training_close(struct text_training *t);

/* Takes the newest dictionary of each language that the index has. */
enum status text_training_reuse(struct text_training *t, struct index *x,
                                struct err *e) WARN_UNUSED;

/* A text that no thread has compressed; copied. */
enum status text_training_add(struct text_training *t, struct segment_writer *w, docid doc,
                              const struct document *d, struct slice text,
                              struct err *e) WARN_UNUSED;
/* Writes all that wait; before the segment is finished. */
enum status text_training_flush(struct text_training *t, struct segment_writer *w,
                                struct err *e) WARN_UNUSED;

#endif
