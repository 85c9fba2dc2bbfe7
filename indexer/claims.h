/* claims.h - which file has which article, where several have the same id.
 *
 * Of files that claim one id the last one that was read in this run has the article; the
 * others lose it, and are named. What no file claims any more is to be deleted. */
#ifndef INDEXER_CLAIMS_H
#define INDEXER_CLAIMS_H

#include "indexer/sources.h"

struct claims_conflict {
    uint64_t id_hash;
    const struct root *winner_root, *loser_root;
    struct slice winner, loser;
};

struct claims_calls {
    void *context;
    void (*conflict)(void *context, const struct claims_conflict *c);
    /* An id of `gone` that no source claims. */
    enum status (*unclaimed)(void *context, uint64_t id_hash, struct err *e);
};

/* Requires settled sources. gone, given: checksums of ids, u64 each; they are sorted. Given ones are
 * claimed by nobody's file. */
enum status claims_settle(struct sources *s, struct buf *gone, struct buf *given,
                          const struct claims_calls *calls, struct err *e) WARN_UNUSED;

#endif
