/* All of some words of which at least one has several variants, a window of documents at a
 * time: those of the rarest clause, then of these the ones that each further clause has.
 * Only those that have all are scored. Windows whose documents cannot enter are only
 * counted; once enough hits are counted they are passed undecoded.            */
#include "searcher/run/run.h"

#include "searcher/run/window.h"

struct groups {
    struct run *run;
    struct clause_cursor **clauses;    /* rarest first */
    size_t count;
    bool scored;                       /* whether a document of the window may enter */
    struct window *windows;            /* what each clause has */
    uint64_t alive[WINDOW_DOCS / 64];  /* documents that have all clauses so far */
    uint32_t alive_count;
    double scores[WINDOW_DOCS];        /* 0 between two windows */
};

static enum status init(struct groups *g, struct run *r, struct arena *arena)
{
    g->run = r;
    g->count = r->wanted_count;
    g->clauses = arena_alloc(arena, g->count * sizeof(struct clause_cursor *));
    if (g->clauses == NULL)
        return err_memory(r->err, "lists");
    for (size_t i = 0; i < g->count; i++)
        g->clauses[i] = &r->wanted[i];
    clauses_sort(g->clauses, g->count);
    return OK;
}

/* The documents that the window has. */
static void let_live(struct groups *g, const struct window *w)
{
    memcpy(g->alive, w->bits, sizeof g->alive);
    g->alive_count = 0;
    for (size_t i = 0; i < WINDOW_DOCS / 64; i++)
        g->alive_count += (uint32_t)__builtin_popcountll(g->alive[i]);
}

/* The documents of [first, end) that have all clauses. */
static void find(struct groups *g, docid first, docid end)
{
    window_start(&g->windows[0], first, end);
    window_add(&g->windows[0], g->clauses[0]);
    let_live(g, &g->windows[0]);
    for (size_t i = 1; i < g->count && g->alive_count > 0; i++) {
        window_start(&g->windows[i], first, end);
        window_add_alive(&g->windows[i], g->clauses[i], g->alive, g->alive_count, g->scored);
        let_live(g, &g->windows[i]);
    }
    for (size_t i = 0; i < g->count && g->scored && g->alive_count > 0; i++)
        window_add_scores(&g->windows[i], g->clauses[i], g->alive, g->scores);
}

/* Counts the documents that have all clauses and takes what may enter. */
static enum status take(struct groups *g, docid first)
{
    struct run *r = g->run;
    bool leaves_out = run_leaves_out_any(r);

    if (!leaves_out && !g->scored) {
        *r->total += g->alive_count;
        return OK;
    }
    for (uint32_t word = 0; word < WINDOW_DOCS / 64; word++)
        for (uint64_t bits = g->alive[word]; bits != 0; bits &= bits - 1) {
            uint32_t at = word * 64 + (uint32_t)__builtin_ctzll(bits);
            double score = g->scores[at];

            g->scores[at] = 0;
            if (leaves_out && run_leaves_out(r, first + at))
                continue;
            ++*r->total;
            if (g->scored && score >= topk_threshold(r->top))
                TRY(run_take_scored(r, &(docid){first + at}, &score, 1));
        }
    return OK;
}

static struct groups *make(size_t clause_count, struct arena *arena)
{
    struct groups *g = arena_alloc(arena, sizeof *g);

    if (g == NULL)
        return NULL;
    memset(g->scores, 0, sizeof g->scores);
    g->windows = arena_alloc(arena, clause_count * sizeof *g->windows);
    return g->windows == NULL ? NULL : g;
}

enum status run_groups(struct run *r, struct run_scratch *scratch, struct arena *arena)
{
    struct groups *g = scratch->groups;
    docid from = 0;

    if (g == NULL)
        scratch->groups = g = make(r->plan->query->clause_count, arena);
    if (g == NULL)
        return err_memory(r->err, "scores");
    TRY(init(g, r, arena));
    while ((from = clause_next_possible(g->clauses[0], from)) != DOC_END) {
        docid end = from < DOC_END - WINDOW_DOCS ? from + WINDOW_DOCS : DOC_END;
        double most = clauses_reach_between(g->clauses, g->count, from, end);

        if (most == 0)
            break;
        g->scored = !r->options->count_only && most >= topk_threshold(r->top);
        if (!g->scored && run_may_pass(r)) {
            *r->pruned = true;
        } else {
            find(g, from, end);
            TRY(take(g, from));
        }
        from = end;
    }
    return OK;
}
