/* translate_expand.h - translations become variants of a query's clauses.        */
#ifndef SEARCHER_TRANSLATE_EXPAND_H
#define SEARCHER_TRANSLATE_EXPAND_H

#include "searcher/engine.h"
#include "searcher/across/translate.h"

/* What is typed counts so much in another language that has words for it: gift is
 * Gift seldom.                                                                 */
#define TRANSLATE_TYPED_WEIGHT 15u

struct translate_expander {
    struct translator translator;
    struct engine *engine;
    struct arena arena;          /* of the query at hand */
    const struct query *query;   /* the one that was translated last, into `to` */
    enum lang to;
    size_t clause;               /* the last one that was asked for */
    struct translations *found;  /* by clause; in the arena */
};

/* Borrows lexicon, analyzer and engine. from: LANG_OTHER where nobody said. */
void translate_expander_init(struct translate_expander *x, struct lexicon *lexicon,
                             struct analyzer *analyzer, struct engine *engine, enum lang from);
void translate_expander_release(struct translate_expander *x);

struct expander translate_expander_of(struct translate_expander *x);

#endif
