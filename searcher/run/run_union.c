#include "searcher/run/run.h"

bool run_leaves_out(struct run *r, docid doc)
{
    if (segment_is_deleted(r->segment, doc))
        return true;
    for (size_t i = 0; i < r->excluded_id_count; i++)
        if (r->excluded_ids[i] == doc)
            return true;
    for (size_t i = 0; i < r->excluded_count; i++)
        if (clause_seek(&r->excluded[i], doc) == doc)
            return true;
    return r->plan->query->filter_count > 0 && !filters_admit(&r->reader, doc);
}

double run_score(struct run *r, docid doc)
{
    double score = 0;

    for (size_t i = 0; i < r->wanted_count; i++)
        if (r->wanted[i].doc == doc)
            score += clause_score(&r->wanted[i]);
    return score;
}

enum status run_take(struct run *r, docid doc, double score)
{
    struct hit hit = r->place;

    ++*r->total;
    if (r->options->count_only || score < topk_threshold(r->top))
        return OK;
    if (r->options->recency > 0)
        score *= filter_recency(&r->reader, doc, r->options->recency);
    if (score < topk_threshold(r->top))
        return OK;
    hit.doc = doc;
    hit.score = score;
    return topk_add(r->top, hit, r->err);
}

enum status run_take_scored(struct run *r, const docid *docs, const double *scores, uint32_t count)
{
    double threshold = topk_threshold(r->top);
    struct hit hit = r->place;

    for (uint32_t i = 0; i < count; i++) {
        if (scores[i] < threshold)
            continue;
        hit.doc = docs[i];
        hit.score = scores[i];
        if (r->options->recency > 0)
            hit.score *= filter_recency(&r->reader, hit.doc, r->options->recency);
        if (hit.score < threshold)
            continue;
        TRY(topk_add(r->top, hit, r->err));
        threshold = topk_threshold(r->top);
    }
    return OK;
}

void run_raise_min_match(struct run *r, size_t matched)
{
    r->min_match = *r->most = matched;
    r->top->count = 0;
    *r->total = 0;
}

/* Every document that has min_match clauses, one after the other. */
enum status run_union(struct run *r)
{
    for (size_t i = 0; i < r->wanted_count; i++)
        clause_next(&r->wanted[i]);
    for (;;) {
        docid doc = DOC_END;
        size_t matched = 0;

        for (size_t i = 0; i < r->wanted_count; i++)
            doc = r->wanted[i].doc < doc ? r->wanted[i].doc : doc;
        if (doc == DOC_END)
            return OK;
        for (size_t i = 0; i < r->wanted_count; i++)
            matched += r->wanted[i].doc == doc;
        if (matched >= r->min_match && !run_leaves_out(r, doc)) {
            if (r->most != NULL && matched > r->min_match)
                run_raise_min_match(r, matched);
            TRY(run_take(r, doc, run_score(r, doc)));
        }
        for (size_t i = 0; i < r->wanted_count; i++)
            if (r->wanted[i].doc == doc)
                clause_next(&r->wanted[i]);
    }
}
