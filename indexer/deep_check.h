/* deep_check.h - does an index hold what its texts say.
 *
 * store/check.h looks at the files alone. Here each stored text is broken into words and
 * analysed again, one word after the other as slowly and plainly as analyzer.h has it, and
 * compared with the postings: every term of every document at the same positions, and no
 * posting left over. Of each posting the weight is that of its zones; of each block the
 * bound is no lower than what any of its postings can reach.
 *
 * What is compared is a sum for each document: of a hash of (term, position), added for each
 * word of the text, taken away for each position of a posting. Only where a sum is not zero
 * are terms compared one by one, to name the one that is wrong.
 *
 * Memory  8 bytes per document, and the largest text.
 * Cost    About that of indexing on one thread.                                 */
#ifndef INDEXER_DEEP_CHECK_H
#define INDEXER_DEEP_CHECK_H

#include "store/index.h"

struct deep_check_report {
    uint64_t text_count;        /* documents that were analysed again */
    uint64_t bare_count;        /* whose text is not stored: only weights and bounds were looked at */
    uint64_t posting_count;
};

/* Requires an index that check_index found sound. The first damage is the error. */
enum status deep_check(struct index *x, struct deep_check_report *out, struct err *e) WARN_UNUSED;

#endif
