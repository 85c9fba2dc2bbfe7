#include "searcher/run/run.h"

#include <stdlib.h>

#include "searcher/run/scores.h"
#include "searcher/run/window.h"

/* Documents are scored a window at a time. In a window, each list has a bound,
 * the greatest of its blocks there. Lists that even together stay under the
 * threshold are not run through (MaxScore): the others' scores are added up in an
 * array, block by block, and only the documents that may still enter are looked
 * up in those, a list at a time. Blocks and windows that cannot matter are not decoded.
 *
 * Source  Windows and bulk scores: Lucene 10's MaxScoreBulkScorer; MaxScore: Turtle
 *         and Flood, 1995; block bounds: Ding and Suel, 2011.                 */
#define WINDOW WINDOW_DOCS

struct list_state {
    struct clause_cursor *cursor;
    double bound;                  /* in this window */
};

struct any {
    struct run *run;
    struct list_state lists[QUERY_CLAUSES_MAX];
    double sums[QUERY_CLAUSES_MAX + 1];    /* of the bounds of lists before each */
    size_t count, first_essential;
    docid first, end;                      /* the window */
    uint64_t bits[WINDOW / 64];            /* documents that have a score */
    double scores[WINDOW];
    struct window added;                   /* what a clause has in the window */
};

static void add_score(struct any *a, docid doc, double score)
{
    uint32_t at = doc - a->first;

    a->scores[at] += score;
    a->bits[at / 64] |= (uint64_t)1 << (at % 64);
}

/* The postings of the block that lie in the window; the cursor comes after them. */
static bool add_block(struct any *a, struct clause_cursor *c)
{
    struct postings *p = &c->words[0];
    double scores[POSTINGS_BLOCK];
    uint32_t from, to;

    if (!postings_decode(p))
        return false;
    from = postings_find(p, a->first);
    to = p->block_last < a->end ? p->count : postings_find(p, a->end);
    scores_of(a->run->segment, c->bm25, c->idf, p->docs + from, p->weighted + from, to - from,
              scores);
    for (uint32_t i = from; i < to; i++)
        add_score(a, p->docs[i], scores[i - from]);
    p->at = to;
    return true;
}

/* The documents of a phrase or a group that lie in the window. */
static void add_clause(struct any *a, struct clause_cursor *c)
{
    struct window *w = &a->added;

    window_start(w, a->first, a->end);
    window_add(w, c);
    window_add_scores(w, c, NULL, a->scores);
    for (uint32_t word = 0; word < WINDOW / 64; word++)
        a->bits[word] |= w->bits[word];
}

/* All documents of an essential list in the window. `others`: what all other
 * lists can add to a document of it.                                          */
static void add_list(struct any *a, struct clause_cursor *c, double others)
{
    struct postings *p = &c->words[0];
    double threshold = topk_threshold(a->run->top);
    docid at = a->first;

    if (!clause_is_word(c)) {
        add_clause(a, c);
        return;
    }
    while (at < a->end && postings_seek_block(p, at)) {
        docid last = p->block_last;

        if (clause_reach(c, at) + others < threshold)
            *a->run->pruned = true;
        else if (!add_block(a, c))
            return;
        at = last + 1;
    }
}

/* Of the window's documents, those that may enter with what the other lists can add;
 * how many. The rest is counted only.                                          */
static uint32_t find_candidates(struct any *a, uint64_t *alive)
{
    struct run *r = a->run;
    bool leaves_out = run_leaves_out_any(r);
    double others = a->sums[a->first_essential], threshold = topk_threshold(r->top);
    uint32_t count = 0;

    for (uint32_t word = 0; word < WINDOW / 64; word++) {
        uint64_t bits = a->bits[word];

        alive[word] = a->bits[word] = 0;
        for (; bits != 0; bits &= bits - 1) {
            uint32_t at = word * 64 + (uint32_t)__builtin_ctzll(bits);
            bool left_out = leaves_out && run_leaves_out(r, a->first + at);

            *r->total += !left_out;
            if (left_out || a->scores[at] + others < threshold) {
                a->scores[at] = 0;
                continue;
            }
            alive[word] |= bits & (0 - bits);
            count++;
        }
    }
    return count;
}

