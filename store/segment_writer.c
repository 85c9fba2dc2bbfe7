#include "store/segment_writer.h"

#include <assert.h>
#include <stdlib.h>
#include <unistd.h>
#include <zdict.h>
#include <zstd.h>

#include "base/codec.h"

/* Level 1 with a trained dictionary of 64 KB, a frame per document: 0.38 of the
 * text at 280 MB/s; blocks of 64 KB without a dictionary give 0.41, and a
 * snippet would unpack a whole block. */
#define LEVEL 1
#define DICT_BYTES 65000u
#define SAMPLE_BYTES ((size_t)4 << 20)
#define SAMPLE_PIECE 8192u
#define BUF_MAX_BYTES ((size_t)3 << 30)

struct doc_row {
    uint64_t id_hash;
    struct stream_address at;
    uint32_t length;
    uint8_t lang;
    uint32_t title_words;
};

/* Name and use of every buffer: the struct, init and release follow it. */
#define BUFS(X)                                                               \
    X(samples)               /* texts until the dictionary is trained */      \
    X(records)               /* their documents: pending_head and record */   \
    X(compressed) X(record)                                                   \
    X(key) X(payload) X(skips) X(docs_out) X(positions_out) X(list)           \
    X(positions)             /* of the open block, as values to encode */     \
    X(last_docs) X(doc_addresses) X(position_addresses) X(bounds)

struct segment_writer {
#define BUF_FIELD(name) struct buf name;
    BUFS(BUF_FIELD)
#undef BUF_FIELD
    char *path;
    struct lmdb_writer *file;
    struct stream_writer streams[TREE_COUNT];
    struct table_writer terms;
    struct segment_header header;
    ZSTD_CCtx *zstd;
    ZSTD_CDict *dict;
    bool dict_decided;
    struct doc_row *rows;
    uint32_t row_capacity;
    /* the open term */
    uint32_t df;
    uint64_t cf;
    uint32_t block_count, in_block;
    docid last_doc;
    uint32_t first_doc_chunk, first_position_chunk;
    struct bound bound;
    uint32_t docs[POSTINGS_BLOCK], tfs[POSTINGS_BLOCK], weighted[POSTINGS_BLOCK];
};

enum status segment_writer_create(const char *path, size_t commit_bytes,
                                  struct segment_writer **out, struct err *e)
{
    struct segment_writer *w = calloc(1, sizeof *w);
    enum status status;

    *out = NULL;
    if (w == NULL)
        return err_memory(e, path);
#define BUF_INIT(name) buf_init(&w->name, BUF_MAX_BYTES);
    BUFS(BUF_INIT)
#undef BUF_INIT
    w->path = strdup(path);
    w->zstd = ZSTD_createCCtx();
    unlink(path);
    status = w->path == NULL || w->zstd == NULL
                 ? err_memory(e, path)
                 : lmdb_create(path, segment_trees, TREE_COUNT, commit_bytes, &w->file, e);
    for (size_t i = 0; i < TREE_COUNT; i++)
        stream_writer_init(&w->streams[i], w->file, i);
    table_writer_init(&w->terms, w->file, TREE_TERMS);
    if (status != OK)
        segment_writer_abandon(w);
    else
        *out = w;
    return status;
}

static void release(struct segment_writer *w)
{
#define BUF_RELEASE(name) buf_release(&w->name);
    BUFS(BUF_RELEASE)
#undef BUF_RELEASE
    for (size_t i = 0; i < TREE_COUNT; i++)
        stream_writer_release(&w->streams[i]);
    table_writer_release(&w->terms);
    ZSTD_freeCCtx(w->zstd);
    ZSTD_freeCDict(w->dict);
    free(w->rows);
    free(w->path);
    free(w);
}

void segment_writer_abandon(struct segment_writer *w)
{
    if (w == NULL)
        return;
    lmdb_abandon(w->file);
    if (w->path != NULL)
        unlink(w->path);
    release(w);
}

static void put_slice(struct buf *out, struct slice s)
{
    uint8_t size[CODEC_VARINT64_MAX_BYTES];

    buf_append(out, size, (size_t)(codec_put_varint(size, s.n) - size));
    buf_append_slice(out, s);
}

