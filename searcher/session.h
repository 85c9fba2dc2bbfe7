/* session.h - the indexes opened once, and queries run over them one by one. */
#ifndef SEARCHER_SESSION_H
#define SEARCHER_SESSION_H

#include "searcher/across/across.h"
#include "searcher/collapse.h"
#include "searcher/output/hit_fields.h"
#include "searcher/output/output.h"
#include "searcher/query/selection.h"
#include "searcher/sort.h"

#define SESSION_DBS_MAX 64

struct settings {
    struct across_options across;
    const char *dbs[SESSION_DBS_MAX];
    size_t db_count;
    struct engine_options engine;
    const struct output *output;
    struct output_style style;
    struct template *template;    /* --format, which style borrows; null: none */
    struct hit_fields fields;     /* --fields */
    size_t snippets, snippet_length;
    enum collapse collapse;
    struct sort sort;
    struct selection selection;
    bool any, fixed, fuzzy, quiet;
    bool parse_only;              /* --parse */
    bool spell_only;              /* --spell */
    bool silent;                  /* notes are not for stderr */
    const char *suggest;          /* --suggest: a prefix; null: none */
    bool tells_also;              /* what other languages have is counted */
};

/* Counts and times of all queries together. */
struct session_stats {
    size_t queries;
    uint64_t found, hits;        /* matching articles; hits printed */
    double open_seconds, search_seconds, print_seconds;
};

struct session {
    struct settings settings;
    struct index *indexes[SESSION_DBS_MAX];
    struct analyzer *analyzer;
    struct engine *engine;
    struct across across;
    struct arena arena;          /* the query and its results */
    struct arena hit;            /* one hit; else all of them with -n 0 are held */
    struct buf text;             /* of that hit */
    struct session_stats stats;
    bool found;                  /* some query had a hit */
    struct err err;
};

/* On failure too, session_close is due; x->err has the report. */
enum status session_open(struct session *x, const struct settings *settings) WARN_UNUSED;
void session_close(struct session *x);

/* Whether a commit has changed an index since it was opened. */
bool session_is_outdated(const struct session *x);

/* E_USAGE where the settings name a user field that no index has. */
enum status session_check_fields(struct session *x) WARN_UNUSED;

/* Appends what the query found to *out, nothing on failure; notes go to stderr.
 * qid: of a batch, else empty.                                                */
enum status session_run(struct session *x, struct slice qid, struct slice text,
                        struct buf *out) WARN_UNUSED;

/* Appends a line without its end on what was done; before session_close. */
void session_put_stats(const struct session *x, struct buf *out);

/* Appends the words that begin with settings.suggest, one a line. */
enum status session_suggest(struct session *x, struct buf *out) WARN_UNUSED;

#endif
