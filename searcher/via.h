/* via.h - why an article was found: by the words as typed, or by other forms.
 *
 * Exact where each clause that matches does so at some place in the typed form,
 * both sides folded (case, accents as fold.h says); a phrase with all its words
 * at one place. A hit without matches (an id, exclusions alone) is exact.
 *
 * Cost    Folds the words at the places found, not the text; of neighbours in
 *         the same spelling only the first.                                   */
#ifndef SEARCHER_VIA_H
#define SEARCHER_VIA_H

#include "searcher/snippet.h"

const char *via_name(enum via via);

/* text: of the article; snippet: of this hit. */
enum status via_find(struct analyzer *a, const struct query *q, enum lang lang,
                     struct slice text, const struct snippet *snippet, struct arena *arena,
                     enum via *out, struct err *e) WARN_UNUSED;

#endif
