/* output.h - hits as people and programs read them: one writer per format.
 *
 * Writers append to a buffer and are deterministic; numbers have fixed places. */
#ifndef SEARCHER_OUTPUT_H
#define SEARCHER_OUTPUT_H

#include "searcher/engine.h"
#include "searcher/snippet.h"
#include "searcher/via.h"

/* A query and what became of it. */
struct output_query {
    struct slice qid;              /* in a batch; empty outside one */
    struct slice text;             /* as typed */
    struct slice parsed;           /* query_append_parsed */
    const struct slice *notes;     /* what stderr is told */
    size_t note_count;
    bool langs[LANG_COUNT];        /* in which the words were analysed */
    const struct results *results;
    float score;                   /* trec: of the hit before */
};

struct output_hit {
    size_t rank;
    double score;
    uint32_t similar;              /* copies behind it */
    const struct document *document;
    const struct snippet *snippet;
    const struct explanation *explanations;
    size_t explanation_count;
    struct slice text;             /* of the article, for offsets */
    enum via via;
};

struct output_style {
    bool colour;
    bool terminal;                 /* stdout is one */
    bool explain;
    size_t width;                  /* cells of a line */
    uint64_t articles;             /* in the indexes searched */
    char separator;                /* of paths: newline or NUL */
    const char *tag;               /* trec: the name of the run */
    const struct template *template;    /* format */
    const char *link_host;         /* of file:// links; null: none are made */
    const char *link_folder;       /* which relative paths are from */
};

/* begin and end may be null: the format has nothing around its hits. */
struct output {
    void (*begin)(struct buf *out, const struct output_query *q, const struct output_style *style);
    void (*hit)(struct buf *out, struct output_query *q, const struct output_hit *h,
                const struct output_style *style);
    void (*end)(struct buf *out, const struct output_query *q, const struct output_style *style);
    bool no_text;                  /* hits need no text, snippet, via or explanation */
};

extern const struct output output_human, output_tsv, output_json, output_jsonl, output_paths,
                           output_trec;

/* The path, or the id of an article that has none. */
static inline struct slice output_path(const struct document *d)
{
    return d->path.n > 0 ? d->path : d->id;
}

/* The qid of a batch and a tab; nothing outside one. */
void output_qid(struct buf *out, const struct output_query *q);

/* The path for people: visible, and a link (OSC 8) where wanted. */
void output_link(struct buf *out, const struct document *d, const struct output_style *style);

#endif
