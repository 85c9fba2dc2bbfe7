/* postings.h - one term's documents, frequencies and positions, read in order.
 *
 *     list       blocks of up to 128 documents. A merge copies blocks as they are,
 *                so any of them may have fewer.
 *     documents  intblock of gaps (doc - doc before - 1); the first: the document
 *                itself where the list has one block, else 0 and without a meaning,
 *                for the block's last document stands in the skips: the bytes are
 *                the same wherever the block's documents begin
 *                intblock of tf - 1, intblock of weights: of weighted tf - 100 * tf = d,
 *                2 * (d / 20) where d is 0, 20, 40 ... (words of lead and title), else
 *                2 * (d < 0 ? -2 * d - 1 : 2 * d) + 1
 *     positions  per block of documents: intblocks of up to 128 values; the
 *                first position of each document as it is, then gaps - 1;
 *                0xFF where the values go on in the next chunk
 *
 * In the dictionary, a term's payload is
 *
 *     varint df, varint cf - df, varint inline size, then
 *     a short list (one block whose bytes are few): varint document bytes,
 *         documents, positions
 *     others (inline size 0): bound (16 bytes), varint blocks, varint chunk, varint
 *         offset of its skips, varint first chunk of its documents, varint first chunk
 *         of its positions
 *     and the term's surface forms (forms.h)
 *     skips: last doc u32 x n | document address u32 x n | position address
 *         u32 x n | bound 16 bytes x n | documents - 1 u8 x n; an address is
 *         chunk - first chunk in the high and the offset in the low 16 bits
 *
 * so that the blocks that cannot matter are passed by their skips alone.
 *
 * Memory  A cursor borrows the segment. It allocates nothing.
 * Errors  A cursor that fails is at its end; ask postings_status after the loop. */
#ifndef STORE_POSTINGS_H
#define STORE_POSTINGS_H

#include "store/bound.h"
#include "store/intblock.h"
#include "store/segment.h"
#include "store/stream.h"

#define POSTINGS_BLOCK 128
#define POSTINGS_INLINE_MAX 256
#define POSTINGS_SKIP_BYTES (12 + BOUND_BYTES + 1)
#define POSTINGS_CONTINUED 0xff

struct term_info {
    uint32_t df;
    uint64_t cf;
    struct bound bound;                  /* of a list in the streams */
    struct slice inline_list;            /* .n is 0 for a list in the streams */
    struct slice forms;
    uint32_t block_count;
    struct stream_address skips;
    uint32_t doc_chunk, position_chunk;
};

/* The code of a weight. What is 2^30 or more off, and no multiple of 20 above, is taken
 * for that much: more than ten million words of one form in a menu.           */
static inline uint32_t postings_weight_code(uint32_t tf, uint32_t weighted)
{
    const int64_t most = (1 << 30) - 1;
    int64_t d = (int64_t)weighted - (int64_t)tf * SEGMENT_BODY_WEIGHT;

    if (d >= 0 && d % 20 == 0)
        return (uint32_t)(d / 10);
    d = d > most ? most : d < -most ? -most : d;
    return (uint32_t)(2 * (d < 0 ? -2 * d - 1 : 2 * d) + 1);
}

/* weighted tf, modulo 2^32, without a branch. */
static inline uint32_t postings_weight(uint32_t tf, uint32_t code)
{
    uint32_t sign = (code >> 1) & 1, other = ((code >> 2) ^ (0 - sign));
    uint32_t odd = 0 - (code & 1);

    return tf * SEGMENT_BODY_WEIGHT + ((odd & other) | (~odd & code * 10));
}

/* False where the payload is no such record. */
bool postings_read_info(struct slice payload, struct term_info *out);

