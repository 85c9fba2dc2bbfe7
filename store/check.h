/* check.h - does an index hold what it promises: checksums, structure, counts. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/index.h"

struct check_report {
    uint32_t segment_count;
    uint64_t doc_count, deleted_count, term_count, posting_count, position_count;
};

/* Decodes every list, document and statistic of every segment. The first
 * damage is the error: file, place, what to do.                               */
enum status check_index(const char *path, uint32_t analysis, struct check_report *out,
                        struct err *e) WARN_UNUSED;
/* Of one segment, added to *out. */
enum status check_segment(struct segment *s, struct check_report *out, struct err *e) WARN_UNUSED;

#endif
