#include "indexer/batch.h"

#include <stdlib.h>

#include "indexer/formats/charset_twice.h"
#include "stemmers/analyzer.h"

#define BYTES_MAX ((size_t)3 << 30)

enum status batch_worker_open(struct batch_worker *w, struct vocabulary *v, struct err *e)
{
    words_init(&w->words);
    TRY(reading_open(&w->reading, e));
    TRY(vocabulary_reader_open(v, &w->reader, e));
    return text_encoder_open(&w->encoder, e);
}

void batch_worker_close(struct batch_worker *w)
{
    words_release(&w->words);
    reading_close(&w->reading);
    vocabulary_reader_close(w->reader);
    text_encoder_close(w->encoder);
}

struct batch *batch_open(struct batch_shared *shared, struct batch_worker *workers)
{
    struct batch *b = calloc(1, sizeof *b);

    if (b == NULL)
        return NULL;
    b->task.run = batch_run;
    b->shared = shared;
    b->workers = workers;
    buf_init(&b->bytes, BYTES_MAX);
    buf_init(&b->given_runs, BYTES_MAX);
    buf_init(&b->frames, BYTES_MAX);
    buf_init(&b->found, BYTES_MAX);
    buf_init(&b->found_runs, BYTES_MAX);
    buf_init(&b->runs, BYTES_MAX);
    return b;
}

void batch_close(struct batch *b)
{
    if (b == NULL)
        return;
    buf_release(&b->bytes);
    buf_release(&b->given_runs);
    buf_release(&b->frames);
    buf_release(&b->found);
    buf_release(&b->found_runs);
    buf_release(&b->runs);
    for (size_t i = 0; i < b->page_capacity; i++)
        page_release(&b->pages[i]);
    free(b->pages);
    free(b->docs);
    free(b->tokens);
    free(b->zones);
    free(b);
}

/* After an article far larger than a batch, its memory goes back. */
static void clear_large(struct buf *b)
{
    if (b->capacity > (size_t)8 << 20)
        buf_release(b);
    buf_clear(b);
}

void batch_clear(struct batch *b)
{
    clear_large(&b->bytes);
    clear_large(&b->given_runs);
    clear_large(&b->frames);
    clear_large(&b->found);
    clear_large(&b->found_runs);
    clear_large(&b->runs);
    b->doc_count = b->page_count = b->token_count = b->zone_count = 0;
    b->err = ERR_NONE;
}

/* Appends s; its size in *size, and where it is. */
static size_t put_to(struct buf *to, struct slice s, size_t *size)
{
    *size = s.n;
    buf_append_slice(to, s);
    return to->n - s.n;
}

static size_t put(struct batch *b, struct slice s, size_t *size)
{
    return put_to(&b->bytes, s, size);
}

static size_t put_found(struct batch *b, struct slice s, size_t *size)
{
    return put_to(&b->found, s, size);
}

/* A copy of the page; false where there is no memory. */
static bool put_page(struct batch *b, const struct page *page)
{
    if (b->page_count == b->page_capacity) {
        struct page *pages = realloc(b->pages, (b->page_capacity + 1) * sizeof *pages);
        if (pages == NULL)
            return false;
        b->pages = pages;
        page_init(&pages[b->page_capacity++]);
    }
    page_copy(&b->pages[b->page_count], page);
    return page_ok(&b->pages[b->page_count++]);
}

enum status batch_add(struct batch *b, const struct article *a, uint64_t content_hash,
                      struct err *e)
{
    struct batch_doc *d;

    if (b->doc_count == b->doc_capacity) {
        size_t capacity = b->doc_capacity == 0 ? 64 : b->doc_capacity * 2;
        struct batch_doc *docs = realloc(b->docs, capacity * sizeof *docs);
        if (docs == NULL)
            return err_memory(e, "documents");
        b->docs = docs;
        b->doc_capacity = capacity;
    }
    d = &b->docs[b->doc_count];
    *d = (struct batch_doc){.charset_percent = a->charset_percent, .format = a->format,
                            .fields_cut = a->fields_cut, .how = a->how, .page = SIZE_MAX, .content_hash = content_hash, .given = a->given,
                            .first_given = b->given_runs.n / sizeof *a->given.runs};
    if (a->given.run_count > 0)
        buf_append(&b->given_runs, a->given.runs, a->given.run_count * sizeof *a->given.runs);
    if (a->page != NULL) {
        d->page = b->page_count;
        if (!put_page(b, a->page))
            return err_memory(e, "an article");
    }
    d->id = put(b, a->id, &d->id_bytes);
    d->path = put(b, a->path, &d->path_bytes);
    d->title = put(b, a->title, &d->title_bytes);
    d->date = put(b, a->date, &d->date_bytes);
    d->code = put(b, a->lang_code, &d->code_bytes);
    d->charset = put(b, a->charset, &d->charset_bytes);
    d->user_fields = put(b, a->user_fields, &d->user_fields_bytes);
    d->asked = put(b, a->asked, &d->asked_bytes);
    d->text = put(b, a->text, &d->text_bytes);
    if (!buf_ok(&b->bytes) || !buf_ok(&b->given_runs))
        return err_memory(e, "an article");
    b->given_bytes = b->bytes.n;
    for (size_t i = 0; i < b->page_count; i++)
        b->given_bytes += b->pages[i].text.n;
    b->doc_count++;
    return OK;
}

struct article batch_article(const struct batch *b, size_t i)
{
    const struct batch_doc *d = &b->docs[i];
    const uint8_t *p = b->bytes.p;
    struct article_given given = d->given;

