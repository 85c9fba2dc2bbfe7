#include "store/postings.h"

#include <assert.h>

#include "base/codec.h"
#include "base/processor.h"
#include "store/bitpack.h"
#include "store/segment_file.h"

bool postings_read_info(struct slice payload, struct term_info *out)
{
    const uint8_t *p = payload.p, *end = p + payload.n;
    uint64_t more;
    uint32_t inline_size;

    *out = (struct term_info){.df = 0};
    p = codec_get_varint32(p, end, &out->df);
    if (p == NULL || out->df == 0 || (p = codec_get_varint64(p, end, &more)) == NULL
        || (p = codec_get_varint32(p, end, &inline_size)) == NULL)
        return false;
    out->cf = out->df + more;
    if (out->cf < more || inline_size > (size_t)(end - p))
        return false;
    if (inline_size > 0) {
        out->inline_list = slice_of(p, inline_size);
        out->forms = slice_of(p + inline_size, (size_t)(end - p) - inline_size);
        out->block_count = 1;
        return out->df <= POSTINGS_BLOCK;
    }
    if (end - p < BOUND_BYTES)
        return false;
    bound_load(p, &out->bound);
    p = codec_get_varint32(p + BOUND_BYTES, end, &out->block_count);
    if (p != NULL)
        p = codec_get_varint32(p, end, &out->skips.chunk);
    if (p != NULL)
        p = codec_get_varint32(p, end, &out->skips.offset);
    if (p != NULL)
        p = codec_get_varint32(p, end, &out->doc_chunk);
    if (p != NULL)
        p = codec_get_varint32(p, end, &out->position_chunk);
    if (p == NULL)
        return false;
    out->forms = slice_of(p, (size_t)(end - p));
    return out->block_count > 0 && out->block_count <= out->df;
}

static docid fail(struct postings *p, const char *what)
{
    if (p->status == OK)
        p->status = segment_damaged(p->segment, what, p->block, p->err);
    p->block = p->block_count;
    p->decoded = false;
    return p->doc = DOC_END;
}

/* An inline list has no skips: postings_open decodes its one block. Who passes blocks
 * undecoded goes by their last documents, so that these are none behind all others. */
static void enter_block(struct postings *p, uint32_t block)
{
    p->block = block;
    p->decoded = p->tfs_decoded = false;
    p->count = p->df;
    if (p->skips == NULL)
        return;
    p->block_last = codec_load32(p->skips + 4 * (size_t)block);
    p->count = 1u + p->skips[(POSTINGS_SKIP_BYTES - 1) * (size_t)p->block_count + block];
    if (p->block_last >= p->segment->header.doc_count)
        fail(p, "postings: a block that ends behind all documents");
}

/* Bytes of the documents (kind 0) or positions (kind 1) of the current block. */
static bool block_bytes(struct postings *p, int kind, struct slice *out,
                        struct stream_address *address)
{
    struct segment *s = p->segment;
    uint32_t place;

    if (p->status != OK)
        return false;
    if (p->skips == NULL) {
        uint32_t size;
        const uint8_t *end = p->info.inline_list.p + p->info.inline_list.n;
        const uint8_t *at = codec_get_varint32(p->info.inline_list.p, end, &size);

        if (at == NULL || size > (size_t)(end - at))
            return false;
        *out = kind == 0 ? slice_of(at, size) : slice_of(at + size, (size_t)(end - at) - size);
        return true;
    }
    place = codec_load32(p->skips + 4 * ((size_t)p->block_count * (size_t)(1 + kind) + p->block));
    address->chunk = (kind == 0 ? p->info.doc_chunk : p->info.position_chunk) + (place >> 16);
    address->offset = place & 0xffff;
    p->status = stream_at(&s->streams[kind == 0 ? TREE_POSTINGS : TREE_POSITIONS], *address, 0, out,
                          p->err);
    return p->status == OK;
}

/* The first document that the current block may have. */
static docid block_least(const struct postings *p)
{
    return p->block == 0 ? 0 : codec_load32(p->skips + 4 * ((size_t)p->block - 1)) + 1;
}

