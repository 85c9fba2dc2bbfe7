/* deletions.h - which documents of a segment are deleted: a bitmap file.
 *
 *     "STEMDEL1" | doc count u32 | deleted u32 | per language: documents u32,
 *     length sum u64 | bitmap (doc count + 7) / 8 | checksum u64
 *
 * A new set is a new file, seg-N.del-G; the manifest names the one in force.  */
#ifndef STORE_DELETIONS_H
#define STORE_DELETIONS_H

#include "store/segment.h"

struct deletions {
    uint8_t *bits;                  /* null: none deleted */
    uint32_t doc_count;
    uint32_t deleted;
    struct lang_stats langs[SEGMENT_LANG_COUNT];   /* of the deleted ones */
};

void deletions_init(struct deletions *d, uint32_t doc_count);
void deletions_release(struct deletions *d);

static inline bool deletions_has(const struct deletions *d, docid doc)
{
    return d->bits != NULL && (d->bits[doc / 8] >> (doc % 8) & 1) != 0;
}

/* Marks a document that is not marked yet. */
enum status deletions_add(struct deletions *d, docid doc, uint8_t lang, uint32_t length,
                          struct err *e) WARN_UNUSED;
enum status deletions_copy(const struct deletions *from, struct deletions *out,
                           struct err *e) WARN_UNUSED;
void deletions_encode(const struct deletions *d, struct buf *out);
/* E_CORRUPT where the bytes are no such file for a segment of doc_count documents. */
enum status deletions_decode(struct slice bytes, uint32_t doc_count, const char *path,
                             struct deletions *out, struct err *e) WARN_UNUSED;

#endif
