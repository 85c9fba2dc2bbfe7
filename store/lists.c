#include "store/lists.h"

#include "base/codec.h"
#include "store/intblock.h"
#include "store/segment_file.h"

#define BYTES_MAX ((size_t)8 << 30)

/* Blocks of fewer documents are joined with their neighbours when they are copied.
 * A block costs 34 bytes of skips and headers: 4 % of what 96 postings take.  */
#define COPIED_LEAST 96u

void lists_init(struct lists *l)
{
    *l = (struct lists){.in_block = 0};
    buf_init(&l->blocks, BYTES_MAX);
    buf_init(&l->docs, BYTES_MAX);
    buf_init(&l->positions, BYTES_MAX);
    buf_init(&l->values, BYTES_MAX);
    buf_init(&l->scratch, BYTES_MAX);
}

void lists_release(struct lists *l)
{
    buf_release(&l->blocks);
    buf_release(&l->docs);
    buf_release(&l->positions);
    buf_release(&l->values);
    buf_release(&l->scratch);
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
    buf_clear(&l->values);
    *out = (struct list){.first_block = l->blocks.n / sizeof(struct list_block),
                         .doc_bytes = l->docs.n, .position_bytes = l->positions.n};
}

/* Gaps, tfs, weights. first_gap: postings.h. */
static void put_docs(struct lists *l, uint32_t first_gap)
{
    uint32_t gaps[POSTINGS_BLOCK], tfs[POSTINGS_BLOCK], weights[POSTINGS_BLOCK];
    uint8_t bytes[3 * INTBLOCK_MAX_BYTES], *p;

    for (uint32_t i = 0; i < l->in_block; i++) {
        gaps[i] = i == 0 ? first_gap : l->doc[i] - l->doc[i - 1] - 1;
        tfs[i] = l->tf[i] - 1;
        weights[i] = postings_weight_code(l->tf[i], l->weighted[i]);
    }
    p = intblock_encode(gaps, l->in_block, bytes);
    p = intblock_encode(tfs, l->in_block, p);
    p = intblock_encode(weights, l->in_block, p);
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

static void close_block(struct lists *l, struct list *list, uint32_t first_gap)
{
    size_t docs_before = l->docs.n, positions_before = l->positions.n;
    struct list_block block = {.last_doc = l->doc[l->in_block - 1], .doc_count = l->in_block,
                               .position_count = (uint32_t)(l->values.n / sizeof(uint32_t)),
                               .bound = bound_of(l->weighted, l->length, l->in_block)};

    put_docs(l, first_gap);
    put_positions(l);
    block.doc_bytes = (uint32_t)(l->docs.n - docs_before);
    block.position_bytes = (uint32_t)(l->positions.n - positions_before);
    buf_append(&l->blocks, &block, sizeof block);
    list->block_count++;
    l->in_block = 0;
    buf_clear(&l->values);
}

void lists_drop(struct lists *l, struct list *list)
{
    list->dropped = list->block_count;
    l->blocks.n = list->first_block * sizeof(struct list_block);
    l->docs.n = list->doc_bytes;
    l->positions.n = list->position_bytes;
}

void lists_add(struct lists *l, struct list *list, docid doc, uint32_t weighted, uint32_t length,
               const uint32_t *positions, uint32_t tf)
{
    uint32_t *to, i = l->in_block;

    if (i == POSTINGS_BLOCK) {
        close_block(l, list, 0);
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
        close_block(l, list, list->block_count == 0 ? l->doc[0] : 0);
}

enum status lists_add_posting(struct lists *l, struct list *list, struct postings *p, docid doc)
{
    uint32_t length = segment_length(p->segment, p->doc);

    buf_clear(&l->scratch);
    TRY(postings_positions(p, &l->scratch));
    lists_add(l, list, doc, postings_weighted_tf(p), length,
              (const uint32_t *)(const void *)l->scratch.p, postings_tf(p));
    return OK;
}

static enum status copy_block(struct lists *l, struct list *list, struct postings *p,
                              uint32_t moved_by)
{
    size_t docs_before = l->docs.n, positions_before = l->positions.n;
    struct list_block block = {.last_doc = p->block_last + moved_by, .doc_count = p->count};

    TRY(postings_copy_block(p, &l->docs, &l->positions, &block.position_count));
    postings_bound_of(p, p->block, &block.bound);
    block.doc_bytes = (uint32_t)(l->docs.n - docs_before);
    block.position_bytes = (uint32_t)(l->positions.n - positions_before);
    buf_append(&l->blocks, &block, sizeof block);
    list->block_count++;
    list->df += block.doc_count;
    list->cf += block.position_count;
    list->has_copies = true;
    return OK;
}

/* With what waits in the open block it makes one block, or two of like size. */
static enum status join_block(struct lists *l, struct list *list, struct postings *p,
                              uint32_t moved_by)
{
    uint32_t sum = l->in_block + p->count;
    uint32_t full = sum > POSTINGS_BLOCK ? (sum + 1) / 2 : POSTINGS_BLOCK;

    for (p->at = 0; p->at < p->count; p->at++) {
        p->doc = p->docs[p->at];
        if (l->in_block >= full)
            close_block(l, list, 0);
        TRY(lists_add_posting(l, list, p, p->doc + moved_by));
    }
    return OK;
}

enum status lists_add_block(struct lists *l, struct list *list, struct postings *p,
                            uint32_t moved_by)
{
    enum status status;

    if (l->in_block >= COPIED_LEAST)
        close_block(l, list, 0);
    if (p->skips != NULL && l->in_block == 0 && p->count >= COPIED_LEAST)
        status = copy_block(l, list, p, moved_by);
    else
        status = join_block(l, list, p, moved_by);
    p->at = p->count - 1;
    return status;
}
