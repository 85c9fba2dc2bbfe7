/* writings.h - the other ways to write what was typed, as the index has them.
 *
 *     e-mail, ~"e mail"   email            parts written together
 *     A320, O'Neill       "a 320"          a word of parts written apart
 *     2.000               2000 and 2.0     a number that languages read differently
 *
 * That "email" finds e-mail and "320" finds A320 is the index's doing (words.h).  */
#ifndef SEARCHER_WRITINGS_H
#define SEARCHER_WRITINGS_H

#include "searcher/engine.h"

#define WRITINGS_WEIGHT 90u

/* Adds what the clause is in paragraphs of other languages (analyzer.h). */
enum status writings_add_marked(struct engine *g, enum lang lang, const struct clause *c,
                                struct variants *out, struct err *e) WARN_UNUSED;

/* Adds the terms of other writings of a clause that is not quoted, exact or a pattern. */
enum status writings_add(struct engine *g, enum lang lang, const struct clause *c,
                         struct variants *out, struct err *e) WARN_UNUSED;

#endif
