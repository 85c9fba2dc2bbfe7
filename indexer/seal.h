/* seal.h - the documents of one language become its terms in a segment. */
#ifndef INDEXER_SEAL_H
#define INDEXER_SEAL_H

#include "indexer/inverter.h"

struct seal_docs {
    struct inverter_doc *docs;
    uint32_t count;
    uint64_t token_count;        /* below 2^32 - 1 */
    uint64_t word_count;         /* without extra ones */
};

enum status seal_language(const struct seal_docs *docs, enum lang lang,
                          const struct vocabulary *vocabulary, struct pool *pool,
                          struct segment_writer *w, struct err *e) WARN_UNUSED;

#endif
