/* dictionary.h - the vocabulary of all segments of all open indexes, as one.
 *
 * A language's terms in bytewise order, each with what the segments together say
 * of it. Whoever adds words to a query (inflections, compounds, wildcards, fuzzy
 * words, suggestions) reads them here.
 *
 * Units   df: documents, deleted ones too. Occurrences: words, deleted documents' too.
 * Memory  A word and its forms borrow as its function says.
 * Errors  E_CORRUPT names the segment.
 * Cost    A look-up touches a block in each segment, a step of a walk one in one.  */
#ifndef SEARCHER_DICTIONARY_H
#define SEARCHER_DICTIONARY_H

#include "base/arena.h"
#include "searcher/engine.h"
#include "searcher/words/effort.h"
#include "searcher/words/form_set.h"
#include "stemmers/name_key.h"
#include "store/forms_union.h"

/* One term of a language in all segments of the engine. */
struct dictionary_word {
    struct slice term;
    uint64_t df;
    const struct form_count *forms;      /* bytewise order; a term's only form is itself */
    size_t form_count;
};

/* In the arena. df is 0 and there are no forms where the term is not there. */
enum status dictionary_find(struct engine *g, enum lang lang, struct slice term,
                            struct arena *arena, struct dictionary_word *out,
                            struct err *e) WARN_UNUSED;

/* The word borrows until it returns; 0 ends the walk. It may walk and find itself. */
typedef int dictionary_visit(void *context, const struct dictionary_word *word);

/* The terms that begin with `prefix` (all of them where it is empty), in order. */
enum status dictionary_walk(struct engine *g, enum lang lang, struct slice prefix,
                            dictionary_visit *visit, void *context, struct err *e) WARN_UNUSED;

/* Terms of paragraphs in another language (ANALYZER_MARK) are no words of this one: nothing here
 * shows them but dictionary_find.                                              */
static inline bool dictionary_is_marked(struct slice term)
{
    return term.n > 0 && term.p[0] <= ANALYZER_MARK;
}

/* The bytes of a text, as bits: which may be in it is told without comparing. */
static inline uint64_t dictionary_letters(struct slice text)
{
    uint64_t letters = 0;

    for (size_t i = 0; i < text.n; i++)
        letters |= (uint64_t)1 << (text.p[i] % 64);
    return letters;
}

/* What is looked for among the forms of a language. */
struct dictionary_search {
    enum lang lang;
    bool (*fits)(void *context, struct slice form);     /* null: all do */
    void *context;
    const uint64_t *letters;     /* dictionary_letters of forms that fit: each has all of one of these */
    size_t letters_count;        /* 0: any form may fit */
    uint64_t *terms_left;        /* that may still be looked at, about; 0 ends the search; null: all */
};

/* The forms that begin with a prefix, whatever their terms begin with, and fit; added to *out. */
enum status dictionary_forms_from(struct engine *g, const struct dictionary_search *search,
                                  struct slice prefix, struct form_set *out,
                                  struct err *e) WARN_UNUSED;
/* Those that have an ending. */
enum status dictionary_forms_to(struct engine *g, const struct dictionary_search *search,
                                struct slice ending, struct form_set *out,
                                struct err *e) WARN_UNUSED;

/* The form borrows until it returns; 0 ends the walk. */
typedef int dictionary_visit_form(void *context, const struct dictionary_form *form);

/* The forms that end with `ending`, in bytewise order, with their terms: by the tree of endings
 * (store/endings.h), so that a rare ending takes microseconds; "" reads all forms. */
enum status dictionary_walk_endings(struct engine *g, enum lang lang, struct slice ending,
                                    dictionary_visit_form *visit, void *context,
                                    struct err *e) WARN_UNUSED;

/* The terms that may be names with one of the keys (stemmers/name_key.h) in some segment where
 * a form of theirs fits, each once, in bytewise order. Keys are asked in their order, in each
 * segment until it has given DICTIONARY_NAMES_MOST terms.                         */
typedef bool dictionary_fits(void *context, const struct form_count *form);
#define DICTIONARY_NAMES_MOST 400u
enum status dictionary_walk_names(struct engine *g, enum lang lang, const struct name_key *keys,
                                  size_t count, dictionary_fits *fits, dictionary_visit *visit,
                                  void *context, struct err *e) WARN_UNUSED;

/* The same step by step, for who seeks; df and forms are read only where asked for.
 *
 *     dictionary_cursor_open(&c, g, lang, e), dictionary_seek or dictionary_next until
 *     one is not OK (E_NOT_FOUND: the end), dictionary_cursor_close(&c) in any case    */
struct dictionary_cursor {
    struct dictionary_place *places;     /* one per segment */
    size_t place_count;
    struct effort *effort;               /* of the engine */
    struct slice term;                   /* borrows until the next step */
    uint8_t term_bytes[SEGMENT_TERM_MAX_BYTES];
    struct forms_union forms;            /* of dictionary_read */
};

enum status dictionary_cursor_open(struct dictionary_cursor *c, struct engine *g, enum lang lang,
                                   struct err *e) WARN_UNUSED;
void dictionary_cursor_close(struct dictionary_cursor *c);
/* The first term that is `from` or comes after it. */
enum status dictionary_seek(struct dictionary_cursor *c, struct slice from,
                            struct err *e) WARN_UNUSED;
/* The next term; requires that the step before was OK. */
enum status dictionary_next(struct dictionary_cursor *c, struct err *e) WARN_UNUSED;
/* The term it is on; borrows until the next call with this cursor. */
enum status dictionary_read(struct dictionary_cursor *c, struct dictionary_word *out,
                            struct err *e) WARN_UNUSED;

#endif
