/* Phrases: documents that hold all words, found by their lists, then places where
 * the words stand next to each other, found by their positions; or, with slop, in
 * their order with no more than so many words between them in all. Of matches that
 * share a word the first counts, so that there are no more of them than of any word.
 * A match weighs what its least word does. Where zones are asked for, only matches
 * with all words in them count. */
#include "searcher/run/clauses.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* Whether one of a window's places is the wanted one; compilers leave the loop as it stands. */
#ifdef __SSE2__
static bool holds(const uint32_t *window, uint32_t wanted)
{
    const __m128i *p = (const __m128i *)(const void *)window, w = _mm_set1_epi32((int)wanted);
    __m128i a = _mm_cmpeq_epi32(_mm_loadu_si128(p), w), b = _mm_cmpeq_epi32(_mm_loadu_si128(p + 1), w);
    __m128i c = _mm_cmpeq_epi32(_mm_loadu_si128(p + 2), w), d = _mm_cmpeq_epi32(_mm_loadu_si128(p + 3), w);

    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))) != 0;
}
#else
static bool holds(const uint32_t *window, uint32_t wanted)
{
    uint32_t found = 0;

    for (size_t k = 0; k < WINDOW; k++)
        found |= window[k] == wanted;
    return found != 0;
}
#endif

/* Keeps the starts that have the word `offset` places further on: each is compared
 * with the only window of the word's places that may hold it. WINDOW places above
 * all follow the last one.                                                    */