/* Gaps to documents: increasing, after the block before, below doc_count. A list
 * with skips is summed back from the block's last document, a short one from 0. */
static bool sum_gaps(struct postings *p)
{
    uint32_t bits = 0, span = p->count - 1, first, base;

    first = p->docs[0];
    p->docs[0] = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        bits |= p->docs[i];
        span += p->docs[i];
    }
    if (bits >= SEGMENT_DOCS_MAX)    /* below 2^22 their sum stays below 2^30 */
        return false;
    if (p->skips != NULL && p->block_last < span)
        return false;
    if (p->skips != NULL)
        first = p->block_last - span;
    if ((uint64_t)first + span >= p->segment->header.doc_count || first < block_least(p))
        return false;
    base = first - 1;
    if (p->count == POSTINGS_BLOCK) {
        bitpack_prefix_sum(p->docs, base);
        return true;
    }
    for (uint32_t i = 0; i < p->count; i++)
        base = p->docs[i] += base + 1;
    return true;
}

static bool decode_block(struct postings *p)
{
    struct slice data;
    struct stream_address address;

    if (p->count > POSTINGS_BLOCK || !block_bytes(p, 0, &data, &address)) {
        fail(p, "postings: no such block");
        return false;
    }
    p->data = data.p;
    p->data_end = data.p + data.n;
    p->tf_data = intblock_decode(data.p, p->data_end, p->count, p->docs);
    if (p->tf_data == NULL || !sum_gaps(p)) {
        fail(p, "postings: wrong documents in a block");
        return false;
    }
    for (uint32_t i = p->count; i < POSTINGS_BLOCK; i++)
        p->docs[i] = DOC_END;
    p->decoded = true;
    p->block_last = p->docs[p->count - 1];
    return true;
}

/* All 128, also where the block has fewer: a loop of a known length. */
FOR_EACH_PROCESSOR static void weigh(struct postings *p)
{
    for (uint32_t i = 0; i < POSTINGS_BLOCK; i++) {
        p->tfs[i]++;
        p->weighted[i] = postings_weight(p->tfs[i], p->weighted[i]);
    }
}

static bool decode_tfs(struct postings *p)
{
    const uint8_t *at = intblock_decode(p->tf_data, p->data_end, p->count, p->tfs);

    if (at == NULL) {
        fail(p, "postings: wrong frequencies in a block");
        return false;
    }
    at = intblock_decode(at, p->data_end, p->count, p->weighted);
    if (at == NULL) {
        fail(p, "postings: wrong weights in a block");
        return false;
    }
    p->data_end = at;
    weigh(p);
    p->tfs_decoded = true;
    return true;
}

/* A short list has no stored bound: its postings, decoded now, tell it. */
static enum status bound_inline(struct postings *p)
{
    uint32_t lengths[POSTINGS_BLOCK];

    if (!decode_block(p) || !decode_tfs(p))
        return p->status;
    for (uint32_t i = 0; i < p->count; i++)
        lengths[i] = segment_length(p->segment, p->docs[i]);
    p->info.bound = bound_of(p->weighted, lengths, p->count);
    return OK;
}

enum status postings_open_unbound(struct postings *p, struct segment *s,
                                  const struct term_info *info, struct err *e)
{
    struct slice skips;

    p->segment = s;
    p->err = e;
    p->status = OK;
    p->doc = DOC_END;          /* no document yet; `at` tells */
    p->df = info->df;
    p->info = *info;
    p->block_count = info->block_count;
    p->positions.block = UINT32_MAX;
    p->skips = NULL;
    if (info->df > s->header.doc_count)
        return segment_damaged(s, "a term in more documents than there are", info->df, e);
    if (info->inline_list.n == 0) {
        TRY(stream_at(&s->streams[TREE_SKIPS], info->skips,
                      (size_t)p->block_count * POSTINGS_SKIP_BYTES, &skips, e));
        p->skips = skips.p;
    }
    enter_block(p, 0);
    p->at = UINT32_MAX;
    return p->status;
}

