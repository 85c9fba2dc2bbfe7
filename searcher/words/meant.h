/* meant.h - what was meant by the words of a query that the indexes do not have.
 *
 *     no match for 'cooperaton'; did you mean: cooperation
 *
 * Of the words that suggest.h finds for one, those are told that have hits together
 * with the rest of the query, likeliest first. Where none has, several words may be wrong: then the
 * likeliest for all of them that have hits with each other, or where none have, the likeliest of
 * each. Where a query finds nothing, or not all of its words, a word that a handful of articles have
 * may be misspelt, too.
 *
 * Cost    A fuzzy walk for each word that is not there, and a search for each word it gives.
 * Memory  In the arena.                                                       */
#ifndef SEARCHER_MEANT_H
#define SEARCHER_MEANT_H

#include "searcher/query/selection.h"
#include "searcher/words/suggest.h"

#define MEANT_MAX 3u             /* words told of one */
#define MEANT_WORDS_MAX 4u       /* of a query that are looked into */
#define MEANT_TRIED_MAX 8u       /* searches for one */
#define MEANT_TOGETHER_OF_ONE 4u /* words for one that are tried with those for others */
#define MEANT_TOGETHER_MAX 32u   /* searches for all */
#define MEANT_CLAUSES_MAX 32u    /* of a longer query, which no person typed, nothing is looked into */

struct meant {
    struct slice typed;          /* the word, a slice of the query's text */
    struct slice text;           /* what may have been meant */
    bool is_rare;                /* the indexes have the word, hardly */
    struct slice query;          /* the query's text with it instead, and with what else was replaced */
    uint64_t total;              /* articles that this finds; 0 where other words are not there either */
};

/* A word as it is typed, without operators of its own: it may be misspelt. */
bool meant_is_plain(const struct clause *c);

/* Best first, word after word. `text` is what q was parsed from, with these flags. */
enum status meant_find(struct engine *g, const struct selection *s, struct slice text,
                       unsigned flags, const struct query *q, const struct results *r,
                       const struct engine_options *options, struct arena *arena,
                       struct meant **out, size_t *count, struct err *e) WARN_UNUSED;

#endif