static void put_number(struct buf *out, uint64_t number)
{
    uint8_t bytes[CODEC_VARINT64_MAX_BYTES];

    buf_append(out, bytes, (size_t)(codec_put_varint(bytes, number) - bytes));
}

static struct doc_row *add_row(struct segment_writer *w)
{
    if (w->header.doc_count == w->row_capacity) {
        uint32_t capacity = w->row_capacity == 0 ? 1024 : w->row_capacity * 2;
        struct doc_row *rows = realloc(w->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return NULL;
        w->rows = rows;
        w->row_capacity = capacity;
    }
    return &w->rows[w->header.doc_count++];
}

/* Compresses and writes a text and the document's record that points to it. */
static enum status write_document(struct segment_writer *w, struct doc_row *row,
                                  struct slice record_head, struct slice text, struct err *e)
{
    struct stream_address at;
    size_t room = ZSTD_compressBound(text.n), n;
    uint8_t *to;

    buf_clear(&w->compressed);
    to = buf_reserve(&w->compressed, room);
    if (to == NULL)
        return err_memory(e, "a text");
    n = w->dict != NULL ? ZSTD_compress_usingCDict(w->zstd, to, room, text.p, text.n, w->dict)
                        : ZSTD_compressCCtx(w->zstd, to, room, text.p, text.n, LEVEL);
    if (ZSTD_isError(n))
        return err_memory(e, "compressing a text");
    TRY(stream_put_bytes(&w->streams[TREE_TEXT], slice_of(to, n), &at, e));
    buf_clear(&w->record);
    buf_append_slice(&w->record, record_head);
    put_number(&w->record, at.chunk);
    put_number(&w->record, at.offset);
    put_number(&w->record, n);
    put_number(&w->record, w->dict != NULL);
    if (!buf_ok(&w->record))
        return err_memory(e, "a document");
    return stream_put(&w->streams[TREE_DOCS], buf_slice(&w->record), &row->at, e);
}

struct pending_head {
    uint32_t doc;
    size_t head_size, text_size;
};

static enum status train(struct segment_writer *w, const size_t *sizes, unsigned count,
                         struct slice pieces, struct err *e)
{
    uint8_t *dict = malloc(DICT_BYTES);
    struct stream_address at;
    enum status status = OK;
    size_t n;

    if (dict == NULL)
        return err_memory(e, "a compression dictionary");
    n = ZDICT_trainFromBuffer(dict, DICT_BYTES, pieces.p, sizes, count);
    if (!ZDICT_isError(n)) {
        w->dict = ZSTD_createCDict(dict, n, LEVEL);
        status = w->dict == NULL ? err_memory(e, "a compression dictionary")
                                 : stream_put(&w->streams[TREE_DICTS], slice_of(dict, n), &at, e);
    }
    free(dict);
    return status;
}

/* Pieces of the pending texts, one each, as samples for the dictionary. */
static enum status train_on_pending(struct segment_writer *w, struct err *e)
{
    struct buf pieces;
    size_t *sizes, count = 0, text_at = 0, at = 0;
    enum status status = OK;

    if (w->samples.n < SAMPLE_BYTES / 8)
        return OK;    /* too little to learn from */
    buf_init(&pieces, SAMPLE_BYTES * 2);
    sizes = malloc((w->records.n / sizeof(struct pending_head) + 1) * sizeof *sizes);
    while (sizes != NULL && at < w->records.n) {
        struct pending_head head;
        size_t n;

        memcpy(&head, w->records.p + at, sizeof head);
        n = head.text_size < SAMPLE_PIECE ? head.text_size : SAMPLE_PIECE;
        if (n >= 8) {
            buf_append(&pieces, w->samples.p + text_at, n);
            sizes[count++] = n;
        }
        text_at += head.text_size;
        at += sizeof head + head.head_size;
    }
    if (sizes == NULL || !buf_ok(&pieces))
        status = err_memory(e, "samples");
    else if (count >= 16)
        status = train(w, sizes, (unsigned)count, buf_slice(&pieces), e);
    free(sizes);
    buf_release(&pieces);
    return status;
}

static enum status flush_pending(struct segment_writer *w, struct err *e)
{
    size_t at = 0, text_at = 0;