enum status postings_open(struct postings *p, struct segment *s, const struct term_info *info,
                          struct err *e)
{
    TRY(postings_open_unbound(p, s, info, e));
    return p->skips == NULL ? bound_inline(p) : OK;
}

docid postings_next_block(struct postings *p)
{
    if (p->decoded && p->block + 1 < p->block_count)
        enter_block(p, p->block + 1);
    else if (p->decoded)
        p->block = p->block_count;
    if (p->block >= p->block_count) {
        p->decoded = false;
        return p->doc = DOC_END;
    }
    if (!decode_block(p))
        return DOC_END;
    p->at = 0;
    return p->doc = p->docs[0];
}

/* A list that has failed is behind its last block: there is none to decode. */
bool postings_decode_docs(struct postings *p)
{
    return p->decoded || (p->block < p->block_count && decode_block(p));
}

bool postings_decode(struct postings *p)
{
    return postings_decode_docs(p) && (p->tfs_decoded || decode_tfs(p));
}

bool postings_enter(struct postings *p, uint32_t block)
{
    if (p->skips != NULL && (!p->decoded || p->block != block)) {
        enter_block(p, block);
        p->at = UINT32_MAX;
    }
    return postings_decode(p);
}

bool postings_seek_block(struct postings *p, docid target)
{
    uint32_t step = 1, first, end;

    if (p->block >= p->block_count)
        return false;
    if (p->block_last >= target)
        return true;
    if (p->skips == NULL || p->block + 1 >= p->block_count) {
        p->block = p->block_count;
        p->doc = DOC_END;
        return false;
    }
    /* gallop over the skips, then halve: first is the answer */
    first = p->block + 1;
    while (first + step < p->block_count
           && codec_load32(p->skips + 4 * ((size_t)first + step - 1)) < target)
        step *= 2;
    end = first + step < p->block_count ? first + step : p->block_count;
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        if (codec_load32(p->skips + 4 * (size_t)middle) < target)
            first = middle + 1;
        else
            end = middle;
    }
    if (first >= p->block_count) {
        p->block = p->block_count;
        p->doc = DOC_END;
        return false;
    }
    enter_block(p, first);
    p->at = UINT32_MAX;
    return p->block < p->block_count;
}

docid postings_seek_far(struct postings *p, docid target)
{
    if (!postings_seek_block(p, target))
        return p->doc = DOC_END;
    if (!p->decoded && !decode_block(p))
        return DOC_END;
    p->at = postings_find(p, target);
    return p->doc = p->docs[p->at];
}

void postings_bound_of(const struct postings *p, uint32_t block, struct bound *out)
{
    if (p->skips == NULL)
        *out = p->info.bound;
    else
        bound_load(p->skips + 12 * (size_t)p->block_count + BOUND_BYTES * (size_t)block, out);
}

docid postings_last_of(const struct postings *p, uint32_t block)
{
    return p->skips == NULL ? p->block_last : codec_load32(p->skips + 4 * (size_t)block);
}


/* The bytes of the next intblock, in the next chunk where they go on there. */
static bool next_chunk(struct postings *p)
{
    struct position_reader *r = &p->positions;
    struct stream *stream = &p->segment->streams[TREE_POSITIONS];

    if (r->data.n > 0 && *r->data.p != POSTINGS_CONTINUED)
        return true;
    if (p->skips == NULL)
        return false;
    r->address = (struct stream_address){r->address.chunk + 1, 0};
    p->status = stream_at(stream, r->address, 1, &r->data, p->err);
    return p->status == OK;
}

static void to_first_group(struct position_reader *r)
{
    r->data = r->first;
    r->address = r->first_address;
    r->group = UINT32_MAX;
    r->next_group = 0;
}

/* To the first position of the current block. */
static bool start_positions(struct postings *p)
{
    struct position_reader *r = &p->positions;

    r->starts[0] = 0;
    for (uint32_t i = 0; i < p->count; i++)
        r->starts[i + 1] = r->starts[i] + p->tfs[i];
    r->block = p->block;
    if (!block_bytes(p, 1, &r->first, &r->first_address))
        return false;
    to_first_group(r);
    return true;
}

