/* clauses.h - one clause of a query in one segment and language: a cursor.
 *
 * A word is a posting list; a phrase is the documents that hold its words next
 * to each other, found by the intersection of their lists and then by positions, and so
 * is a word that counts in some zones only;
 * a group (group.h) is the union of several of both.
 *
 * The contract: before the first document after open; next and seek move
 * forward; DOC_END is the end; a cursor that fails ends, clause_status tells.  */
#ifndef SEARCHER_CLAUSES_H
#define SEARCHER_CLAUSES_H

#include "searcher/run/intersection.h"
#include "searcher/run/plan.h"

struct clause_cursor {
    struct segment *segment;
    struct postings *words;  /* in the order of the phrase */
    size_t word_count, opened;
    size_t rarest;
    struct group *group;     /* of several variants, whose words are in it; else null */
    const struct variant *variant;
    docid doc;
    uint32_t weighted_tf;    /* phrases: of the current document; 0: not known yet */
    double idf;
    const struct bm25 *bm25;
    double bound;            /* no document of the segment scores more */
    double **block_bounds;   /* nor one of this block of this word's list; 0: not known yet */
    double least;            /* phrases: documents that cannot score this may be passed */
    bool passed;             /* one was */
    struct intersection *meet;     /* phrases: documents that have all words; else null */
    uint32_t meet_at;              /* the next one of its place */
    struct buf positions, other;   /* of the current document: starts, a word's places */
    struct buf spots;              /* with slop: the places of all words, match by match */
    enum status status;
    struct err *err;
};

/* The clause's variants in this segment. E_NOT_FOUND without a report where there is
 * none.                                                                       */
enum status clause_open(struct clause_cursor *c, struct segment *s,
                        const struct clause_stats *stats, size_t segment_at,
                        const struct bm25 *bm25, struct arena *arena, struct err *e) WARN_UNUSED;
/* One of them, as a word or phrase of this idf. */
enum status clause_open_variant(struct clause_cursor *c, struct segment *s,
                                const struct variant *variant, double idf, size_t segment_at,
                                const struct bm25 *bm25, struct arena *arena,
                                struct err *e) WARN_UNUSED;
void clause_close(struct clause_cursor *c);
/* Of the clause or of one of its lists; a score of 0 may be a failure too. */
enum status clause_status(const struct clause_cursor *c) WARN_UNUSED;

/* phrase.c: of a clause that is no word, opened. The weight reads the document's
 * zones, so ask for it only where the most it could score matters.            */
enum status phrase_open(struct clause_cursor *c, struct arena *arena) WARN_UNUSED;
docid phrase_next(struct clause_cursor *c);
docid phrase_seek(struct clause_cursor *c, docid target);
uint32_t phrase_weigh(struct clause_cursor *c);
/* If the word it has least of always stood in the phrase. */
double phrase_most(struct clause_cursor *c);
/* Words from the first to the last of the match in the current document. */
uint32_t phrase_span(const struct clause_cursor *c, size_t match);

/* group.c */
docid group_next(struct clause_cursor *c);
docid group_seek(struct clause_cursor *c, docid target);
uint32_t group_weighted_tf(const struct clause_cursor *c);
double group_idf(const struct clause_cursor *c);

static inline bool clause_is_word(const struct clause_cursor *c)
{
    return c->word_count == 1 && c->variant->zones == 0;
}

static inline docid clause_next(struct clause_cursor *c)
{
    if (clause_is_word(c))
        return c->doc = postings_next(&c->words[0]);
    return c->group == NULL ? phrase_next(c) : group_next(c);
}

static inline docid clause_seek(struct clause_cursor *c, docid target)
{
    if (c->doc != DOC_END && c->doc >= target)
        return c->doc;
    if (clause_is_word(c))
        return c->doc = postings_seek(&c->words[0], target);
    return c->group == NULL ? phrase_seek(c, target) : group_seek(c, target);
}

/* How many documents of the segment have it, at most. */
uint64_t clause_df(const struct clause_cursor *c);

/* No document of this block of a word's list scores more. */
double clause_block_bound(struct clause_cursor *c, size_t word, uint32_t block);

/* What a document at `target` can score at most, from the block that may hold it,
 * which is not decoded; 0 where none can. Requires target >= the current document;
 * moves a word's list to that block, so only clause_seek may follow.          */
double clause_reach(struct clause_cursor *c, docid target);
/* The last document for which clause_reach of the current one holds. */
docid clause_reach_last(const struct clause_cursor *c);
/* What a document of [first, end) can score at most; as clause_reach of first. */
double clause_reach_between(struct clause_cursor *c, docid first, docid end);
/* The same of documents that have all these clauses; 0 where one is at its end. */
double clauses_reach_between(struct clause_cursor *const *clauses, size_t count, docid first,
                             docid end);
/* By df, the rarest first. */
void clauses_sort(struct clause_cursor **clauses, size_t count);
/* No document of [from, this) has the clause; DOC_END: none from `from` on. As
 * clause_reach of from.                                                       */
docid clause_next_possible(struct clause_cursor *c, docid from);

/* The weight of the clause in the current document, in hundredths. */
static inline uint32_t clause_weighted_tf(struct clause_cursor *c)
{
    if (clause_is_word(c))
        return postings_weighted_tf(&c->words[0]);
    if (c->group != NULL)
        return group_weighted_tf(c);
    return c->weighted_tf > 0 ? c->weighted_tf : phrase_weigh(c);
}

/* idf, times the tier of what the current document has. */
static inline double clause_idf(const struct clause_cursor *c)
{
    return c->group == NULL ? c->idf : group_idf(c);
}

static inline double clause_score(struct clause_cursor *c)
{
    return bm25_score(c->bm25, clause_idf(c), clause_weighted_tf(c),
                      segment_length(c->segment, c->doc));
}

/* The score or, for less, what it cannot exceed. */
static inline double clause_most(struct clause_cursor *c)
{
    return c->group == NULL && !clause_is_word(c) ? phrase_most(c) : clause_score(c);
}

/* Starts of the matches in the current document, as uint32_t, in *out. Of no group. */
enum status clause_positions(struct clause_cursor *c, struct slice *out) WARN_UNUSED;

/* Appends the matches in the current document as struct match, those of a variant
 * after those of another; their clause is left 0. Documents in increasing order.   */
enum status clause_matches(struct clause_cursor *c, struct buf *out) WARN_UNUSED;

/* A variant that the current document has. */
struct clause_part {
    const struct variant *variant;
    uint32_t tf;             /* weighted by zone, not by the variant */
};

/* Appends them. As clause_matches. */
enum status clause_parts(struct clause_cursor *c, struct buf *out) WARN_UNUSED;

#endif
