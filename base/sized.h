/* sized.h - bytes behind their size: varint size, bytes.
 *
 *     "Minsk" = 05 4D 69 6E 73 6B                                              */
#ifndef BASE_SIZED_H
#define BASE_SIZED_H

#include "base/append.h"

static inline void sized_put(struct buf *out, struct slice s)
{
    append_varint(out, s.n);
    buf_append_slice(out, s);
}

/* Where the next thing begins; null where the bytes are not all there. */
static inline const uint8_t *sized_get(const uint8_t *p, const uint8_t *end, struct slice *out)
{
    uint32_t size;

    p = codec_get_varint32(p, end, &size);
    if (p == NULL || size > (size_t)(end - p))
        return NULL;
    *out = slice_of(p, size);
    return p + size;
}

/* The same from the front of a slice. */
static inline bool sized_take(struct slice *from, struct slice *out)
{
    const uint8_t *end = from->p + from->n, *p = sized_get(from->p, end, out);

    if (p != NULL)
        *from = slice_of(p, (size_t)(end - p));
    return p != NULL;
}

#endif