    if (given.run_count > 0)
        given.runs = (const struct article_run *)(const void *)b->given_runs.p + d->first_given;
    return (struct article){.id = slice_of(p + d->id, d->id_bytes),
                            .path = slice_of(p + d->path, d->path_bytes),
                            .title = slice_of(p + d->title, d->title_bytes),
                            .date = slice_of(p + d->date, d->date_bytes),
                            .lang_code = slice_of(p + d->code, d->code_bytes),
                            .charset = slice_of(p + d->charset, d->charset_bytes),
                            .user_fields = slice_of(p + d->user_fields, d->user_fields_bytes),
                            .asked = slice_of(p + d->asked, d->asked_bytes),
                            .fields_cut = d->fields_cut,
                            .charset_percent = d->charset_percent,
                            .format = d->format, .how = d->how,
                            .text = slice_of(p + d->text, d->text_bytes),
                            .page = d->page == SIZE_MAX ? NULL : &b->pages[d->page],
                            .given = given};
}

struct slice batch_text(const struct batch *b, size_t i)
{
    const struct batch_doc *d = &b->docs[i];

    return slice_of(b->found.p + d->found.text, d->found.text_bytes);
}

struct document batch_document(const struct batch *b, size_t i)
{
    const struct batch_doc *d = &b->docs[i];
    struct article a = batch_article(b, i);
    struct document out = {.id = a.id, .path = a.path, .lang = (uint8_t)d->lang,
                           .date = slice_of(b->found.p + d->found.date, d->found.date_bytes),
                           .user_fields = slice_of(b->found.p + d->found.user_fields,
                                                   d->found.user_fields_bytes),
                           .charset = a.charset, .charset_percent = a.charset_percent,
                           .content_hash = d->content_hash, .signature = d->signature,
                           .runs = slice_of(b->runs.p + d->runs, d->runs_bytes),
                           .title_start = (uint32_t)d->found.title_start,
                           .title_bytes = (uint32_t)d->found.title_bytes,
                           .text_bytes = (uint32_t)d->found.text_bytes};

    memcpy(out.lang_code, d->lang_code.text, sizeof out.lang_code);
    return out;
}

/* Records have not been through charset_decode; what was dumped is as it was indexed. */
static void undo_twice(struct batch *b, struct batch_doc *d)
{
    if (d->charset_bytes > 0 || d->page != SIZE_MAX || d->given.is_given)
        return;
    charset_undo_twice(b->bytes.p + d->title, &d->title_bytes);
    charset_undo_twice(b->bytes.p + d->text, &d->text_bytes);
}

/* The page, its zones and language; kept in the batch. */
static enum status read_doc(struct batch *b, struct batch_worker *w, size_t i)
{
    struct batch_doc *d = &b->docs[i];
    struct reading_found found;
    struct article a;
    const struct zones_found *z = &found.zones;

    undo_twice(b, d);
    a = batch_article(b, i);
    TRY(reading_article(&w->reading, &a, &found, &b->err));
    d->lang = found.lang;
    d->lang_code = found.lang_code;
    d->found.date = put_found(b, z->date, &d->found.date_bytes);
    d->found.user_fields = put_found(b, found.user_fields, &d->found.user_fields_bytes);
    d->found.text = put_found(b, found.text, &d->found.text_bytes);
    d->found.truncated = found.truncated;
    d->found.fields_cut = found.fields_cut;
    d->found.title_start = z->title_start;
    d->found.title_bytes = z->title_bytes;
    d->found.first_run = b->found_runs.n / sizeof *z->runs;
    d->found.run_count = z->run_count;
    buf_append(&b->found_runs, z->runs, z->run_count * sizeof *z->runs);
    if (buf_reserve(&b->found, READING_SLACK) == NULL || !buf_ok(&b->found_runs))
        return err_memory(&b->err, "a page");
    return OK;
}

static enum status compress_doc(struct batch *b, struct batch_worker *w, size_t i)
{
    struct batch_doc *d = &b->docs[i];

    d->frame = b->frames.n;
    d->dict = atomic_load(&b->shared->dicts[d->lang]);
    if (d->dict != NULL && b->shared->stores_text)
        TRY(text_encode(w->encoder, d->dict, batch_text(b, i), &b->frames, &b->err));
    d->frame_bytes = b->frames.n - d->frame;
    return OK;
}

/* Step by step for the documents of one language after the other: its words, then
 * its compression dictionary, stay in the cache.                              */
static enum status run_languages(struct batch *b, struct batch_worker *w,
                                 enum status (*run)(struct batch *, struct batch_worker *, size_t))
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (size_t i = 0; i < b->doc_count; i++)
            if (b->docs[i].lang == (enum lang)lang)
                TRY(run(b, w, i));
    return OK;
}

void batch_run(struct pool_task *task, unsigned worker)
{
    struct batch *b = (struct batch *)(void *)task;
    struct batch_worker *w = &b->workers[worker];

    b->token_count = b->zone_count = 0;
    buf_clear(&b->frames);
    buf_clear(&b->found);
    buf_clear(&b->found_runs);
    buf_clear(&b->runs);
    b->status = OK;
    for (size_t i = 0; i < b->doc_count && b->status == OK; i++)
        b->status = read_doc(b, w, i);
    if (b->status == OK)
        b->status = run_languages(b, w, batch_words);
    if (b->status == OK)
        b->status = run_languages(b, w, compress_doc);
    if (b->status == OK)
        b->status = analyzer_status(&b->err);
}
