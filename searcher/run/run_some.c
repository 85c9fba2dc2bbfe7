#include "searcher/run/run.h"

#include "searcher/run/window.h"

/* Documents that have min_match of many clauses, a window at a time: each clause adds its scores
 * of the window to an array, and one to how many clauses a document has. A step costs a
 * posting, however many lists there are; one document after the other (run_union) would ask
 * all lists for each.                                                         */
struct some {
    struct run *run;
    struct window of_clause;               /* what the clause has that is added */
    uint16_t matched[WINDOW_DOCS];         /* clauses that the document has */
    double scores[WINDOW_DOCS];
};

static void add_clause(struct some *x, struct clause_cursor *c, docid first)
{
    struct window *w = &x->of_clause;

    window_start(w, first, first + WINDOW_DOCS);
    window_add(w, c);
    for (uint32_t word = 0; word < WINDOW_DOCS / 64; word++)
        for (uint64_t bits = w->bits[word]; bits != 0; bits &= bits - 1)
            x->matched[word * 64 + (uint32_t)__builtin_ctzll(bits)]++;
    window_add_scores(w, c, NULL, x->scores);
}

static enum status take_window(struct some *x, docid first)
{
    struct run *r = x->run;

    for (uint32_t at = 0; at < WINDOW_DOCS; at++) {
        size_t matched = x->matched[at];
        double score = x->scores[at];

        if (matched == 0)
            continue;
        x->matched[at] = 0;
        x->scores[at] = 0;
        if (matched < r->min_match || run_leaves_out(r, first + at))
            continue;
        if (r->most != NULL && matched > r->min_match)
            run_raise_min_match(r, matched);
        TRY(run_take(r, first + at, score));
    }
    return OK;
}

/* The first document from `from` on that a list may hold. */
static docid next_first(const struct run *r, docid from)
{
    docid first = DOC_END;

    for (size_t i = 0; i < r->wanted_count && first > from; i++) {
        docid next = clause_next_possible(&r->wanted[i], from);

        first = next < first ? next : first;
    }
    return first;
}

enum status run_some(struct run *r, struct arena *arena)
{
    struct some *x = arena_zalloc(arena, 1, sizeof *x);
    docid first = 0;

    if (x == NULL)
        return err_memory(r->err, "scores");
    x->run = r;
    while ((first = next_first(r, first)) != DOC_END) {
        for (size_t i = 0; i < r->wanted_count; i++)
            add_clause(x, &r->wanted[i], first);
        TRY(take_window(x, first));
        first += WINDOW_DOCS;
    }
    return OK;
}
