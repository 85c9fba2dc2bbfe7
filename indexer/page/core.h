/* core.h - the stretch of a page that is the article.
 *
 *     menu menu menu TITLE date  P P P h P P  credit  other other other
 *                                [  core  )
 *
 * Sentences weigh by their length, short lines and links against it; the core is the
 * stretch with the largest sum, or an earlier one nearly as large (comments follow an article). A menu of
 * three hundred lines is thus never joined with a notice in front of it, and a heading or a
 * list inside the article never cuts it. A site's notices about itself weigh like links. What
 * stands below articles only (a heading over comments, keywords) weighs as much as a paragraph, and a few
 * sentences at the end, behind lines that outweigh them, are left out.
 * Source  Pasternack and Roth, "Extracting Article Text from the Web with Maximum
 *         Subsequence Segmentation", 2009; the weights are Stemma's.             */
#ifndef INDEXER_PAGE_CORE_H
#define INDEXER_PAGE_CORE_H

#include "indexer/page/parts.h"

struct core {
    size_t start, end;        /* numbers of parts; equal: the page has no sentence */
    uint8_t outside_flags;    /* flags of blocks that do not belong to the article */
    bool notices_outside;     /* paragraphs about cookies and the like do not either */
};

struct core core_find(const struct page *p, const struct part *parts, size_t count);

/* Whether markup or links say that the part is no text of the article. */
bool core_is_outside(const struct core *c, const struct part *part);

/* Whether the part is a notice of the site beside its article. */
bool core_is_notice(const struct core *c, const struct part *part);

/* Sentences above the title, part `title`, are the site's where they are few beside those below it. */
void core_begin_below(struct core *c, const struct part *parts, size_t title);

#endif
