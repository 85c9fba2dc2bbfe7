/* plan.h - a query in one language: its words' terms, statistics and places.
 *
 * Every term is looked up once in every segment; cursors are opened from what
 * was found.                                                                  */
#ifndef SEARCHER_PLAN_H
#define SEARCHER_PLAN_H

#include "searcher/run/bm25.h"
#include "searcher/engine.h"
#include "searcher/words/effort.h"
#include "searcher/words/variant.h"
#include "searcher/words/word_cache.h"
#include "store/segment_file.h"

/* One segment of one of the indexes. */
struct engine_segment {
    struct segment *segment;
    uint32_t index, number;            /* as in struct hit */
};

struct engine {
    struct buf user_fields;        /* names, store/user_fields.h */
    struct engine_segment *segments;
    size_t segment_count;
    struct analyzer *analyzer;
    struct lang_stats langs[LANG_COUNT];
    struct memo words;         /* word_cache.h */
    bool one_list;                     /* engine_one_list */
    unsigned expand;                   /* bits of enum expand */
    const struct expander *expanders;
    size_t expander_count;
    struct effort effort;
    struct arena cursors;              /* of the segment that is run through */
};

#define ENGINE_CURSORS_KEPT ((size_t)32 << 20)     /* memory for those of a long query */

/* What all segments together say of a clause in one language. */
struct clause_stats {
    double idf;              /* of a phrase: the sum of its words' */
    double df;               /* of a phrase: of its rarest word; of several variants: variant.h */
    uint64_t doc_count;      /* that the idf is of: the language's, or those of all (balance.h) */
    bool phrase;             /* a phrase as typed, and nothing else */
    struct variant *variants;    /* those that occur */
    size_t variant_count;
    bool cut;                /* there were more */
    bool passed_over;        /* variant.h */
};

struct plan {
    const struct query *query;
    enum lang lang;
    struct bm25 bm25;
    struct clause_stats *stats;     /* per clause of the query */
    size_t wanted;                  /* clauses that are not excluded and have words, but those passed over */
};

/* What a clause is worth, as its boost has it. */
static inline double plan_boosted(const struct clause *c, double idf)
{
    return idf * c->boost / QUERY_BOOST_ONE;
}

enum status plan_make(struct engine *g, enum lang lang, const struct query *q,
                      struct arena *arena, struct plan *out, struct err *e) WARN_UNUSED;

#endif