    if (w->dict_decided)
        return OK;
    w->dict_decided = true;
    TRY(train_on_pending(w, e));
    while (at < w->records.n) {
        struct pending_head head;

        memcpy(&head, w->records.p + at, sizeof head);
        at += sizeof head;
        TRY(write_document(w, &w->rows[head.doc], slice_of(w->records.p + at, head.head_size),
                           slice_of(w->samples.p + text_at, head.text_size), e));
        at += head.head_size;
        text_at += head.text_size;
    }
    buf_release(&w->samples);
    buf_release(&w->records);
    return OK;
}

static void put_head(struct buf *out, const struct document *d, size_t text_size)
{
    uint8_t fixed[SEGMENT_CODE_MAX + 1 + 8];

    put_slice(out, d->id);
    put_slice(out, d->path);
    put_slice(out, d->date);
    memcpy(fixed, d->lang_code, SEGMENT_CODE_MAX);
    fixed[SEGMENT_CODE_MAX] = d->lang;
    codec_store64(fixed + SEGMENT_CODE_MAX + 1, d->content_hash);
    buf_append(out, fixed, sizeof fixed);
    put_number(out, d->title_words);
    put_number(out, d->body_words);
    put_number(out, d->title_bytes);
    put_number(out, text_size);
}

static enum status keep_pending(struct segment_writer *w, uint32_t doc, const struct document *d,
                                struct slice text, struct err *e)
{
    size_t at = w->records.n;
    struct pending_head head = {.doc = doc, .text_size = text.n};

    buf_append(&w->records, &head, sizeof head);
    put_head(&w->records, d, text.n);
    buf_append_slice(&w->samples, text);
    if (!buf_ok(&w->records) || !buf_ok(&w->samples))
        return err_memory(e, "a document");
    head.head_size = w->records.n - at - sizeof head;
    memcpy(w->records.p + at, &head, sizeof head);
    return w->samples.n >= SAMPLE_BYTES ? flush_pending(w, e) : OK;
}

enum status segment_writer_document(struct segment_writer *w, const struct document *d,
                                    struct slice text, struct err *e)
{
    struct doc_row *row;
    struct lang_stats *stats = &w->header.langs[d->lang];

    if (w->header.doc_count >= SEGMENT_DOCS_MAX)
        return err_set(e, E_LIMIT, "more than %u documents in a segment", SEGMENT_DOCS_MAX);
    row = add_row(w);
    if (row == NULL)
        return err_memory(e, "documents");
    *row = (struct doc_row){.id_hash = checksum_of(d->id, 0), .lang = d->lang,
                            .length = segment_weighted_length(d), .title_words = d->title_words};
    stats->doc_count++;
    stats->length_sum += row->length;
    if (!w->dict_decided)
        return keep_pending(w, w->header.doc_count - 1, d, text, e);
    buf_clear(&w->list);
    put_head(&w->list, d, text.n);
    if (!buf_ok(&w->list))
        return err_memory(e, "a document");
    return write_document(w, row, buf_slice(&w->list), text, e);
}

void segment_writer_begin_term(struct segment_writer *w, uint8_t lang, struct slice term)
{
    buf_clear(&w->key);
    buf_append_byte(&w->key, lang);
    buf_append_slice(&w->key, term);
    w->df = w->block_count = w->in_block = 0;
    w->cf = 0;
    w->last_doc = DOC_END;
    w->bound = (struct bound)BOUND_NONE;
    buf_clear(&w->positions);
    buf_clear(&w->last_docs);
    buf_clear(&w->doc_addresses);
    buf_clear(&w->position_addresses);
    buf_clear(&w->bounds);
}

/* docs_out: gaps, tfs, patches of the block. */
static void encode_docs(struct segment_writer *w, docid before)
{
    uint32_t gaps[POSTINGS_BLOCK], tfs[POSTINGS_BLOCK];
    uint8_t bytes[2 * INTBLOCK_MAX_BYTES], *p;
    uint8_t patches = 0;
    size_t count_at;

    for (uint32_t i = 0; i < w->in_block; i++) {
        gaps[i] = w->docs[i] - before - 1;
        before = w->docs[i];
        tfs[i] = w->tfs[i] - 1;
    }
    p = intblock_encode(gaps, w->in_block, bytes);
    p = intblock_encode(tfs, w->in_block, p);
    buf_clear(&w->docs_out);
    buf_append(&w->docs_out, bytes, (size_t)(p - bytes));
    count_at = w->docs_out.n;
    buf_append_byte(&w->docs_out, 0);
    for (uint32_t i = 0; i < w->in_block; i++) {
        if (w->weighted[i] == w->tfs[i] * SEGMENT_BODY_WEIGHT)
            continue;
        buf_append_byte(&w->docs_out, (uint8_t)i);
        put_number(&w->docs_out, w->weighted[i]);
        patches++;
    }
    if (buf_ok(&w->docs_out))
        w->docs_out.p[count_at] = patches;
}

/* One intblock of positions after the other; in a stream, none crosses a chunk. */
static enum status put_positions(struct segment_writer *w, bool to_stream,
                                 struct stream_address *first, struct err *e)
{
    const uint32_t *values = (const uint32_t *)(const void *)w->positions.p;
    size_t count = w->positions.n / sizeof *values;
    struct stream_writer *stream = &w->streams[TREE_POSITIONS];

