#include "indexer/builder.h"

#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/io.h"
#include "base/pool.h"
#include "indexer/collector.h"
#include "stemmers/analyzer.h"
#include "store/checksum.h"
#include "store/index_writer.h"

#define MEMORY_MIN ((size_t)16 << 20)
#define ID_MAX_BYTES 4096
#define DATE_MAX_BYTES 4096
#define BATCH_BYTES_MAX ((size_t)1 << 20)
#define LARGE_BLOCK ((int)1 << 20)

/* Part of the budget; collector.c has others. */
#define COMMIT_SHARE(memory) ((memory) / 32)

struct builder {
    struct builder_options options;
    struct index_writer *index;
    /* analysis */
    struct pool *pool;
    struct batch_worker *workers;
    struct batch_shared shared;
    struct batch *filling;            /* takes articles; null: none is begun */
    struct batch *waiting, **waiting_end;   /* done, taken from the pool, not yet collected */
    struct batch *spare;
    size_t batch_bytes, batches_most;
    uint64_t begun, ended;            /* batches given to the pool, taken from it */
    struct collector *collector;
    bool touched;                     /* there is something to publish besides articles */
};

static unsigned choose_threads(const struct builder_options *o)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned threads = o->threads > 0 ? o->threads : processors > 0 ? (unsigned)processors : 1;

    return threads < POOL_THREADS_MAX ? threads : POOL_THREADS_MAX;
}

/* Threads and tables, with the first article: most runs over files that did not change need none. */
static enum status open_analysis(struct builder *b, struct err *e)
{
    unsigned threads;

    if (b->collector != NULL)
        return OK;
    threads = choose_threads(&b->options);
    /* Larger blocks go back to the system when they are freed. Left to itself malloc learns from the
     * first ones to keep all up to 32 MB, in holes that the next do not fit.   */
    mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
    b->batches_most = threads == 1 ? 1 : 2 * (size_t)threads;
    b->batch_bytes = b->options.memory_bytes / 128;
    b->batch_bytes = b->batch_bytes < BATCH_BYTES_MAX ? b->batch_bytes : BATCH_BYTES_MAX;
    b->shared.stores_text = !b->options.drops_text;
    TRY(vocabulary_open(&b->shared.vocabulary, e));
    b->workers = calloc(threads, sizeof *b->workers);
    if (b->workers == NULL)
        return err_memory(e, "threads");
    TRY(pool_open(threads, &b->pool, e));
    for (unsigned i = 0; i < threads; i++)
        TRY(batch_worker_open(&b->workers[i], b->shared.vocabulary, e));
    return collector_open(b->index, &b->shared, &b->options, &b->collector, e);
}

static void close_batches(struct batch *b)
{
    while (b != NULL) {
        struct batch *next = b->next;
        batch_close(b);
        b = next;
    }
}

static void close_analysis(struct builder *b)
{
    unsigned threads = b->pool == NULL ? 0 : pool_threads(b->pool);
    struct pool_task *task;

    while (b->pool != NULL && (task = pool_take(b->pool)) != NULL)
        batch_close((struct batch *)(void *)task);
    pool_close(b->pool);
    for (unsigned i = 0; i < threads; i++)
        batch_worker_close(&b->workers[i]);
    free(b->workers);
    close_batches(b->filling);
    close_batches(b->waiting);
    close_batches(b->spare);
    collector_close(b->collector);
    vocabulary_close(b->shared.vocabulary);
}

static enum status open_parts(struct builder *b, const char *path, struct err *e)
{
    const struct builder_options *o = &b->options;
    struct index_writer_options options = {.analysis = ANALYZER_VERSION, .wait_ms = o->wait_ms,
                                           .commit_bytes = COMMIT_SHARE(o->memory_bytes),
                                           .merges_aside = choose_threads(o) > 1,
                                           .on_note = o->on_note, .context = o->context};

    b->waiting_end = &b->waiting;
    return index_writer_open(path, &options, &b->index, e);
}

enum status builder_open(const char *path, const struct builder_options *options,
                         struct builder **out, struct err *e)
{
    struct builder *b = calloc(1, sizeof *b);
    enum status status;

    *out = NULL;
    if (b == NULL)
        return err_memory(e, path);
    b->options = *options;
    if (b->options.memory_bytes < MEMORY_MIN)
        b->options.memory_bytes = MEMORY_MIN;
    status = open_parts(b, path, e);
    if (status != OK)
        builder_close(b);
    else
        *out = b;
    return status;
}

void builder_close(struct builder *b)
{
    if (b == NULL)
        return;
    close_analysis(b);
    index_writer_close(b->index);
    free(b);
}

static enum status commit_segment(struct builder *b, enum builder_moment moment, struct err *e);

