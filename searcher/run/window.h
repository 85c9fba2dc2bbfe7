/* window.h - what a clause has in a run of documents, its variants added up.
 *
 *     document   first    +1    +2    +3   ...   end
 *     bits         1       0     1     0          a variant has it
 *     tfs         190            90               weighted, of all variants together
 *     tiers       100            40               of the best one
 *
 * So a step costs a bit of a bit set however many variants there are.
 *
 * Units   tfs in hundredths of a word; tiers in hundredths.
 * Memory  12 KB each; nothing is allocated.                                   */
#ifndef SEARCHER_WINDOW_H
#define SEARCHER_WINDOW_H

#include "searcher/run/clauses.h"

#define WINDOW_DOCS 2048u

struct window {
    docid first, end;
    uint64_t bits[WINDOW_DOCS / 64];
    uint32_t tfs[WINDOW_DOCS];       /* anything where the bit is not set */
    uint8_t tiers[WINDOW_DOCS];
};

/* Empty, for the documents of [first, end). Requires end - first <= WINDOW_DOCS. */
void window_start(struct window *w, docid first, docid end);
/* The documents of [first, end) that the clause has. Its cursor (a group's variants) moves
 * behind them, without a current document.                                     */
void window_add(struct window *w, struct clause_cursor *c);
/* Of these, those whose bits are set in `alive`; without their tfs where !weighted: then
 * these are 1. For few documents each is looked up.                            */
void window_add_alive(struct window *w, struct clause_cursor *c, const uint64_t *alive,
                      uint32_t alive_count, bool weighted);

/* The first document from `from` on that is in it; DOC_END: none. */
docid window_find(const struct window *w, docid from);

/* Adds the scores of the documents whose bits are set in it and in `alive` (null: all) to
 * scores[document - first].                                                    */
void window_add_scores(const struct window *w, const struct clause_cursor *c, const uint64_t *alive,
                       double *scores);

/* idf times the tier. */
static inline double tier_idf(double idf, uint32_t tier)
{
    return tier == VARIANT_WHOLE ? idf : idf * tier / VARIANT_WHOLE;
}

#endif