    buf_clear(&w->positions_out);
    for (size_t i = 0; i < count; i += INTBLOCK_COUNT) {
        size_t n = count - i < INTBLOCK_COUNT ? count - i : INTBLOCK_COUNT;
        uint8_t bytes[INTBLOCK_MAX_BYTES];
        size_t size = (size_t)(intblock_encode(values + i, n, bytes) - bytes);
        struct stream_address at;

        if (!to_stream) {
            buf_append(&w->positions_out, bytes, size);
            continue;
        }
        if (i > 0 && stream->data.n + size > STREAM_CHUNK_BYTES
            && stream->data.n < STREAM_CHUNK_BYTES) {
            uint8_t mark = POSTINGS_CONTINUED;
            TRY(stream_put(stream, slice_of(&mark, 1), &at, e));
        }
        TRY(stream_put(stream, slice_of(bytes, size), &at, e));
        if (i == 0)
            *first = at;
    }
    return buf_ok(&w->positions_out) ? OK : err_memory(e, "positions");
}

static void put_u32(struct buf *out, uint32_t v)
{
    uint8_t bytes[4];

    codec_store32(bytes, v);
    buf_append(out, bytes, 4);
}

static enum status relative_address(struct stream_address at, uint32_t first_chunk,
                                    struct buf *out, struct err *e)
{
    if (at.chunk - first_chunk > 0xffff)
        return err_set(e, E_LIMIT, "a posting list over 4 GB");
    put_u32(out, (at.chunk - first_chunk) << 16 | at.offset);
    return OK;
}

static struct bound block_bound(struct segment_writer *w)
{
    uint32_t lengths[POSTINGS_BLOCK];

    for (uint32_t i = 0; i < w->in_block; i++)
        lengths[i] = w->rows[w->docs[i]].length;
    return bound_of(w->weighted, lengths, w->in_block);
}

static enum status flush_block(struct segment_writer *w, struct err *e)
{
    struct bound bound = block_bound(w);
    struct stream_address docs_at, positions_at = {0, 0};
    uint8_t bytes[BOUND_BYTES];

