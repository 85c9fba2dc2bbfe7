/* output.h - hits as people and programs read them: one writer per format.
 *
 * Memory  All goes into one buffer, written once at the end.                  */
#ifndef SEARCHER_OUTPUT_H
#define SEARCHER_OUTPUT_H

#include "searcher/engine.h"
#include "searcher/snippet.h"

struct output_hit {
    size_t rank;
    double score;
    const struct document *document;
    const struct snippet *snippet;
    const struct explanation *explanations;
    size_t explanation_count;
    struct slice text;             /* of the article, for offsets */
};

struct output_style {
    bool colour;
    bool terminal;                 /* stdout is one */
    size_t width;                  /* cells of a line */
    uint64_t articles;             /* in the indexes searched */
    char separator;                /* of paths: newline or NUL */
};

/* begin and end may be null: the format has nothing around its hits. */
struct output {
    void (*begin)(struct buf *out, struct slice query, const struct results *r);
    void (*hit)(struct buf *out, const struct output_hit *h, const struct output_style *style);
    void (*end)(struct buf *out, const struct results *r, const struct output_style *style);
};

extern const struct output output_human, output_tsv, output_json, output_jsonl, output_paths;

/* The path, or the id of an article that has none. */
static inline struct slice output_path(const struct document *d)
{
    return d->path.n > 0 ? d->path : d->id;
}

void output_explanations(struct buf *out, const struct output_hit *h);

#endif
