#include "searcher/run/plan.h"
#include "searcher/run/run.h"

static enum status find_excluded_ids(struct run *r, const struct query *q, struct arena *arena)
{
    r->excluded_ids = arena_zalloc(arena, q->clause_count + 1, sizeof *r->excluded_ids);
    if (r->excluded_ids == NULL)
        return err_memory(r->err, "ids");
    for (size_t i = 0; i < q->clause_count; i++) {
        docid doc;

        if (q->clauses[i].kind != CLAUSE_ID || !q->clauses[i].excluded)
            continue;
        TRY(segment_find_id(r->segment, q->clauses[i].text, &doc, r->err));
        if (doc != DOC_END)
            r->excluded_ids[r->excluded_id_count++] = doc;
    }
    return OK;
}

/* Whether the language has any of the clause, and it is asked for. */
static bool has_cursor(const struct plan *plan, size_t clause)
{
    const struct clause *c = &plan->query->clauses[clause];

    return c->kind == CLAUSE_WORDS && !c->left_open && plan->stats[clause].variant_count > 0;
}

enum status run_open_cursors(struct run *r, struct arena *arena)
{
    const struct plan *plan = r->plan;
    const struct query *q = plan->query;
    size_t wanted = 0, excluded_count = 0;

    for (size_t i = 0; i < q->clause_count; i++) {
        wanted += !q->clauses[i].excluded && has_cursor(plan, i);
        excluded_count += q->clauses[i].excluded && has_cursor(plan, i);
    }
    r->wanted = arena_zalloc(arena, wanted + 1, sizeof *r->wanted);
    r->excluded = arena_zalloc(arena, excluded_count + 1, sizeof *r->excluded);
    r->wanted_clauses = arena_zalloc(arena, q->clause_count + 1, sizeof *r->wanted_clauses);
    r->excluded_clauses = arena_zalloc(arena, q->clause_count + 1, sizeof *r->excluded_clauses);
    if (r->wanted == NULL || r->excluded == NULL || r->wanted_clauses == NULL
        || r->excluded_clauses == NULL)
        return err_memory(r->err, "cursors");
    TRY(find_excluded_ids(r, q, arena));
    for (size_t i = 0; i < q->clause_count; i++) {
        bool excluded = q->clauses[i].excluded;
        struct clause_cursor *c = excluded ? &r->excluded[r->excluded_count]
                                           : &r->wanted[r->wanted_count];
        enum status status;

        if (!has_cursor(plan, i))
            continue;
        status = clause_open(c, r->segment, &plan->stats[i], r->segment_at, &plan->bm25, arena,
                             r->err);
        if (status == E_NOT_FOUND) {
            clause_close(c);
            continue;
        }
        if (excluded)
            r->excluded_clauses[r->excluded_count] = (uint32_t)i;
        else
            r->wanted_clauses[r->wanted_count] = (uint32_t)i;
        r->excluded_count += excluded;
        r->wanted_count += !excluded;
        if (status != OK)
            return status;
    }
    return OK;
}

enum status run_close_cursors(struct run *r)
{
    enum status status = OK;

    for (size_t i = 0; i < r->wanted_count; i++) {
        status = status == OK ? clause_status(&r->wanted[i]) : status;
        clause_close(&r->wanted[i]);
    }
    for (size_t i = 0; i < r->excluded_count; i++) {
        status = status == OK ? clause_status(&r->excluded[i]) : status;
        clause_close(&r->excluded[i]);
    }
    return status;
}