    encode_docs(w, w->last_doc);
    if (!buf_ok(&w->docs_out))
        return err_memory(e, "postings");
    TRY(stream_put(&w->streams[TREE_POSTINGS], buf_slice(&w->docs_out), &docs_at, e));
    TRY(put_positions(w, true, &positions_at, e));
    if (w->block_count == 0) {
        w->first_doc_chunk = docs_at.chunk;
        w->first_position_chunk = positions_at.chunk;
    }
    w->last_doc = w->docs[w->in_block - 1];
    put_u32(&w->last_docs, w->last_doc);
    TRY(relative_address(docs_at, w->first_doc_chunk, &w->doc_addresses, e));
    TRY(relative_address(positions_at, w->first_position_chunk, &w->position_addresses, e));
    bound_store(&bound, bytes);
    buf_append(&w->bounds, bytes, sizeof bytes);
    w->bound = bound_join(&w->bound, &bound);
    w->block_count++;
    w->in_block = 0;
    buf_clear(&w->positions);
    return OK;
}

enum status segment_writer_posting(struct segment_writer *w, docid doc, const uint32_t *positions,
                                   uint32_t tf, struct err *e)
{
    uint32_t body_from = w->rows[doc].title_words + SEGMENT_ZONE_GAP, in_title = 0;
    uint32_t *to;

    if (w->in_block == POSTINGS_BLOCK)
        TRY(flush_block(w, e));
    to = (uint32_t *)(void *)buf_reserve(&w->positions, tf * sizeof *to);
    if (to == NULL)
        return err_memory(e, "positions");
    for (uint32_t i = 0; i < tf; i++) {
        to[i] = i == 0 ? positions[0] : positions[i] - positions[i - 1] - 1;
        in_title += positions[i] < body_from;
    }
    w->positions.n += tf * sizeof *to;
    w->docs[w->in_block] = doc;
    w->tfs[w->in_block] = tf;
    w->weighted[w->in_block] = in_title * SEGMENT_TITLE_WEIGHT + (tf - in_title) * SEGMENT_BODY_WEIGHT;
    w->in_block++;
    w->df++;
    w->cf += tf;
    return OK;
}

static void put_term_head(struct segment_writer *w)
{
    uint8_t bound[BOUND_BYTES];

    buf_clear(&w->payload);
    put_number(&w->payload, w->df);
    put_number(&w->payload, w->cf - w->df);
    bound_store(&w->bound, bound);
    buf_append(&w->payload, bound, sizeof bound);
}

/* True where the only block is short enough to live in the dictionary. */
static enum status try_inline(struct segment_writer *w, bool *done, struct err *e)
{
    struct stream_address unused;

    *done = false;
    if (w->block_count > 0 || w->positions.n / 4 > POSTINGS_INLINE_MAX)
        return OK;
    encode_docs(w, DOC_END);
    TRY(put_positions(w, false, &unused, e));
    buf_clear(&w->list);
    put_number(&w->list, w->docs_out.n);
    buf_append_slice(&w->list, buf_slice(&w->docs_out));
    buf_append_slice(&w->list, buf_slice(&w->positions_out));
    if (!buf_ok(&w->list) || !buf_ok(&w->docs_out))
        return err_memory(e, "postings");
    if (w->list.n > POSTINGS_INLINE_MAX)
        return OK;
    w->bound = block_bound(w);
    put_term_head(w);
    put_number(&w->payload, w->list.n);
    buf_append_slice(&w->payload, buf_slice(&w->list));
    *done = true;
    return OK;
}

static enum status put_skips(struct segment_writer *w, struct err *e)
{
    struct stream_address at;

    if (w->in_block > 0)
        TRY(flush_block(w, e));
    buf_clear(&w->skips);
    buf_append_slice(&w->skips, buf_slice(&w->last_docs));
    buf_append_slice(&w->skips, buf_slice(&w->doc_addresses));
    buf_append_slice(&w->skips, buf_slice(&w->position_addresses));
    buf_append_slice(&w->skips, buf_slice(&w->bounds));
    if (!buf_ok(&w->skips) || !buf_ok(&w->bounds) || !buf_ok(&w->last_docs))
        return err_memory(e, "skips");
    TRY(stream_put(&w->streams[TREE_SKIPS], buf_slice(&w->skips), &at, e));
    put_term_head(w);
    put_number(&w->payload, 0);
    put_number(&w->payload, at.chunk);
    put_number(&w->payload, at.offset);
    put_number(&w->payload, w->first_doc_chunk);
    put_number(&w->payload, w->first_position_chunk);
    return OK;
}

enum status segment_writer_end_term(struct segment_writer *w, struct err *e)
{
    bool is_inline;

