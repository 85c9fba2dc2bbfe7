#include "indexer/builder.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"
#include "base/pool.h"
#include "indexer/batch.h"
#include "indexer/inverter.h"
#include "indexer/text_training.h"
#include "stemmers/analyzer.h"
#include "store/checksum.h"
#include "store/index_writer.h"

#define MEMORY_MIN ((size_t)16 << 20)
#define ID_MAX_BYTES 4096
#define DATE_MAX_BYTES 4096
#define BATCH_BYTES_MAX ((size_t)1 << 20)

/* Parts of the budget; the rest is for batches and the open segment. */
#define WORDS_SHARE(memory) ((memory) / 3 * 2)
#define SEAL_BYTES_MOST ((uint64_t)12 << 30)     /* words are numbered in 32 bits */
#define VOCABULARY_SHARE(memory) ((memory) / 4)
#define VOCABULARY_MOST(memory) ((memory) / 8 * 3)
#define FORM_BYTES 150u               /* of a form in the vocabulary, about */
#define COMMIT_SHARE(memory) ((memory) / 16)

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
    struct text_training *training;
    /* the open segment */
    struct inverter *inverter;
    struct segment_writer *writer;
    struct seen {
        uint64_t *bits;               /* by number of the form */
        size_t words;                 /* of 64 bits */
    } seen[LANG_COUNT];
    uint64_t seen_count;              /* forms of the segment */
    struct map ids;                   /* of its articles; number -> id_docs */
    docid *id_docs;
    uint32_t id_capacity;
    struct doc_note {
        uint8_t lang;
        bool dead;
        uint32_t length;
    } *notes;
    uint32_t note_count, note_capacity;
};

static unsigned choose_threads(const struct builder_options *o)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned threads = o->threads > 0 ? o->threads : processors > 0 ? (unsigned)processors : 1;

    return threads < POOL_THREADS_MAX ? threads : POOL_THREADS_MAX;
}

static enum status open_analysis(struct builder *b, struct err *e)
{
    unsigned threads = choose_threads(&b->options);

    b->waiting_end = &b->waiting;
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
    TRY(text_training_open(&b->shared, &b->training, e));
    TRY(text_training_reuse(b->training, index_writer_published(b->index), e));
    return inverter_open(&b->inverter, e);
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
    text_training_close(b->training);
    vocabulary_close(b->shared.vocabulary);
}

static enum status open_parts(struct builder *b, const char *path, struct err *e)
{
    const struct builder_options *o = &b->options;
    struct index_writer_options options = {.analysis = ANALYZER_VERSION, .wait_ms = o->wait_ms,
                                           .commit_bytes = COMMIT_SHARE(o->memory_bytes),
                                           .merges_aside = choose_threads(o) > 1,
                                           .on_note = o->on_note, .context = o->context};

    TRY(index_writer_open(path, &options, &b->index, e));
    return open_analysis(b, e);
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
    segment_writer_abandon(b->writer);
    inverter_close(b->inverter);
    index_writer_close(b->index);
    for (size_t i = 0; i < LANG_COUNT; i++)
        free(b->seen[i].bits);
    map_release(&b->ids);
    free(b->id_docs);
    free(b->notes);
    free(b);
}

static enum status replace_published(struct builder *b, struct slice id,
                                     struct builder_report *report, struct err *e)
{
    struct published_document old;

    report->result = BUILDER_ADDED;
    TRY(index_writer_find(b->index, id, &old, e));
    if (old.segment == SIZE_MAX)
        return OK;
    report->result = BUILDER_UPDATED;
    return index_writer_delete(b->index, &old, e);
}

static bool grow(void **array, uint32_t *capacity, uint32_t needed, size_t size)
{
    uint32_t wanted = *capacity == 0 ? 1024 : *capacity * 2;
    void *p;

    if (needed <= *capacity)
        return true;
    p = realloc(*array, wanted * size);
    if (p == NULL)
        return false;
    *array = p;
    *capacity = wanted;
    return true;
}

