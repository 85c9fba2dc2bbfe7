/* across.h - what a session needs for other words than those typed: the lexicon of other languages, the
 * user's synonyms, and who asks them.                                           */
#ifndef SEARCHER_ACROSS_H
#define SEARCHER_ACROSS_H

#include "searcher/across/translate_expand.h"
#include "searcher/words/synonyms.h"

/* As the words of --xlang. */
enum across_how { ACROSS_OFF, ACROSS_NAMES, ACROSS_ALL };

struct across_options {
    enum across_how how;
    unsigned expand_changed;      /* bits of enum expand that are not as in EXPAND_ALL */
    enum lang from;               /* of the query's Latin words; LANG_OTHER: to be found out */
    const char *lexicon;          /* null: at the default place, if it is there */
    const char *synonyms;         /* a file; null: none */
};

#define ACROSS_EXPANDERS_MAX 4

struct across {
    struct lexicon *lexicon;      /* null: none */
    struct synonyms *synonyms;    /* null: none */
    struct translate_expander translate;
    struct expander expanders[ACROSS_EXPANDERS_MAX];
    size_t expander_count;
};

/* Makes the engine ask. *missing: words were to be translated, but no lexicon is at the
 * default place, which is no failure. On failure too, across_close is due.      */
enum status across_open(struct across *a, const struct across_options *options,
                        struct analyzer *analyzer, struct engine *engine, bool *missing,
                        struct err *e) WARN_UNUSED;
void across_close(struct across *a);

#endif
