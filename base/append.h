/* append.h - numbers at the end of a buffer, as codec.h writes them. */
#ifndef BASE_APPEND_H
#define BASE_APPEND_H

#include "base/buf.h"
#include "base/codec.h"

static inline void append_varint(struct buf *out, uint64_t number)
{
    uint8_t bytes[CODEC_VARINT64_MAX_BYTES];

    buf_append(out, bytes, (size_t)(codec_put_varint(bytes, number) - bytes));
}

static inline void append_u32(struct buf *out, uint32_t number)
{
    uint8_t bytes[4];

    codec_store32(bytes, number);
    buf_append(out, bytes, sizeof bytes);
}

#endif