/* Remembers the article's id; one of this segment with the same id is dead. */
static enum status note_id(struct builder *b, struct slice id, docid doc, bool *repeated,
                           struct err *e)
{
    bool added;
    uint32_t number = map_add(&b->ids, id, hash_bytes(id), &added);
    void *docs = b->id_docs;

    if (number == MAP_NONE || !grow(&docs, &b->id_capacity, number + 1, sizeof *b->id_docs))
        return err_memory(e, "ids");
    b->id_docs = docs;
    *repeated = !added;
    if (!added)
        b->notes[b->id_docs[number]].dead = true;
    b->id_docs[number] = doc;
    return OK;
}

static struct document describe(const struct builder *b, const struct batch_doc *d,
                                const struct article *a)
{
    struct document out = {.id = a->id, .path = a->path, .date = a->date, .lang = (uint8_t)d->lang,
                           .content_hash = d->content_hash, .title_words = d->title_words,
                           .body_words = d->body_words, .title_bytes = (uint32_t)a->title_bytes,
                           .text_bytes = (uint32_t)a->text.n};

    memcpy(out.lang_code, d->lang_code.text, sizeof out.lang_code);
    if (b->options.drops_text)
        out.text_bytes = out.title_bytes;
    return out;
}

/* The text where the batch has compressed it; else it waits for its dictionary. */
static enum status put_text(struct builder *b, const struct batch *batch, const struct batch_doc *d,
                            docid doc, const struct document *document, struct slice text,
                            struct err *e)
{
    struct slice frame = slice_of(batch->frames.p + d->frame, d->frame_bytes);
    uint32_t number;

    text.n = document->text_bytes;
    if (d->dict == NULL || b->options.drops_text)
        return text_training_add(b->training, b->writer, doc, document, text, e);
    TRY(segment_writer_dict(b->writer, document->lang, text_dict_bytes(d->dict), &number, e));
    return segment_writer_text(b->writer, doc, document, frame, number, e);
}

/* Counts the forms that are new in the segment. What the vocabulary holds would
 * tell as well, but with several threads it runs ahead of the articles collected. */
static enum status see_forms(struct builder *b, enum lang lang, const uint32_t *tokens,
                             size_t count, struct err *e)
{
    struct seen *s = &b->seen[lang];

    for (size_t i = 0; i < count; i++) {
        size_t word = tokens[i] / 64;
        uint64_t bit = (uint64_t)1 << (tokens[i] % 64);

        if (tokens[i] == VOCABULARY_NO_TERM)
            continue;
        if (word >= s->words) {
            size_t words = word + word / 2 + 1024;
            uint64_t *bits = realloc(s->bits, words * sizeof *bits);
            if (bits == NULL)
                return err_memory(e, "the vocabulary");
            memset(bits + s->words, 0, (words - s->words) * sizeof *bits);
            s->bits = bits;
            s->words = words;
        }
        b->seen_count += (s->bits[word] & bit) == 0;
        s->bits[word] |= bit;
    }
    return OK;
}

static void forget_forms(struct builder *b)
{
    for (size_t i = 0; i < LANG_COUNT; i++)
        if (b->seen[i].bits != NULL)
            memset(b->seen[i].bits, 0, b->seen[i].words * sizeof *b->seen[i].bits);
    b->seen_count = 0;
}

/* One analysed article becomes a document of the open segment. */
static enum status collect_doc(struct builder *b, const struct batch *batch, size_t i, struct err *e)
{
    const struct batch_doc *d = &batch->docs[i];
    struct article a = batch_article(batch, i);
    struct document document = describe(b, d, &a);
    uint32_t length = segment_weighted_length(&document);
    struct builder_report report = {.id = a.id, .path = a.path, .text_bytes = a.text.n,
                                    .code = d->lang_code, .lang = d->lang};
    docid doc = b->note_count;
    void *notes = b->notes;

