#include "store/stream.h"

#include <stdlib.h>

#include "base/codec.h"

static uint64_t seed_of(size_t tree, uint32_t chunk)
{
    return (uint64_t)tree << 32 | chunk;
}

void stream_writer_init(struct stream_writer *w, struct lmdb_writer *file, size_t tree,
                        size_t chunk_bytes)
{
    *w = (struct stream_writer){.file = file, .tree = tree, .chunk_bytes = chunk_bytes};
    buf_init(&w->data, LMDB_VALUE_MAX);
}

void stream_writer_release(struct stream_writer *w)
{
    buf_release(&w->data);
}

static enum status flush(struct stream_writer *w, struct err *e)
{
    uint8_t key[4], sum[CHECKSUM_BYTES];
    enum status status;

    codec_store64(sum, checksum_of(buf_slice(&w->data), seed_of(w->tree, w->chunk)));
    buf_append(&w->data, sum, sizeof sum);
    if (!buf_ok(&w->data))
        return err_memory(e, "a chunk");
    codec_store32be(key, w->chunk);
    status = lmdb_put(w->file, w->tree, slice_of(key, sizeof key), buf_slice(&w->data), e);
    buf_clear(&w->data);
    w->chunk++;
    return status;
}

enum status stream_put(struct stream_writer *w, struct slice record, struct stream_address *out,
                       struct err *e)
{
    if (record.n > STREAM_RECORD_MAX)
        return err_set(e, E_LIMIT, "a record of %zu bytes", record.n);
    if (w->data.n > 0 && w->data.n + record.n > w->chunk_bytes)
        TRY(flush(w, e));
    *out = (struct stream_address){w->chunk, (uint32_t)w->data.n};
    buf_append_slice(&w->data, record);
    return buf_ok(&w->data) ? OK : err_memory(e, "a chunk");
}

enum status stream_put_bytes(struct stream_writer *w, struct slice bytes,
                             struct stream_address *out, struct err *e)
{
    if (w->data.n >= w->chunk_bytes)
        TRY(flush(w, e));
    *out = (struct stream_address){w->chunk, (uint32_t)w->data.n};
    while (bytes.n > 0) {
        size_t room, n;

        if (w->data.n >= w->chunk_bytes)
            TRY(flush(w, e));
        room = w->chunk_bytes - w->data.n;
        n = bytes.n < room ? bytes.n : room;
        buf_append(&w->data, bytes.p, n);
        bytes = slice_drop(bytes, n);
    }
    return buf_ok(&w->data) ? OK : err_memory(e, "a chunk");
}

enum status stream_writer_finish(struct stream_writer *w, struct err *e)
{
    return w->data.n > 0 ? flush(w, e) : OK;
}

enum status stream_open(struct stream *s, struct lmdb_reader *file, size_t tree, const char *name,
                        struct err *e)
{
    uint64_t count = lmdb_count(file, tree);

    *s = (struct stream){.file = file, .tree = tree, .name = name};
    if (count >= UINT32_MAX)
        return err_set(e, E_CORRUPT, "'%s' has too many chunks", name);
    s->chunk_count = (uint32_t)count;
    s->chunks = calloc(count + 1, sizeof *s->chunks);
    return s->chunks == NULL ? err_memory(e, name) : OK;
}

void stream_close(struct stream *s)
{
    free(s->chunks);
    s->chunks = NULL;
}

static enum status damaged(const struct stream *s, uint32_t chunk, const char *what, struct err *e)
{
    enum status status = err_set(e, E_CORRUPT, "'%s' is damaged: tree %zu, chunk %u: %s", s->name,
                                 s->tree, chunk, what);
    err_hint(e, CHECKSUM_HINT);
    return status;
}

static enum status verify_chunk(struct stream *s, uint32_t chunk, struct err *e)
{
    uint8_t key[4];
    struct slice value;

    codec_store32be(key, chunk);
    if (!lmdb_get(s->file, s->tree, slice_of(key, sizeof key), &value) || value.n < CHECKSUM_BYTES)
        return damaged(s, chunk, "missing", e);
    value.n -= CHECKSUM_BYTES;
    if (checksum_of(value, seed_of(s->tree, chunk)) != codec_load64(value.p + value.n))
        return damaged(s, chunk, "wrong checksum", e);
    s->chunks[chunk] = value;
    return OK;
}

enum status stream_chunk(struct stream *s, uint32_t chunk, struct slice *out, struct err *e)
{
    if (chunk >= s->chunk_count)
        return damaged(s, chunk, "there is no such chunk", e);
    if (s->chunks[chunk].p == NULL)
        TRY(verify_chunk(s, chunk, e));
    *out = s->chunks[chunk];
    return OK;
}

enum status stream_at(struct stream *s, struct stream_address at, size_t size, struct slice *out,
                      struct err *e)
{
    TRY(stream_chunk(s, at.chunk, out, e));
    if (at.offset > out->n || size > out->n - at.offset)
        return damaged(s, at.chunk, "a record leaves it", e);
    *out = slice_drop(*out, at.offset);
    return OK;
}

enum status stream_bytes(struct stream *s, struct stream_address at, size_t size,
                         struct buf *scratch, struct slice *out, struct err *e)
{
    TRY(stream_at(s, at, 0, out, e));
    if (out->n >= size) {
        out->n = size;
        return OK;
    }
    buf_clear(scratch);
    for (;;) {
        size_t n = out->n < size - scratch->n ? out->n : size - scratch->n;

        buf_append(scratch, out->p, n);
        if (!buf_ok(scratch))
            return err_memory(e, "a text");
        if (scratch->n == size)
            break;
        TRY(stream_chunk(s, ++at.chunk, out, e));
    }
    *out = buf_slice(scratch);
    return OK;
}