struct postings {
    struct segment *segment;
    struct err *err;
    enum status status;
    docid doc;                           /* current; DOC_END at the end */
    uint32_t df, block_count;
    uint32_t block;                      /* number of the block that `docs` holds or will hold */
    docid block_last;                    /* its last document, from the skips */
    bool decoded, tfs_decoded;           /* whether docs, tfs hold it */
    uint32_t at, count;                  /* in docs; UINT32_MAX: before the first */
    const uint8_t *skips;                /* null for an inline list */
    struct term_info info;
    const uint8_t *data, *tf_data;       /* of the decoded block: its gaps, what follows them */
    const uint8_t *data_end;             /* and no more than its end; with tfs decoded, its end */
    uint32_t docs[POSTINGS_BLOCK];       /* DOC_END after the last */
    uint32_t tfs[POSTINGS_BLOCK];        /* plain */
    uint32_t weighted[POSTINGS_BLOCK];
    struct position_reader {             /* kept from document to document of a block */
        uint32_t block;                  /* UINT32_MAX: none */
        uint32_t group;                  /* the intblock that `values` holds; UINT32_MAX: none */
        uint32_t next_group;             /* the one that `data` begins with */
        uint32_t starts[POSTINGS_BLOCK + 1];    /* first value of each document */
        struct stream_address address, first_address;
        struct slice data, first;        /* first: of the block, where its first intblock begins */
        uint32_t values[INTBLOCK_COUNT];
    } positions;
};

/* Before the first document; deleted documents are in the list. */
enum status postings_open(struct postings *p, struct segment *s, const struct term_info *info,
                          struct err *e) WARN_UNUSED;
/* The same where nobody asks for a bound: a merge of many short lists is faster. */
enum status postings_open_unbound(struct postings *p, struct segment *s,
                                  const struct term_info *info, struct err *e) WARN_UNUSED;

/* The current, decoded block as it is stored, appended: a merge copies it. Requires a
 * list with skips. *position_count: values, in intblocks of 128.               */
enum status postings_copy_block(struct postings *p, struct buf *docs, struct buf *positions,
                                uint32_t *position_count) WARN_UNUSED;

/* Enters the next block; DOC_END at the end. */
docid postings_next_block(struct postings *p);

static inline docid postings_next(struct postings *p)
{
    if (p->decoded && p->at + 1 < p->count)
        return p->doc = p->docs[++p->at];
    return postings_next_block(p);
}

/* Of the block that is not the current one. */
docid postings_seek_far(struct postings *p, docid target);

/* The first document >= target. Blocks that end before it are not decoded. */
static inline docid postings_seek(struct postings *p, docid target)
{
    if (p->decoded && p->at < p->count && p->block_last >= target) {
        uint32_t at = p->at;

        while (p->docs[at] < target)
            at++;
        p->at = at;
        return p->doc = p->docs[at];
    }
    return postings_seek_far(p, target);
}

/* Moves to the block that may hold target without decoding it; false at the end. */
bool postings_seek_block(struct postings *p, docid target);
/* Decodes the documents of the block it is in; false on failure. */
bool postings_decode_docs(struct postings *p);
/* The documents and their tfs. */
bool postings_decode(struct postings *p);
/* Enters any block, also one before, and decodes it. Requires block < block_count. */
bool postings_enter(struct postings *p, uint32_t block);

/* Where the first document >= target is in the decoded block. Requires block_last
 * >= target. Seven steps that do not depend on what is found.                 */
static inline uint32_t postings_find(const struct postings *p, docid target)
{
    uint32_t at = 0;

    for (uint32_t step = POSTINGS_BLOCK / 2; step > 0; step /= 2)
        at += (uint32_t)(p->docs[at + step - 1] < target) * step;
    return at;
}

/* What a block can reach; its last document. Requires block < block_count; the
 * latter, of a list with skips or its only block decoded.                     */
void postings_bound_of(const struct postings *p, uint32_t block, struct bound *out);
docid postings_last_of(const struct postings *p, uint32_t block);

/* Of the current document. 0 on failure. */
static inline uint32_t postings_tf(struct postings *p)
{
    return p->tfs_decoded || postings_decode(p) ? p->tfs[p->at] : 0;
}

static inline uint32_t postings_weighted_tf(struct postings *p)
{
    return p->tfs_decoded || postings_decode(p) ? p->weighted[p->at] : 0;
}

/* Appends its positions as uint32_t, increasing; their number is postings_tf. */
enum status postings_positions(struct postings *p, struct buf *out) WARN_UNUSED;

static inline enum status postings_status(const struct postings *p)
{
    return p->status;
}

#endif
