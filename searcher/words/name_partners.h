/* name_partners.h - the terms of a language that a typed word may be the name of.
 *
 *     Machonin    en makhonin    de machonin    ru махонин
 *     Warschau    en warsaw      de warschau    ru варшав
 *
 * Two ways lead from a word to them: its sounds (terms that share a key of
 * stemmers/name_key.h are judged by name_judge.h) and the names of places, languages
 * and days that have nothing to do with each other (stemmers/exonyms.h).
 *
 * Memory  Everything is in the arena given.
 * Cost    A walk through the index's terms for each key, then a microsecond or two for
 *         each of their forms: a tenth of a millisecond, some for short words.   */
#ifndef SEARCHER_NAME_PARTNERS_H
#define SEARCHER_NAME_PARTNERS_H

#include "searcher/words/name_judge.h"
#include "searcher/query/query.h"

#define NAMES_MAX 64u

/* A term that sounds like the word. */
struct name_partner {
    struct slice term;
    double similarity;
};

/* Makes *out from a word as typed and from what the indexes know of it; a small word
 * (stop_words.h) has no keys.                                                  */
enum status name_partners_query(struct engine *g, struct slice word, struct arena *arena,
                                struct name_query *out, struct err *e) WARN_UNUSED;

/* The terms of the language that are accepted, likest first, at most NAMES_MAX. */
enum status name_partners_find(struct engine *g, enum lang lang, const struct name_query *q,
                       struct arena *arena, struct name_partner **out, size_t *count,
                       struct err *e) WARN_UNUSED;

/* Adds both kinds to a clause. Words in quotes, exact and excluded ones stay as they are. */
enum status name_partners_add(struct engine *g, enum lang lang, const struct clause *c,
                              uint32_t tier, struct variants *out, struct err *e) WARN_UNUSED;

#endif
