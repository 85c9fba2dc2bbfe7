#include "indexer/builder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
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
#include "store/index.h"
#include "store/lock.h"
#include "store/manifest.h"
#include "store/merge.h"

#define MEMORY_MIN ((size_t)16 << 20)
#define ID_MAX_BYTES 4096
#define DATE_MAX_BYTES 4096
#define BATCH_BYTES_MAX ((size_t)1 << 20)

/* Parts of the budget: a segment takes 8 bytes a word (inverter.h). */
#define WORDS_SHARE(memory) ((memory) / 16)
#define VOCABULARY_SHARE(memory) ((memory) / 4)
#define VOCABULARY_MOST(memory) ((memory) / 8 * 3)
#define COMMIT_SHARE(memory) ((memory) / 16)

struct builder {
    char *path;
    int lock;
    struct builder_options options;
    struct manifest manifest;
    struct index *index;              /* null while nothing is published */
    struct deletions *deletions;      /* of each segment, with what is to be published */
    bool *changed;                    /* whose deletions differ from the published ones */
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

static enum status make_directory(const char *path, struct err *e)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return OK;
    return err_set_errno(e, E_IO, errno, "cannot create index directory '%s'", path);
}

static void release_deletions(struct builder *b)
{
    for (size_t i = 0; b->deletions != NULL && i < b->manifest.segment_count; i++)
        deletions_release(&b->deletions[i]);
    free(b->deletions);
    free(b->changed);
    b->deletions = NULL;
    b->changed = NULL;
}

/* Opens what is published and takes a copy of its deletions to add to. */
static enum status open_published(struct builder *b, struct err *e)
{
    size_t count;

    index_close(b->index);
    b->index = NULL;
    TRY(index_open(b->path, ANALYZER_VERSION, &b->index, e));
    count = index_segment_count(b->index);
    b->deletions = calloc(count + 1, sizeof *b->deletions);
    b->changed = calloc(count + 1, sizeof *b->changed);
    if (b->deletions == NULL || b->changed == NULL)
        return err_memory(e, "deletions");
    for (size_t i = 0; i < count; i++)
        TRY(deletions_copy(&index_segment(b->index, i)->deletions, &b->deletions[i], e));
    return OK;
}

static bool is_named(const struct builder *b, const char *file)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];

    for (size_t i = 0; i < b->manifest.segment_count; i++) {
        const struct manifest_segment *s = &b->manifest.segments[i];
        manifest_segment_name(s->number, name);
        if (strcmp(name, file) == 0)
            return true;
        manifest_deletions_name(s->number, s->deletions, name);
        if (s->deletions != 0 && strcmp(name, file) == 0)
            return true;
    }
    return false;
}

/* Unlinks segment files that no manifest names: of this or a killed writer. */
static void remove_unused(const struct builder *b)
{
    DIR *directory = opendir(b->path);
    struct dirent *entry;

    if (directory == NULL)
        return;
    while ((entry = readdir(directory)) != NULL)
        if (strncmp(entry->d_name, "seg-", 4) == 0 && !is_named(b, entry->d_name))
            unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
}

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
    if (b->index != NULL)
        TRY(text_training_reuse(b->training, b->index, e));
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

static enum status open_parts(struct builder *b, struct err *e)
{
    struct err none = ERR_NONE;
    enum status status;

    TRY(make_directory(b->path, e));
    TRY(lock_take(b->path, b->options.wait_ms, &b->lock, e));
    status = manifest_read(b->path, &b->manifest, &none);
    if (status == E_NOT_FOUND)
        b->manifest = (struct manifest){.analysis = ANALYZER_VERSION, .next_segment = 1};
    else if (status != OK)
        return *e = none, status;
    else
        TRY(open_published(b, e));
    remove_unused(b);
    return open_analysis(b, e);
}

enum status builder_open(const char *path, const struct builder_options *options,
                         struct builder **out, struct err *e)
{
    struct builder *b = calloc(1, sizeof *b);
    enum status status;

    *out = NULL;
    if (b == NULL || (b->path = strdup(path)) == NULL) {
        free(b);
        return err_memory(e, path);
    }
    b->lock = -1;
    b->options = *options;
    if (b->options.memory_bytes < MEMORY_MIN)
        b->options.memory_bytes = MEMORY_MIN;
    status = open_parts(b, e);
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
    release_deletions(b);
    index_close(b->index);
    map_release(&b->ids);
    free(b->id_docs);
    free(b->notes);
    lock_release(b->lock);
    free(b->path);
    free(b);
}

static enum status open_writer(struct builder *b, struct err *e)
{
    char path[IO_PATH_MAX];
    size_t commit_bytes = COMMIT_SHARE(b->options.memory_bytes);

