#include "searcher/run/plan.h"
#include "searcher/run/run.h"

/* The live documents of the language, for queries that only exclude. */
static enum status run_everything(struct run *r)
{
    uint8_t lang = (uint8_t)r->plan->lang;
    docid first = segment_lang_first(r->segment, lang);

    for (uint32_t i = 0; i < r->segment->header.langs[lang].doc_count; i++)
        if (!run_leaves_out(r, first + i))
            TRY(run_take(r, first + i, 0));
    return OK;
}

/* The documents that the id clauses name: they hold the other clauses too. */
static enum status run_ids(struct run *r, const struct query *q)
{
    docid doc = DOC_END;
    size_t matched = 0;
    struct document d;

    for (size_t i = 0; i < q->clause_count; i++) {
        docid found;

        if (q->clauses[i].kind != CLAUSE_ID || q->clauses[i].excluded)
            continue;
        TRY(segment_find_id(r->segment, q->clauses[i].text, &found, r->err));
        if (found == DOC_END || (doc != DOC_END && doc != found))
            return OK;
        doc = found;
    }
    TRY(segment_document(r->segment, doc, &d, r->err));
    if (d.lang != r->plan->lang || run_leaves_out(r, doc))
        return OK;
    for (size_t i = 0; i < r->wanted_count; i++)
        matched += clause_seek(&r->wanted[i], doc) == doc;
    return matched < r->min_match ? OK : run_take(r, doc, run_score(r, doc));
}

/* Documents that have every clause. */
static enum status run_wanted(struct run *r, struct run_scratch *scratch, struct arena *cursors,
                              struct arena *arena)
{
    bool grouped = false;

    for (size_t i = 0; i < r->wanted_count; i++) {
        grouped |= r->wanted[i].group != NULL;
        if (r->wanted[i].group == NULL && !clause_is_word(&r->wanted[i]))
            return run_all(r);
    }
    if (grouped)
        return run_groups(r, scratch, arena);
    if (r->wanted_count == 1 && !run_leaves_out_any(r))
        return run_one(r);
    return run_words(r, cursors);
}

enum status run_segment(struct run *r, struct run_scratch *scratch, struct arena *cursors,
                               struct arena *arena)
{
    const struct plan *plan = r->plan;
    enum status status, closed;

    arena_reset(cursors);
    filter_reader_init(&r->reader, r->filters, r->segment, plan->lang, r->err);
    status = run_open_cursors(r, cursors);
    if (status == OK && !plan->query->flat) {
        status = run_tree(r, cursors);
    } else if (status == OK && r->wanted_count >= r->min_match) {
        if (query_wants_id(plan->query))
            status = run_ids(r, plan->query);
        else if (plan->wanted == 0)
            status = run_everything(r);
        else if (r->wanted_count == 0)
            status = OK;
        else if (!r->options->exhaustive && r->min_match == plan->wanted)
            status = run_wanted(r, scratch, cursors, arena);
        else if (r->options->exhaustive)
            status = run_union(r);
        else if (r->options->count_only || r->min_match > 1 || r->most != NULL)
            status = run_some(r, cursors);
        else
            status = run_any(r, scratch, arena);
    }
    status = status == OK ? r->reader.status : status;
    closed = run_close_cursors(r);
    return status == OK ? closed : status;
}
