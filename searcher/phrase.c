/* Phrases: documents that hold all words, found by their lists, then places where
 * the words stand next to each other, found by their positions. */
#include "searcher/clauses.h"
#include "store/segment_runs.h"

/* The word of which the document has the fewest. */
static size_t fewest(struct clause_cursor *c)
{
    size_t best = 0;

    for (size_t i = 1; i < c->word_count; i++)
        if (postings_tf(&c->words[i]) < postings_tf(&c->words[best]))
            best = i;
    return best;
}

#define WINDOW 16u

/* Keeps the starts that have the word `offset` places further on: each is compared
 * with the only window of the word's places that may hold it. WINDOW places above
 * all follow the last one.                                                    */
static void keep_followed(struct clause_cursor *c, uint32_t offset)
{
    uint32_t *restrict starts = (uint32_t *)(void *)c->positions.p;
    const uint32_t *restrict next = (const uint32_t *)(const void *)c->other.p;
    size_t count = c->positions.n / 4, kept = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t start = starts[i], wanted = start + offset, found = 0;

        while (next[WINDOW - 1] < wanted)
            next += WINDOW;
        for (size_t k = 0; k < WINDOW; k++)
            found |= next[k] == wanted;
        starts[kept] = start;
        kept += found;
    }
    c->positions.n = kept * 4;
}

/* The places of a word in the current document, and those above all. */
static enum status read_other(struct clause_cursor *c, size_t word)
{
    uint32_t *end;

    buf_clear(&c->other);
    TRY(postings_positions(&c->words[word], &c->other));
    end = (uint32_t *)(void *)buf_reserve(&c->other, WINDOW * sizeof *end);
    if (end == NULL)
        return err_memory(c->err, "positions");
    memset(end, 0xff, WINDOW * sizeof *end);
    return OK;
}

enum status clause_positions(struct clause_cursor *c, struct slice *out)
{
    size_t lead = fewest(c), kept = 0;
    uint32_t *starts;

    buf_clear(&c->positions);
    TRY(postings_positions(&c->words[lead], &c->positions));
    starts = (uint32_t *)(void *)c->positions.p;
    for (size_t i = 0; lead > 0 && i < c->positions.n / 4; i++)
        if (starts[i] >= lead)
            starts[kept++] = starts[i] - (uint32_t)lead;
    if (lead > 0)
        c->positions.n = kept * 4;
    for (size_t i = 0; c->word_count > 1 && i < c->word_count && c->positions.n > 0; i++) {
        size_t word = (size_t)(c->meet.lists[i] - c->words);      /* the rare ones first */

        if (word == lead)
            continue;
        TRY(read_other(c, word));
        keep_followed(c, (uint32_t)word);
    }
    *out = buf_slice(&c->positions);
    return OK;
}

uint32_t phrase_weigh(struct clause_cursor *c)
{
    struct slice bytes;
    struct segment_runs runs;
    enum status status = segment_document_runs(c->segment, c->doc, &bytes, c->err);

    if (status != OK) {
        c->status = c->status == OK ? status : c->status;
        return 0;
    }
    segment_runs_open(&runs, bytes);
    for (size_t i = 0; i < c->positions.n / 4; i++)
        c->weighted_tf += segment_runs_weight(&runs, ((const uint32_t *)(void *)c->positions.p)[i]);
    return c->weighted_tf;
}

double phrase_most(struct clause_cursor *c)
{
    uint32_t most = UINT32_MAX;

    for (size_t i = 0; i < c->word_count; i++) {
        uint32_t tf = postings_weighted_tf(&c->words[i]);
        most = tf < most ? tf : most;
    }
    return bm25_bound(c->bm25, c->idf, most, segment_length(c->segment, c->doc));
}

/* Whether the words stand next to each other in a document that has them all. */
static bool stands(struct clause_cursor *c, uint32_t found_at)
{
    struct slice starts;

    for (size_t i = 0; i < c->word_count; i++) {
        c->meet.lists[i]->doc = c->meet.docs[found_at];
        c->meet.lists[i]->at = intersection_at(&c->meet, i, found_at);
    }
    c->doc = c->meet.docs[found_at];
    c->weighted_tf = 0;
    if (c->least > 0 && phrase_most(c) < c->least) {
        c->passed = true;
        return false;
    }
    c->status = clause_positions(c, &starts);
    return c->status == OK && starts.n > 0;
}

docid phrase_next(struct clause_cursor *c)
{
    while (c->status == OK) {
        while (c->meet_at < c->meet.found && c->status == OK)
            if (stands(c, c->meet_at++))
                return c->doc;
        if (c->status != OK || !intersection_place(&c->meet) || !intersection_fill(&c->meet))
            break;
        c->meet_at = 0;
    }
    c->meet.found = 0;
    return c->doc = DOC_END;
}

/* A place may have been left by clause_reach, but only for one behind its last. */
docid phrase_seek(struct clause_cursor *c, docid target)
{
    struct intersection *x = &c->meet;

    if (target > x->last) {
        x->found = 0;
        x->from = target > x->from ? target : x->from;
    }
    while (c->meet_at < x->found && x->docs[c->meet_at] < target)
        c->meet_at++;
    return phrase_next(c);
}

enum status phrase_open(struct clause_cursor *c, struct arena *arena)
{
    size_t at;

    TRY(intersection_init(&c->meet, c->word_count, arena, c->err));
    for (size_t i = 0; i < c->word_count; i++) {
        for (at = i; at > 0 && c->meet.lists[at - 1]->df > c->words[i].df; at--)
            c->meet.lists[at] = c->meet.lists[at - 1];
        c->meet.lists[at] = &c->words[i];
    }
    return OK;
}
