/* All of some words, a block of the rarest list at a time: its documents are marked by
 * their distance from the first one, and the other lists are run through, so that no
 * step waits for the one before as in a merge. Where few documents are left, or they
 * are far apart, each is looked up instead. A block whose documents cannot enter is
 * only counted; once enough hits are counted it is passed undecoded.          */
#include "searcher/run/run.h"
#include "searcher/run/scores.h"

#define MARKS 2048u
#define FEW 8u
#define SLOTS (POSTINGS_BLOCK + 1)     /* 0: no document */

struct words {
    struct run *run;
    struct clause_cursor **clauses;    /* rarest first */
    size_t count;
    bool scored;                       /* whether a document of the block may enter */
    uint32_t found;
    uint8_t slots[POSTINGS_BLOCK];     /* of the documents found: 1 + where in the block */
    uint16_t alive[SLOTS];             /* lists that hold the slot's document so far */
    uint32_t (*tfs)[SLOTS];            /* weighted, by list and slot */
    uint8_t *marks;                    /* by distance from the block's first document: slot */
};

static enum status init(struct words *w, struct run *r, struct arena *arena)
{
    w->run = r;
    w->count = r->wanted_count;
    w->alive[0] = UINT16_MAX;
    w->clauses = arena_alloc(arena, w->count * sizeof(struct clause_cursor *));
    w->tfs = arena_alloc(arena, w->count * sizeof *w->tfs);
    w->marks = arena_zalloc(arena, MARKS, 1);
    if (w->clauses == NULL || w->tfs == NULL || w->marks == NULL)
        return err_memory(r->err, "lists");
    for (size_t i = 0; i < w->count; i++)
        w->clauses[i] = &r->wanted[i];
    clauses_sort(w->clauses, w->count);
    return OK;
}

static struct postings *list_of(const struct words *w, size_t list)
{
    return w->clauses[list]->words;
}

/* One look-up for each document found so far. */
static void look_up(struct words *w, size_t list)
{
    const struct postings *lead = list_of(w, 0);
    struct postings *p = list_of(w, list);
    uint32_t kept = 0;

    for (uint32_t i = 0; i < w->found; i++) {
        uint8_t slot = w->slots[i];
        docid doc = lead->docs[slot - 1];

        if (!postings_seek_block(p, doc) || !postings_decode_docs(p))
            break;
        p->at = postings_find(p, doc);
        if (p->docs[p->at] != doc)
            continue;
        if (w->scored)
            w->tfs[list][slot] = postings_weighted_tf(p);
        w->slots[kept++] = slot;
    }
    w->found = kept;
}

/* The marked documents of a decoded block, behind the `kept` ones of the blocks before;
 * where they are in the block.                                                */
static uint32_t match_block(struct words *w, size_t list, docid first, docid last, uint32_t kept,
                            uint8_t *restrict where)
{
    const struct postings *p = list_of(w, list);
    const uint8_t *restrict marks = w->marks;
    const uint16_t *restrict alive = w->alive;
    uint8_t *restrict slots = w->slots + kept;
    uint32_t count = p->count, hits = 0;

    for (uint32_t at = postings_find(p, first); at < count && p->docs[at] <= last; at++) {
        uint8_t slot = marks[p->docs[at] - first];

        where[hits] = (uint8_t)at;
        slots[hits] = slot;
        hits += alive[slot] == list;
        if (kept + hits == POSTINGS_BLOCK)
            break;
    }
    return hits;
}

static void run_through(struct words *w, size_t list, docid first, docid last)
{
    struct postings *p = list_of(w, list);
    uint32_t kept = 0;
    docid from = first;

    while (from <= last && kept < POSTINGS_BLOCK && postings_seek_block(p, from)
           && postings_decode_docs(p)) {
        uint8_t where[POSTINGS_BLOCK];
        uint32_t hits = match_block(w, list, first, last, kept, where);

        if (w->scored && hits > 0 && !postings_decode(p))
            break;
        for (uint32_t i = 0; i < hits && w->scored; i++)
            w->tfs[list][w->slots[kept + i]] = p->weighted[where[i]];
        kept += hits;
        from = p->block_last + 1;
    }
    w->found = kept;
}

