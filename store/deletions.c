#include "store/deletions.h"

#include <stdlib.h>

#include "base/codec.h"
#include "store/checksum.h"

#define MAGIC SLICE_LITERAL("STEMDEL1")
#define HEAD_BYTES (8 + 8 + SEGMENT_LANG_COUNT * 12)

void deletions_init(struct deletions *d, uint32_t doc_count)
{
    *d = (struct deletions){.doc_count = doc_count};
}

void deletions_release(struct deletions *d)
{
    free(d->bits);
    d->bits = NULL;
}

static size_t bitmap_bytes(uint32_t doc_count)
{
    return ((size_t)doc_count + 7) / 8;
}

enum status deletions_add(struct deletions *d, docid doc, uint8_t lang, uint32_t length,
                          struct err *e)
{
    if (d->bits == NULL)
        d->bits = calloc(bitmap_bytes(d->doc_count) + 1, 1);
    if (d->bits == NULL)
        return err_memory(e, "deletions");
    d->bits[doc / 8] |= (uint8_t)(1u << (doc % 8));
    d->deleted++;
    d->langs[lang].doc_count++;
    d->langs[lang].length_sum += length;
    return OK;
}

enum status deletions_copy(const struct deletions *from, struct deletions *out, struct err *e)
{
    *out = *from;
    if (from->bits == NULL)
        return OK;
    out->bits = malloc(bitmap_bytes(from->doc_count) + 1);
    if (out->bits == NULL)
        return err_memory(e, "deletions");
    memcpy(out->bits, from->bits, bitmap_bytes(from->doc_count));
    return OK;
}

void deletions_encode(const struct deletions *d, struct buf *out)
{
    uint8_t bytes[12];

    buf_append_slice(out, MAGIC);
    codec_store32(bytes, d->doc_count);
    codec_store32(bytes + 4, d->deleted);
    buf_append(out, bytes, 8);
    for (size_t i = 0; i < SEGMENT_LANG_COUNT; i++) {
        codec_store32(bytes, d->langs[i].doc_count);
        codec_store64(bytes + 4, d->langs[i].length_sum);
        buf_append(out, bytes, 12);
    }
    buf_append(out, d->bits, bitmap_bytes(d->doc_count));
    codec_store64(bytes, checksum_of(buf_slice(out), 0));
    buf_append(out, bytes, CHECKSUM_BYTES);
}

static uint32_t count_bits(const uint8_t *bits, size_t size)
{
    uint32_t count = 0;

    for (size_t i = 0; i < size; i++)
        count += (uint32_t)__builtin_popcount(bits[i]);
    return count;
}

enum status deletions_decode(struct slice bytes, uint32_t doc_count, const char *path,
                             struct deletions *out, struct err *e)
{
    size_t size = bitmap_bytes(doc_count);
    const uint8_t *p;

    deletions_init(out, doc_count);
    if (bytes.n != HEAD_BYTES + size + CHECKSUM_BYTES || !slice_starts_with(bytes, MAGIC)
        || codec_load64(bytes.p + HEAD_BYTES + size)
               != checksum_of(slice_of(bytes.p, HEAD_BYTES + size), 0)
        || codec_load32(bytes.p + 8) != doc_count)
        return err_set(e, E_CORRUPT, "'%s' is damaged: no deletions of %u documents", path,
                       doc_count);
    out->deleted = codec_load32(bytes.p + 12);
    p = bytes.p + 16;
    for (size_t i = 0; i < SEGMENT_LANG_COUNT; i++, p += 12) {
        out->langs[i].doc_count = codec_load32(p);
        out->langs[i].length_sum = codec_load64(p + 4);
    }
    if (out->deleted > doc_count || count_bits(p, size) != out->deleted)
        return err_set(e, E_CORRUPT, "'%s' is damaged: wrong count of deletions", path);
    out->bits = malloc(size + 1);
    if (out->bits == NULL)
        return err_memory(e, "deletions");
    memcpy(out->bits, p, size);
    return OK;
}
