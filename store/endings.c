#include "store/endings.h"

#include <stdlib.h>

#include "base/codec.h"
#include "base/utf8.h"

#define LEAF_FORMS 48u
#define LEAF_GROUPS_MOST 1000u       /* of one leaf: they fit in a payload */
#define KEY_BYTES (1 + ENDINGS_LETTERS)

void endings_init(struct endings *x)
{
    rows_init(&x->rows);
}

void endings_release(struct endings *x)
{
    rows_release(&x->rows);
}

/* The last letters of a form, of any bytes too; *count: of them. The low 7 bits of a code
 * point are in the last two bytes of its UTF-8.                                */
static uint64_t letters_of(struct slice form, unsigned *count)
{
    const uint8_t *start = form.p, *p = slice_end(form);
    uint64_t letters = 0;

    for (*count = 0; p > start && *count < ENDINGS_LETTERS; ++*count) {
        uint8_t code = *--p;

        if (code >= 128) {
            code = (uint8_t)(128 | (p > start ? p[-1] & 1 : 0) << 6 | (code & 63));
            while (p > start && utf8_is_continuation(*p))
                p--;
        }
        letters |= (uint64_t)code << (56 - 8 * *count);
    }
    return letters;
}

void endings_add(struct endings *x, struct slice form, uint32_t group)
{
    unsigned count;

    rows_add(&x->rows, letters_of(form, &count), group);
}

static int compare_groups(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Sorts, drops those that are there twice; the number that is left. */
static size_t sort_groups(uint32_t *groups, size_t count)
{
    size_t kept = 0;

    if (count > 1)
        qsort(groups, count, sizeof *groups, compare_groups);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || groups[kept - 1] != groups[i])
            groups[kept++] = groups[i];
    return kept;
}

static enum status put_leaf(uint8_t lang, uint64_t letters, uint16_t number, uint32_t *groups,
                            size_t count, const struct table_sink *sink, struct err *e)
{
    uint8_t key[KEY_BYTES + 2], payload[LEAF_GROUPS_MOST * CODEC_VARINT32_MAX_BYTES];
    uint8_t *end;

    count = rows_order_numbers(groups, count);
    key[0] = lang;
    codec_store32be(key + 1, (uint32_t)(letters >> 32));
    codec_store32be(key + 5, (uint32_t)letters);
    key[KEY_BYTES] = (uint8_t)(number >> 8);
    key[KEY_BYTES + 1] = (uint8_t)number;
    end = rows_put_numbers(payload, groups, count);
    return sink->put(sink->context, slice_of(key, KEY_BYTES + (number > 0 ? 2 : 0)),
                     slice_of(payload, (size_t)(end - payload)), e);
}

/* A leaf ends where the letters change, unless it is full. */
static enum status put_leaves(const struct row *rows, size_t n, uint8_t lang,
                              const struct table_sink *sink, struct err *e)
{
    uint32_t groups[LEAF_GROUPS_MOST];
    uint16_t number = 0;
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_last = i + 1 == n || rows[i + 1].key != rows[i].key;

        if (count == 0 || groups[count - 1] != rows[i].number)
            groups[count++] = rows[i].number;
        if (count < LEAF_GROUPS_MOST && (!is_last || (count < LEAF_FORMS && i + 1 < n)))
            continue;
        TRY(put_leaf(lang, rows[i].key, number, groups, count, sink, e));
        number = is_last ? 0 : (uint16_t)(number + 1);
        count = 0;
    }
    return OK;
}

enum status endings_finish(struct endings *x, uint8_t lang, const struct table_sink *sink,
                           struct err *e)
{
    size_t count;
    const struct row *rows = rows_sort(&x->rows, &count);

    if (rows == NULL)
        return err_memory(e, "endings");
    TRY(put_leaves(rows, count, lang, sink, e));
    rows_clear(&x->rows);
    return OK;
}

static uint64_t load64be(const uint8_t *p)
{
    uint64_t v = 0;

    for (int i = 0; i < 8; i++)
        v = v << 8 | p[i];
    return v;
}

/* Leaves are named by their last form: the first one that can hold the ending is the first
 * that ends with it or after it.                                               */
static enum status read_leaves(struct table *t, uint8_t lang, uint64_t low, uint64_t high,
                               struct buf *out, struct err *e)
{
    uint8_t from[KEY_BYTES] = {lang};
    struct slice key, payload;
    struct table_cursor c;
    enum status status;

    codec_store32be(from + 1, (uint32_t)(low >> 32));
    codec_store32be(from + 5, (uint32_t)low);
    table_cursor_init(&c, t);
    status = table_seek(&c, slice_of(from, sizeof from), &key, &payload, e);
    while (status == OK && key.n >= KEY_BYTES && key.p[0] == lang) {
        if (!rows_read_numbers(payload, out))
            return err_set(e, E_CORRUPT, "'%s' is damaged: wrong endings", t->name);
        if (load64be(key.p + 1) > high)
            break;
        status = table_next(&c, &key, &payload, e);
    }
    return status == E_NOT_FOUND ? OK : status;
}

enum status endings_find(struct table *t, uint8_t lang, struct slice ending, struct buf *out,
                         struct err *e)
{
    size_t before = out->n;
    unsigned count;
    uint64_t low = letters_of(ending, &count);
    uint64_t high = count == ENDINGS_LETTERS ? low : low | UINT64_MAX >> 8 * count;

    TRY(read_leaves(t, lang, low, high, out, e));
    if (!buf_ok(out))
        return err_memory(e, "endings");
    out->n = before + sizeof(uint32_t)
             * sort_groups((uint32_t *)(void *)(out->p + before), (out->n - before) / sizeof(uint32_t));
    return OK;
}