/* Marks the documents of the rarest list's block (times 1), or takes that back (0). */
static void set_marks(struct words *w, uint32_t times)
{
    const struct postings *lead = list_of(w, 0);
    uint8_t *restrict marks = w->marks;

    for (uint32_t at = 0; at < lead->count; at++)
        marks[lead->docs[at] - lead->docs[0]] = (uint8_t)((at + 1) * times);
}

/* The documents of the rarest list's block that all lists hold. */
static void find(struct words *w)
{
    const struct postings *lead = list_of(w, 0);
    docid first = lead->docs[0], last = lead->block_last;
    bool marked = w->count > 1 && lead->count > FEW && last - first < MARKS;

    w->found = lead->count;
    for (uint32_t at = 0; at < lead->count; at++) {
        w->slots[at] = (uint8_t)(at + 1);
        w->alive[at + 1] = 1;
    }
    if (marked)
        set_marks(w, 1);
    for (size_t list = 1; list < w->count && w->found > 0; list++) {
        if (marked && w->found > FEW)
            run_through(w, list, first, last);
        else
            look_up(w, list);
        for (uint32_t i = 0; i < w->found; i++)
            w->alive[w->slots[i]] = (uint16_t)(list + 1);
    }
    if (marked)
        set_marks(w, 0);
}

static void leave_out(struct words *w)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < w->found; i++) {
        w->slots[kept] = w->slots[i];
        kept += !run_leaves_out(w->run, list_of(w, 0)->docs[w->slots[i] - 1]);
    }
    w->found = kept;
}

static enum status score(struct words *w)
{
    const struct postings *lead = list_of(w, 0);
    docid docs[POSTINGS_BLOCK];
    uint32_t tfs[POSTINGS_BLOCK];
    double sums[POSTINGS_BLOCK] = {0}, scores[POSTINGS_BLOCK];

    for (uint32_t i = 0; i < w->found; i++)
        docs[i] = lead->docs[w->slots[i] - 1];
    for (size_t list = 0; list < w->count; list++) {
        const struct clause_cursor *c = w->clauses[list];

        for (uint32_t i = 0; i < w->found; i++)
            tfs[i] = list == 0 ? lead->weighted[w->slots[i] - 1] : w->tfs[list][w->slots[i]];
        scores_of(w->run->segment, c->bm25, c->idf, docs, tfs, w->found, scores);
        for (uint32_t i = 0; i < w->found; i++)
            sums[i] += scores[i];
    }
    return run_take_scored(w->run, docs, sums, w->found);
}

static enum status take_block(struct words *w)
{
    struct postings *lead = list_of(w, 0);

    if (!postings_decode_docs(lead))
        return postings_status(lead);
    find(w);
    if (run_leaves_out_any(w->run))
        leave_out(w);
    *w->run->total += w->found;
    if (w->found == 0 || !w->scored)
        return OK;
    return postings_decode(lead) ? score(w) : postings_status(lead);
}

enum status run_words(struct run *r, struct arena *arena)
{
    struct words w;
    struct postings *lead;
    docid from = 0;

    TRY(init(&w, r, arena));
    for (lead = list_of(&w, 0); postings_seek_block(lead, from); from = lead->block_last + 1) {
        double most = clauses_reach_between(w.clauses, w.count, from, lead->block_last + 1);

        if (most == 0)
            break;
        w.scored = !r->options->count_only && most >= topk_threshold(r->top);
        if (!w.scored && run_may_pass(r))
            *r->pruned = true;
        else
            TRY(take_block(&w));
    }
    return OK;
}
