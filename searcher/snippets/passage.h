/* passage.h - a part of an article as it is shown: white space folded, matches as spans.
 *
 * Units   Spans in bytes of the passage; start in bytes of the article.
 * Memory  All in the arena.                                                   */
#ifndef SEARCHER_PASSAGE_H
#define SEARCHER_PASSAGE_H

#include "searcher/snippets/places.h"

struct span {
    size_t start, end;
};

struct passage {
    struct slice text;
    struct span *spans;
    size_t span_count;
    size_t start;
    uint8_t zone;
};

/* A part of the text that becomes a passage, with the places that may be in it. */
struct passage_part {
    size_t from, to;
    size_t first, end;         /* places */
    bool cut_left, cut_right;
};

/* White space folded, overlapping places merged into spans, ellipses where cut. */
enum status passage_make(struct slice article, const struct place *places,
                         const struct passage_part *part, struct arena *arena, struct passage *out,
                         struct err *e) WARN_UNUSED;

#endif
