#include "store/lists.h"

#include "base/codec.h"
#include "store/intblock.h"

#define BYTES_MAX ((size_t)8 << 30)

void lists_init(struct lists *l)
{
    *l = (struct lists){.in_block = 0};
    buf_init(&l->blocks, BYTES_MAX);
    buf_init(&l->docs, BYTES_MAX);
    buf_init(&l->positions, BYTES_MAX);
    buf_init(&l->values, BYTES_MAX);
}

void lists_release(struct lists *l)
{
    buf_release(&l->blocks);
    buf_release(&l->docs);
    buf_release(&l->positions);
    buf_release(&l->values);
}

void lists_clear(struct lists *l)
{
    buf_clear(&l->blocks);
    buf_clear(&l->docs);
    buf_clear(&l->positions);
    buf_clear(&l->values);
}

bool lists_ok(const struct lists *l)
{
    return buf_ok(&l->blocks) && buf_ok(&l->docs) && buf_ok(&l->positions) && buf_ok(&l->values);
}

void lists_begin(struct lists *l, struct list *out)
{
    l->in_block = 0;
    l->last_doc = DOC_END;
    buf_clear(&l->values);
    *out = (struct list){.first_block = l->blocks.n / sizeof(struct list_block),
                         .doc_bytes = l->docs.n, .position_bytes = l->positions.n};
}

/* Gaps, tfs, patches. */
static void put_docs(struct lists *l)
{
    uint32_t gaps[POSTINGS_BLOCK], tfs[POSTINGS_BLOCK];
    uint8_t bytes[2 * INTBLOCK_MAX_BYTES + 1 + POSTINGS_BLOCK * (1 + CODEC_VARINT32_MAX_BYTES)];
    uint8_t *p, *patches;
    docid before = l->last_doc;

    for (uint32_t i = 0; i < l->in_block; i++) {
        gaps[i] = l->doc[i] - before - 1;
        before = l->doc[i];
        tfs[i] = l->tf[i] - 1;
    }
    p = intblock_encode(gaps, l->in_block, bytes);
    p = intblock_encode(tfs, l->in_block, p);
    patches = p++;
    *patches = 0;
    for (uint32_t i = 0; i < l->in_block; i++) {
        if (l->weighted[i] == l->tf[i] * SEGMENT_BODY_WEIGHT)
            continue;
        *p++ = (uint8_t)i;
        p = codec_put_varint(p, l->weighted[i]);
        ++*patches;
    }
    buf_append(&l->docs, bytes, (size_t)(p - bytes));
}

static void put_positions(struct lists *l)
{
    const uint32_t *values = (const uint32_t *)(const void *)l->values.p;
    size_t count = l->values.n / sizeof *values;

    for (size_t i = 0; i < count; i += INTBLOCK_COUNT) {
        size_t n = count - i < INTBLOCK_COUNT ? count - i : INTBLOCK_COUNT;
        uint8_t *to = buf_reserve(&l->positions, INTBLOCK_MAX_BYTES);

        if (to != NULL)
            l->positions.n += (size_t)(intblock_encode(values + i, n, to) - to);
    }
}

static void close_block(struct lists *l, struct list *list)
{
    size_t docs_before = l->docs.n, positions_before = l->positions.n;
    struct list_block block = {.last_doc = l->doc[l->in_block - 1],
                               .position_count = (uint32_t)(l->values.n / sizeof(uint32_t)),
                               .bound = bound_of(l->weighted, l->length, l->in_block)};

    put_docs(l);
    put_positions(l);
    block.doc_bytes = (uint32_t)(l->docs.n - docs_before);
    block.position_bytes = (uint32_t)(l->positions.n - positions_before);
    buf_append(&l->blocks, &block, sizeof block);
    list->block_count++;
    l->last_doc = block.last_doc;
    l->in_block = 0;
    buf_clear(&l->values);
}

void lists_add(struct lists *l, struct list *list, docid doc, uint32_t weighted, uint32_t length,
               const uint32_t *positions, uint32_t tf)
{
    uint32_t *to, i = l->in_block;

    if (i == POSTINGS_BLOCK) {
        close_block(l, list);
        i = 0;
    }
    to = (uint32_t *)(void *)buf_reserve(&l->values, tf * sizeof *to);
    if (to == NULL)
        return;
    to[0] = positions[0];
    for (uint32_t k = 1; k < tf; k++)
        to[k] = positions[k] - positions[k - 1] - 1;
    l->values.n += tf * sizeof *to;
    l->doc[i] = doc;
    l->tf[i] = tf;
    l->weighted[i] = weighted;
    l->length[i] = length;
    l->in_block = i + 1;
    list->df++;
    list->cf += tf;
}

void lists_end(struct lists *l, struct list *list)
{
    if (l->in_block > 0)
        close_block(l, list);
}
