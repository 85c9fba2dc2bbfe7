#include "indexer/batch.h"

#include <stdlib.h>

#include "indexer/signature.h"
#include "stemmers/analyzer.h"
#include "stemmers/langid.h"
#include "store/segment_runs.h"

#define BYTES_MAX ((size_t)3 << 30)

enum status batch_worker_open(struct batch_worker *w, struct vocabulary *v, struct err *e)
{
    words_init(&w->words);
    page_init(&w->page);
    TRY(vocabulary_reader_open(v, &w->reader, e));
    return text_encoder_open(&w->encoder, e);
}

void batch_worker_close(struct batch_worker *w)
{
    words_release(&w->words);
    page_release(&w->page);
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
    buf_init(&b->frames, BYTES_MAX);
    buf_init(&b->found, BYTES_MAX);
    buf_init(&b->runs, BYTES_MAX);
    return b;
}

void batch_close(struct batch *b)
{
    if (b == NULL)
        return;
    buf_release(&b->bytes);
    buf_release(&b->frames);
    buf_release(&b->found);
    buf_release(&b->runs);
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
    clear_large(&b->frames);
    clear_large(&b->found);
    clear_large(&b->runs);
    b->doc_count = b->token_count = b->zone_count = 0;
    b->err = ERR_NONE;
}

static size_t put(struct batch *b, struct slice s, size_t *size)
{
    *size = s.n;
    buf_append_slice(&b->bytes, s);
    return b->bytes.n - s.n;
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
    *d = (struct batch_doc){.charset_percent = a->charset_percent, .content_hash = content_hash};
    d->id = put(b, a->id, &d->id_bytes);
    d->path = put(b, a->path, &d->path_bytes);
    d->title = put(b, a->title, &d->title_bytes);
    d->date = put(b, a->date, &d->date_bytes);
    d->code = put(b, a->lang_code, &d->code_bytes);
    d->charset = put(b, a->charset, &d->charset_bytes);
    d->text = put(b, a->text, &d->text_bytes);
    if (!buf_ok(&b->bytes))
        return err_memory(e, "an article");
    b->doc_count++;
    return OK;
}

struct article batch_article(const struct batch *b, size_t i)
{
    const struct batch_doc *d = &b->docs[i];
    const uint8_t *p = b->bytes.p;

    return (struct article){.id = slice_of(p + d->id, d->id_bytes),
                            .path = slice_of(p + d->path, d->path_bytes),
                            .title = slice_of(p + d->title, d->title_bytes),
                            .date = slice_of(p + d->date, d->date_bytes),
                            .lang_code = slice_of(p + d->code, d->code_bytes),
                            .charset = slice_of(p + d->charset, d->charset_bytes),
                            .charset_percent = d->charset_percent,
                            .text = slice_of(p + d->text, d->text_bytes)};
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
                           .charset = a.charset, .charset_percent = a.charset_percent,
                           .content_hash = d->content_hash, .signature = d->signature,
                           .runs = slice_of(b->runs.p + d->runs, d->runs_bytes),
                           .title_start = (uint32_t)d->found.title_start,
                           .title_bytes = (uint32_t)d->found.title_bytes,
                           .text_bytes = (uint32_t)d->found.text_bytes};

    memcpy(out.lang_code, d->lang_code.text, sizeof out.lang_code);
    return out;
}

#define PROSE_BYTES 400        /* enough to tell its language */

/* The text from its first long run of prose on: menus in another language say nothing. */
static struct slice prose_of(const struct zones_found *z, struct slice text)
{
    size_t at = 0;

    for (size_t i = 0; i < z->run_count; at += z->runs[i++].bytes)
        if ((z->runs[i].zone == SEGMENT_LEAD || z->runs[i].zone == SEGMENT_BODY)
            && z->runs[i].bytes >= PROSE_BYTES)
            return slice_of(text.p + at, z->runs[i].bytes);
    return text;
}

static void choose_language(struct slice declared, const struct zones_found *z, struct slice text,
                            struct batch_doc *d)
{
    struct langid found;

    if (declared.n > 0) {
        d->lang_code = lang_normalize_code(declared);
        d->lang = lang_of_code(declared);
        return;
    }
    found = langid_identify(prose_of(z, text));
    d->lang_code = found.code;
    d->lang = found.lang;
}

static bool grow_tokens(struct batch *b, size_t more)
{
    size_t capacity = b->token_capacity + b->token_capacity / 2 + more;
    uint32_t *tokens = realloc(b->tokens, capacity * sizeof *tokens);

    if (tokens == NULL)
        return false;
    b->tokens = tokens;
    b->token_capacity = capacity;
    return true;
}

/* The form numbers of the words of one run; signature: null where they are no prose. */
static enum status put_words(struct batch *b, struct batch_worker *w, enum lang lang,
                             struct slice text, struct signature *signature, uint32_t *count)
{
    struct word words[VOCABULARY_WORDS_MAX];
    size_t before = b->token_count, n;

    words_start(&w->words, text, 0);
    do {
        uint32_t *forms;

        for (n = 0; n < VOCABULARY_WORDS_MAX && words_next(&w->words, &words[n]); n++)
            ;
        if (b->token_capacity - b->token_count < VOCABULARY_WORDS_MAX
            && !grow_tokens(b, text.n / 8 + 64))
            return err_memory(&b->err, "words");
        forms = b->tokens + b->token_count;
        vocabulary_forms(w->reader, lang, text.p, words, n, forms);
        for (size_t i = 0; i < n; i++)
            if (forms[i] == VOCABULARY_FAILED)
                return err_memory(&b->err, "words");
        b->token_count += n;
        if (signature != NULL)
            signature_add(signature, text.p, words, n);
    } while (n == VOCABULARY_WORDS_MAX);
    *count = (uint32_t)(b->token_count - before);
    if (words_status(&w->words) != OK)
        return err_set(&b->err, words_status(&w->words),
                       "cannot break a text of %zu bytes into words", text.n);
    return OK;
}

