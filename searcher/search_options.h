/* search_options.h - the options of a command line become what a session works with. */
#ifndef SEARCHER_SEARCH_OPTIONS_H
#define SEARCHER_SEARCH_OPTIONS_H

#include "base/option_table.h"
#include "searcher/session.h"

/* Takes one option; values borrow from it. E_USAGE. What --format makes is owned by
 * s->template.                                                                 */
enum status search_options_take(struct settings *s, const struct option_given *g,
                          struct err *e) WARN_UNUSED;

/* An option that the format of s would pass over, as a sentence; null: there is none. */
const char *search_options_unheeded(const struct settings *s);

#endif
