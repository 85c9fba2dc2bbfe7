/* output.h - hits as people and programs read them: one writer per format.
 *
 *     begin, then hit for each one, then end; for each query of a batch anew
 *
 * Writers append to a buffer and are deterministic; numbers have fixed places. */
#ifndef SEARCHER_OUTPUT_H
#define SEARCHER_OUTPUT_H

#include "searcher/output/colours.h"
#include "searcher/output/facets.h"
#include "searcher/words/meant.h"
#include "searcher/snippets/snippet.h"
#include "searcher/snippets/via.h"

/* A query and what became of it. */
struct output_query {
    size_t number;                 /* in a batch; the first is 1 */
    struct slice qid;              /* in a batch; empty outside one */
    struct slice text;             /* as typed */
    struct slice parsed;           /* query_append_parsed */
    const struct slice *notes;     /* what stderr is told */
    size_t note_count;
    const struct meant *meant;     /* what may have been meant by its words */
    size_t meant_count;
    bool langs[LANG_COUNT];        /* in which the words were analysed */
    const struct results *results;
    uint64_t also[LANG_COUNT];     /* articles of these languages that --xlang would find besides */
    const struct facet_counts *facets;     /* --facets */
    size_t facet_count;
    double seconds;                /* that the search took */
    float score;                   /* trec: of the hit before */
};

struct output_hit {
    size_t rank;                   /* among all hits, those passed by --offset too */
    bool is_first;                 /* that is printed */
    double score;
    uint32_t similar;              /* copies behind it */
    const struct document *document;
    const struct snippet *snippet;
    const struct explanation *explanations;
    size_t explanation_count;
    double recency;                /* that the sum of these is multiplied by; 0: by nothing */
    struct slice text;             /* of the article, for offsets */
    enum via via;
};

struct hit_fields;

/* What spans and starts in JSON count. */
enum output_unit { OUTPUT_CHARS, OUTPUT_BYTES, OUTPUT_UTF16 };

struct output_style {
    bool colour;
    struct colours colours;
    bool terminal;                 /* stdout is one */
    bool explain;
    bool full;                     /* passages are the paragraphs of the article */
    struct slice mark_open, mark_close;    /* --mark; empty: none */
    enum output_unit unit;
    const struct hit_fields *fields;       /* --fields; null: the format's own */
    size_t width;                  /* cells of a line */
    uint64_t articles;             /* in the indexes searched */
    char separator;                /* of paths: newline or NUL */
    const char *tag;               /* trec: the name of the run */
    const struct template *template;    /* format */
    const char *link_host;         /* of file:// links; null: none are made */
    const char *link_folder;       /* which relative paths are from */
};

/* Options that a format heeds; others refuse them. */
enum output_takes {
    OUTPUT_TAKES_MARK = 1,
    OUTPUT_TAKES_FIELDS = 2,
    OUTPUT_TAKES_OFFSETS = 4,
    OUTPUT_TAKES_EXPLAIN = 8,
};

/* begin and end may be null: the format has nothing around its hits. */
struct output {
    const char *name;
    void (*begin)(struct buf *out, const struct output_query *q, const struct output_style *style);
    void (*hit)(struct buf *out, struct output_query *q, const struct output_hit *h,
                const struct output_style *style);
    void (*end)(struct buf *out, const struct output_query *q, const struct output_style *style);
    bool json;                     /* what is told of words instead of hits is JSON too */
    bool no_text;                  /* hits need no text, snippet, via or explanation */
    unsigned takes;                /* bits of output_takes */
};

extern const struct output output_human, output_tsv, output_csv, output_json, output_jsonl,
                           output_html, output_paths, output_trec;

/* The path, or the id of an article that has none. */
static inline struct slice output_path(const struct document *d)
{
    return d->path.n > 0 ? d->path : d->id;
}

/* The qid of a batch and a tab; nothing outside one. */
void output_qid(struct buf *out, const struct output_query *q);

/* The path for people: visible, and a link (OSC 8) where wanted. */
void output_link(struct buf *out, const struct document *d, const struct output_style *style);

/* A passage on one line, with the marks of --mark. */
void output_line(struct buf *out, const struct passage *p, const struct output_style *style);

/* The text as it stands in a page or in an attribute. */
void output_html_text(struct buf *out, struct slice text);

/* A part of a passage: one span, or what is before, between or behind spans. */
struct output_piece {
    struct slice text;
    bool marked;
};

/* The piece of p that begins at *at, and moves *at behind it; false at the end. Spans
 * before *span are passed, *at and *span begin as 0.                            */
bool output_next_piece(const struct passage *p, size_t *at, size_t *span,
                       struct output_piece *out);

#endif
