#include "store/list_writer.h"

#include "base/append.h"
#include "store/intblock.h"

#define LIST_MAX_BYTES ((size_t)3 << 30)

void list_writer_init(struct list_writer *w, struct stream_writer *postings,
                      struct stream_writer *positions, struct stream_writer *skips)
{
    *w = (struct list_writer){.postings = postings, .positions = positions, .skips = skips};
    for (size_t i = 0; i < LIST_PARTS; i++)
        buf_init(&w->parts[i], LIST_MAX_BYTES);
    buf_init(&w->record, LIST_MAX_BYTES);
}

void list_writer_release(struct list_writer *w)
{
    for (size_t i = 0; i < LIST_PARTS; i++)
        buf_release(&w->parts[i]);
    buf_release(&w->record);
}

/* A block of positions. It lies whole in a chunk where it can; in a longer one,
 * no intblock crosses a chunk.                                                */
static enum status put_positions(struct stream_writer *stream, struct slice bytes, size_t count,
                                 struct stream_address *first, struct err *e)
{
    const uint8_t *p = bytes.p, *end = p + bytes.n;
    struct stream_address at;
    bool begun = false;

    if (bytes.n <= stream->chunk_bytes / 4)
        return stream_put(stream, bytes, first, e);
    while (count > 0) {
        size_t n = count < INTBLOCK_COUNT ? count : INTBLOCK_COUNT;
        const uint8_t *next = intblock_skip(p, end, n);

        if (begun && stream->data.n + (size_t)(next - p) > stream->chunk_bytes
            && stream->data.n < stream->chunk_bytes) {
            uint8_t mark = POSTINGS_CONTINUED;
            TRY(stream_put(stream, slice_of(&mark, 1), &at, e));
        }
        TRY(stream_put(stream, slice_of(p, (size_t)(next - p)), &at, e));
        if (!begun)
            *first = at;
        begun = true;
        p = next;
        count -= n;
    }
    return OK;
}

static enum status relative_address(struct stream_address at, uint32_t first_chunk,
                                    struct buf *out, struct err *e)
{
    if (at.chunk - first_chunk > 0xffff)
        return err_set(e, E_LIMIT, "a posting list over 1 GB");
    append_u32(out, (at.chunk - first_chunk) << 16 | at.offset);
    return OK;
}

/* The blocks of a list into the streams; the skips that lead to them. */
static enum status put_blocks(struct list_writer *w, const struct lists *l,
                              const struct list *list, struct err *e)
{
    const struct list_block *b = lists_blocks(l, list), *end = b + list->block_count - list->dropped;
    const uint8_t *docs = l->docs.p + list->doc_bytes;
    const uint8_t *positions = l->positions.p + list->position_bytes;

    for (; b < end; b++) {
        struct stream_address docs_at, positions_at = {0, 0};
        uint8_t bound[BOUND_BYTES];

        TRY(stream_put(w->postings, slice_of(docs, b->doc_bytes), &docs_at, e));
        TRY(put_positions(w->positions, slice_of(positions, b->position_bytes),
                          b->position_count, &positions_at, e));
        if (w->parts[LIST_DOC_COUNTS].n == 0) {
            w->docs_first = docs_at;
            w->positions_first = positions_at;
        }
        w->bound = w->parts[LIST_DOC_COUNTS].n == 0 ? b->bound : bound_join(&w->bound, &b->bound);
        append_u32(&w->parts[LIST_LAST_DOCS], b->last_doc);
        TRY(relative_address(docs_at, w->docs_first.chunk, &w->parts[LIST_DOC_ADDRESSES], e));
        TRY(relative_address(positions_at, w->positions_first.chunk, &w->parts[LIST_POSITION_ADDRESSES], e));
        bound_store(&b->bound, bound);
        buf_append(&w->parts[LIST_BOUNDS], bound, sizeof bound);
        buf_append_byte(&w->parts[LIST_DOC_COUNTS], (uint8_t)(b->doc_count - 1));
        docs += b->doc_bytes;
        positions += b->position_bytes;
    }
    return OK;
}

enum status list_writer_blocks(struct list_writer *w, struct lists *l, struct list *list,
                               struct err *e)
{
    TRY(put_blocks(w, l, list, e));
    lists_drop(l, list);
    return OK;
}

static void put_inline(const struct lists *l, const struct list *list, struct buf *payload)
{
    const struct list_block *b = lists_blocks(l, list);
    uint8_t size[CODEC_VARINT32_MAX_BYTES];
    size_t n = (size_t)(codec_put_varint(size, b->doc_bytes) - size);

    append_varint(payload, n + b->doc_bytes + b->position_bytes);
    buf_append(payload, size, n);
    buf_append(payload, l->docs.p + list->doc_bytes, b->doc_bytes);
    buf_append(payload, l->positions.p + list->position_bytes, b->position_bytes);
}

static enum status put_skips(struct list_writer *w, struct stream_address *at, struct err *e)
{
    buf_clear(&w->record);
    for (size_t i = 0; i < LIST_PARTS; i++) {
        if (!buf_ok(&w->parts[i]))
            return err_memory(e, "skips");
        buf_append_slice(&w->record, buf_slice(&w->parts[i]));
        buf_clear(&w->parts[i]);
    }
    if (!buf_ok(&w->record))
        return err_memory(e, "skips");
    return stream_put(w->skips, buf_slice(&w->record), at, e);
}

static enum status put_long(struct list_writer *w, const struct lists *l,
                            const struct list *list, struct buf *payload, struct err *e)
{
    struct stream_address at;
    uint8_t bytes[BOUND_BYTES];

    TRY(put_blocks(w, l, list, e));
    TRY(put_skips(w, &at, e));
    append_varint(payload, 0);
    bound_store(&w->bound, bytes);
    buf_append(payload, bytes, sizeof bytes);
    append_varint(payload, list->block_count);
    append_varint(payload, at.chunk);
    append_varint(payload, at.offset);
    append_varint(payload, w->docs_first.chunk);
    append_varint(payload, w->positions_first.chunk);
    return OK;
}

static bool fits_inline(const struct lists *l, const struct list *list)
{
    const struct list_block *b = lists_blocks(l, list);

    return list->block_count == 1 && list->dropped == 0 && !list->has_copies
           && b->doc_bytes + b->position_bytes <= POSTINGS_INLINE_MAX;
}

enum status list_writer_end(struct list_writer *w, const struct lists *l, const struct list *list,
                            struct buf *payload, struct err *e)
{
    append_varint(payload, list->df);
    append_varint(payload, list->cf - list->df);
    if (!fits_inline(l, list))
        return put_long(w, l, list, payload, e);
    put_inline(l, list, payload);
    return OK;
}
