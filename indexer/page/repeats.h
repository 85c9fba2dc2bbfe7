/* repeats.h - paragraphs that stand in the page before.
 *
 * Two parts are the same where they are equal after folding white space and hold at least
 * REPEATS_MIN_BYTES: a refrain of two words, "***", a menu's entry are none.
 *
 * Cost    Linear: a part is read whole only where an earlier one has the same first and
 *         last bytes, and once for that.
 * Memory  Holds its table until repeats_release.                                 */
#ifndef INDEXER_PAGE_REPEATS_H
#define INDEXER_PAGE_REPEATS_H

#include "indexer/page/parts.h"

#define REPEATS_MIN_BYTES 40u

struct repeats {
    struct buf slots, hashes;
};

void repeats_init(struct repeats *r);
void repeats_release(struct repeats *r);

/* Sets the zone of every part that repeats another to SEGMENT_REPEATED, leaves the others
 * and titles. What stands in the article and outside counts in the article. False: out of
 * memory.                                                                        */
bool repeats_mark(struct repeats *r, const struct page *p, struct part *parts, size_t count);

#endif