static void keep_followed(struct clause_cursor *c, uint32_t offset)
{
    uint32_t *restrict starts = (uint32_t *)(void *)c->positions.p;
    const uint32_t *restrict next = (const uint32_t *)(const void *)c->other.p;
    size_t count = c->positions.n / 4, kept = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t start = starts[i], wanted = start + offset;

        while (next[WINDOW - 1] < wanted)
            next += WINDOW;
        starts[kept] = start;
        kept += holds(next, wanted);
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

/* Each start and the first place of each next word behind the one before. */
static enum status find_spots(struct clause_cursor *c)
{
    size_t count = c->word_count, rows, kept;
    uint32_t most = (uint32_t)count - 1 + c->variant->slop, *spots;
    const uint32_t *starts;

    TRY(postings_positions(&c->words[0], &c->positions));
    rows = c->positions.n / 4;
    starts = (const uint32_t *)(const void *)c->positions.p;
    buf_clear(&c->spots);
    spots = (uint32_t *)(void *)buf_reserve(&c->spots, rows * count * sizeof *spots);
    if (spots == NULL)
        return err_memory(c->err, "positions");
    for (size_t i = 0; i < rows; i++)
        spots[i * count] = starts[i];
    for (size_t word = 1; word < count && rows > 0; word++, rows = kept) {
        const uint32_t *next;

        TRY(read_other(c, word));
        next = (const uint32_t *)(const void *)c->other.p;
        kept = 0;
        for (size_t i = 0; i < rows; i++) {
            const uint32_t *row = &spots[i * count];

            while (*next <= row[word - 1])
                next++;
            if (*next == UINT32_MAX)
                break;
            if (*next - row[0] > most)
                continue;
            memmove(&spots[kept * count], row, word * sizeof *spots);
            spots[kept++ * count + word] = *next;
        }
    }
    c->spots.n = rows * count * sizeof *spots;
    return OK;
}

/* Without those that begin before the one before has ended. */
static void part_spots(struct clause_cursor *c)
{
    size_t count = c->word_count, rows = c->spots.n / 4 / count, kept = 0;
    uint32_t *spots = (uint32_t *)(void *)c->spots.p, *starts = (uint32_t *)(void *)c->positions.p;

    for (size_t i = 0; i < rows; i++) {
        if (kept > 0 && spots[i * count] <= spots[kept * count - 1])
            continue;
        memmove(&spots[kept * count], &spots[i * count], count * sizeof *spots);
        starts[kept] = spots[kept * count];
        kept++;
    }
    c->spots.n = kept * count * sizeof *spots;
    c->positions.n = kept * sizeof *starts;
}

uint32_t phrase_span(const struct clause_cursor *c, size_t match)
{
    const uint32_t *spots = (const uint32_t *)(const void *)c->spots.p;
    size_t count = c->word_count;

    if (c->variant->slop == 0)
        return (uint32_t)count;
    return spots[match * count + count - 1] - spots[match * count] + 1;
}

static bool is_in_zones(const struct clause_cursor *c, struct segment_runs *runs, uint32_t position)
{
    return segment_runs_weight(runs, position) > 0 && (c->variant->zones >> runs->run.zone & 1) != 0;
}

/* Keeps the matches that have all their words in the zones. */
static enum status keep_in_zones(struct clause_cursor *c)
{
    bool sloppy = c->variant->slop > 0;
    size_t count = sloppy ? c->word_count : 1, kept = 0;
    uint32_t *starts = (uint32_t *)(void *)c->positions.p;
    uint32_t *spots = sloppy ? (uint32_t *)(void *)c->spots.p : starts;
    struct slice bytes;
    struct segment_runs runs;

    TRY(segment_document_runs(c->segment, c->doc, &bytes, c->err));
    segment_runs_open(&runs, bytes);
    for (size_t i = 0; i < c->positions.n / 4; i++) {
        bool in = true;

        for (size_t word = 0; word < count; word++)
            in &= is_in_zones(c, &runs, spots[i * count + word]);
        if (!in)
            continue;
        memmove(&spots[kept * count], &spots[i * count], count * sizeof *spots);
        starts[kept] = starts[i];
        kept++;
    }
    c->positions.n = kept * sizeof *starts;
    c->spots.n = sloppy ? kept * count * sizeof *spots : 0;
    return OK;
}

/* The starts of the words side by side. */
static enum status find_starts(struct clause_cursor *c)
{
    size_t lead = fewest(c), kept = 0;
    uint32_t *starts;

    TRY(postings_positions(&c->words[lead], &c->positions));
    starts = (uint32_t *)(void *)c->positions.p;
    for (size_t i = 0; lead > 0 && i < c->positions.n / 4; i++)
        if (starts[i] >= lead)
            starts[kept++] = starts[i] - (uint32_t)lead;
    if (lead > 0)
        c->positions.n = kept * 4;
    for (size_t i = 0; c->word_count > 1 && i < c->word_count && c->positions.n > 0; i++) {
        size_t word = (size_t)(c->meet->lists[i] - c->words);      /* the rare ones first */

        if (word == lead)
            continue;
        TRY(read_other(c, word));
        keep_followed(c, (uint32_t)word);
    }
    return OK;
}

enum status clause_positions(struct clause_cursor *c, struct slice *out)
{
    buf_clear(&c->positions);
    if (c->variant->slop > 0) {
        TRY(find_spots(c));
        part_spots(c);
    } else {
        TRY(find_starts(c));
    }
    if (c->variant->zones != 0 && c->positions.n > 0)
        TRY(keep_in_zones(c));
    *out = buf_slice(&c->positions);
    return OK;
}

/* Matches in increasing order. */
static uint32_t match_weight(const struct clause_cursor *c, struct segment_runs *runs, size_t match)
{
    size_t count = c->word_count;
    const uint32_t *spots = (const uint32_t *)(const void *)c->spots.p;
    uint32_t least = UINT32_MAX;

    if (c->variant->slop == 0)
        return segment_runs_weight(runs, ((const uint32_t *)(const void *)c->positions.p)[match]);
    for (size_t word = 0; word < count; word++) {
        uint32_t weight = segment_runs_weight(runs, spots[match * count + word]);
        least = weight < least ? weight : least;
    }
    return least;
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
        c->weighted_tf += match_weight(c, &runs, i);
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
        c->meet->lists[i]->doc = c->meet->docs[found_at];
        c->meet->lists[i]->at = intersection_at(c->meet, i, found_at);
    }
    c->doc = c->meet->docs[found_at];
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
        while (c->meet_at < c->meet->found && c->status == OK)
            if (stands(c, c->meet_at++))
                return c->doc;
        if (c->status != OK || !intersection_place(c->meet) || !intersection_fill(c->meet))
            break;
        c->meet_at = 0;
    }
    c->meet->found = 0;
    return c->doc = DOC_END;
}

/* A place may have been left by clause_reach, but only for one behind its last. */
docid phrase_seek(struct clause_cursor *c, docid target)
{
    struct intersection *x = c->meet;

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

    c->meet = arena_zalloc(arena, 1, sizeof *c->meet);
    if (c->meet == NULL)
        return err_memory(c->err, "a phrase");
    TRY(intersection_init(c->meet, c->word_count, arena, c->err));
    for (size_t i = 0; i < c->word_count; i++) {
        for (at = i; at > 0 && c->meet->lists[at - 1]->df > c->words[i].df; at--)
            c->meet->lists[at] = c->meet->lists[at - 1];
        c->meet->lists[at] = &c->words[i];
    }
    return OK;
}