    TRY(flush_pending(w, e));
    TRY(try_inline(w, &is_inline, e));
    if (!is_inline)
        TRY(put_skips(w, e));
    if (!buf_ok(&w->payload) || !buf_ok(&w->key))
        return err_memory(e, "a term");
    w->header.term_count++;
    w->header.posting_count += w->df;
    w->header.position_count += w->cf;
    return table_put(&w->terms, buf_slice(&w->key), buf_slice(&w->payload), e);
}

struct id_row {
    uint64_t hash;
    uint32_t doc;
};

static int compare_ids(const void *a, const void *b)
{
    const struct id_row *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->doc > y->doc) - (x->doc < y->doc);
}

static enum status put_ids(struct segment_writer *w, struct err *e)
{
    uint32_t count = w->header.doc_count;
    struct id_row *rows = malloc((count + 1) * sizeof *rows);
    enum status status = OK;

    if (rows == NULL)
        return err_memory(e, "ids");
    for (uint32_t i = 0; i < count; i++)
        rows[i] = (struct id_row){w->rows[i].id_hash, i};
    qsort(rows, count, sizeof *rows, compare_ids);
    for (uint32_t i = 0; i < count && status == OK; i++) {
        uint8_t bytes[SEGMENT_ID_BYTES];
        struct stream_address at;

        codec_store64(bytes, rows[i].hash);
        codec_store32(bytes + 8, rows[i].doc);
        status = stream_put(&w->streams[TREE_IDS], slice_of(bytes, sizeof bytes), &at, e);
        if (status == OK && at.offset / SEGMENT_ID_BYTES + at.chunk * SEGMENT_IDS_PER_CHUNK != i)
            status = err_set(e, E_LIMIT, "ids out of place");
    }
    free(rows);
    return status;
}

static enum status put_rows(struct segment_writer *w, struct err *e)
{
    for (uint32_t i = 0; i < w->header.doc_count; i++) {
        uint8_t bytes[SEGMENT_FIXED_BYTES] = {0};
        struct stream_address at;

        codec_store32(bytes, w->rows[i].at.chunk);
        codec_store16(bytes + 4, (uint16_t)w->rows[i].at.offset);
        bytes[6] = w->rows[i].lang;
        TRY(stream_put(&w->streams[TREE_FIXED], slice_of(bytes, sizeof bytes), &at, e));
        codec_store32(bytes, w->rows[i].length);
        TRY(stream_put(&w->streams[TREE_LENGTHS], slice_of(bytes, 4), &at, e));
    }
    return OK;
}

static enum status put_header(struct segment_writer *w, struct err *e)
{
    uint8_t bytes[SEGMENT_HEADER_BYTES + CHECKSUM_BYTES], *p = bytes + 8;

    codec_store32(bytes, SEGMENT_FORMAT);
    codec_store32(bytes + 4, w->header.doc_count);
    for (size_t i = 0; i < SEGMENT_LANG_COUNT; i++, p += 12) {
        codec_store32(p, w->header.langs[i].doc_count);
        codec_store64(p + 4, w->header.langs[i].length_sum);
    }
    codec_store64(p, w->header.term_count);
    codec_store64(p + 8, w->header.posting_count);
    codec_store64(p + 16, w->header.position_count);
    codec_store64(p + 24, checksum_of(slice_of(bytes, SEGMENT_HEADER_BYTES), TREE_HEADER));
    return lmdb_put(w->file, TREE_HEADER, SLICE_LITERAL("segment"), slice_of(bytes, sizeof bytes), e);
}

static enum status finish_parts(struct segment_writer *w, struct err *e)
{
    TRY(flush_pending(w, e));
    TRY(table_writer_finish(&w->terms, e));
    TRY(put_ids(w, e));
    TRY(put_rows(w, e));
    for (size_t i = 0; i < TREE_COUNT; i++)
        TRY(stream_writer_finish(&w->streams[i], e));
    return put_header(w, e);
}

enum status segment_writer_finish(struct segment_writer *w, struct lmdb_walk *out, struct err *e)
{
    enum status status = finish_parts(w, e);

    if (status == OK) {
        struct lmdb_writer *file = w->file;
        w->file = NULL;
        status = lmdb_finish(file, e);
    }
    if (status == OK)
        status = lmdb_walk_file(w->path, out, e);
    if (status != OK) {
        segment_writer_abandon(w);
        return status;
    }
    release(w);
    return OK;
}
