/* buf.h - bytes that grow up to a maximum given at init.
 *
 * A buffer that could not grow (over its maximum, or out of memory) keeps what
 * it has, drops the rest and remembers: ask buf_ok once, after the last append.
 * Over its maximum, it forgets that when it is cleared; that memory ran out it
 * remembers until it is released, for who uses a buffer for one thing after the
 * other asks at the end.
 *
 * Units   Sizes in bytes.
 * Memory  Owns its bytes until buf_release; an append may move them.         */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/slice.h"

struct buf {
    uint8_t *p;
    size_t n;
    size_t capacity;
    size_t max;     /* it never holds more */
    bool failed;    /* an append was dropped, and all after it */
    bool starved;   /* for want of memory */
};

void buf_init(struct buf *b, size_t max);
void buf_release(struct buf *b);

/* Forgets the content, and that it was over its maximum; keeps the memory. */
void buf_clear(struct buf *b);

/* Room for `size` more bytes at b->p + b->n, or NULL; the caller adds to b->n. */
uint8_t *buf_reserve(struct buf *b, size_t size);

void buf_append(struct buf *b, const void *p, size_t size);
void buf_append_byte(struct buf *b, uint8_t byte);
void buf_append_slice(struct buf *b, struct slice s);
void buf_append_string(struct buf *b, const char *text);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline bool buf_ok(const struct buf *b)
{
    return !b->failed;
}

/* What it holds. Borrows until the next append, clear or release. */
static inline struct slice buf_slice(const struct buf *b)
{
    return (struct slice){b->p, b->n};
}

#endif
