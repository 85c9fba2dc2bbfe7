/* slice.h - bytes that somebody else owns: a pointer and a size.
 *
 * All text in Stemma travels as slices; a NUL byte is a byte like any other.
 * An empty slice may have a null pointer.
 *
 * Memory  A slice borrows. The function that hands one out says until when.  */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const uint8_t *p;
    size_t n;
};

/* For printf: "%.*s", SLICE_ARG(s). */
#define SLICE_ARG(s) (int)((s).n > INT32_MAX ? INT32_MAX : (s).n), (const char *)(s).p

/* A slice of a string literal, without its NUL. */
#define SLICE_LITERAL(text) ((struct slice){(const uint8_t *)("" text), sizeof(text) - 1})

static inline struct slice slice_of(const void *p, size_t n)
{
    return (struct slice){p, n};
}

/* A slice of a NUL-terminated string, as argv and getenv hand them out. */
static inline struct slice slice_of_string(const char *text)
{
    return (struct slice){(const uint8_t *)text, strlen(text)};
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Negative, zero or positive as a sorts before, with or after b, bytewise. */
static inline int slice_compare(struct slice a, struct slice b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

    if (order != 0)
        return order;
    return (a.n > b.n) - (a.n < b.n);
}

static inline bool slice_starts_with(struct slice s, struct slice prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline bool slice_ends_with(struct slice s, struct slice suffix)
{
    return s.n >= suffix.n
           && (suffix.n == 0 || memcmp(s.p + (s.n - suffix.n), suffix.p, suffix.n) == 0);
}

/* The byte after s; no sum with a null pointer where s is empty. */
static inline const uint8_t *slice_end(struct slice s)
{
    return s.n == 0 ? s.p : s.p + s.n;
}

/* s without its first `size` bytes. Requires size <= s.n. */
static inline struct slice slice_drop(struct slice s, size_t size)
{
    return size == 0 ? s : (struct slice){s.p + size, s.n - size};
}

/* White space of ASCII. */
static inline bool slice_is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* s without white space at its start and end. */
static inline struct slice slice_trim(struct slice s)
{
    while (s.n > 0 && slice_is_space(s.p[0]))
        s = slice_drop(s, 1);
    while (s.n > 0 && slice_is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

#endif
