/* rows.h - many pairs of a key and a number, sorted by the key.
 *
 * Pairs of equal keys stay in the order they were added.
 *
 * Memory  16 bytes a pair, twice while they are sorted.                       */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include "base/buf.h"

struct row {
    uint64_t key;
    uint32_t number;
};

struct rows {
    struct buf rows, sorting;
};

void rows_init(struct rows *x);
void rows_release(struct rows *x);
void rows_add(struct rows *x, uint64_t key, uint32_t number);
/* The pairs in order, until the next call; null where there was no memory for all. */
const struct row *rows_sort(struct rows *x, size_t *count);
void rows_clear(struct rows *x);

/* Numbers in order, none twice; the number that is left. Fast where they are few, or nearly in
 * order.                                                                       */
size_t rows_order_numbers(uint32_t *numbers, size_t count);

/* An increasing list of numbers as varint first, varint (number - number before - 1)...; the byte
 * after it. Room for 5 bytes a number.                                         */
uint8_t *rows_put_numbers(uint8_t *p, const uint32_t *numbers, size_t count);
/* Appends them; false where the bytes are no such list. */
bool rows_read_numbers(struct slice bytes, struct buf *out);

#endif