/* Makes r->values the intblock number `group`; the ones before it are passed. Requires
 * start_positions of the block.                                                */
static bool read_group(struct postings *p, uint32_t group)
{
    struct position_reader *r = &p->positions;

    if (r->next_group > group)
        to_first_group(r);
    while (r->next_group <= group) {
        uint32_t left = r->starts[p->count] - r->next_group * INTBLOCK_COUNT;
        uint32_t count = left < INTBLOCK_COUNT ? left : INTBLOCK_COUNT;
        const uint8_t *end, *next;

        if (!next_chunk(p))
            return false;
        end = r->data.p + r->data.n;
        next = r->next_group == group ? intblock_decode(r->data.p, end, count, r->values)
                                      : intblock_skip(r->data.p, end, count);
        if (next == NULL)
            return false;
        r->data = slice_of(next, (size_t)(end - next));
        r->next_group++;
    }
    r->group = group;
    return true;
}

#define FEW 8u

/* The sums of FEW values from the first on; no branch depends on how many are wanted. */
static uint64_t add_few(const uint32_t *values, uint32_t count, uint32_t *to)
{
    uint64_t position = UINT64_MAX, sums[FEW];

    for (uint32_t k = 0; k < FEW; k++) {
        position += (uint64_t)values[k] + 1;
        sums[k] = position;
        to[k] = (uint32_t)position;
    }
    return sums[count - 1];
}

enum status postings_positions(struct postings *p, struct buf *out)
{
    struct position_reader *r = &p->positions;
    uint32_t count = postings_tf(p), at, *to;
    uint64_t position = UINT64_MAX;      /* one before 0 */

    if (p->status != OK)
        return p->status;
    if (r->block != p->block && !start_positions(p))
        goto damaged;
    at = r->starts[p->at];
    to = (uint32_t *)(void *)buf_reserve(out, (count + FEW) * sizeof *to);
    if (to == NULL)
        return p->status = err_memory(p->err, "positions");
    for (uint32_t i = 0; i < count;) {
        uint32_t first = at % INTBLOCK_COUNT, run = INTBLOCK_COUNT - first;

        if (r->group != at / INTBLOCK_COUNT && !read_group(p, at / INTBLOCK_COUNT))
            goto damaged;
        if (i == 0 && count <= FEW && run >= FEW) {
            position = add_few(r->values + first, count, to);
            break;
        }
        run = run < count - i ? run : count - i;
        for (uint32_t k = 0; k < run; k++) {
            position += (uint64_t)r->values[first + k] + 1;
            to[i + k] = (uint32_t)position;
        }
        i += run;
        at += run;
    }
    if (position > UINT32_MAX)
        goto damaged;
    out->n += count * sizeof *to;
    return OK;
damaged:
    fail(p, "positions: wrong values in a block");
    return p->status;
}

enum status postings_copy_block(struct postings *p, struct buf *docs, struct buf *positions,
                                uint32_t *position_count)
{
    struct position_reader *r = &p->positions;
    uint32_t left;

    *position_count = 0;
    if (!postings_decode(p) || !start_positions(p))
        goto damaged;
    buf_append(docs, p->data, (size_t)(p->data_end - p->data));
    left = *position_count = r->starts[p->count];
    while (left > 0) {
        uint32_t count = left < INTBLOCK_COUNT ? left : INTBLOCK_COUNT;
        const uint8_t *end, *next;

        if (!next_chunk(p))
            goto damaged;
        end = r->data.p + r->data.n;
        next = intblock_skip(r->data.p, end, count);
        if (next == NULL)
            goto damaged;
        buf_append(positions, r->data.p, (size_t)(next - r->data.p));
        r->data = slice_of(next, (size_t)(end - next));
        left -= count;
    }
    r->block = UINT32_MAX;
    return buf_ok(docs) && buf_ok(positions) ? OK : (p->status = err_memory(p->err, "postings"));
damaged:
    fail(p, "postings: wrong bytes of a block");
    return p->status;
}
