/* wildcards.h - the terms whose forms a pattern fits: pre*, *fix, h?us, a*bc, /gr[ae]y/.
 *
 *     *   any letters, none too          ?   one letter, any        /.../   regex.h
 *
 * Patterns fit surface forms, so that "länd*" finds "Länder" though its term is "land". What
 * is given at the start or at the end of the pattern, whichever is more, leads to
 * them: by the order of terms (and store/strays.h), or by the tree of endings. With
 * neither, the language's whole vocabulary is read: a dozen milliseconds.
 *
 * Memory  In the arena.
 * Errors  Every byte string is a pattern. E_CORRUPT, E_MEMORY.                */
#ifndef SEARCHER_WILDCARDS_H
#define SEARCHER_WILDCARDS_H

#include "searcher/words/dictionary.h"
#include "searcher/words/expansions.h"

#define WILDCARDS_LETTERS_MIN 3u         /* that must be given */
#define WILDCARDS_LETTERS_MAX 255u       /* a longer pattern fits nothing */

/* Letters given in the pattern, * and ? left out. */
size_t wildcards_letters(struct slice pattern);

/* pattern: as typed, valid UTF-8; what is between * and ? is folded as words are. Nothing is
 * found where it has fewer letters than WILDCARDS_LETTERS_MIN: the caller says so. *terms_left
 * (null: no limit) as in struct dictionary_search: out->cut where it ended the search. */
struct wildcard {
    struct slice pattern;
    bool regex;                          /* without its slashes; letters may be few */
    struct expansions found;
};

/* Several at once: those that begin and end with * or ? take one walk over the vocabulary. */
enum status wildcards_find_all(struct engine *g, enum lang lang, struct wildcard *list, size_t count,
                               uint64_t *terms_left, struct arena *arena,
                               struct err *e) WARN_UNUSED;

/* One of them. */
enum status wildcards_find(struct engine *g, enum lang lang, struct slice pattern,
                           uint64_t *terms_left, struct arena *arena, struct expansions *out,
                           struct err *e) WARN_UNUSED;

/* Whether the pattern, folded, fits all of the form; both valid UTF-8. */
bool wildcards_fits(struct slice pattern, struct slice form);

#endif
