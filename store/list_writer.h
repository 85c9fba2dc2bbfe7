/* list_writer.h - posting lists, one after the other, into a segment's streams.
 *
 *     short    one block, beside its term: inline in the payload
 *     long     blocks of documents and of positions, and a record of skips that leads to them
 *
 * The blocks of a list that is too long to be held are written while it grows.
 * docs/FORMAT.md, "Postings".                                            */
#ifndef STORE_LIST_WRITER_H
#define STORE_LIST_WRITER_H

#include "store/lists.h"
#include "store/stream.h"

/* What a record of skips has, one part after the other. */
enum list_part {
    LIST_LAST_DOCS, LIST_DOC_ADDRESSES, LIST_POSITION_ADDRESSES, LIST_BOUNDS, LIST_DOC_COUNTS,
    LIST_PARTS
};

struct list_writer {
    struct stream_writer *postings, *positions, *skips;    /* of the segment */
    struct stream_address docs_first, positions_first;     /* of the open list */
    struct bound bound;
    struct buf parts[LIST_PARTS];      /* of its skips, of the blocks that are written */
    struct buf record;
};

void list_writer_init(struct list_writer *w, struct stream_writer *postings,
                      struct stream_writer *positions, struct stream_writer *skips);
void list_writer_release(struct list_writer *w);

/* The blocks of the next list that are closed; the list goes on in l. */
enum status list_writer_blocks(struct list_writer *w, struct lists *l, struct list *list,
                               struct err *e) WARN_UNUSED;

/* What is left of the list; appends to payload what finds it: df, cf - df, and the list or its
 * addresses.                                                                   */
enum status list_writer_end(struct list_writer *w, const struct lists *l, const struct list *list,
                            struct buf *payload, struct err *e) WARN_UNUSED;

#endif