/* The words of a run, in its zone. */
static enum status put_run(struct batch *b, struct batch_worker *w, const struct batch_doc *d,
                           const struct article_run *run, struct slice text,
                           struct signature *signature)
{
    struct segment_run out = {.zone = run->zone, .bytes = run->bytes};
    bool is_prose = run->zone == SEGMENT_LEAD || run->zone == SEGMENT_BODY;

    if (run->zone != SEGMENT_REPEATED)
        TRY(put_words(b, w, d->lang, text, is_prose ? signature : NULL, &out.words));
    segment_runs_put(&b->runs, &out);
    if (out.words == 0)
        return OK;
    if (b->zone_count == b->zone_capacity) {
        size_t capacity = b->zone_capacity * 2 + 64;
        struct inverter_zone *zones = realloc(b->zones, capacity * sizeof *zones);
        if (zones == NULL)
            return err_memory(&b->err, "zones");
        b->zones = zones;
        b->zone_capacity = capacity;
    }
    b->zones[b->zone_count++] = (struct inverter_zone){
        .end = (uint32_t)(b->token_count - d->first_token), .weight = segment_zone_weight[run->zone]};
    return OK;
}

static enum status put_runs(struct batch *b, struct batch_worker *w, struct batch_doc *d,
                            const struct zones_found *z, struct slice left)
{
    struct signature signature;

    signature_start(&signature);
    d->first_token = b->token_count;
    d->first_zone = b->zone_count;
    d->runs = b->runs.n;
    for (size_t i = 0; i < z->run_count; i++) {
        TRY(put_run(b, w, d, &z->runs[i], slice_of(left.p, z->runs[i].bytes), &signature));
        left = slice_drop(left, z->runs[i].bytes);
    }
    d->signature = signature_end(&signature);
    d->token_count = b->token_count - d->first_token;
    d->zone_count = b->zone_count - d->first_zone;
    d->runs_bytes = b->runs.n - d->runs;
    return buf_ok(&b->runs) ? OK : err_memory(&b->err, "zones");
}

#define TITLE_MAX_BYTES 400

/* Title and body: the title as declared, in front of the text, else its first line. */
static void split_plainly(struct page *p, const struct article *a, struct article_run runs[2],
                          struct zones_found *out)
{
    size_t title = a->title.n;

    buf_append_slice(&p->text, a->title);
    buf_append_string(&p->text, a->title.n > 0 ? "\n" : "");
    page_from_text(p, a->text);
    if (title == 0 && page_block_count(p) > 0 && page_blocks(p)->end <= TITLE_MAX_BYTES)
        title = page_blocks(p)->end;
    runs[0] = (struct article_run){(uint32_t)title, SEGMENT_TITLE};
    runs[1] = (struct article_run){(uint32_t)(p->text.n - title), SEGMENT_BODY};
    *out = (struct zones_found){.runs = runs, .run_count = 2, .title_bytes = title,
                                .date = a->date};
}

/* The article's page, and what each part of it is. */
static enum status read_page(struct batch *b, struct batch_worker *w, const struct article *a,
                             struct article_run runs[2], struct zones_found *out)
{
    page_clear(&w->page);
    split_plainly(&w->page, a, runs, out);
    return page_ok(&w->page) ? OK : err_memory(&b->err, "a page");
}

/* What was found in the page, which the next document uses too. */
static enum status keep_found(struct batch *b, struct batch_doc *d, const struct zones_found *z,
                              struct slice text)
{
    d->found.date = b->found.n;
    d->found.date_bytes = z->date.n;
    buf_append_slice(&b->found, z->date);
    d->found.text = b->found.n;
    d->found.text_bytes = text.n;
    buf_append_slice(&b->found, text);
    d->found.title_start = z->title_start;
    d->found.title_bytes = z->title_bytes;
    return buf_ok(&b->found) ? OK : err_memory(&b->err, "a page");
}

static enum status run_doc(struct batch *b, struct batch_worker *w, size_t i)
{
    struct article a = batch_article(b, i);
    struct batch_doc *d = &b->docs[i];
    struct article_run plain[2];
    struct zones_found z;
    struct slice text;

    TRY(read_page(b, w, &a, plain, &z));
    /* slack that vocabulary_forms may read */
    if (buf_reserve(&w->page.text, 32) == NULL)
        return err_memory(&b->err, "a page");
    text = buf_slice(&w->page.text);
    choose_language(a.lang_code.n > 0 ? a.lang_code : z.lang, &z, text, d);
    TRY(put_runs(b, w, d, &z, text));
    TRY(keep_found(b, d, &z, text));
    d->frame = b->frames.n;
    d->dict = atomic_load(&b->shared->dicts[d->lang]);
    if (d->dict != NULL && b->shared->stores_text)
        TRY(text_encode(w->encoder, d->dict, text, &b->frames, &b->err));
    d->frame_bytes = b->frames.n - d->frame;
    return OK;
}

void batch_run(struct pool_task *task, unsigned worker)
{
    struct batch *b = (struct batch *)(void *)task;

    b->token_count = b->zone_count = 0;
    buf_clear(&b->frames);
    buf_clear(&b->found);
    buf_clear(&b->runs);
    b->status = OK;
    for (size_t i = 0; i < b->doc_count && b->status == OK; i++)
        b->status = run_doc(b, &b->workers[worker], i);
    if (b->status == OK)
        b->status = analyzer_status(&b->err);
}
