/* segment_writer.h - writes one segment: documents first, then terms in order.
 *
 *     create -> document* -> (begin_term -> posting+ -> end_term)* -> finish
 *
 * Memory  Holds 14 bytes per document, the open chunks, and up to commit_bytes
 *         of values that LMDB has not written yet.                            */
#ifndef STORE_SEGMENT_WRITER_H
#define STORE_SEGMENT_WRITER_H

#include "store/segment_file.h"

struct segment_writer;

enum status segment_writer_create(const char *path, size_t commit_bytes,
                                  struct segment_writer **out, struct err *e) WARN_UNUSED;

/* The document gets the next docid. d->text_bytes is text.n.                  */
enum status segment_writer_document(struct segment_writer *w, const struct document *d,
                                    struct slice text, struct err *e) WARN_UNUSED;

/* Requires (lang, term) greater than the one before. */
void segment_writer_begin_term(struct segment_writer *w, uint8_t lang, struct slice term);
/* Requires docs increasing, positions increasing, tf >= 1. */
enum status segment_writer_posting(struct segment_writer *w, docid doc, const uint32_t *positions,
                                   uint32_t tf, struct err *e) WARN_UNUSED;
enum status segment_writer_end_term(struct segment_writer *w, struct err *e) WARN_UNUSED;

/* Syncs the file; what the manifest has to say of it is in *out. w is gone. */
enum status segment_writer_finish(struct segment_writer *w, struct lmdb_walk *out,
                                  struct err *e) WARN_UNUSED;
/* Unlinks the file. */
void segment_writer_abandon(struct segment_writer *w);

/* Tenths of words of a document. */
static inline uint32_t segment_weighted_length(const struct document *d)
{
    uint64_t length = (uint64_t)d->title_words * SEGMENT_TITLE_WEIGHT
                      + (uint64_t)d->body_words * SEGMENT_BODY_WEIGHT;
    return length < UINT32_MAX ? (uint32_t)length : UINT32_MAX - 1;
}

#endif