/* Drops the candidates that cannot enter with `most` more; how many are left. */
static uint32_t drop_candidates(struct any *a, uint64_t *alive, double most)
{
    double threshold = topk_threshold(a->run->top);
    uint32_t count = 0;

    for (uint32_t word = 0; word < WINDOW / 64; word++)
        for (uint64_t bits = alive[word]; bits != 0; bits &= bits - 1) {
            uint32_t at = word * 64 + (uint32_t)__builtin_ctzll(bits);

            if (a->scores[at] + most >= threshold) {
                count++;
                continue;
            }
            alive[word] &= ~(bits & (0 - bits));
            a->scores[at] = 0;
        }
    return count;
}

/* The candidates' scores of a list that is not run through. */
static void look_up(struct any *a, struct clause_cursor *c, const uint64_t *alive, uint32_t count)
{
    struct window *w = &a->added;

    window_start(w, a->first, a->end);
    window_add_alive(w, c, alive, count, true);
    window_add_scores(w, c, NULL, a->scores);
}

/* Completes the candidates' scores from the other lists, best first, while one can still
 * enter.                                                                       */
static enum status take_candidates(struct any *a)
{
    struct run *r = a->run;
    uint64_t alive[WINDOW / 64];
    uint32_t count = find_candidates(a, alive);

    for (size_t i = a->first_essential; i-- > 0 && count > 0;) {
        count = drop_candidates(a, alive, a->sums[i + 1]);
        if (count > 0)
            look_up(a, a->lists[i].cursor, alive, count);
    }
    for (uint32_t word = 0; word < WINDOW / 64 && count > 0; word++)
        for (uint64_t bits = alive[word]; bits != 0; bits &= bits - 1) {
            uint32_t at = word * 64 + (uint32_t)__builtin_ctzll(bits);
            double score = a->scores[at];

            a->scores[at] = 0;
            if (score < topk_threshold(r->top))
                continue;
            --*r->total;                   /* run_take counts it again */
            TRY(run_take(r, a->first + at, score));
        }
    return OK;
}

static int compare_lists(const void *a, const void *b)
{
    const struct list_state *x = a, *y = b;
    return (x->bound > y->bound) - (x->bound < y->bound);
}

/* The lists' bounds in the window, the lists in their order, the essential ones;
 * false where all together stay under the threshold.                          */
static bool enter_window(struct any *a)
{
    double threshold = topk_threshold(a->run->top);

    for (size_t i = 0; i < a->count; i++)
        a->lists[i].bound = clause_reach_between(a->lists[i].cursor, a->first, a->end);
    if (a->count > 1)
        qsort(a->lists, a->count, sizeof *a->lists, compare_lists);
    a->first_essential = 0;
    for (size_t i = 0; i < a->count; i++) {
        a->sums[i + 1] = a->sums[i] + a->lists[i].bound;
        if (a->sums[i + 1] < threshold)
            a->first_essential = i + 1;
    }
    if (a->first_essential > 0)
        *a->run->pruned = true;
    return a->first_essential < a->count;
}

/* The first document from `from` on that any list may hold. */
static docid next_first(const struct any *a, docid from)
{
    docid first = DOC_END;

    for (size_t i = 0; i < a->count && first > from; i++) {
        docid next = clause_next_possible(a->lists[i].cursor, from);
        first = next < first ? next : first;
    }
    return first;
}

/* Not all is cleared: there is room for many more lists than most queries have. */
static struct any *make(struct arena *arena)
{
    struct any *a = arena_alloc(arena, sizeof *a);

    if (a != NULL) {
        a->sums[0] = 0;
        memset(a->bits, 0, sizeof a->bits);
        memset(a->scores, 0, sizeof a->scores);
    }
    return a;
}

enum status run_any(struct run *r, struct run_scratch *scratch, struct arena *arena)
{
    struct any *a = scratch->any;
    double most = 0;

    if (a == NULL)
        scratch->any = a = make(arena);
    if (a == NULL)
        return err_memory(r->err, "scores");
    a->run = r;
    a->count = r->wanted_count;
    for (size_t i = 0; i < a->count; i++) {
        a->lists[i].cursor = &r->wanted[i];
        most += r->wanted[i].bound;
    }
    if (most < topk_threshold(r->top)) {
        *r->pruned = true;
        return OK;
    }
    for (docid first = 0; (first = next_first(a, first)) != DOC_END; first = a->end) {
        a->first = first;
        a->end = first + WINDOW;
        if (!enter_window(a))
            continue;
        for (size_t i = a->first_essential; i < a->count; i++)
            add_list(a, a->lists[i].cursor, a->sums[a->count] - a->lists[i].bound);
        TRY(take_candidates(a));
    }
    return OK;
}