/* The batch is the oldest; its articles join the open segment. */
static enum status collect(struct builder *b, struct batch *batch, struct err *e)
{
    enum status status = batch->status;

    if (status != OK)
        *e = batch->err;
    else
        status = collector_add(b->collector, batch, e);
    batch_clear(batch);
    batch->next = b->spare;
    b->spare = batch;
    return status == OK && collector_is_full(b->collector, b->options.memory_bytes)
               ? commit_segment(b, BUILDER_MIDWAY, e) : status;
}

static void start(struct builder *b, struct batch *batch)
{
    b->begun++;
    pool_submit(b->pool, &batch->task);
}

/* The oldest batch that is done; null: none is under way. */
static struct batch *take_done(struct builder *b)
{
    struct pool_task *task = pool_take(b->pool);

    b->ended += task != NULL;
    return (struct batch *)(void *)task;
}

static struct batch *take_oldest(struct builder *b)
{
    struct batch *batch = b->waiting;

    if (batch == NULL)
        return take_done(b);
    b->waiting = batch->next;
    if (b->waiting == NULL)
        b->waiting_end = &b->waiting;
    return batch;
}

/* Collects until at most `left` batches are under way. */
static enum status collect_down_to(struct builder *b, size_t left, struct err *e)
{
    while (b->waiting != NULL || pool_outstanding(b->pool) > left) {
        struct batch *batch = take_oldest(b);
        vocabulary_trim(b->shared.vocabulary, b->begun, b->ended);
        TRY(collect(b, batch, e));
    }
    return OK;
}

/* Takes all batches from the pool, so that it can be used for other tasks. */
static void set_aside(struct builder *b)
{
    struct batch *batch;

    while ((batch = take_done(b)) != NULL) {
        batch->next = NULL;
        *b->waiting_end = batch;
        b->waiting_end = &batch->next;
    }
}

/* No document refers to the words' numbers now: those set aside start again. */
static void renew_vocabulary(struct builder *b)
{
    vocabulary_clear(b->shared.vocabulary);
    collector_forget_words(b->collector);
    while (b->waiting != NULL)
        start(b, take_oldest(b));
}

static enum status submit(struct builder *b, struct err *e)
{
    if (b->filling == NULL)
        return OK;
    start(b, b->filling);
    b->filling = NULL;
    return collect_down_to(b, b->batches_most - 1, e);
}

static struct batch *batch_to_fill(struct builder *b)
{
    if (b->filling == NULL && b->spare != NULL) {
        b->filling = b->spare;
        b->spare = b->filling->next;
    }
    if (b->filling == NULL)
        b->filling = batch_open(&b->shared, b->workers);
    if (b->filling != NULL)
        b->filling->next = NULL;
    return b->filling;
}

/* Of all that decides how it is kept. */
static uint64_t content_hash(const struct article *a)
{
    uint64_t hash = article_hash(a) ^ ((uint64_t)a->how.zones << 8 | (uint64_t)a->how.title) << 32;

    if (a->page != NULL)
        hash = checksum_of(buf_slice(&a->page->user_fields), checksum_of(a->page->author, hash));
    hash = checksum_of(a->asked, checksum_of(a->user_fields, hash));
    return checksum_of(a->path, checksum_of(a->lang_code, hash));
}

/* Whether the published article is the same. One of the same id that is under
 * way would replace it: all are collected first.                              */
static enum status is_unchanged(struct builder *b, const struct article *a, uint64_t hash,
                                bool *out, struct builder_report *report, struct err *e)
{
    struct published_document old;

    *out = false;
    TRY(index_writer_find(b->index, a->id, &old, e));
    if (old.segment == SIZE_MAX || old.document.content_hash != hash)
        return OK;
    memcpy(report->code.text, old.document.lang_code, sizeof report->code.text);
    if (b->filling != NULL || b->waiting != NULL
        || (b->pool != NULL && pool_outstanding(b->pool) > 0)) {
        TRY(submit(b, e));
        TRY(collect_down_to(b, 0, e));
        TRY(index_writer_find(b->index, a->id, &old, e));
    }
    *out = old.segment != SIZE_MAX && old.document.content_hash == hash
           && (b->collector == NULL || !collector_has(b->collector, a->id));
    return OK;
}

enum status builder_add(struct builder *b, const struct article *a, struct err *e)
{
    uint64_t hash = a->given.is_given ? a->given.content_hash : content_hash(a);
    size_t text_bytes = a->page != NULL ? a->page->text.n : a->text.n;
    struct builder_report report = {.id = a->id, .path = a->path, .text_bytes = text_bytes,
                                    .charset = a->charset,
                                    .charset_percent = a->charset_percent,
                                    .result = BUILDER_UNCHANGED};
    struct batch *batch;
    bool unchanged;

