/* regex.h - regular expressions of whole words: /(west|ost)erheb(ung|en)/.
 *
 * The syntax is ICU's, without what asks where it is or what was found before:
 *
 *     a . \x{451}       a letter, any letter, one by its number (\u0451 too); \. the dot itself
 *     [a-zё] [^0-9]     one of these, one of the others
 *     \d \w \s \p{L}    digits, letters and digits, spaces, letters; \D \W \S \P{L} the others;
 *                       \p{N}, \p{Latin}, \p{Cyrillic} too
 *     ab  a|b  (ab)     one behind the other, either, a group; (?:ab) too
 *     a* a+ a? a{2,5}   repeated; a*? and the like fit the same words
 *     ^ $               at the start and the end, where they say nothing
 *
 *     pattern  ->  a tree (regex_parse.c)  ->  steps with splits, the closure of each step
 *              ->  sets of steps, made when a word first leads to them (regex.c)
 *
 * Letters fall into classes that no step tells apart; the table (set of steps, class) -> set is
 * filled on the way. So a letter costs a look into a table, and the dearest pattern a union
 * of bit sets for each letter: nothing is ever tried twice. Rejected: ICU's own matcher, which
 * tries again ((a+)+$ takes 2^n steps), and takes UTF-16.
 *
 * Units   Code points. \w and \p{L} take all beyond ASCII for letters: words hold little else.
 * Memory  In the arena; regex_fits changes the table alone.
 * Errors  A pattern that is none is a problem with its place, not a status.   */
#ifndef SEARCHER_REGEX_H
#define SEARCHER_REGEX_H

#include "base/arena.h"
#include "base/err.h"

#define REGEX_MAX_BYTES 1000u       /* of a pattern */
#define REGEX_STEPS_MAX 512u        /* of what it becomes: a{20} takes 20 */
#define REGEX_DEPTH_MAX 64u         /* groups in groups */
#define REGEX_STARTS_MAX 32u        /* beginnings of words that are told */
#define REGEX_START_MAX_BYTES 32u

struct regex;

struct regex_problem {
    size_t at;                      /* the character, from 1 */
    const char *text;               /* null: none */
};

/* How a letter (with marks over it) is written in the vocabulary; borrows until the next call. */
typedef struct slice regex_fold(void *context, struct slice letter);

/* *out is null where problem->text says why. fold: null for letters as they are. pattern is valid
 * UTF-8, without the slashes. *work grows by about as much as reading so many terms takes. */
enum status regex_read(struct slice pattern, regex_fold *fold, void *context, struct arena *arena,
                       struct regex **out, struct regex_problem *problem, uint64_t *work,
                       struct err *e) WARN_UNUSED;

/* Whether the pattern is one, by its tree alone. */
enum status regex_check(struct slice pattern, struct arena *arena, struct regex_problem *problem,
                        struct err *e) WARN_UNUSED;

/* Whether it fits all of the form, which is valid UTF-8. *work grows where the table had to. */
bool regex_fits(struct regex *r, struct slice form, uint64_t *work);

/* Forms that fit begin with one of these, none of which begins another; 0: with anything. */
size_t regex_starts(const struct regex *r, const struct slice **out);
/* What every form that fits ends with, perhaps nothing; and dictionary_letters of what is in it. */
struct slice regex_ending(const struct regex *r);
uint64_t regex_letters(const struct regex *r);

#endif
