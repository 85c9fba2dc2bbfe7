#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.max = max};
}

void buf_release(struct buf *b)
{
    free(b->p);
    *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->failed = b->starved;
}

uint8_t *buf_reserve(struct buf *b, size_t size)
{
    size_t capacity = b->capacity < 64 ? 64 : b->capacity;
    uint8_t *p;

    if (b->failed)
        return NULL;
    if (b->p != NULL && b->capacity - b->n >= size)
        return b->p + b->n;
    if (size > b->max || b->n > b->max - size) {
        b->failed = true;
        return NULL;
    }
    while (capacity < b->n + size)
        capacity = capacity > b->max / 2 ? b->max : capacity * 2;
    if (capacity > b->max)
        capacity = b->max;
    p = realloc(b->p, capacity);
    if (p == NULL) {
        b->failed = b->starved = true;
        return NULL;
    }
    b->p = p;
    b->capacity = capacity;
    return b->p + b->n;
}

void buf_append(struct buf *b, const void *p, size_t size)
{
    uint8_t *to = buf_reserve(b, size);

    if (to == NULL || size == 0)
        return;
    memcpy(to, p, size);
    b->n += size;
}

void buf_append_byte(struct buf *b, uint8_t byte)
{
    uint8_t *to = buf_reserve(b, 1);

    if (to == NULL)
        return;
    *to = byte;
    b->n++;
}

void buf_append_slice(struct buf *b, struct slice s)
{
    buf_append(b, s.p, s.n);
}

void buf_append_string(struct buf *b, const char *text)
{
    buf_append(b, text, strlen(text));
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    int size;
    uint8_t *to;

    va_start(args, format);
    size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0) {
        b->failed = true;
        return;
    }
    to = buf_reserve(b, (size_t)size + 1);
    if (to == NULL)
        return;
    va_start(args, format);
    vsnprintf((char *)to, (size_t)size + 1, format, args);
    va_end(args);
    b->n += (size_t)size;
}
