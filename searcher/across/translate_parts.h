/* translate_parts.h - German compounds taken apart by the words that the lexicon knows.
 *
 *     amazonasgebiet   amazonas + gebiet
 *
 * The collection's own vocabulary, which takes compounds apart where German articles
 * are searched, may have no German word at all where English ones are. As few parts as
 * possible, then the longest shortest part; parts have at least four letters and are no
 * small words, nor suffixes. A part's linking letters go with its stem (staats: staat).
 * An infinitive that has a zu in it is the word without it (fernzuhalten: fernhalten).
 *
 * Cost    A look-up or two for each pair of places where a part may begin and end. */
#ifndef SEARCHER_TRANSLATE_PARTS_H
#define SEARCHER_TRANSLATE_PARTS_H

#include "searcher/across/translate.h"

#define TRANSLATE_PARTS_MOST 4

/* The parts of a folded word, which borrow from it, or its infinitive, in the arena; 0 where it has none. */
enum status translate_parts(const struct translator *t, struct slice form, struct arena *arena,
                            struct slice parts[TRANSLATE_PARTS_MOST], size_t *count,
                            struct err *e) WARN_UNUSED;

#endif