    if (b->writer != NULL)
        return OK;
    if (b->manifest.segment_count == MANIFEST_SEGMENTS_MAX)
        return err_set(e, E_IO, "index '%s' has %d segments, the most there may be", b->path,
                       MANIFEST_SEGMENTS_MAX);
    TRY(io_join(b->path, "seg-new.tmp", path, e));
    return segment_writer_create(path, commit_bytes, &b->writer, e);
}

/* The published, live article with this id; segment = SIZE_MAX: there is none. */
struct published {
    size_t segment;
    docid doc;
    struct document document;
};

static enum status find_published(struct builder *b, struct slice id, struct published *out,
                                  struct err *e)
{
    for (size_t i = b->index == NULL ? 0 : index_segment_count(b->index); i-- > 0;) {
        struct segment *s = index_segment(b->index, i);

        TRY(segment_find_id(s, id, &out->doc, e));
        if (out->doc == DOC_END || deletions_has(&b->deletions[i], out->doc))
            continue;
        out->segment = i;
        return segment_document(s, out->doc, &out->document, e);
    }
    out->segment = SIZE_MAX;
    return OK;
}

static enum status replace_published(struct builder *b, struct slice id,
                                     struct builder_report *report, struct err *e)
{
    struct published old;

    report->result = BUILDER_ADDED;
    TRY(find_published(b, id, &old, e));
    if (old.segment == SIZE_MAX)
        return OK;
    report->result = BUILDER_UPDATED;
    b->changed[old.segment] = true;
    return deletions_add(&b->deletions[old.segment], old.doc, old.document.lang,
                         segment_length(index_segment(b->index, old.segment), old.doc), e);
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

    TRY(open_writer(b, e));
    if (!grow(&notes, &b->note_capacity, doc + 1, sizeof *b->notes))
        return err_memory(e, "documents");
    b->notes = notes;
    if (map_find(&b->ids, a.id, hash_bytes(a.id)) == MAP_NONE)
        TRY(replace_published(b, a.id, &report, e));
    TRY(note_id(b, a.id, doc, &report.repeated, e));
    b->notes[b->note_count++] = (struct doc_note){.lang = document.lang, .length = length};
    TRY(segment_writer_document(b->writer, &document, e));
    TRY(inverter_add(b->inverter, d->lang,
                     &(struct inverter_doc){.tokens = batch->tokens + d->first_token,
                                            .count = d->title_words + d->body_words,
                                            .title_words = d->title_words,
                                            .length = length, .doc = doc}, e));
    TRY(put_text(b, batch, d, doc, &document, a.text, e));
    if (b->options.on_report != NULL)
        b->options.on_report(b->options.context, &report);
    return OK;
}

static enum status commit_segment(struct builder *b, struct err *e);