    if (b->writer == NULL)
        TRY(index_writer_segment(b->index, &b->writer, e));
    if (!grow(&notes, &b->note_capacity, doc + 1, sizeof *b->notes))
        return err_memory(e, "documents");
    b->notes = notes;
    if (map_find(&b->ids, a.id, hash_bytes(a.id)) == MAP_NONE)
        TRY(replace_published(b, a.id, &report, e));
    TRY(note_id(b, a.id, doc, &report.repeated, e));
    b->notes[b->note_count++] = (struct doc_note){.lang = document.lang, .length = length};
    TRY(segment_writer_document(b->writer, &document, e));
    TRY(see_forms(b, d->lang, batch->tokens + d->first_token,
                  (size_t)d->title_words + d->body_words, e));
    TRY(inverter_add(b->inverter, d->lang,
                     &(struct inverter_doc){.tokens = batch->tokens + d->first_token,
                                            .count = d->title_words + d->body_words,
                                            .title_words = d->title_words,
                                            .length = length}, e));
    TRY(put_text(b, batch, d, doc, &document, a.text, e));
    if (b->options.on_report != NULL)
        b->options.on_report(b->options.context, &report);
    return OK;
}

static enum status commit_segment(struct builder *b, struct err *e);

static bool is_full(const struct builder *b)
{
    size_t memory = b->options.memory_bytes;

    return inverter_seal_bytes(b->inverter) >= WORDS_SHARE(memory)
           || inverter_seal_bytes(b->inverter) >= SEAL_BYTES_MOST
           || b->note_count + b->batch_bytes > SEGMENT_DOCS_MAX
           || b->seen_count * FORM_BYTES + map_held_bytes(&b->ids) > VOCABULARY_MOST(memory);
}

/* Cuts the words' numbers to their size and gives them to the inverter. */
static enum status keep_tokens(struct builder *b, struct batch *batch, struct err *e)
{
    uint32_t *tokens = realloc(batch->tokens, (batch->token_count + 1) * sizeof *tokens);

    if (tokens != NULL)
        batch->tokens = tokens;
    return inverter_keep(b->inverter, batch->tokens, e);
}

/* The batch is the oldest; its articles join the open segment. */
static enum status collect(struct builder *b, struct batch *batch, struct err *e)
{
    enum status status = batch->status;

    if (status != OK) {
        *e = batch->err;
    } else if ((status = keep_tokens(b, batch, e)) == OK) {
        for (size_t i = 0; i < batch->doc_count && status == OK; i++)
            status = collect_doc(b, batch, i, e);
        batch->tokens = NULL;
        batch->token_capacity = 0;
    }
    batch_clear(batch);
    batch->next = b->spare;
    b->spare = batch;
    return status == OK && is_full(b) ? commit_segment(b, e) : status;
}

static struct batch *take_oldest(struct builder *b)
{
    struct batch *batch = b->waiting;

    if (batch == NULL)
        return (struct batch *)(void *)pool_take(b->pool);
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
        TRY(collect(b, batch, e));
    }
    return OK;
}

/* Takes all batches from the pool, so that it can be used for other tasks. */
static void set_aside(struct builder *b)
{
    struct pool_task *task;

    while ((task = pool_take(b->pool)) != NULL) {
        struct batch *batch = (struct batch *)(void *)task;
        batch->next = NULL;
        *b->waiting_end = batch;
        b->waiting_end = &batch->next;
    }
}

/* No document refers to the words' numbers now: those set aside start again. */
static void renew_vocabulary(struct builder *b)
{
    vocabulary_clear(b->shared.vocabulary);
    while (b->waiting != NULL)
        pool_submit(b->pool, &take_oldest(b)->task);
}

