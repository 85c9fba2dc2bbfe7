/* places.h - matches, which are positions of words, as bytes of the article's text. */
#ifndef SEARCHER_PLACES_H
#define SEARCHER_PLACES_H

#include "searcher/engine.h"
#include "store/segment_runs.h"

/* A match in the article, in bytes and in characters. */
struct place {
    size_t start, end;
    size_t start_char, end_char;
    const struct match *match;
    uint32_t clause;
    enum via via;
    double weight;
};

/* By start; those whose words the text does not have are left out. matches: by
 * position. In the arena.                                                     */
enum status places_find(struct slice text, const struct document *d, const struct match *matches,
                        size_t match_count, struct arena *arena, struct place **out,
                        size_t *count, struct err *e) WARN_UNUSED;

/* False for a run of a text that is not stored. */
static inline bool places_run_fits(const struct segment_run *run, struct slice text)
{
    return run->start <= text.n && run->bytes <= text.n - run->start;
}

#endif
