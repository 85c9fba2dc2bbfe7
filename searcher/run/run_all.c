#include "searcher/run/run.h"

static size_t rarest_of(const struct run *r)
{
    size_t best = 0;

    for (size_t i = 1; i < r->wanted_count; i++)
        if (clause_df(&r->wanted[i]) < clause_df(&r->wanted[best]))
            best = i;
    return best;
}

/* The blocks that hold `doc` and what follows it: to which document they reach,
 * in *last, and the most that one of these documents can score; negative where a
 * clause has no document any more.                                            */
static double reach_of(struct run *r, docid doc, docid *last)
{
    double reach = 0;

    *last = DOC_END - 1;
    for (size_t i = 0; i < r->wanted_count; i++) {
        double most = clause_reach(&r->wanted[i], doc);
        docid end = clause_reach_last(&r->wanted[i]);

        if (most == 0)
            return -1;
        reach += most;
        *last = end < *last ? end : *last;
    }
    return reach;
}

/* The next document of the lead that may enter: where enough hits are counted,
 * blocks that together stay under the threshold are passed undecoded.         */
static docid pass_blocks(struct run *r, struct clause_cursor *lead, docid doc, docid *asked)
{
    while (doc != DOC_END && doc > *asked) {
        docid last;
        double reach = reach_of(r, doc, &last);

        if (reach < 0)
            return DOC_END;
        if (reach >= topk_threshold(r->top)) {
            *asked = last;
            break;
        }
        *r->pruned = true;
        doc = clause_seek(lead, last + 1);
    }
    return doc;
}

/* The next document of the lead, after blocks and phrases that cannot matter. */
static docid next_of_lead(struct run *r, struct clause_cursor *lead, docid *asked)
{
    docid doc;

    if (!run_may_pass(r))
        return clause_next(lead);
    if (r->wanted_count == 1)
        lead->least = topk_threshold(r->top);
    doc = clause_next(lead);
    *r->pruned |= lead->passed;
    return pass_blocks(r, lead, doc, asked);
}

/* A document that cannot enter is counted without its score: that of a phrase asks
 * for the weights of its places.                                              */
static enum status take(struct run *r, docid doc)
{
    double most = 0;

    for (size_t i = 0; i < r->wanted_count; i++)
        most += clause_most(&r->wanted[i]);
    if (most >= topk_threshold(r->top))
        return run_take(r, doc, run_score(r, doc));
    ++*r->total;
    return OK;
}

/* Leapfrog from the rarest. The score is summed only where the document is in. */
enum status run_all(struct run *r)
{
    struct clause_cursor *lead = &r->wanted[rarest_of(r)];
    docid doc = clause_next(lead), asked = 0;

    while (doc != DOC_END) {
        docid furthest = doc;

        for (size_t i = 0; i < r->wanted_count && furthest == doc; i++)
            if (&r->wanted[i] != lead)
                furthest = clause_seek(&r->wanted[i], doc);
        if (furthest == doc) {
            if (!run_leaves_out_any(r) || !run_leaves_out(r, doc))
                TRY(take(r, doc));
            doc = next_of_lead(r, lead, &asked);
        } else {
            doc = furthest == DOC_END ? DOC_END : clause_seek(lead, furthest);
        }
    }
    return OK;
}
