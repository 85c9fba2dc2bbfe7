/* balance.h - what a clause is worth in each language beside the others.
 *
 * With translations the languages are one list, and a clause is one concept. It is nearly as
 * rare in one language as in another; how rare a language's own documents say it is, tells
 * the less the fewer they are: a word that the only German article has is not frequent. So
 * all languages count as of one size, and each is given PRIOR documents that have the
 * clause as often as all languages together that know it:
 *
 *     share = sum of df / sum of n         over the languages that have the clause
 *     df'   = N (df + PRIOR share) / (n + PRIOR)
 *     idf   = ln(1 + (N - df' + .5) / (df' + .5))
 *
 * n being the documents of the language, N those of all. With languages of one size the
 * idfs come nearer to each other, with 14 000 documents each they stay as they are. A phrase as
 * typed keeps the sum of its words' idfs.
 *
 * Source  A Dirichlet prior, as Zhai and Lafferty smooth a document's words with its
 *         collection's, "A study of smoothing methods for language models", 2004. */
#ifndef SEARCHER_BALANCE_H
#define SEARCHER_BALANCE_H

#include "searcher/run/plan.h"

/* Sets the idfs of a clause in the plans of all languages. */
void balance_clause(const struct engine *g, struct plan plans[LANG_COUNT], size_t clause);

#endif
