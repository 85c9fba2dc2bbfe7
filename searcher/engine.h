/* engine.h - a query over open indexes: the best documents, and where they match.
 *
 * Every word is analysed in every term space of the indexes. A document has one
 * language, so its score is the sum over the clauses of BM25 in that language;
 * statistics are summed over all segments of all indexes, so that k indexes rank
 * as one. Ties: by language, then by order of index, segment, document, which is
 * the order they were added in.                                             */
#ifndef SEARCHER_ENGINE_H
#define SEARCHER_ENGINE_H

#include "searcher/query/query.h"
#include "searcher/words/variant.h"
#include "stemmers/analyzer.h"
#include "store/index.h"

struct engine;
struct plan;

struct engine_options {
    size_t limit;          /* hits wanted; 0: all */
    bool no_relax;         /* none rather than some of the words, where all are wanted */
    bool exhaustive;       /* score everything: the slow twin */
    bool count_only;
    uint32_t today;        /* YYYYMMDD, for date:7d.. and recency; 0: the clock's */
    uint32_t recency;      /* days (recency.h); 0: all dates are alike */
    uint64_t exact_total;  /* so many hits are counted before documents that
                              cannot enter are passed; 0: ENGINE_EXACT_TOTAL */
};

#define ENGINE_EXACT_TOTAL 1000

struct hit {
    double score;
    uint32_t index;        /* which of the indexes given */
    uint32_t segment;      /* of that index */
    docid doc;
    enum lang lang;
    uint32_t similar;      /* copies that stand behind it (collapse.h) */
};

struct results {
    struct hit *hits;      /* best first; in the arena given */
    size_t hit_count;
    uint64_t total;        /* matching documents; at least that many unless exact */
    bool total_exact;
    bool relaxed;          /* no document had all the clauses */
    size_t relaxed_to;     /* clauses that the best documents have */
    size_t wanted;         /* clauses that were to be had */
    bool forms_cut;        /* verify.h read texts enough: what is excluded is so in any form from there on */
    struct plan *plans;    /* by language; in the arena too */
    uint32_t today;        /* that recency is told by */
};

/* A place in a document: `word_count` words from `position` on match a clause. */
struct match {
    uint32_t position;
    uint32_t word_count;
    uint32_t clause;       /* of the query */
    enum via via;
    double weight;         /* idf: what finding it is worth in a snippet */
    struct slice term;     /* of its first word; borrows from the plan */
};

/* What a document has of a clause: a variant; tf is without its weight. */
struct explained_part {
    struct slice term;     /* what was looked up, words of a phrase joined by spaces */
    enum via via;
    double weight, tier, tf;
};

/* A clause in --explain: score = idf * tier * tf / (tf + norm), tf the sum of the
 * parts' weight * tf, tier their best.                                        */
struct explanation {
    uint32_t clause;
    struct explained_part *parts;
    size_t part_count;
    double score, idf, tier, tf, norm;
    uint64_t df, doc_count;
    double length, average_length;    /* in words */
};

/* Borrows the indexes and the analyzer until engine_close. */
enum status engine_open(struct index *const *indexes, size_t count, struct analyzer *analyzer,
                        struct engine **out, struct err *e) WARN_UNUSED;
void engine_close(struct engine *g);

/* Who knows more variants of a clause of the query in a language: adds them to *out. */
struct expander {
    enum status (*expand)(void *context, struct engine *g, enum lang lang, const struct query *q,
                          size_t clause, struct variants *out, struct err *e);
    void *context;
};

/* What a word stands for beside itself; a new engine has all of it. */
enum expand {
    EXPAND_FORMS = 1,
    EXPAND_PARTS = 2,
    EXPAND_NAMES = 4,
    EXPAND_WRITINGS = 8,
    EXPAND_ALL = 15,
    EXPAND_EVEN = 16,          /* no part of it: what is found so weighs as much as the word itself */
};
void engine_expand(struct engine *g, unsigned what);

/* The languages' scores are to compare: a clause is as rare in each as balance.h says, and names in
 * other scripts are of the tier of the word itself. Before the first search.   */
void engine_one_list(struct engine *g);

/* Asked in this order from the next search on; borrowed until engine_close. */
void engine_expand_by(struct engine *g, const struct expander *expanders, size_t count);

struct analyzer *engine_analyzer(const struct engine *g);

/* The names of the user fields that their documents have (user_field_names_next). */
struct slice engine_user_fields(const struct engine *g);

/* Whether the indexes have documents of this language: words are analysed in it. */
bool engine_has_lang(const struct engine *g, enum lang lang);

/* What is searched for in each language, without searching: *out has no hits. */
enum status engine_plan(struct engine *g, const struct query *q, struct arena *arena,
                        struct results *out, struct err *e) WARN_UNUSED;

/* What stands for a clause in a language, as typed first: what articles have of it, all or
 * VARIANTS_MAX. */
const struct variant *engine_variants(const struct results *r, enum lang lang, size_t clause,
                                      size_t *count);

enum status engine_search(struct engine *g, const struct query *q,
                          const struct engine_options *options, struct arena *arena,
                          struct results *out, struct err *e) WARN_UNUSED;

/* Whether the clause stands for more words than are searched. */
bool engine_is_cut(const struct results *r, size_t clause);

/* Where a hit of this query matches, by position; in the arena. What is excluded is no match of it. */
enum status engine_matches(struct engine *g, const struct results *r, const struct hit *hit,
                           struct arena *arena, struct match **out, size_t *count,
                           struct err *e) WARN_UNUSED;
/* The same of all clauses, excluded ones too. */
enum status engine_matches_all(struct engine *g, const struct results *r, const struct hit *hit,
                               struct arena *arena, struct match **out, size_t *count,
                               struct err *e) WARN_UNUSED;

/* How the score of a hit came about, clause by clause; in the arena. */
enum status engine_explain(struct engine *g, const struct results *r, const struct hit *hit,
                           struct arena *arena, struct explanation **out, size_t *count,
                           struct err *e) WARN_UNUSED;

#endif
