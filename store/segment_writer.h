/* segment_writer.h - writes one segment: documents in order, then terms in order.
 *
 *     create -> (document | dict | text)* -> number -> term* -> finish
 *     (texts and dictionaries may also come after the terms)
 *
 * Memory  Holds 24 bytes per document, the open chunks, and up to commit_bytes
 *         of values that LMDB has not written yet.                            */
#ifndef STORE_SEGMENT_WRITER_H
#define STORE_SEGMENT_WRITER_H

#include "store/lists.h"
#include "store/segment_file.h"

struct segment_writer;

enum status segment_writer_create(const char *path, size_t commit_bytes,
                                  struct segment_writer **out, struct err *e) WARN_UNUSED;

/* The document gets the next row number; its text follows, at any time before
 * finish.                                                                     */
enum status segment_writer_document(struct segment_writer *w, const struct document *d,
                                    struct err *e) WARN_UNUSED;

/* Number of a compression dictionary, which is written once; from 1 on. The bytes
 * stay where they are until finish.                                           */
enum status segment_writer_dict(struct segment_writer *w, uint8_t lang, struct slice dict,
                                uint32_t *number, struct err *e) WARN_UNUSED;

/* The record of a document and its text as a zstd frame (texts.h); dict 0: none.
 * An empty frame: the text is not stored, d->text_bytes is 0.                 */
enum status segment_writer_text(struct segment_writer *w, uint32_t row,
                                const struct document *d, struct slice frame, uint32_t dict, struct err *e) WARN_UNUSED;

/* After the last document, before the first term: docids are given, those of a
 * language next to each other, in the order of their rows.                    */
enum status segment_writer_number(struct segment_writer *w, struct err *e) WARN_UNUSED;
docid segment_writer_docid(const struct segment_writer *w, uint32_t row);
/* Of the first document of a language. */
docid segment_writer_first(const struct segment_writer *w, uint8_t lang);

/* Writes the blocks of the next term's list that are closed, so that they need not
 * all be held; the list goes on in l.                                         */
enum status segment_writer_blocks(struct segment_writer *w, struct lists *l, struct list *list,
                                  struct err *e) WARN_UNUSED;

/* Requires (lang, term) greater than the one before, at least one posting.
 * forms: forms.h.                                                             */
enum status segment_writer_term(struct segment_writer *w, uint8_t lang, struct slice term,
                                const struct lists *l, const struct list *list,
                                struct slice forms, struct err *e) WARN_UNUSED;

/* The number of the term written last (table_writer_number). */
uint32_t segment_writer_term_number(const struct segment_writer *w);
/* A term of this language that may be a name with this key (names_key). Languages one after the
 * other, after the term is written.                                            */
enum status segment_writer_name(struct segment_writer *w, uint8_t lang, uint64_t key,
                                uint32_t term, struct err *e) WARN_UNUSED;
/* Instead: where the entries of names are put in order (names_put). */
struct table_sink segment_writer_names(struct segment_writer *w);

/* Syncs the file; what the manifest has to say of it is in *out. w is gone. */
enum status segment_writer_finish(struct segment_writer *w, struct lmdb_walk *out,
                                  struct err *e) WARN_UNUSED;
/* Unlinks the file. */
void segment_writer_abandon(struct segment_writer *w);

#endif
