/* guesses.h - words that are found by a guess: parts of compounds, names by their sound, translations. */
#ifndef SEARCHER_GUESSES_H
#define SEARCHER_GUESSES_H

#include "searcher/engine.h"

/* Whether some language has the clause as typed or in another form. */
bool guesses_unneeded(const struct results *r, size_t clause);

/* Whether the clause is found by guesses within its own writing alone: by parts of compounds,
 * by its sound. It may be misspelt.                                            */
bool guesses_only(const struct results *r, const struct query *q, size_t clause);

/* A language that only has guesses at a clause (names in its own writing) does not make more
 * of it than one that has the word: how rare it is there is an accident of the collection.
 * Changes the idf and tiers in the plans (one a language) where that is so.    */
void guesses_temper(struct plan *plans, size_t clause);

#endif