static bool is_full(const struct builder *b)
{
    size_t memory = b->options.memory_bytes;

    return inverter_token_count(b->inverter) >= WORDS_SHARE(memory)
           || b->note_count + b->batch_bytes > SEGMENT_DOCS_MAX
           || vocabulary_held_bytes(b->shared.vocabulary) + map_held_bytes(&b->ids)
                  > VOCABULARY_MOST(memory);
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
    struct published old;

    *out = false;
    TRY(find_published(b, a->id, &old, e));
    if (old.segment == SIZE_MAX || old.document.content_hash != hash)
        return OK;
    memcpy(report->code.text, old.document.lang_code, sizeof report->code.text);
    if (b->filling != NULL || b->waiting != NULL || pool_outstanding(b->pool) > 0) {
        TRY(submit(b, e));
        TRY(collect_down_to(b, 0, e));
        TRY(find_published(b, a->id, &old, e));
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

static enum status write_deletions(struct builder *b, uint32_t number, uint64_t generation,
                                   const struct deletions *d, struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];
    struct buf bytes;
    enum status status;

    manifest_deletions_name(number, generation, name);
    buf_init(&bytes, (size_t)SEGMENT_DOCS_MAX);
    deletions_encode(d, &bytes);
    status = buf_ok(&bytes) ? io_replace_file(b->path, name, buf_slice(&bytes), e)
                            : err_memory(e, "deletions");
    buf_release(&bytes);
    return status;
}

/* Articles of the new segment that a later one of the same run replaced. */
static enum status write_new_deletions(struct builder *b, struct manifest_segment *m,
                                       uint64_t generation, struct err *e)
{
    struct deletions d;
    enum status status = OK;

    deletions_init(&d, b->note_count);
    for (docid i = 0; i < b->note_count && status == OK; i++)
        if (b->notes[i].dead)
            status = deletions_add(&d, i, b->notes[i].lang, b->notes[i].length, e);
    if (status == OK && d.deleted > 0) {
        m->deletions = generation;
        status = write_deletions(b, m->number, generation, &d, e);
    }
    deletions_release(&d);
    return status;
}

static enum status seal(struct builder *b, struct manifest *m, struct err *e)
{
    struct manifest_segment *s = &m->segments[m->segment_count];
    char from[IO_PATH_MAX], to[IO_PATH_MAX], name[MANIFEST_SEGMENT_NAME_MAX];
    struct segment_writer *w = b->writer;
    struct stat info;

    *s = (struct manifest_segment){.number = m->next_segment++};
    manifest_segment_name(s->number, name);
    TRY(io_join(b->path, "seg-new.tmp", from, e));
    TRY(io_join(b->path, name, to, e));
    set_aside(b);
    TRY(text_training_flush(b->training, w, e));
    TRY(inverter_seal(b->inverter, b->shared.vocabulary, b->pool, w, e));
    b->writer = NULL;
    TRY(segment_writer_finish(w, &s->walk, e));
    if (stat(from, &info) != 0 || rename(from, to) != 0)
        return err_set_errno(e, E_IO, errno, "cannot rename '%s'", from);
    s->bytes = (uint64_t)info.st_size;
    TRY(write_new_deletions(b, s, m->generation, e));
    m->segment_count++;
    return OK;
}

static enum status publish(struct builder *b, struct manifest *m, struct err *e)
{
    m->generation++;
    for (size_t i = 0; i < b->manifest.segment_count; i++) {
        if (b->changed == NULL || !b->changed[i])
            continue;
        m->segments[i].deletions = m->generation;
        TRY(write_deletions(b, m->segments[i].number, m->generation, &b->deletions[i], e));
    }
    if (b->writer != NULL)
        TRY(seal(b, m, e));
    TRY(io_sync_directory(b->path, e));
    TRY(manifest_write(b->path, m, e));
    release_deletions(b);
    b->manifest = *m;
    remove_unused(b);
    map_clear(&b->ids);
    b->note_count = 0;
    return open_published(b, e);
}

/* The run [first, first + count) of the manifest gives way to one segment. */
static enum status replace_run(struct builder *b, struct manifest *m, size_t first, size_t count,
                               struct err *e)
{
    char from[IO_PATH_MAX], to[IO_PATH_MAX], name[MANIFEST_SEGMENT_NAME_MAX];
    struct manifest_segment merged = {.number = m->next_segment++};
    struct segment *segments[MANIFEST_SEGMENTS_MAX];
    struct stat info;

    manifest_segment_name(merged.number, name);
    TRY(io_join(b->path, "seg-new.tmp", from, e));
    TRY(io_join(b->path, name, to, e));
    for (size_t i = 0; i < count; i++)
        segments[i] = index_segment(b->index, first + i);
    TRY(merge_segments(segments, b->deletions + first, count, from, COMMIT_SHARE(b->options.memory_bytes),
                       &merged.walk, e));
    if (stat(from, &info) != 0 || rename(from, to) != 0)
        return err_set_errno(e, E_IO, errno, "cannot rename '%s'", from);
    merged.bytes = (uint64_t)info.st_size;
    m->segments[first] = merged;
    memmove(m->segments + first + 1, m->segments + first + count,
            (m->segment_count - first - count) * sizeof *m->segments);
    m->segment_count -= count - 1;
    m->generation++;
    TRY(io_sync_directory(b->path, e));
    return manifest_write(b->path, m, e);
}

static size_t choose_run(const struct builder *b, size_t *count)
{
    uint32_t live[MANIFEST_SEGMENTS_MAX];

    for (size_t i = 0; i < b->manifest.segment_count; i++)
        live[i] = segment_live_count(index_segment(b->index, i));
    return merge_choose(live, b->manifest.segment_count, count);
}

/* Merges while there are too many segments. A merge that finds no room or no
 * memory is postponed to the next commit: the index is sound without it.      */
static enum status merge_where_due(struct builder *b, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    struct err local = ERR_NONE;
    enum status status = OK;
    size_t first, count;

    if (m == NULL)
        return err_memory(e, "the manifest");
    while (status == OK) {
        first = choose_run(b, &count);
        if (count == 0)
            break;
        *m = b->manifest;
        status = replace_run(b, m, first, count, &local);
        if (status != OK)
            break;
        release_deletions(b);
        b->manifest = *m;
        status = open_published(b, &local);
        remove_unused(b);
    }
    free(m);
    if (status == OK || ((status == E_IO || status == E_MEMORY) && b->deletions != NULL))
        return OK;
    *e = local;
    return status;
}

static enum status commit_segment(struct builder *b, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    enum status status;

    if (m == NULL)
        return err_memory(e, "the manifest");
    *m = b->manifest;
    status = publish(b, m, e);
    free(m);
    if (status == OK
        && vocabulary_held_bytes(b->shared.vocabulary) > VOCABULARY_SHARE(b->options.memory_bytes))
        renew_vocabulary(b);
    return status == OK ? merge_where_due(b, e) : status;
}

enum status builder_commit(struct builder *b, struct err *e)
{
    TRY(submit(b, e));
    TRY(collect_down_to(b, 0, e));
    if (b->writer == NULL && b->index != NULL)
        return OK;    /* nothing new: deletions come only with what replaces them */
    return commit_segment(b, e);
}
