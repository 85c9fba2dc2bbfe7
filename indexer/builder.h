/* builder.h - adds articles to an index: analyse, invert, seal, publish.
 *
 * Articles gather in memory until the budget is full or builder_commit is
 * called; then they become a sealed segment, published together with the
 * deletions of what they replace. What is published survives kill -9.
 *
 * Memory  builder_add copies what it keeps.                                    */
#ifndef INDEXER_BUILDER_H
#define INDEXER_BUILDER_H

#include "base/err.h"
#include "base/slice.h"
#include "stemmers/lang.h"

struct builder;

struct builder_options {
    size_t memory_bytes;      /* budget of the whole process, at least 16 MB are used */
    unsigned wait_ms;         /* for another writer */
};

struct article {
    struct slice id;          /* required, 1 .. 4096 bytes, any bytes */
    struct slice path;        /* as the user would open it; empty for records */
    struct slice lang_code;   /* as declared; empty: identified from the text */
    struct slice date;        /* as declared; may be empty */
    struct slice text;        /* valid UTF-8: title_bytes of title, then the body */
    size_t title_bytes;       /* a line break after the title belongs to the body */
};

enum builder_result { BUILDER_ADDED, BUILDER_UPDATED, BUILDER_UNCHANGED };

struct builder_report {
    enum builder_result result;
    bool repeated;                /* this run added the same id before: replaced */
    struct lang_code code;        /* of the article */
    enum lang lang;
    bool lang_identified;         /* not declared */
};

/* Creates the directory if needed. E_BUSY names the holder's pid. */
enum status builder_open(const char *path, const struct builder_options *options,
                         struct builder **out, struct err *e) WARN_UNUSED;

/* E_LIMIT, E_INPUT: this article only was refused; any other failure ends the
 * run, the index being as it was at the last commit.                          */
enum status builder_add(struct builder *b, const struct article *article,
                        struct builder_report *out, struct err *e) WARN_UNUSED;

/* Publishes what was added, then merges segments where there are too many. */
enum status builder_commit(struct builder *b, struct err *e) WARN_UNUSED;

/* Forgets what is not committed; releases the lock. */
void builder_close(struct builder *b);

#endif
