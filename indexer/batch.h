/* batch.h - some articles, analysed together by one thread.
 *
 *     text  ->  page  ->  zones, title, date, language, form numbers of its words,
 *     compressed text
 *
 * Memory  A batch copies what is added to it. After it ran, `tokens` and `zones` may
 *         be taken out; batch_clear keeps the other memory for the next articles. */
#ifndef INDEXER_BATCH_H
#define INDEXER_BATCH_H

#include <stdatomic.h>

#include "base/pool.h"
#include "indexer/article.h"
#include "indexer/inverter.h"
#include "indexer/reading.h"
#include "indexer/vocabulary.h"
#include "stemmers/words.h"
#include "store/segment.h"
#include "store/texts.h"

/* What all batches share. */
struct batch_shared {
    struct vocabulary *vocabulary;
    _Atomic(struct text_dict *) dicts[LANG_COUNT];   /* null: not trained */
    bool stores_text;
};

/* What each thread has of its own. */
struct batch_worker {
    struct vocabulary_reader *reader;
    struct words words;
    struct reading reading;
    struct text_encoder *encoder;
};

struct batch_doc {
    /* given; offsets in batch.bytes: id, path, title, date, language code, charset, user fields, which
     * are asked for, text */
    size_t id, path, title, date, code, charset, user_fields, asked, text;
    size_t id_bytes, path_bytes, title_bytes, date_bytes, code_bytes, charset_bytes,
           user_fields_bytes, asked_bytes, text_bytes;
    bool fields_cut;
    uint8_t charset_percent;
    enum format format;
    struct article_how how;
    size_t page;                     /* in batch.pages; SIZE_MAX: none */
    uint64_t content_hash;
    struct article_given given;      /* its runs: given_runs from first_given on */
    size_t first_given;
    /* found; offsets in batch.found: date, user fields, text */
    struct {
        size_t date, user_fields, text;
        size_t date_bytes, user_fields_bytes, text_bytes, title_start, title_bytes;
        size_t first_run, run_count;     /* in batch.found_runs */
        bool truncated, fields_cut;
    } found;
    enum lang lang;
    struct lang_code lang_code;
    size_t first_token, token_count;     /* in batch.tokens */
    size_t word_count;               /* without the extra ones */
    size_t runs, runs_bytes;         /* segment_runs.h, in batch.runs */
    size_t first_zone, zone_count;   /* in batch.zones */
    uint64_t signature;
    size_t frame, frame_bytes;       /* in batch.frames */
    const struct text_dict *dict;    /* the frame's; null: not compressed */
};

struct batch {
    struct pool_task task;
    struct batch *next;              /* the owner's */
    struct batch_shared *shared;
    struct batch_worker *workers;    /* by the pool's number */
    struct buf bytes;
    struct buf given_runs;           /* struct article_run */
    size_t given_bytes;              /* of all articles, their pages too */
    struct batch_doc *docs;
    size_t doc_count, doc_capacity;
    struct page *pages;              /* kept for the next articles */
    size_t page_count, page_capacity;
    /* form numbers of all words, one document after the other, with INVERTER_EXTRA */
    uint32_t *tokens;
    size_t token_count, token_capacity;
    struct buf found;
    struct buf found_runs;           /* struct article_run */
    struct buf runs;
    struct inverter_zone *zones;     /* of all documents: what their words weigh */
    size_t zone_count, zone_capacity;
    struct buf frames;
    enum status status;
    struct err err;
};

enum status batch_worker_open(struct batch_worker *w, struct vocabulary *v,
                              struct err *e) WARN_UNUSED;
void batch_worker_close(struct batch_worker *w);

struct batch *batch_open(struct batch_shared *shared, struct batch_worker *workers);
void batch_close(struct batch *b);
void batch_clear(struct batch *b);

enum status batch_add(struct batch *b, const struct article *a, uint64_t content_hash,
                      struct err *e) WARN_UNUSED;

/* The given parts of document i; slices of b->bytes. */
struct article batch_article(const struct batch *b, size_t i);

/* What document i became; text, date, title after it ran; slices of b->bytes and b->found. */
struct document batch_document(const struct batch *b, size_t i);
struct slice batch_text(const struct batch *b, size_t i);

/* The words of document i, whose text and runs were found; a step of batch_run. */
enum status batch_words(struct batch *b, struct batch_worker *w, size_t i) WARN_UNUSED;

/* For the pool; may run again after vocabulary_clear. The result: status, err. */
void batch_run(struct pool_task *task, unsigned worker);

#endif
