/* fuzzy.h - the terms with a form that is a few edits from a word: word~, word~2.
 *
 * The rows of edits.h are carried along the sorted terms: where one's first letters are too
 * far from the word already, the walk seeks the next that may be near, so that it
 * touches a few thousand of a million terms. A term that may go on to a near form
 * has its forms compared; forms that do not begin with their term are walked likewise
 * (store/strays.h). So every form is found that a comparison with all would find.
 *
 * With two edits nearly all terms may begin. Either the first half of the word has at most
 * one of them: the walk allows no more there. Or it has both, and the form ends as the
 * word does: those come from the tree of endings.
 *
 * Memory  In the arena.
 * Errors  E_CORRUPT, E_MEMORY. Words over EDITS_WORD_MAX letters find nothing.   */
#ifndef SEARCHER_FUZZY_H
#define SEARCHER_FUZZY_H

#include "searcher/words/dictionary.h"
#include "searcher/words/edits.h"
#include "searcher/words/expansions.h"

struct fuzzy_options {
    uint8_t edits;               /* at most; EDITS_MOST at most */
    uint8_t exact_letters;       /* so many first letters are as given */
    uint64_t *terms_left;        /* as in struct dictionary_search */
};

/* word: folded (analyzer_term.form). The word itself is among them where it occurs. */
enum status fuzzy_find(struct engine *g, enum lang lang, struct slice word,
                       const struct fuzzy_options *options, struct arena *arena,
                       struct expansions *out, struct err *e) WARN_UNUSED;

#endif
