#include "store/rows.h"

#include "base/codec.h"

#define KEY_BYTES 8u

void rows_init(struct rows *x)
{
    buf_init(&x->rows, (size_t)16 << 30);
    buf_init(&x->sorting, (size_t)16 << 30);
}

void rows_release(struct rows *x)
{
    buf_release(&x->rows);
    buf_release(&x->sorting);
}

void rows_clear(struct rows *x)
{
    buf_clear(&x->rows);
}

void rows_add(struct rows *x, uint64_t key, uint32_t number)
{
    const struct row row = {.key = key, .number = number};

    buf_append(&x->rows, &row, sizeof row);
}

/* Byte by byte from the lowest; a byte that all keys share takes no pass. */
const struct row *rows_sort(struct rows *x, size_t *count)
{
    size_t n = x->rows.n / sizeof(struct row), counts[KEY_BYTES][256] = {{0}};
    struct row *rows = (struct row *)(void *)x->rows.p, *to;

    *count = n;
    buf_clear(&x->sorting);
    to = (struct row *)(void *)buf_reserve(&x->sorting, x->rows.n + 1);
    if (to == NULL || !buf_ok(&x->rows))
        return NULL;
    for (size_t i = 0; i < n; i++)
        for (unsigned b = 0; b < KEY_BYTES; b++)
            counts[b][rows[i].key >> 8 * b & 255]++;
    for (unsigned b = 0; b < KEY_BYTES; b++) {
        struct row *swapped = rows;
        size_t at = 0;

        if (n == 0 || counts[b][rows[0].key >> 8 * b & 255] == n)
            continue;
        for (unsigned v = 0; v < 256; v++) {
            size_t more = counts[b][v];
            counts[b][v] = at;
            at += more;
        }
        for (size_t i = 0; i < n; i++)
            to[counts[b][rows[i].key >> 8 * b & 255]++] = rows[i];
        rows = to;
        to = swapped;
    }
    return n == 0 ? to : rows;
}

size_t rows_order_numbers(uint32_t *numbers, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t number = numbers[i];
        size_t at = kept;

        while (at > 0 && numbers[at - 1] > number)
            at--;
        if (at > 0 && numbers[at - 1] == number)
            continue;
        memmove(numbers + at + 1, numbers + at, (kept++ - at) * sizeof *numbers);
        numbers[at] = number;
    }
    return kept;
}

uint8_t *rows_put_numbers(uint8_t *p, const uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        p = codec_put_varint(p, i == 0 ? numbers[0] : numbers[i] - numbers[i - 1] - 1);
    return p;
}

bool rows_read_numbers(struct slice bytes, struct buf *out)
{
    const uint8_t *p = bytes.p, *end = slice_end(bytes);
    uint32_t number = 0;

    for (bool first = true; p < end; first = false) {
        uint32_t gap;

        p = codec_get_varint32(p, end, &gap);
        if (p == NULL)
            return false;
        number += gap + !first;
        buf_append(out, &number, sizeof number);
    }
    return true;
}
