/* via.h - why an article was found: by the words as typed, by other forms of them,
 * by compounds, names, translations, guesses.
 *
 * A clause's via is the best of its places': of a place of the typed term, exact where it
 * stands there in the typed form, both sides folded (case, accents as fold.h says), a
 * phrase with all its words; else form. A hit's is the worst of the clauses' that had to
 * match, the best of those of which any sufficed; without matches (an id, exclusions
 * alone) it is exact.
 *
 * Cost    Folds the words at the places found, not the text; of neighbours in
 *         the same spelling only the first.                                   */
#ifndef SEARCHER_VIA_H
#define SEARCHER_VIA_H

#include "searcher/snippets/snippet.h"

const char *via_name(enum via via);

/* text: of the article; snippet: of this hit. */
enum status via_find(struct analyzer *a, const struct query *q, enum lang lang,
                     struct slice text, const struct snippet *snippet, struct arena *arena,
                     enum via *out, struct err *e) WARN_UNUSED;

#endif
