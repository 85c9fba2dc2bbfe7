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

/* Keeps the starts that have the word `offset` places further on. A merge without
 * branches that cannot be foreseen.                                           */
static void keep_followed(struct clause_cursor *c, uint32_t offset)
{
    uint32_t *starts = (uint32_t *)(void *)c->positions.p;
    const uint32_t *next = (const uint32_t *)(const void *)c->other.p;
    size_t count = c->positions.n / 4, next_count = c->other.n / 4, kept = 0, i = 0, k = 0;

    while (i < count && k < next_count) {
        uint32_t start = starts[i];
        uint64_t wanted = (uint64_t)start + offset;

        starts[kept] = start;
        kept += next[k] == wanted;
        i += wanted <= next[k];
        k += next[k] <= wanted;
    }
    c->positions.n = kept * 4;
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
    for (size_t i = 0; i < c->word_count && c->positions.n > 0; i++) {
        if (i == lead)
            continue;
        buf_clear(&c->other);
        TRY(postings_positions(&c->words[i], &c->other));
        keep_followed(c, (uint32_t)i);
    }
    *out = buf_slice(&c->positions);
    return OK;
}

/* Weight of the phrase's matches by zone; 0 where there is none. */
static uint32_t phrase_tf(struct clause_cursor *c)
{
    uint32_t tf = 0;
    struct slice starts, bytes;
    struct segment_runs runs;

    c->status = clause_positions(c, &starts);
    if (c->status != OK || starts.n == 0)
        return 0;
    c->status = segment_document_runs(c->segment, c->doc, &bytes, c->err);
    if (c->status != OK)
        return 0;
    segment_runs_open(&runs, bytes);
    for (size_t i = 0; i < starts.n / 4; i++)
        tf += segment_runs_weight(&runs, ((const uint32_t *)(const void *)starts.p)[i]);
    return tf;
}

/* Whether the current document could score enough if its rarest word always
 * stood in the phrase.                                                        */
static bool could_enter(struct clause_cursor *c)
{
    uint32_t most = UINT32_MAX;

    if (c->least <= 0)
        return true;
    for (size_t i = 0; i < c->word_count; i++) {
        uint32_t tf = postings_weighted_tf(&c->words[i]);
        most = tf < most ? tf : most;
    }
    if (bm25_bound(c->bm25, c->idf, most, segment_length(c->segment, c->doc)) >= c->least)
        return true;
    c->passed = true;
    return false;
}

docid phrase_settle(struct clause_cursor *c, docid doc)
{
    struct postings *lead = &c->words[c->rarest];

    while (doc != DOC_END && c->status == OK) {
        docid furthest = doc;

        for (size_t i = 0; i < c->word_count && furthest == doc; i++)
            furthest = postings_seek(&c->words[i], doc);
        if (furthest != doc) {
            if (furthest == DOC_END)
                break;
            doc = postings_seek(lead, furthest);
            continue;
        }
        c->doc = doc;
        c->weighted_tf = could_enter(c) ? phrase_tf(c) : 0;
        if (c->weighted_tf > 0)
            return doc;
        doc = postings_next(lead);
    }
    return DOC_END;
}
