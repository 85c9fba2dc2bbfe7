/* also.h - how many articles of each language -x would find besides: "also 1 de, 2 ru".
 *
 * Counted by two searches of their own, over an engine that asks the lexicon and over the one
 * at hand: for one query of a person at a terminal. Nothing is counted without a lexicon, nor
 * where --xlang says anything but names, nor where more than ALSO_MATCHES_MAX articles match
 * already: who has those wants fewer, and the searches would be felt.  */
#ifndef SEARCHER_ALSO_H
#define SEARCHER_ALSO_H

#include "searcher/across/across.h"

#define ALSO_MATCHES_MAX 10000u

struct also {
    struct index *const *indexes;
    size_t index_count;
    struct analyzer *analyzer;
    struct engine *engine;              /* that answered the query */
    const struct across_options *across;
};

/* found: what the engine found, for the query and these options. */
enum status also_count(const struct also *a, const struct query *q,
                       const struct engine_options *options, const struct results *found,
                       uint64_t out[LANG_COUNT], struct err *e) WARN_UNUSED;

#endif
