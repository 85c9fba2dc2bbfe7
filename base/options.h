/* options.h - what both programs share of their command lines: values,
 * the default index.                                                           */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* A size in bytes: digits, perhaps a fraction, perhaps K, M or G (of 1024). */
bool options_size(const char *text, size_t *out);

/* A whole number, at most max. */
bool options_number(const char *text, unsigned max, unsigned *out);

/* Words are split at blanks outside quotes, as a shell does: '...' holds everything together, "..."
 * all but \" and \\, a backslash elsewhere the next sign. Moves *at behind the next
 * one, which is written to `out`, as long as *at or shorter. False at the end, and where a
 * quote does not end: then *at is null.                                        */
bool options_next_word(const char **at, char *out);

/* Whether a variable of the environment is there and not empty. */
bool options_is_set(const char *variable);

/* In the order of an option's words "auto|always|never". */
enum options_when { OPTIONS_AUTO, OPTIONS_ALWAYS, OPTIONS_NEVER };

/* Auto: on a terminal that is not dumb, or with CLICOLOR_FORCE; not with NO_COLOR. */
bool options_wants_colour(enum options_when when, int fd);

/* The index where no option names one: $STEMMA_DB, else
 * $XDG_DATA_HOME/stemma/default, else ~/.local/share/stemma/default in
 * out[IO_PATH_MAX]; NULL where the environment names no place.               */
const char *options_default_db(char *out);


/* The lexicon where no option names one: $XDG_DATA_HOME/stemma/lexicon.mdb, else
 * ~/.local/share/stemma/lexicon.mdb, in out[IO_PATH_MAX]; NULL as above.        */
const char *options_default_lexicon(char *out);

#endif
