/* effort.h - how much of the vocabulary a query may look at.
 *
 * A thousand words with all their forms, a thousand patterns that begin with *, would take
 * a second; with these limits they take less than 50 ms of a cold process on 43 000 articles.
 * What a query may look at is divided among the languages of the indexes; what one leaves is the next one's. The first words of the query are served first: those behind the limit are searched
 * as they are typed, patterns find what was met till then, and both are told as cut.
 *
 * What was found of a word before (word_cache.h) counts as if it were looked for: a query has
 * the same answer in every process.
 *
 * Units   Terms that are read; a look-up is as much work as reading EFFORT_LOOKUP of them.  */
#ifndef SEARCHER_EFFORT_H
#define SEARCHER_EFFORT_H

#include <stdbool.h>
#include <stdint.h>

#define EFFORT_LOOKUP 8u
#define EFFORT_COMPARE 8u                      /* by sound */
#define EFFORT_WORDS ((uint64_t)80000)         /* forms, compounds and names of a query's words */
#define EFFORT_PATTERNS ((uint64_t)420000)     /* its patterns and misspelt words */

struct effort {
    uint64_t words_most, patterns_most;      /* of a query */
    uint64_t looked_at;        /* for words, ever */
    uint64_t words_left;       /* of this query, in the languages so far */
    uint64_t patterns_left;
};

static inline struct effort effort_default(void)
{
    return (struct effort){.words_most = EFFORT_WORDS, .patterns_most = EFFORT_PATTERNS};
}

static inline void effort_look(struct effort *e, uint64_t terms)
{
    e->looked_at += terms;
}

static inline void effort_start_query(struct effort *e)
{
    e->words_left = e->patterns_left = 0;
}

/* The share of one of `langs` languages. */
static inline void effort_start_lang(struct effort *e, unsigned langs)
{
    e->words_left += e->words_most / langs;
    e->patterns_left += e->patterns_most / langs;
}

static inline void effort_spend_on_word(struct effort *e, uint64_t terms)
{
    e->words_left -= terms < e->words_left ? terms : e->words_left;
}

#endif