static enum status submit(struct builder *b, struct err *e)
{
    if (b->filling == NULL)
        return OK;
    pool_submit(b->pool, &b->filling->task);
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

static uint64_t content_hash(const struct article *a)
{
    uint64_t hash = checksum_of(a->text, a->title_bytes);

    hash = checksum_of(a->date, hash);
    hash = checksum_of(a->lang_code, hash);
    return checksum_of(a->path, hash);
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
    if (b->filling != NULL || b->waiting != NULL || pool_outstanding(b->pool) > 0) {
        TRY(submit(b, e));
        TRY(collect_down_to(b, 0, e));
        TRY(index_writer_find(b->index, a->id, &old, e));
    }
    *out = old.segment != SIZE_MAX && old.document.content_hash == hash
           && map_find(&b->ids, a->id, hash_bytes(a->id)) == MAP_NONE;
    return OK;
}

enum status builder_add(struct builder *b, const struct article *a, struct err *e)
{
    uint64_t hash = content_hash(a);
    struct builder_report report = {.id = a->id, .path = a->path, .text_bytes = a->text.n,
                                    .result = BUILDER_UNCHANGED};
    struct batch *batch;
    bool unchanged;

    if (a->id.n == 0 || a->id.n > ID_MAX_BYTES)
        return err_set(e, E_INPUT, "an id of %zu bytes; 1 to %d are allowed", a->id.n,
                       ID_MAX_BYTES);
    if (a->date.n > DATE_MAX_BYTES || a->path.n > IO_PATH_MAX)
        return err_set(e, E_LIMIT, "a date of %zu bytes; %d are allowed", a->date.n,
                       DATE_MAX_BYTES);
    if (a->text.n > WORDS_TEXT_MAX_BYTES)
        return err_set(e, E_LIMIT, "a text of %zu bytes; %zu are allowed", a->text.n,
                       (size_t)WORDS_TEXT_MAX_BYTES);
    TRY(is_unchanged(b, a, hash, &unchanged, &report, e));
    if (unchanged) {
        if (b->options.on_report != NULL)
            b->options.on_report(b->options.context, &report);
        return OK;
    }
    batch = batch_to_fill(b);
    if (batch == NULL)
        return err_memory(e, "articles");
    TRY(batch_add(batch, a, hash, e));
    return batch->bytes.n >= b->batch_bytes ? submit(b, e) : OK;
}

/* Articles of the new segment that a later one of the same run replaced. */
static enum status find_dead(const struct builder *b, struct deletions *out, struct err *e)
{
    deletions_init(out, b->note_count);
    for (docid i = 0; i < b->note_count; i++)
        if (b->notes[i].dead)
            TRY(deletions_add(out, segment_writer_docid(b->writer, i), b->notes[i].lang, b->notes[i].length, e));
    return OK;
}

static enum status seal(struct builder *b, struct err *e)
{
    set_aside(b);
    TRY(text_training_flush(b->training, b->writer, e));
    TRY(segment_writer_number(b->writer, e));
    return inverter_seal(b->inverter, b->shared.vocabulary, b->pool, b->writer, e);
}

static enum status commit_segment(struct builder *b, struct err *e)
{
    struct segment_writer *writer = b->writer;
    struct deletions dead;
    enum status status = seal(b, e);

    if (status == OK)
        status = find_dead(b, &dead, e);
    if (status != OK)
        return status;
    b->writer = NULL;
    status = index_writer_commit(b->index, writer, &dead, e);
    deletions_release(&dead);
    map_clear(&b->ids);
    forget_forms(b);
    b->note_count = 0;
    if (status == OK
        && vocabulary_held_bytes(b->shared.vocabulary) > VOCABULARY_SHARE(b->options.memory_bytes))
        renew_vocabulary(b);
    return status;
}

enum status builder_commit(struct builder *b, struct err *e)
{
    TRY(submit(b, e));
    TRY(collect_down_to(b, 0, e));
    if (b->writer != NULL)    /* deletions come only with what replaces them */
        TRY(commit_segment(b, e));
    return index_writer_settle(b->index, e);
}