    if (a->id.n == 0 || a->id.n > ID_MAX_BYTES)
        return err_set(e, E_INPUT, "an id of %zu bytes; 1 to %d are allowed", a->id.n,
                       ID_MAX_BYTES);
    if (a->date.n > DATE_MAX_BYTES || a->path.n > IO_PATH_MAX)
        return err_set(e, E_LIMIT, "a date of %zu bytes; %d are allowed", a->date.n,
                       DATE_MAX_BYTES);
    if (text_bytes > WORDS_TEXT_MAX_BYTES)
        return err_set(e, E_LIMIT, "a text of %zu bytes; %zu are allowed", text_bytes,
                       (size_t)WORDS_TEXT_MAX_BYTES);
    TRY(is_unchanged(b, a, hash, &unchanged, &report, e));
    if (unchanged) {
        if (b->options.on_report != NULL)
            b->options.on_report(b->options.context, &report);
        return OK;
    }
    TRY(open_analysis(b, e));
    batch = batch_to_fill(b);
    if (batch == NULL)
        return err_memory(e, "articles");
    TRY(batch_add(batch, a, hash, e));
    return batch->given_bytes >= b->batch_bytes ? submit(b, e) : OK;
}

/* What the caller wants to be published with the next commit. */
static enum status ask_caller(struct builder *b, enum builder_moment moment, struct err *e)
{
    struct buf bytes;
    enum status status;

    b->touched = false;
    if (b->options.on_commit == NULL)
        return OK;
    buf_init(&bytes, (size_t)16 << 30);
    status = b->options.on_commit(b->options.context, moment, &bytes, e);
    if (status == OK)
        status = buf_ok(&bytes) ? index_writer_set_files(b->index, buf_slice(&bytes), e)
                                : err_memory(e, "the files' state");
    buf_release(&bytes);
    return status;
}

static enum status commit_segment(struct builder *b, enum builder_moment moment, struct err *e)
{
    TRY(ask_caller(b, moment, e));
    set_aside(b);
    vocabulary_trim(b->shared.vocabulary, b->begun, b->ended);
    TRY(collector_commit(b->collector, b->pool, e));
    malloc_trim(0);    /* what a segment took in pieces would not all fit the next one's */
    if (collector_knows_much(b->collector, b->options.memory_bytes))
        renew_vocabulary(b);
    return OK;
}

enum status builder_publish(struct builder *b, struct err *e)
{
    if (b->collector != NULL) {
        TRY(submit(b, e));
        TRY(collect_down_to(b, 0, e));
        if (!collector_is_empty(b->collector))
            TRY(commit_segment(b, BUILDER_ALL, e));
    }
    if (!b->touched)
        return OK;
    TRY(ask_caller(b, BUILDER_ALL, e));
    return index_writer_commit(b->index, NULL, NULL, e);
}

enum status builder_commit(struct builder *b, struct err *e)
{
    TRY(builder_publish(b, e));
    return index_writer_settle(b->index, e);
}

enum status builder_remove(struct builder *b, uint64_t id_hash, bool *found, struct err *e)
{
    struct published_document d;

    TRY(index_writer_find_hash(b->index, id_hash, &d, e));
    *found = d.segment != SIZE_MAX;
    if (!*found)
        return OK;
    b->touched = true;
    return index_writer_delete(b->index, &d, e);
}

enum status builder_id(struct builder *b, uint64_t id_hash, struct buf *out, struct err *e)
{
    struct published_document d;

    TRY(index_writer_find_hash(b->index, id_hash, &d, e));
    if (d.segment != SIZE_MAX)
        buf_append_slice(out, d.document.id);
    return OK;
}

static enum status segment_ids(struct segment *s, struct buf *out, struct err *e)
{
    struct document d;
    uint8_t id[CHECKSUM_BYTES];

    for (docid doc = 0; doc < segment_doc_count(s); doc++) {
        if (segment_is_deleted(s, doc))
            continue;
        TRY(segment_document(s, doc, &d, e));
        codec_store64(id, checksum_of(d.id, 0));
        buf_append(out, id, sizeof id);
    }
    return OK;
}

enum status builder_ids(struct builder *b, struct buf *out, struct err *e)
{
    struct index *x = index_writer_published(b->index);

    for (size_t i = 0; i < index_segment_count(x); i++)
        TRY(segment_ids(index_segment(x, i), out, e));
    return buf_ok(out) ? OK : err_memory(e, "ids of articles");
}

void builder_touch(struct builder *b)
{
    b->touched = true;
}

enum status builder_files(struct builder *b, struct buf *out, struct err *e)
{
    return index_writer_files(b->index, out, e);
}

