/* builder.h - adds articles to an index: analyse, invert, seal, publish.
 *
 *     builder_add -> batches -> threads: words, compressed texts -> in order again:
 *     segment_writer, inverter -> budget full, or builder_commit -> segment, merge
 *
 * Articles gather in memory until the budget is full or builder_commit is
 * called; then they become a sealed segment, published together with the
 * deletions of what they replace. What is published survives kill -9.
 * The same articles and the same memory_bytes give the same files, byte by byte,
 * however many threads there are.
 *
 * Memory  builder_add copies what it keeps.                                    */
#ifndef INDEXER_BUILDER_H
#define INDEXER_BUILDER_H

#include "base/err.h"
#include "indexer/article.h"
#include "indexer/reading.h"
#include "stemmers/lang.h"
#include "store/index.h"

struct builder;

enum builder_result { BUILDER_ADDED, BUILDER_UPDATED, BUILDER_UNCHANGED };

enum builder_moment { BUILDER_MIDWAY, BUILDER_ALL };

struct builder_report {
    struct slice id, path;        /* the article's, until the call returns */
    struct slice charset;         /* that its bytes were in; may be empty */
    uint8_t charset_percent;
    size_t text_bytes;
    enum builder_result result;
    bool truncated;
    bool fields_cut;                 /* not all of its user fields have room */               /* a limit of its format cut the text */
    bool repeated;                /* this run added the same id before: replaced */
    struct lang_code code;        /* of the article; "" for one that is unchanged */
    enum lang lang;
};

struct builder_options {
    size_t memory_bytes;      /* budget of the whole process, at least 16 MB are used */
    unsigned wait_ms;         /* for another writer */
    unsigned threads;         /* 0: as many as there are processors */
    bool drops_text;          /* only titles are stored: no snippets */
    /* Called for each article, in order, in a later builder_add or builder_commit;
     * null: not wanted. */
    void (*on_report)(void *context, const struct builder_report *report);
    void (*on_note)(void *context, const char *text);    /* such as a merge postponed */
    /* Called before each commit; null: not wanted. What it appends to `out` is published
     * with the commit and comes back from builder_files. A commit midway leaves some of the
     * articles that were added to a later one.                                */
    enum status (*on_commit)(void *context, enum builder_moment moment, struct buf *out,
                             struct err *e);
    void *context;
};

/* Creates the directory if needed. E_BUSY names the holder's pid. */
enum status builder_open(const char *path, const struct builder_options *options,
                         struct builder **out, struct err *e) WARN_UNUSED;

/* E_LIMIT, E_INPUT: this article only was refused, nothing of it is kept; any
 * other failure ends the run, the index being as it was at the last commit.   */
enum status builder_add(struct builder *b, const struct article *article,
                        struct err *e) WARN_UNUSED;

/* Deletes the published article whose id has this checksum (seed 0); *found tells whether there is
 * one. Requires that none with this id was added since the last commit.       */
enum status builder_remove(struct builder *b, uint64_t id_hash, bool *found,
                           struct err *e) WARN_UNUSED;
/* Appends the id with this checksum of a published article; nothing where there is none. */
enum status builder_id(struct builder *b, uint64_t id_hash, struct buf *out,
                       struct err *e) WARN_UNUSED;
/* Appends the checksums (u64 each, seed 0) of the ids of all published articles. */
enum status builder_ids(struct builder *b, struct buf *out, struct err *e) WARN_UNUSED;
/* The next builder_commit publishes, even without articles. */
void builder_touch(struct builder *b);

/* Appends what on_commit gave to the last commit; nothing where nothing was. E_CORRUPT. */
enum status builder_files(struct builder *b, struct buf *out, struct err *e) WARN_UNUSED;

/* Publishes what was added, then merges segments where there are too many. */
enum status builder_commit(struct builder *b, struct err *e) WARN_UNUSED;

/* Publishes what was added; merges that are due wait for another run. */
enum status builder_publish(struct builder *b, struct err *e) WARN_UNUSED;

/* Forgets what is not committed; releases the lock. */
void builder_close(struct builder *b);

#endif
